import { dayOf } from "../../kit/dates.ts";
import type { Lang } from "../../kit/words.ts";
import type { Role } from "../../permissions.ts";
import type { EnrolmentProgramme } from "../../programme/schema.ts";
import type { AccountCtx } from "../../server/context.ts";
import { roleLabel } from "../../server/labels.ts";
import type { Acceptance } from "./store.ts";

export const programmeView = (one: EnrolmentProgramme, lang: Lang) => ({
  id: one.id,
  name: one.name[lang],
  fullName: one.fullName[lang],
  statusLabel: one.statusLabel[lang],
});

export const acceptanceView = (ctx: AccountCtx, row: Acceptance) => ({
  id: row.id,
  agreementId: row.agreementId,
  title: titleOf(ctx, row),
  version: row.version,
  language: row.language,
  signedOn: dayOf(row.acceptedAt, ctx.house.clock.zone),
  signedAt: row.acceptedAt,
  signedBy: row.signerName,
  links: {
    page: `/a/${ctx.accountId}/agreements/${row.id}`,
    document: `/api/v1/accounts/${ctx.accountId}/agreements/${row.id}/document`,
  },
});

/** What the reader's language calls the agreement. One that has left the programme keeps the title it was accepted under. */
function titleOf(ctx: AccountCtx, row: Acceptance): string {
  const { agreements } = ctx.house.programme;
  const known =
    agreements.find(({ id, version }) => id === row.agreementId && version === row.version) ??
    agreements.find(({ id }) => id === row.agreementId);
  return known?.title[ctx.lang] ?? row.title;
}

/** Who runs the house, as the reader's language names them; one that has changed since keeps the name it signed under. */
export function issuerOf({ house, lang }: AccountCtx, row: Acceptance): string {
  const { name } = house.programme.operator;
  return name[row.language] === row.issuer ? name[lang] : row.issuer;
}

export const signerView = (ctx: AccountCtx, signer: { name: string; email: string; roles: readonly Role[] }) => ({
  name: signer.name,
  email: signer.email,
  roleLabels: signer.roles.map((role) => roleLabel(ctx.house.programme, role, ctx.lang)),
});
