import { newId } from "../../kit/ids.ts";
import type { Lang } from "../../kit/words.ts";
import type { Act } from "../../server/context.ts";
import type { Db } from "../../server/db.ts";
import type { House } from "../../server/house.ts";
import { hashToken } from "../../server/session.ts";
import * as accounts from "../accounts/door.ts";
import * as mails from "./mails.ts";
import type { Party } from "./rules.ts";
import { daysAfter, recordOf } from "./rules.ts";
import type { Case, KeptVoice } from "./store.ts";
import * as store from "./store.ts";

export const nameOf = (of: Pick<Case, "givenName" | "familyName">): string => `${of.givenName} ${of.familyName}`;

/** The record of a proof or of a case: it follows from its id, and nothing of it is kept. */
export const recordFor = (house: House, id: string, domain: string): { name: string; value: string } =>
  recordOf(house.secret.derive(`domain proof:${id}`, 34), domain);

/** A voice's own link, the same in every mail of the case; the database keeps its hash. */
export const tokenOf = (house: House, voiceId: string): string =>
  house.secret.derive(`recovery voice:${voiceId}`, 32).toString("base64url");

type Somebody = { readonly email: string; readonly name: string; readonly language: Lang };

export async function addVoice(act: Act, caseId: string, party: Party, who: Somebody): Promise<void> {
  const id = newId();
  const { email, name, language } = who;
  await store.insertVoice(act.tx, { id, caseId, party, email, name, language, tokenHash: hashToken(tokenOf(act.house, id)) });
}

export async function primaryContact(
  db: Db,
  accountId: string,
): Promise<Somebody & { company: string; domain: string; directoryId: string }> {
  const profile = (await accounts.loadProfile(db, accountId))!;
  const { givenName, familyName, email, language } = profile.contact;
  return {
    email,
    name: `${givenName} ${familyName}`,
    language,
    company: profile.name,
    domain: profile.directoryDomain,
    directoryId: profile.directoryId,
  };
}

/** Those who administer the account and may stop what is not right. */
export const objectors = (db: Db, accountId: string) =>
  accounts.membersWith(db, accountId, ["globalAdmin", "userAdmin", "partnerAdmin", "accountAdmin"]);

/**
 * The waiting begins: everybody concerned gets a voice and hears of it, now and on the days of the programme; the clock ends it.
 * @returns false when it had begun or ended meanwhile.
 */
export async function beginWaiting(act: Act, held: Case): Promise<boolean> {
  const { accountId } = held;
  const { waitingDays, remindAfterDays } = act.house.programme.recovery;
  const endsAt = daysAfter(act.now, waitingDays);
  if (!(await store.moveToWaiting(act.tx, accountId, held.id, { now: act.now, endsAt }))) return false;

  const contact = await primaryContact(act.tx, accountId);
  await addVoice(act, held.id, "candidate", { email: held.email, name: nameOf(held), language: held.language });
  await addVoice(act, held.id, "primaryContact", contact);
  for (const who of await objectors(act.tx, accountId)) await addVoice(act, held.id, "administrator", who);

  const dated = (kind: string, key: string, dueAt: string) =>
    act.enqueue({ kind, key, accountId, payload: { caseId: held.id, endsAt }, clock: "business", dueAt });
  for (const days of remindAfterDays) dated("recovery.remind", `${held.id}:${days}`, daysAfter(act.now, days));
  dated("recovery.end", held.id, endsAt);
  act.record({ type: "recovery.waiting", accountId, subject: held.id, data: { name: nameOf(held), endsAt } });
  await tellAll(act, { ...held, state: "waiting", endsAt }, "waiting");
  return true;
}

export type News = "waiting" | "reminder" | "stopped" | "granted";

/** One mail to everybody who has a voice in the case. */
export async function tellAll(act: Act, of: Case, news: News): Promise<void> {
  const { company } = await primaryContact(act.tx, of.accountId);
  for (const voice of await store.voicesOf(act.tx, [of.id]))
    act.post(mails.newsMail(act.house, voice, { news, of, company, token: tokenOf(act.house, voice.id) }));
}

/** It stops: nobody becomes anything, and everybody who heard of it hears of that. */
export async function stopCase(act: Act, held: Case, by: string, reason: string): Promise<boolean> {
  if (!(await store.end(act.tx, held.accountId, held.id, "stop", { now: act.now, stoppedBy: by, reason }))) return false;
  act.record({ type: "recovery.stopped", accountId: held.accountId, subject: held.id, data: { name: nameOf(held), by, reason } });
  await tellAll(act, { ...held, state: "stopped", stoppedBy: by, reason }, "stopped");
  return true;
}

/** How a case is shown, to whoever may see it. */
export const caseView = (of: Case, voices: readonly KeptVoice[]) => ({
  id: of.id,
  candidate: nameOf(of),
  candidateEmail: of.email,
  way: of.way,
  state: of.state,
  openedAt: of.openedAt,
  answerBy: of.answerBy,
  endsAt: of.endsAt,
  stoppedBy: of.stoppedBy,
  reason: of.reason,
  voices: voices.filter((voice) => voice.caseId === of.id).map(({ party, name, answer }) => ({ party, name, answer })),
});

export async function viewOf(db: Db, of: Case) {
  return caseView(of, await store.voicesOf(db, [of.id]));
}
