import type { Lang } from "../../kit/words.ts";
import { agreementOn } from "../../programme/programme.ts";
import type { Agreement } from "../../programme/schema.ts";
import type { AccountCtx } from "../../server/context.ts";
import type { Db } from "../../server/db.ts";
import type { DoorView } from "../../wire.ts";
import { decideSign, signersOf } from "./rules.ts";
import type { Acceptance } from "./store.ts";
import * as store from "./store.ts";
import { textOf } from "./texts.ts";
import { acceptanceView } from "./views.ts";

/** The version that binds companies of the reader's country today. */
export const inForceFor = (ctx: AccountCtx, agreementId: string): Agreement =>
  agreementOn(ctx.house.programme, agreementId, ctx.today, ctx.standing.country);

/** How the reader stands before a text: the answer that signing would give, with everything filled in well. */
export async function signDoor(ctx: AccountCtx, agreement: Agreement, lang: Lang, standing: Acceptance | undefined): Promise<DoorView> {
  const inForce = textOf(agreement, lang);
  const decision = decideSign({ authorityDeclared: true, shown: inForce, inForce, standing });
  return ctx.door("agreements.sign", decision.ok ? undefined : decision, agreement.signedBy);
}

/** How the company stands to agreements, asked once for all of them. */
export async function agreementsOf(ctx: AccountCtx) {
  const rows = await store.list(ctx.tx, ctx.accountId);
  return async (agreementId: string) => {
    const inForce = inForceFor(ctx, agreementId);
    const standing = rows.find((row) => row.agreementId === agreementId && row.version === inForce.version);
    const sign = await signDoor(ctx, inForce, ctx.lang, standing);
    return {
      inForce,
      accepted: standing !== undefined,
      signed: standing ? acceptanceView(ctx, standing) : null,
      sign,
      /** The roles that may sign it. */
      signers: signersOf(inForce),
    };
  };
}

/** Whether the company has accepted the version of an agreement that is in force. */
export async function hasAccepted(db: Db, accountId: string, agreement: Agreement): Promise<boolean> {
  return (await store.ofVersion(db, accountId, agreement.id, agreement.version)) !== undefined;
}
