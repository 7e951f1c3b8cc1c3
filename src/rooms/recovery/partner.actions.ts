import type { Refused } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import type { AccountCtx, Actions } from "../../server/context.ts";
import { Rollback } from "../../server/db.ts";
import * as accounts from "../accounts/door.ts";
import * as people from "../people/door.ts";
import type { recovery } from "./contract.ts";
import { addVoice, nameOf, primaryContact, recordFor, stopCase, tokenOf, viewOf } from "./course.ts";
import { textsAt } from "./dns.ts";
import { tooMany } from "./limits.ts";
import { confirmMail, provenMail } from "./mails.ts";
import { daysAfter, decideNamed, decideRecord, decideStop, PROOF_DAYS } from "./rules.ts";
import * as store from "./store.ts";

const me = (ctx: AccountCtx) => accounts.memberOf(ctx.tx, ctx.accountId, ctx.person.id);

/** Whether the reader holds the role as the account keeps it: a session that began before does not carry it yet. */
const isAdmin = async (ctx: AccountCtx): Promise<boolean> => (await me(ctx))?.roles.includes("globalAdmin") ?? false;

const closedBy = (closed: boolean): Refused<"recovery.alreadyAdmin"> | undefined => (closed ? refuse("recovery.alreadyAdmin") : undefined);

const proofView = (ctx: AccountCtx, proof: store.Proof) => ({
  id: proof.id,
  ...recordFor(ctx.house, proof.id, proof.domain),
  expiresAt: proof.expiresAt,
});

/** Begins a case with two contacts, whoever the candidate is. */
export async function askContacts(
  act: Pick<AccountCtx, "tx" | "house" | "now" | "today" | "machine" | "record" | "enqueue" | "post">,
  accountId: string,
  candidate: Pick<store.Case, "candidateId" | "requestId" | "email" | "givenName" | "familyName" | "language">,
  namedEmail: string,
) {
  const contact = await primaryContact(act.tx, accountId);
  const named = await accounts.memberByEmail(act.tx, accountId, namedEmail);
  const decided = decideNamed({ named: namedEmail, candidate: candidate.email, contact: contact.email }, named !== undefined);
  if (!decided.ok) return decided;
  const answerBy = daysAfter(act.now, act.house.programme.recovery.answerDays);
  const made = await store.insertCase(act.tx, accountId, { ...candidate, way: "contacts", answerBy, now: act.now });
  if (!made) return refuse("recovery.alreadyRunning");

  await addVoice(act, made.id, "primaryContact", contact);
  await addVoice(act, made.id, "named", named!);
  for (const voice of await store.voicesOf(act.tx, [made.id]))
    act.post(confirmMail(act.house, voice, { of: made, company: contact.company, token: tokenOf(act.house, voice.id) }));
  act.enqueue({ kind: "recovery.lapse", key: made.id, accountId, payload: { caseId: made.id }, clock: "business", dueAt: answerBy });
  act.record({ type: "recovery.opened", accountId, subject: made.id, data: { name: nameOf(made), way: "contacts" } });
  return accept(made);
}

type Verbs = "page" | "startProof" | "checkProof" | "start" | "object";

export const partnerActions: Pick<Actions<typeof recovery>, Verbs> = {
  async page(ctx) {
    const { accountId, person, house } = ctx;
    const [contact, admins, mine, proof, newest] = await Promise.all([
      primaryContact(ctx.tx, accountId),
      accounts.membersWith(ctx.tx, accountId, ["globalAdmin"]),
      isAdmin(ctx),
      store.openProof(ctx.tx, accountId, person.id, ctx.now),
      store.newestOf(ctx.tx, accountId),
    ]);
    const live = newest && decideStop(newest, ctx.now).ok;
    const running = live ? refuse("recovery.alreadyRunning") : undefined;
    const [prove, recover, object] = await Promise.all([
      ctx.door("recovery.prove", closedBy(mine)),
      ctx.door("recovery.prove", closedBy(mine) ?? running),
      ctx.door("recovery.object"),
    ]);
    return accept({
      domain: contact.domain,
      admins: admins.map(({ userId, name, email }) => ({ name, email, you: userId === person.id })),
      atNextSignIn: mine && !ctx.roles.includes("globalAdmin"),
      record: proof && !mine ? proofView(ctx, proof) : null,
      case: newest ? await viewOf(ctx.tx, newest) : null,
      waitingDays: house.programme.recovery.waitingDays,
      moves: { prove, recover, object },
    });
  },

  async startProof(ctx) {
    const { accountId, person } = ctx;
    await accounts.hold(ctx.tx, accountId);
    if (await isAdmin(ctx)) return refuse("recovery.alreadyAdmin");
    const kept = await store.openProof(ctx.tx, accountId, person.id, ctx.now);
    if (kept) return accept(proofView(ctx, kept));

    const { domain } = await primaryContact(ctx.tx, accountId);
    const expiresAt = daysAfter(ctx.now, PROOF_DAYS);
    const proof = await store.insertProof(ctx.tx, accountId, { domain, userId: person.id, now: ctx.now, expiresAt });
    ctx.record({ type: "recovery.proofAsked", accountId, subject: proof.id, data: { domain } });
    return accept(proofView(ctx, proof));
  },

  async checkProof(ctx, { params }) {
    const { accountId, person, house } = ctx;
    const proof = await store.loadProof(ctx.tx, accountId, person.id, params.proofId);
    if (!proof) return refuse("recovery.noSuchProof");
    if (proof.state !== "open" || Date.parse(proof.expiresAt) <= Date.parse(ctx.now)) return refuse("recovery.proofExpired");
    const closed = await tooMany(ctx, "looks", accountId);
    if (closed) return closed;
    // No connection is held while the name servers are asked.
    const wanted = { ...recordFor(house, proof.id, proof.domain), domain: proof.domain };
    const decided = decideRecord(await textsAt(house, wanted.name, proof.domain), wanted);
    if (!decided.ok) return decided;

    return ctx.transaction(async (act) => {
      await accounts.hold(act.tx, accountId);
      const contact = await primaryContact(act.tx, accountId);
      if (!(await store.moveProof(act.tx, accountId, proof.id, act.now))) return refuse("recovery.proofExpired");
      if (!(await people.proveDomain(act, contact.directoryId, accountId)))
        throw new Rollback(refuse("recovery.domainElsewhere", { domain: proof.domain }));
      const others = await accounts.membersWith(act.tx, accountId, ["globalAdmin"]);
      if (!(await accounts.grantGlobalAdmin(act, accountId, person.id))) throw new Rollback(refuse("recovery.alreadyAdmin"));
      const who = `${person.givenName} ${person.familyName}`;
      act.record({ type: "recovery.domainProven", accountId, subject: proof.id, data: { name: who, domain: proof.domain } });
      const told = { accountId, company: contact.company, domain: proof.domain, who };
      for (const to of [...others, { email: person.email, name: person.givenName, language: person.language }])
        act.post(provenMail(house, to, told));
      return accept({});
    });
  },

  async start(ctx, { body }) {
    const { accountId, person } = ctx;
    await accounts.hold(ctx.tx, accountId);
    if (await isAdmin(ctx)) return refuse("recovery.alreadyAdmin");
    const candidate = {
      candidateId: person.id,
      requestId: null,
      email: person.email,
      givenName: person.givenName,
      familyName: person.familyName,
      language: person.language,
    };
    const made = await askContacts(ctx, accountId, candidate, body.namedEmail);
    return made.ok ? accept(await viewOf(ctx.tx, made.value)) : made;
  },

  async object(ctx, { params, body }) {
    await accounts.hold(ctx.tx, ctx.accountId);
    const held = await store.caseOf(ctx.tx, ctx.accountId, params.caseId);
    if (!held) return refuse("recovery.noSuchCase");
    const decided = decideStop(held, ctx.now);
    if (!decided.ok) return decided;
    await stopCase(ctx, held, ctx.actor.name, body.reason);
    return accept(await viewOf(ctx.tx, (await store.loadCase(ctx.tx, held.id))!));
  },
};
