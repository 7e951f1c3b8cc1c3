import { csvRecord } from "../../kit/csv.ts";
import type { Day } from "../../kit/dates.ts";
import { addDays, startOf } from "../../kit/dates.ts";
import { accept } from "../../kit/decision.ts";
import type { AccountCtx, Actions } from "../../server/context.ts";
import type { StoredFact } from "../../server/ledger.ts";
import { factsBetween } from "../../server/ledger.ts";
import { wordFact } from "../accounts/door.ts";
import type { company } from "./contract.ts";
import type { Subject } from "./log.rules.ts";
import { decideRange, MOST_DAYS, prefixesOf, subjectOf } from "./log.rules.ts";
import * as en from "./words/en.ts";
import * as fr from "./words/fr.ts";

type Asked = { subject?: Subject | undefined; who?: string | undefined; side?: "ours" | "partner" | undefined };

/** The types of facts that have a sentence and are about what was asked for. */
function typesAbout(ctx: AccountCtx, subject: Subject | undefined): string[] {
  const types = Object.keys(ctx.house.factWords[ctx.lang]);
  if (subject === undefined) return types;
  const prefixes = prefixesOf(subject);
  return types.filter((type) => (prefixes ? prefixes.includes(type.slice(0, type.indexOf("."))) : subjectOf(type) === "other"));
}

const reading = (ctx: AccountCtx, asked: Asked, { from, to }: { from: Day; to: Day }) => ({
  types: typesAbout(ctx, asked.subject),
  from: startOf(from, ctx.house.clock.zone),
  until: startOf(addDays(to, 1), ctx.house.clock.zone),
  who: asked.who || undefined,
  ours: asked.side && asked.side === "ours",
});

type Place = { at: string; id: string };
const writeCursor = ({ at, id }: Place): string => `${at}_${id}`;

/** A cursor that is not ours asks for the first page. */
function readCursor(text: string | undefined): Place | undefined {
  const [, at, id] = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)_([0-9a-f-]{36})$/.exec(text ?? "") ?? [];
  return at && id ? { at, id } : undefined;
}

const BATCH = 500;

/** All pages of a reading one after the other: one batch is in memory at a time. */
async function* allOf(ctx: AccountCtx, options: ReturnType<typeof reading>): AsyncGenerator<StoredFact> {
  let after: Place | undefined;
  for (;;) {
    const batch: StoredFact[] = await factsBetween(ctx.tx, ctx.accountId, { ...options, after, limit: BATCH });
    yield* batch;
    after = batch.at(-1);
    if (batch.length < BATCH) return;
  }
}

/** « 2026-11-24 14:05:09 » in the house's zone: what a spreadsheet reads as a date. */
const localTime = (at: string, zone: string): string =>
  new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium", timeZone: zone }).format(new Date(at));

async function* csvOf(ctx: AccountCtx, options: ReturnType<typeof reading>, bom: boolean): AsyncGenerator<string> {
  const words = ctx.lang === "fr" ? fr : en;
  const { zone } = ctx.house.clock;
  const { when, subject, action, who } = words.log;
  yield `${bom ? "\ufeff" : ""}${csvRecord([`${when} (${zone})`, subject, action, who])}`;
  for await (const fact of allOf(ctx, options)) {
    const told = wordFact(ctx, fact);
    yield csvRecord([localTime(fact.at, zone), words.subjects[subjectOf(fact.type)], told.text, told.who]);
  }
}

export const logActions: Pick<Actions<typeof company>, "activityLog" | "exportActivity"> = {
  async activityLog(ctx, { query }) {
    const range = decideRange(query, ctx.today);
    if (!range.ok) return range;
    const facts = await factsBetween(ctx.tx, ctx.accountId, {
      ...reading(ctx, query, range.value),
      after: readCursor(query.cursor),
      limit: query.limit + 1,
    });
    const page = facts.slice(0, query.limit);
    const last = page.at(-1);
    return accept({
      items: page.map((fact) => {
        const { id, at, text, who, side } = wordFact(ctx, fact);
        return { id, at, subject: subjectOf(fact.type), action: text, who, side };
      }),
      nextCursor: facts.length > query.limit && last ? writeCursor(last) : null,
      ...range.value,
      mostDays: MOST_DAYS,
    });
  },

  async exportActivity(ctx, { query }) {
    const range = decideRange(query, ctx.today);
    if (!range.ok) return range;
    const { from, to } = range.value;
    return accept({
      lines: csvOf(ctx, reading(ctx, query, range.value), query.bom === "true"),
      name: `${ctx.lang === "fr" ? fr.log.file : en.log.file}-${ctx.standing.partnerId}-${from}-${to}.csv`,
      type: "text/csv; charset=utf-8; header=present",
    });
  },
};
