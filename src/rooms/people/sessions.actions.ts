import { accept, refuse } from "../../kit/decision.ts";
import type { Actions } from "../../server/context.ts";
import type { people } from "./contract.ts";
import { deviceOf } from "./factors.rules.ts";
import { securityMail } from "./mails.ts";
import type { SessionCursor } from "./sessions.store.ts";
import * as sessions from "./sessions.store.ts";
import * as store from "./store.ts";

const writeCursor = ({ seenAt, id }: SessionCursor): string => Buffer.from(`${seenAt} ${id}`).toString("base64url");

/** A cursor that is not ours asks for the first page. */
function readCursor(text: string | undefined): SessionCursor | undefined {
  const [seenAt = "", id = ""] = Buffer.from(text ?? "", "base64url")
    .toString("utf8")
    .split(" ");
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(seenAt) && /^[0-9a-f-]{36}$/.test(id) ? { seenAt, id } : undefined;
}

export const sessionActions: Pick<Actions<typeof people>, "sessions" | "endSession" | "endOtherSessions"> = {
  async sessions(ctx, { query }) {
    const rows = await sessions.sessionsOf(ctx.tx, ctx.person.id, {
      here: ctx.person.tokenHash,
      machine: ctx.machine,
      after: readCursor(query.cursor),
      limit: query.limit + 1,
    });
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    return accept({
      items: page.map(({ userAgent, ...session }) => ({ ...session, device: deviceOf(userAgent) })),
      nextCursor: rows.length > query.limit && last ? writeCursor(last) : null,
    });
  },

  async endSession(ctx, { params }) {
    const { person } = ctx;
    const ended = await sessions.endOne(ctx.tx, person.id, params.sessionId, person.tokenHash);
    if (!ended) return refuse("people.noSession");
    ctx.record({ type: "user.sessionsEnded", subject: person.id, data: { count: 1 } });
    ctx.post(securityMail(ctx.house, person, ctx.now, "sessionsEnded", { count: 1 }));
    return accept({});
  },

  async endOtherSessions(ctx) {
    const { person } = ctx;
    const ended = await store.endSessions(ctx.tx, person.id, person.tokenHash);
    if (ended > 0) {
      ctx.record({ type: "user.sessionsEnded", subject: person.id, data: { count: ended } });
      ctx.post(securityMail(ctx.house, person, ctx.now, "sessionsEnded", { count: ended }));
    }
    return accept({ ended });
  },
};
