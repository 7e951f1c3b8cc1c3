import { newToken } from "../../kit/ids.ts";
import type { Lang } from "../../kit/words.ts";
import type { Act, Reactions } from "../../server/context.ts";
import { hashToken } from "../../server/session.ts";
import * as accounts from "../accounts/door.ts";
import * as people from "../people/door.ts";
import { nameOf, primaryContact, stopCase, tellAll } from "./course.ts";
import { requestAsked } from "./link.actions.ts";
import { requestMail } from "./mails.ts";
import { daysAfter, REQUEST_DAYS, recovery } from "./rules.ts";
import type { Case } from "./store.ts";
import * as store from "./store.ts";

type Asked = { email: string; givenName: string; familyName: string; language: Lang };

/** The candidate as a person of the account: known already, or made now, with a place in it. Undefined when they may have none. */
async function placeOf(act: Act, of: Case, directoryId: string): Promise<string | undefined> {
  const { accountId, email, givenName, familyName, language } = of;
  const member = await accounts.memberByEmail(act.tx, accountId, email);
  if (member) return member.userId;
  if (of.candidateId !== null) return undefined;
  const known = await people.userByEmail(act.tx, email);
  if (known && (!known.active || known.directoryId !== directoryId)) return undefined;
  let userId = known?.userId;
  if (userId === undefined) {
    const made = await people.createUser(act, { directoryId, email, givenName, familyName, language, accountId });
    if (!made.ok) return undefined;
    userId = made.value.userId;
  } else if (await accounts.memberOf(act.tx, accountId, userId)) return undefined;
  await accounts.addMember(act, accountId, { userId, name: nameOf(of), roles: [] });
  return userId;
}

/** The case in the account's hands: nobody else decides about it meanwhile. */
async function heldCase(act: Act, accountId: string, caseId: unknown): Promise<Case | undefined> {
  await accounts.hold(act.tx, accountId);
  return store.caseOf(act.tx, accountId, String(caseId));
}

/** The job was asked for by this very waiting. */
const sameEnd = (held: Case, endsAt: unknown): boolean => held.endsAt !== null && Date.parse(held.endsAt) === Date.parse(String(endsAt));

export const recoveryReactions: Reactions = {
  jobs: {
    [requestAsked]: {
      async inside(act, job) {
        const asked = act.house.secret.open(Buffer.from(String(job.payload.asked), "base64"), `${requestAsked}:${job.key}`);
        const { email, givenName, familyName, language } = JSON.parse(asked.toString("utf8")) as Asked;
        const accountId = await people.provenAccountOf(act.tx, email);
        // A domain that no account has proven gets no mail, and neither does somebody who may not come back.
        if (accountId === undefined || (await people.userByEmail(act.tx, email))?.active === false) return;
        const token = newToken();
        const expiresAt = daysAfter(act.now, REQUEST_DAYS);
        const made = { email, givenName, familyName, language, tokenHash: hashToken(token), now: act.now, expiresAt };
        await store.saveRequest(act.tx, accountId, made);
        const { company } = await primaryContact(act.tx, accountId);
        act.record({ type: "recovery.linkAsked", accountId, subject: accountId, data: { name: `${givenName} ${familyName}` } });
        act.post(requestMail(act.house, { email, name: givenName, language }, { accountId, company, token, expiresAt }));
      },
    },
    "recovery.lapse": {
      async inside(act, job) {
        const held = await heldCase(act, job.accountId!, job.payload.caseId);
        if (!held || !recovery.can(held.state, "lapse")) return;
        await store.end(act.tx, held.accountId, held.id, "lapse", { now: act.now });
        act.record({ type: "recovery.lapsed", accountId: held.accountId, subject: held.id, data: { name: nameOf(held) } });
      },
    },
    "recovery.remind": {
      async inside(act, job) {
        const held = await heldCase(act, job.accountId!, job.payload.caseId);
        if (held?.state === "waiting" && sameEnd(held, job.payload.endsAt)) await tellAll(act, held, "reminder");
      },
    },
    /** The waiting is over and nobody objected: the new administrator is made, whole or not at all. */
    "recovery.end": {
      async inside(act, job) {
        const held = await heldCase(act, job.accountId!, job.payload.caseId);
        if (!held || !recovery.can(held.state, "grant") || !sameEnd(held, job.payload.endsAt)) return;
        const { accountId } = held;
        const { directoryId } = await primaryContact(act.tx, accountId);
        const userId = await placeOf(act, held, directoryId);
        if (userId === undefined) {
          await stopCase(act, held, "", "");
          return;
        }
        await store.end(act.tx, accountId, held.id, "grant", { now: act.now, candidateId: userId });
        await accounts.grantGlobalAdmin(act, accountId, userId);
        act.record({ type: "recovery.granted", accountId, subject: held.id, data: { name: nameOf(held) } });
        await tellAll(act, { ...held, state: "granted" }, "granted");
      },
    },
  },
};
