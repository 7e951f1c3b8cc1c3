import { csvRecord } from "../../kit/csv.ts";
import { cursorAfter, readCursor } from "../../kit/cursor.ts";
import type { Day } from "../../kit/dates.ts";
import { accept, refuse } from "../../kit/decision.ts";
import type { Money } from "../../kit/money.ts";
import { decimal } from "../../kit/money.ts";
import type { Lang } from "../../kit/words.ts";
import { findCountry } from "../../programme/programme.ts";
import type { Actions, VisitorCtx } from "../../server/context.ts";
import { room } from "../../server/context.ts";
import { invoicing } from "./contract.ts";
import { fileName, fileOf } from "./document.ts";
import { decidePeriod, signOf } from "./rules.ts";
import type { Billing } from "./store.ts";
import * as store from "./store.ts";
import * as en from "./words/en.ts";
import * as fr from "./words/fr.ts";

/** How many documents of an export are read at once. */
const BATCH = 500;

const moneyView = (amount: Money) => ({ amount: decimal(amount), currency: amount.currency });
const isDay = (key: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(key);
const placeIn = (cursor: string | undefined) => {
  const after = cursor === undefined ? undefined : readCursor(cursor, isDay);
  return after && { day: after.key, id: after.id };
};

const lineView = (of: Billing, lang: Lang) => ({
  ...{ id: of.id, kind: of.kind, number: of.number, issuedOn: of.issuedOn, membershipId: of.membershipId },
  order: { id: of.orderId, number: of.orderNumber },
  ...{ what: of.line.name[lang], from: of.line.from, to: of.line.to },
  ...{ net: moneyView(of.net), tax: moneyView(of.tax), total: moneyView(of.total) },
  corrects: of.corrects?.number ?? null,
});

function page<T extends Billing, V>(rows: T[], limit: number, view: (row: T) => V) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(view), nextCursor: rows.length > limit && last ? cursorAfter(last.issuedOn, last.id) : null };
}

/** The sealed file of a document: what is kept, or made now for whoever asks first. */
async function file(ctx: VisitorCtx, of: Billing | undefined, query: { language?: Lang | undefined; as: "inline" | "attachment" }) {
  if (!of) return refuse("invoicing.notFound");
  const lang = query.language ?? ctx.lang;
  const kept = await store.loadFile(ctx.tx, of.accountId, of.id, lang);
  const bytes = kept ?? (await makeNow(ctx, of, lang));
  return accept({ bytes, name: fileName(of, lang), type: "application/pdf", inline: query.as === "inline" });
}

async function makeNow(ctx: VisitorCtx, of: Billing, lang: Lang): Promise<Buffer> {
  const identity = await ctx.house.sealing.identity();
  return ctx.transaction((act) => fileOf(act.house, act.tx, of, lang, identity));
}

/** The ledger of a period, a few documents at a time: amounts as this language writes decimals, in the cells its spreadsheets expect. */
async function* ledgerOf(ctx: VisitorCtx, period: { from: Day; to: Day }, bom: boolean): AsyncGenerator<string> {
  const { lang } = ctx;
  const { programme } = ctx.house;
  const words = lang === "fr" ? fr : en;
  const separator = lang === "fr" ? ";" : ",";
  const figure = (amount: Money, sign: 1 | -1): string => {
    const text = `${sign < 0 && amount.minor !== 0 ? "-" : ""}${decimal(amount)}`;
    return lang === "fr" ? text.replace(".", ",") : text;
  };
  const { columns, treatments, paper } = words;
  yield `${bom ? "\ufeff" : ""}${csvRecord(Object.values(columns), separator)}`;
  let after: { day: Day; id: string } | undefined;
  for (;;) {
    const rows = await store.listForLedger(ctx.tx, { ...period, after, limit: BATCH });
    for (const of of rows) {
      const sign = signOf(of.kind);
      yield csvRecord(
        [
          of.issuedOn,
          paper[of.kind],
          of.number,
          of.corrects?.number ?? "",
          of.orderNumber,
          of.buyer.partnerId,
          of.buyer.name,
          findCountry(programme, of.country)?.name[lang] ?? of.country,
          of.buyer.vatNumber,
          of.line.name[lang],
          of.line.from,
          of.line.to,
          of.net.currency,
          figure(of.net, sign),
          treatments[of.treatment],
          of.taxRate,
          figure(of.tax, sign),
          figure(of.total, sign),
          of.exemption ?? "",
          of.payment.kind === "card" ? `${of.payment.brand} ${of.payment.last4}` : paper.byTransfer,
          of.paidOn,
        ],
        separator,
      );
    }
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = { day: last.issuedOn, id: last.id };
  }
}

const actions: Actions<typeof invoicing> = {
  async list(ctx, { query }) {
    const { limit, kind, membershipId } = query;
    const asked = { kind, membershipId, before: placeIn(query.cursor), limit: limit + 1 };
    const rows = await store.list(ctx.tx, ctx.accountId, asked);
    return accept(page(rows, limit, (row) => lineView(row, ctx.lang)));
  },

  async file(ctx, { params, query }) {
    return file(ctx, await store.load(ctx.tx, ctx.accountId, params.documentId), query);
  },

  async desk(ctx, { query }) {
    const { limit, kind, from = null, to = null, search = "" } = query;
    const rows = await store.listForDesk(ctx.tx, { kind, from, to, search, before: placeIn(query.cursor), limit: limit + 1 });
    return accept(
      page(rows, limit, (row) => ({
        ...lineView(row, ctx.lang),
        ...{ accountId: row.accountId, company: row.buyer.name, partnerId: row.buyer.partnerId },
      })),
    );
  },

  async deskFile(ctx, { params, query }) {
    const accountId = await store.accountOf(ctx.tx, params.documentId);
    return file(ctx, accountId === undefined ? undefined : await store.load(ctx.tx, accountId, params.documentId), query);
  },

  async export(ctx, { query }) {
    const period = decidePeriod({ from: query.from, to: query.to });
    if (!period.ok) return period;
    const { from, to } = period.value;
    return accept({
      lines: ledgerOf(ctx, { from, to }, query.bom === "true"),
      name: `${(ctx.lang === "fr" ? fr : en).ledger.file}-${from}-${to}.csv`,
      type: "text/csv; charset=utf-8; header=present",
    });
  },
};

export const invoicingRoom = room("invoicing", invoicing, actions);
