import { newId } from "../../kit/ids.ts";
import type { AccountCtx, Act } from "../../server/context.ts";
import type { Db } from "../../server/db.ts";
import { aboutRequest } from "./course.ts";
import { readsFor } from "./present.ts";
import { serviceRequest } from "./rules.ts";
import type { Request } from "./store.ts";
import * as store from "./store.ts";

/** A service request as other rooms know it. */
export type RequestBrief = Pick<
  Request,
  | "id"
  | "number"
  | "accountId"
  | "requesterId"
  | "requesterName"
  | "topic"
  | "subject"
  | "state"
  | "aboutKind"
  | "aboutId"
  | "openedAt"
  | "closedByStaff"
>;

/** For the vendor's staff, and for jobs. */
export const loadRequest = (db: Db, id: string): Promise<RequestBrief | undefined> => store.loadById(db, id);

/** One request, if this reader may read it. */
export const readable = (ctx: AccountCtx, id: string): Promise<RequestBrief | undefined> =>
  store.load(ctx.tx, ctx.accountId, readsFor(ctx), id);

type Word = { readonly side: "partner" | "staff"; readonly by: { readonly id: string; readonly name: string }; readonly text: string };

/** What a request asked for is done or refused elsewhere: the word stands in it and closes it. Its own mail is left to whoever decided. */
export async function closeWith(act: Act, accountId: string, requestId: string, { side, by, text }: Word): Promise<void> {
  const held = await store.hold(act.tx, accountId, null, requestId);
  if (!held || !serviceRequest.can(held.state, "settle")) return;
  await store.move(act.tx, accountId, held, {
    state: serviceRequest.to("settle"),
    turnSince: act.now,
    dueOn: null,
    at: act.now,
    closed: { by: by.name, byStaff: side === "staff", reason: null },
  });
  const message = { id: newId(), version: held.version + 1, act: "close" as const, authorId: by.id, author: by.name };
  await store.addMessage(act.tx, accountId, held.id, { ...message, side, text, reason: null, at: act.now });
  act.record({ type: "serviceRequest.closed", ...aboutRequest(held) });
}
