import type { z } from "zod";
import type { Refused } from "../../kit/decision.ts";
import { refuse } from "../../kit/decision.ts";
import { permits } from "../../permissions.ts";
import { holidaysOf } from "../../programme/programme.ts";
import type { Act } from "../../server/context.ts";
import { roleLabel } from "../../server/labels.ts";
import { factsOf } from "../../server/ledger.ts";
import type { DoorView } from "../../wire.ts";
import type { Profile } from "../accounts/door.ts";
import * as accounts from "../accounts/door.ts";
import { termsOf, triesOf } from "./course.ts";
import type { DocumentRow } from "./documents.store.ts";
import * as documents from "./documents.store.ts";
import { sendingsTo } from "./links.store.ts";
import { decideResubmit, decideUpload } from "./partner.rules.ts";
import * as present from "./present.ts";
import { lastLookup } from "./registry.store.ts";
import type { CheckName } from "./rules.ts";
import { checkNames, decideEscalate, decideResend } from "./rules.ts";
import type { Status } from "./shapes.ts";
import type { Case } from "./store.ts";
import * as store from "./store.ts";

/** How one reader's doors stand: a member's by their roles, that of whoever came by a signed link by the room's own rules. */
export type Doors = {
  answer(also?: Refused): DoorView | Promise<DoorView>;
  /** What only an account opens. */
  resend(also?: Refused): DoorView | Promise<DoorView>;
  correct(): DoorView | Promise<DoorView>;
  view(): DoorView | Promise<DoorView>;
};

export const freshOf = (sent: readonly DocumentRow[]): Record<CheckName, number> => {
  const fresh: Record<CheckName, number> = { email: 0, employment: 0, business: 0 };
  for (const one of sent) if (one.submittedAt === null) fresh[one.check]++;
  return fresh;
};

export const waitingOf = (sent: readonly DocumentRow[], check: CheckName): number =>
  sent.filter((one) => one.check === check && one.verdict === null).length;

export async function resendDecision(ctx: Pick<Act, "house" | "tx" | "now">, held: Case, profile: Profile) {
  const { programme } = ctx.house;
  const sentAt = await sendingsTo(ctx.tx, held.id, profile.contact.email);
  const decision = decideResend(
    held.checks.email.state,
    sentAt,
    ctx.now,
    programme.verification.emailLink,
    programme.timeZone,
    holidaysOf(programme),
  );
  return { sentAt: sentAt[0] ?? null, decision };
}

const closedBy = (decision: { ok: boolean }): Refused | undefined => (decision.ok ? undefined : (decision as Refused));

/** The whole page of a case, as one reader may see it: a member of the company, or whoever came by a signed link. */
export async function statusView(
  ctx: present.Reading & Pick<Act, "tx">,
  profile: Profile,
  found: Case | undefined,
  doors: Doors,
  userId: string | null,
): Promise<z.input<typeof Status>> {
  const held = found ?? present.unopened(profile);
  const { accountId } = profile;
  const [sent, versions, facts, answerers, lookup] = await Promise.all([
    documents.documentsOf(ctx.tx, accountId),
    store.versionsOf(ctx.tx, held.id),
    factsOf(ctx.tx, accountId, { types: present.threadTypes(false), limit: 100 }),
    accounts.membersWith(ctx.tx, accountId, permits["verification.answer"].roles),
    lastLookup(ctx.tx, accountId),
  ]);
  const { uploads } = ctx.house.programme.verification;
  const notOpen = found ? undefined : refuse("verification.notOpen");
  const resend = await resendDecision(ctx, held, profile);
  const resubmit = decideResubmit(store.statesOf(held), triesOf(ctx, held), freshOf(sent));

  return {
    ...present.summaryView(ctx, profile, found),
    checks: await Promise.all(
      checkNames.map(async (name) => {
        const row = held.checks[name];
        const own = sent.filter(({ check }) => check === name);
        const upload = decideUpload(termsOf(ctx, name), row.state, waitingOf(sent, name));
        return {
          ...present.checkLine(ctx, row, false),
          ruled: present.ruledView(ctx, row),
          comparison: present.comparisonView(ctx, row, versions, profile, lookup),
          evidence: present.evidenceView(ctx, name),
          documents: own.map((one) => present.documentView(ctx, one)),
          moves: { upload: await doors.answer(notOpen ?? closedBy(upload)) },
        };
      }),
    ),
    mail: { sentAt: resend.sentAt },
    uploads: { types: [...uploads.types], maxBytes: uploads.maxBytes },
    answerers: answerers.map((person) => ({
      name: person.name,
      roles: person.roles
        .filter((role) => (permits["verification.answer"].roles as readonly string[]).includes(role))
        .map((role) => roleLabel(ctx.house.programme, role, ctx.lang)),
      you: person.userId === userId,
    })),
    thread: present.threadView(ctx, facts, false),
    moves: {
      resend: await doors.resend(notOpen ?? closedBy(resend.decision)),
      resubmit: await doors.answer(notOpen ?? closedBy(resubmit)),
      correct: await doors.correct(),
      view: await doors.view(),
      escalate: await doors.answer(notOpen ?? closedBy(decideEscalate(held, ctx.today))),
    },
  };
}
