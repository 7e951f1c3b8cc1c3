import { newId } from "../../kit/ids.ts";
import { holidaysOf } from "../../programme/programme.ts";
import type { Act, PersonCtx } from "../../server/context.ts";
import { write } from "../../server/post.ts";
import * as accounts from "../accounts/door.ts";
import { receivedLetter, updatedLetter } from "./letters.ts";
import type { RequestState } from "./rules.ts";
import { daysFor, dueFor, serviceRequest, tellAt, topicFor, turnOf } from "./rules.ts";
import type { Message, Request } from "./store.ts";
import * as store from "./store.ts";

export const dueOf = (act: Pick<Act, "house" | "now">, { topic, severity }: Pick<Request, "topic" | "severity">, state: RequestState) => {
  const { programme } = act.house;
  const days = daysFor(programme.support, topicFor(programme.support, topic), severity);
  return dueFor(state, act.now, days, programme.timeZone, holidaysOf(programme));
};

type MoveName = keyof typeof serviceRequest.moves;
export type Said = {
  readonly move: MoveName;
  readonly side: Message["side"];
  readonly act: Message["act"];
  readonly text: string;
  readonly reason?: string;
};

const facts = {
  open: "serviceRequest.opened",
  write: "serviceRequest.written",
  answer: "serviceRequest.answered",
  ask: "serviceRequest.asked",
  close: "serviceRequest.closed",
  reopen: "serviceRequest.reopened",
} as const;

export const aboutRequest = ({ accountId, id, number }: Pick<Request, "accountId" | "id" | "number">) => ({
  accountId,
  subject: id,
  data: { number },
});

/** One more thing that both sides read: the request moves with it, its fact is recorded, and whoever asked is told. The request is held. */
export async function say(ctx: PersonCtx, held: Request, said: Said): Promise<string> {
  if (!serviceRequest.can(held.state, said.move)) throw new Error(`a request does not ${said.move} from ${held.state}`);
  const state = serviceRequest.to(said.move);
  const closes = state === "closed";
  // The desk's promise stands when somebody only adds a word; it begins anew when its turn does, or when the desk has answered.
  const keeps = turnOf(state) === turnOf(held.state) && said.side === "partner";
  await store.move(ctx.tx, held.accountId, held, {
    state,
    turnSince: turnOf(state) === turnOf(held.state) ? held.turnSince : ctx.now,
    dueOn: keeps ? held.dueOn : dueOf(ctx, held, state),
    at: ctx.now,
    closed: closes ? { by: ctx.actor.name, byStaff: said.side === "staff", reason: said.reason ?? null } : null,
  });
  const id = newId();
  await store.addMessage(ctx.tx, held.accountId, held.id, {
    id,
    version: held.version + 1,
    side: said.side,
    act: said.act,
    authorId: ctx.person.id,
    author: ctx.actor.name,
    text: said.text,
    reason: said.reason ?? null,
    at: ctx.now,
  });
  ctx.record({ type: facts[said.act], ...aboutRequest(held) });
  if (ctx.person.id !== held.requesterId) await tell(ctx, held);
  return id;
}

/** A mail to whoever asked is on its way: at once, or shortly after the last one, together with whatever else is said until then. */
async function tell(act: Act, held: Request): Promise<void> {
  if (!(await store.setTelling(act.tx, held.accountId, held.id))) return;
  act.enqueue({
    kind: "support.tell",
    key: `${held.id}:${held.version}`,
    accountId: held.accountId,
    payload: { requestId: held.id },
    clock: "business",
    dueAt: tellAt(act.now, held.toldAt, act.house.programme.support.collectMinutes),
  });
}

/** The acknowledgement, with its number (N15). */
export async function acknowledge(act: Act, held: Request): Promise<void> {
  const reader = await accounts.memberOf(act.tx, held.accountId, held.requesterId);
  const profile = await accounts.loadProfile(act.tx, held.accountId);
  if (reader?.active && profile) act.post(write(act.house, receivedLetter(act.house, profile, held, reader)));
}

/** Everything that others have said since the last mail, in one. Whoever has left the company is told nothing more. */
export async function tellNow(act: Act, accountId: string, requestId: string): Promise<void> {
  const held = await store.hold(act.tx, accountId, null, requestId);
  if (!held?.telling) return;
  const said = await store.messagesOf(act.tx, accountId, requestId, held.toldVersion);
  const news = said.filter(({ authorId }) => authorId !== held.requesterId);
  const reader = await accounts.memberOf(act.tx, accountId, held.requesterId);
  const profile = await accounts.loadProfile(act.tx, accountId);
  const sends = news.length > 0 && reader?.active === true && profile !== undefined;

  if (sends) act.post(write(act.house, updatedLetter(act.house, profile, held, news, reader)));
  await store.setTold(act.tx, accountId, requestId, held.version, sends ? act.now : null);
}
