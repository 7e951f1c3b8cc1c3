import { accept, refuse } from "../../kit/decision.ts";
import { say } from "../../kit/words.ts";
import type { Actions } from "../../server/context.ts";
import { factsOf } from "../../server/ledger.ts";
import * as accounts from "../accounts/door.ts";
import type { recovery } from "./contract.ts";
import { caseView, stopCase, viewOf } from "./course.ts";
import { decideStop } from "./rules.ts";
import type { CaseCursor } from "./store.ts";
import * as store from "./store.ts";

const writeCursor = ({ openedAt, id }: CaseCursor): string => Buffer.from(`${openedAt} ${id}`).toString("base64url");

/** A cursor that is not ours asks for the first page. */
function readCursor(text: string | undefined): CaseCursor | undefined {
  const [openedAt = "", id = ""] = Buffer.from(text ?? "", "base64url")
    .toString("utf8")
    .split(" ");
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(openedAt) && /^[0-9a-f-]{36}$/.test(id) ? { openedAt, id } : undefined;
}

export const officeActions: Pick<Actions<typeof recovery>, "cases" | "case" | "stop"> = {
  async cases(ctx, { query }) {
    const rows = await store.listCases(ctx.tx, { show: query.show, after: readCursor(query.cursor), limit: query.limit + 1 });
    const page = rows.slice(0, query.limit);
    const voices = await store.voicesOf(
      ctx.tx,
      page.map(({ id }) => id),
    );
    const last = page.at(-1);
    return accept({
      items: page.map((of) => ({ ...caseView(of, voices), company: of.company, partnerId: of.partnerId })),
      nextCursor: rows.length > query.limit && last ? writeCursor(last) : null,
    });
  },

  async case(ctx, { params }) {
    const of = await store.listedCase(ctx.tx, params.caseId);
    if (!of) return refuse("recovery.noSuchCase");
    const [view, admins, facts] = await Promise.all([
      viewOf(ctx.tx, of),
      accounts.membersWith(ctx.tx, of.accountId, ["globalAdmin"]),
      factsOf(ctx.tx, of.accountId, { subject: of.id, limit: 200 }),
    ]);
    return accept({
      ...view,
      company: of.company,
      partnerId: of.partnerId,
      admins: admins.map(({ name, email }) => ({ name, email })),
      mayStop: decideStop(of, ctx.now).ok,
      story: facts.map(({ id, at, type, data, actorName }) => ({
        id,
        at,
        type,
        text: say(ctx.house.factWords[ctx.lang][type] ?? type, ctx.lang, data as Record<string, string>, ctx.labels),
        who: actorName,
      })),
    });
  },

  async stop(ctx, { params, body }) {
    const of = await store.loadCase(ctx.tx, params.caseId);
    if (!of) return refuse("recovery.noSuchCase");
    await accounts.hold(ctx.tx, of.accountId);
    const held = (await store.loadCase(ctx.tx, of.id))!;
    const decided = decideStop(held, ctx.now);
    if (!decided.ok) return decided;
    await stopCase(ctx, held, ctx.actor.name, body.reason);
    return accept(await viewOf(ctx.tx, (await store.loadCase(ctx.tx, of.id))!));
  },
};
