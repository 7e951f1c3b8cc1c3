import { newToken } from "../../kit/ids.ts";
import type { VisitorCtx } from "../../server/context.ts";
import { hashToken, sessionCookie } from "../../server/session.ts";

/** The session that the browser shows, whether it opens anything or not. */
export function shownSession(ctx: VisitorCtx): Buffer | null {
  const token = ctx.cookies.get(sessionCookie(ctx.house));
  return token === undefined ? null : hashToken(token);
}

/** A token that nobody has seen yet. The browser gets it when the session is there; the database keeps its hash alone. */
export function freshSession(ctx: VisitorCtx): { tokenHash: Buffer; hand(): void } {
  const token = newToken();
  return { tokenHash: hashToken(token), hand: () => ctx.cookies.set(sessionCookie(ctx.house), token) };
}

export const takeSessionBack = (ctx: VisitorCtx): void => ctx.cookies.clear(sessionCookie(ctx.house));
