import { accept, refuse } from "../../kit/decision.ts";
import { newId } from "../../kit/ids.ts";
import type { Actions, VisitorCtx } from "../../server/context.ts";
import { hashToken } from "../../server/session.ts";
import * as accounts from "../accounts/door.ts";
import * as people from "../people/door.ts";
import type { recovery } from "./contract.ts";
import { beginWaiting, nameOf, primaryContact, recordFor, stopCase, viewOf } from "./course.ts";
import { textsAt } from "./dns.ts";
import { tooMany } from "./limits.ts";
import { askContacts } from "./partner.actions.ts";
import { bothConfirmed, daysAfter, decideAnswer, decideRecord, decideStop } from "./rules.ts";
import * as store from "./store.ts";

/** What the job reads; what a visitor typed is sealed, because it may be anybody's. */
export const requestAsked = "recovery.mailRequest";

/** The request behind a mailbox's link. One that has begun a case stays open as long as the case is of interest. */
async function requestOf(ctx: VisitorCtx, token: string) {
  const found = await store.requestBy(ctx.tx, hashToken(token));
  if (!found) return refuse("recovery.noSuchLink");
  const begun = await store.newestByRequest(ctx.tx, found.accountId, found.id);
  if (!begun && Date.parse(found.expiresAt) <= Date.parse(ctx.now)) return refuse("recovery.linkExpired");
  return accept({ request: found, begun });
}

/** The voice behind a link, with its case; held when something will be decided. */
async function voiceOf(ctx: VisitorCtx, token: string, hold: boolean) {
  const voice = await store.voiceBy(ctx.tx, hashToken(token));
  const found = voice && (await store.loadCase(ctx.tx, voice.caseId));
  if (!voice || !found) return refuse("recovery.noSuchLink");
  if (!hold) return accept({ voice, of: found });
  await accounts.hold(ctx.tx, found.accountId);
  return accept({ voice: (await store.voiceBy(ctx.tx, hashToken(token)))!, of: (await store.loadCase(ctx.tx, found.id))! });
}

type Verbs = "ask" | "request" | "startByLink" | "checkByLink" | "voice" | "confirm" | "objectByLink";

export const linkActions: Pick<Actions<typeof recovery>, Verbs> = {
  async ask(ctx, { body }) {
    const work = people.decideWorkEmail(ctx.house.programme, body.email);
    if (!work.ok) return work;
    const closed = await tooMany(ctx, "requests", body.email);
    if (closed) return closed;
    // Whether the domain is an account's is looked up by the job: the answer here is the same work for everybody.
    const key = newId();
    const asked = ctx.house.secret.seal(JSON.stringify(body), `${requestAsked}:${key}`).toString("base64");
    ctx.enqueue({ kind: requestAsked, key, payload: { asked }, clock: "machine", dueAt: ctx.machine });
    return accept({});
  },

  async request(ctx, { params }) {
    const found = await requestOf(ctx, params.token);
    if (!found.ok) return found;
    const { request, begun } = found.value;
    const { accountId } = request;
    const [contact, admins, live] = await Promise.all([
      primaryContact(ctx.tx, accountId),
      accounts.membersWith(ctx.tx, accountId, ["globalAdmin"]),
      store.liveOf(ctx.tx, accountId),
    ]);
    const looked = begun?.way === "dns" && begun.state === "collecting" ? begun : undefined;
    return accept({
      company: contact.company,
      domain: contact.domain,
      email: request.email,
      admins: admins.map(({ name }) => name),
      waitingDays: ctx.house.programme.recovery.waitingDays,
      record: looked ? { ...recordFor(ctx.house, looked.id, contact.domain), expiresAt: looked.answerBy } : null,
      case: begun ? await viewOf(ctx.tx, begun) : null,
      busy: live !== undefined && live.id !== begun?.id,
    });
  },

  async startByLink(ctx, { params, body }) {
    const found = await requestOf(ctx, params.token);
    if (!found.ok) return found;
    const { request } = found.value;
    const { accountId, email, givenName, familyName, language } = request;
    if (body.way === "contacts" && body.namedEmail === undefined) return refuse("recovery.namedNeeded", {}, "/namedEmail");
    await accounts.hold(ctx.tx, accountId);
    const known = await accounts.memberByEmail(ctx.tx, accountId, email);
    const candidate = { candidateId: known?.userId ?? null, requestId: request.id, email, givenName, familyName, language };
    if (body.way === "contacts") {
      const made = await askContacts(ctx, accountId, candidate, body.namedEmail!);
      return made.ok ? accept(await viewOf(ctx.tx, made.value)) : made;
    }

    const answerBy = daysAfter(ctx.now, ctx.house.programme.recovery.answerDays);
    const made = await store.insertCase(ctx.tx, accountId, { ...candidate, way: "dns", answerBy, now: ctx.now });
    if (!made) return refuse("recovery.alreadyRunning");
    ctx.enqueue({ kind: "recovery.lapse", key: made.id, accountId, payload: { caseId: made.id }, clock: "business", dueAt: answerBy });
    ctx.record({ type: "recovery.opened", accountId, subject: made.id, data: { name: nameOf(made), way: "dns" } });
    return accept(await viewOf(ctx.tx, made));
  },

  async checkByLink(ctx, { params }) {
    const found = await requestOf(ctx, params.token);
    if (!found.ok) return found;
    const { begun } = found.value;
    if (begun?.way !== "dns") return refuse("recovery.noSuchCase");
    const open = decideAnswer(begun, ctx.now);
    if (!open.ok) return open;
    const closed = await tooMany(ctx, "looks", begun.accountId);
    if (closed) return closed;
    const { domain } = await primaryContact(ctx.tx, begun.accountId);
    const wanted = { ...recordFor(ctx.house, begun.id, domain), domain };
    const decided = decideRecord(await textsAt(ctx.house, wanted.name, domain), wanted);
    if (!decided.ok) return decided;

    return ctx.transaction(async (act) => {
      await accounts.hold(act.tx, begun.accountId);
      const held = (await store.loadCase(act.tx, begun.id))!;
      const still = decideAnswer(held, act.now);
      if (!still.ok) return still;
      await beginWaiting(act, held);
      return accept(await viewOf(act.tx, (await store.loadCase(act.tx, begun.id))!));
    });
  },

  async voice(ctx, { params }) {
    const found = await voiceOf(ctx, params.token, false);
    if (!found.ok) return found;
    const { voice, of } = found.value;
    const { company } = await primaryContact(ctx.tx, of.accountId);
    const asked = of.way === "contacts" && (voice.party === "primaryContact" || voice.party === "named");
    return accept({
      company,
      you: voice.name,
      party: voice.party,
      answer: voice.answer,
      mayConfirm: asked && voice.answer === null && decideAnswer(of, ctx.now).ok,
      mayObject: decideStop(of, ctx.now).ok,
      case: await viewOf(ctx.tx, of),
    });
  },

  async confirm(ctx, { params }) {
    const found = await voiceOf(ctx, params.token, true);
    if (!found.ok) return found;
    const { voice, of } = found.value;
    if (of.way !== "contacts" || (voice.party !== "primaryContact" && voice.party !== "named")) return refuse("recovery.notYours");
    const open = decideAnswer(of, ctx.now);
    if (!open.ok) return open;
    if (!(await store.answer(ctx.tx, voice.id, "confirmed", ctx.now))) return refuse("recovery.alreadyAnswered");

    ctx.record({ type: "recovery.confirmed", accountId: of.accountId, subject: of.id, data: { name: voice.name } });
    if (bothConfirmed(await store.voicesOf(ctx.tx, [of.id]))) await beginWaiting(ctx, of);
    return accept(await viewOf(ctx.tx, (await store.loadCase(ctx.tx, of.id))!));
  },

  async objectByLink(ctx, { params, body }) {
    const found = await voiceOf(ctx, params.token, true);
    if (!found.ok) return found;
    const { voice, of } = found.value;
    const decided = decideStop(of, ctx.now);
    if (!decided.ok) return decided;
    await store.answer(ctx.tx, voice.id, "objected", ctx.now);
    await stopCase(ctx, of, voice.name, body.reason);
    return accept(await viewOf(ctx.tx, (await store.loadCase(ctx.tx, of.id))!));
  },
};
