import { agreementOn } from "../../programme/programme.ts";
import type { EnrolmentProgramme } from "../../programme/schema.ts";
import type { Act } from "../../server/context.ts";
import { loadProfile } from "../accounts/door.ts";
import { hasAccepted } from "../agreements/door.ts";
import { lettersOf } from "./letters.ts";
import type { EnrolmentState } from "./rules.ts";
import { enrolment, reaches } from "./rules.ts";
import type { Row } from "./store.ts";
import * as store from "./store.ts";

/** What an enrolment came to, as a fact: the programme is named as the reader's language calls it. */
export const told = (accountId: string, row: { id: string }, one: EnrolmentProgramme, state: EnrolmentState) => ({
  type: `enrolment.${state}` as const,
  accountId,
  subject: row.id,
  data: { programme: one.id, name: one.fullName },
});

/**
 * Takes an application on as far as it goes by itself: what it waited for has come. The account is held.
 * @param approved the vendor's staff have said yes.
 */
export async function advance(act: Act, accountId: string, row: Row, one: EnrolmentProgramme, approved: boolean): Promise<EnrolmentState> {
  const profile = await loadProfile(act.tx, accountId);
  const agreement = agreementOn(act.house.programme, one.agreement, act.today, profile?.country);
  const to = reaches(one, {
    // What was passed once stays passed: a later change of the profile does not send an application back.
    authorized: row.state !== "applying" || profile?.verification === "authorized",
    approved: approved || row.state === "qualified",
    accepted: await hasAccepted(act.tx, accountId, agreement),
  });
  if (row.state === to) return to;

  const moved = await store.move(act.tx, accountId, row.programme, [row.state], to, act.now);
  if (!moved) return row.state;
  act.record(told(accountId, row, one, to));
  if (to === "qualified" || to === "active")
    for (const mail of await lettersOf(act, {
      accountId,
      company: profile?.name ?? "",
      one,
      matter: to,
      reason: "",
      applicant: row.appliedBy,
    }))
      act.post(mail);
  return to;
}

/** The states from which an enrolment is still on its way. */
export const underWay = enrolment.states.filter((state) => enrolment.can(state, "qualify") || enrolment.can(state, "activate"));
