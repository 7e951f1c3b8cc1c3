import { cursorAfter, readCursor } from "../../kit/cursor.ts";
import { daysBetween } from "../../kit/dates.ts";
import type { Refused } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { tidy } from "../../kit/names.ts";
import { speaker } from "../../kit/words.ts";
import type { Actions, StaffCtx } from "../../server/context.ts";
import { readStoredFile } from "../../server/files.ts";
import { labelsOf } from "../../server/labels.ts";
import { wordRefusal } from "../../server/problems.ts";
import type { purchasing } from "./contract.ts";
import type { ReceiptField } from "./receipt.rules.ts";
import { agrees, compare, decideMatch, decideReceipt, readReference, receipt } from "./receipt.rules.ts";
import * as store from "./receipts.store.ts";
import { match, payableOf, take } from "./receipts.ts";
import { readStatement } from "./statement.reading.ts";
import { sameAccount, standingOf } from "./transfer.rules.ts";
import { moneyView, offerRef, proofView, writing } from "./views.ts";
import { desk as deskEn } from "./words/desk.en.ts";
import { desk as deskFr } from "./words/desk.fr.ts";
import { refusals as en } from "./words/en.ts";
import { refusals as fr } from "./words/fr.ts";

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));
const isDay = (key: string): boolean => /^\d{4}-\d\d-\d\d$/.test(key);
const isInstant = (key: string): boolean => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(key);

export const clerkOf = ({ person, actor, lang }: StaffCtx) => ({ id: person.id, name: actor.name, lang });

const orderLine = (ctx: StaffCtx, row: store.DeskOrder) => ({
  orderId: row.id,
  number: row.number,
  company: row.company,
  partnerId: row.partnerId,
  subscriptionName: offerRef(ctx.house.programme, row.offerId, ctx.lang).subscriptionName,
  renewal: row.renews !== null,
  state: standingOf(row, ctx.today),
  total: moneyView(row.total),
  placedOn: row.placedOn,
  ageDays: Math.max(0, daysBetween(row.placedOn, ctx.today)),
  payUntil: row.payUntil,
  buyer: row.buyerName,
  contact: row.contact,
  iban: row.iban,
  proof: row.proof && { ...proofView(row.proof), sameAccount: sameAccount(row.proof.bankAccount, row.iban) },
});

const receiptView = ({ orderId, number, company, amount, ...rest }: store.StoredReceipt) => ({
  ...rest,
  amount: moneyView(amount),
  order: orderId === null ? null : { orderId, number: number ?? "", company: company ?? "" },
});

type Line = {
  readonly line: number;
  readonly outcome: "matched" | "unmatched" | "known" | "wrong";
  readonly payer: string;
  readonly number: string | null;
  readonly text: string | null;
};

const worded = ({ house: { programme, clock }, lang }: StaffCtx, refused: Refused): string =>
  wordRefusal({ fr, en }, refused, lang, labelsOf(programme, lang), clock.zone);

type Verbs =
  | "importStatement"
  | "waitingTransfers"
  | "deskProof"
  | "receipts"
  | "enterReceipt"
  | "receiptOrders"
  | "matchReceipt"
  | "returnReceipt";

export const deskActions: Pick<Actions<typeof purchasing>, Verbs> = {
  async waitingTransfers(ctx, { query }) {
    const after = query.cursor === undefined ? undefined : readCursor(query.cursor, isInstant);
    const asked = { today: ctx.today, proven: query.list === "proven", search: query.search, after, limit: query.limit + 1 };
    const [rows, counts] = await Promise.all([store.listWaiting(ctx.tx, asked), store.countDesk(ctx.tx)]);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    return accept({
      items: page.map((row) => orderLine(ctx, row)),
      nextCursor: rows.length > query.limit && last ? cursorAfter(last.placedAt, last.id) : null,
      counts: counts!,
      today: ctx.today,
      statementLines: ctx.house.programme.transfers.statementLines,
    });
  },

  async deskProof(ctx, { params }) {
    const row = await store.loadDeskOrder(ctx.tx, params.orderId, ctx.today);
    const file = row?.proof && (await readStoredFile(ctx.house, ctx.tx, row.accountId, row.proof.file.id));
    return file ? accept({ bytes: file.bytes, name: file.name, type: file.type }) : refuse("purchasing.noProof");
  },

  async receipts(ctx, { query }) {
    const after = query.cursor === undefined ? undefined : readCursor(query.cursor, isDay);
    const rows = await store.listReceipts(ctx.tx, query.state, after, query.limit + 1);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    return accept({
      items: page.map(receiptView),
      nextCursor: rows.length > query.limit && last ? cursorAfter(last.receivedOn, last.id) : null,
    });
  },

  async enterReceipt(ctx, { body }) {
    const received = decideReceipt(body, currencies, ctx.today);
    if (!received.ok) return received;
    const taken = await take(ctx, clerkOf(ctx), received.value, 0);
    if (taken.known) return refuse("purchasing.receiptKnown", { name: taken.receipt.enteredBy, enteredAt: taken.receipt.enteredAt });
    return accept(receiptView(taken.receipt));
  },

  async importStatement(ctx, { upload }) {
    const { programme } = ctx.house;
    const lines = readStatement(upload?.bytes, programme.transfers.statementLines);
    if (!lines.ok) {
      if (lines.code !== "purchasing.statementColumns") return lines;
      const column = speaker({ fr: deskFr, en: deskEn }, ctx.lang);
      return refuse(lines.code, { fields: (lines.params.fields as ReceiptField[]).map((field) => column(field)) }, lines.pointer);
    }

    const items: Line[] = [];
    // Each line is a payment of its own: one that is wrong keeps none of the others out, and what was taken stays when the server dies.
    for (const { line, typed, place } of lines.value) {
      const payer = typed.payer.trim();
      const received = decideReceipt(typed, currencies, ctx.today);
      if (!received.ok) {
        const wrong = [received, ...(received.also ?? [])].map((one) => worded(ctx, one)).join(" ");
        items.push({ line, outcome: "wrong", payer, number: null, text: wrong });
        continue;
      }
      const { known, receipt } = await ctx.transaction((act) => take(act, clerkOf(ctx), received.value, place));
      const outcome = known ? "known" : receipt.state === "matched" ? "matched" : "unmatched";
      items.push({ line, outcome, payer, number: receipt.number, text: null });
    }
    const count = (outcome: Line["outcome"]) => items.filter((one) => one.outcome === outcome).length;

    return accept({
      items,
      counts: { matched: count("matched"), unmatched: count("unmatched"), known: count("known"), wrong: count("wrong") },
    });
  },

  async receiptOrders(ctx, { params, query }) {
    const held = await store.loadReceipt(ctx.tx, params.receiptId);
    if (!held) return refuse("purchasing.noSuchReceipt");
    const { programme } = ctx.house;
    const rows = await store.listPayable(ctx.tx, readReference(held.reference), query.search, ctx.today);
    const items = rows.map((row) => {
      const due = payableOf(programme, row);
      // With a reason given, what is still refused is refused whatever a person says.
      const may = decideMatch(held, due, ctx.today, { reason: "-", write: writing(ctx.lang) });
      const said = compare(held, due);
      const closed = may.ok ? null : worded(ctx, may);
      return { ...orderLine(ctx, row), agrees: said, closed, needsReason: !agrees(said) };
    });
    return accept({ items });
  },

  async matchReceipt(ctx, { params, body }) {
    const { receiptId } = params;
    const matched = await match(ctx, clerkOf(ctx), { receiptId, orderId: body.orderId, reason: tidy(body.reason) });
    return matched.ok ? accept(receiptView(matched.value)) : matched;
  },

  async returnReceipt(ctx, { params, body }) {
    const reason = tidy(body.reason);
    const held = await store.holdReceipt(ctx.tx, params.receiptId);
    if (!held) return refuse("purchasing.noSuchReceipt");
    if (!receipt.can(held.state, "return")) return refuse("purchasing.receiptSettled");
    if (reason === "") return refuse("purchasing.returnReasonNeeded", {}, "/reason");

    await store.settleReceipt(ctx.tx, held.id, { move: "return", orderId: null, reason, by: ctx.actor.name, at: ctx.now });
    ctx.record({ type: "receipt.returned", subject: held.id, data: { ...moneyView(held.amount), payer: held.payer, reason } });

    return accept(receiptView((await store.loadReceipt(ctx.tx, held.id))!));
  },
};
