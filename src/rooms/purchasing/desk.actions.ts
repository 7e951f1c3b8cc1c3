import { cursorAfter, readCursor } from "../../kit/cursor.ts";
import { daysBetween } from "../../kit/dates.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { tidy } from "../../kit/names.ts";
import type { Actions, StaffCtx } from "../../server/context.ts";
import { readStoredFile } from "../../server/files.ts";
import { labelsOf } from "../../server/labels.ts";
import { wordRefusal } from "../../server/problems.ts";
import type { purchasing } from "./contract.ts";
import { agrees, compare, decideMatch, decideReceipt, readReference, receipt } from "./receipt.rules.ts";
import * as store from "./receipts.store.ts";
import { match, payableOf, take } from "./receipts.ts";
import { sameAccount, standingOf } from "./transfer.rules.ts";
import { moneyView, offerRef, proofView, writing } from "./views.ts";
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

type Verbs = "waitingTransfers" | "deskProof" | "receipts" | "enterReceipt" | "receiptOrders" | "matchReceipt" | "returnReceipt";

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

  async receiptOrders(ctx, { params, query }) {
    const held = await store.loadReceipt(ctx.tx, params.receiptId);
    if (!held) return refuse("purchasing.noSuchReceipt");
    const { programme, clock } = ctx.house;
    const rows = await store.listPayable(ctx.tx, readReference(held.reference), query.search, ctx.today);
    const items = rows.map((row) => {
      const due = payableOf(programme, row);
      // With a reason given, what is still refused is refused whatever a person says.
      const may = decideMatch(held, due, ctx.today, { reason: "-", write: writing(ctx.lang) });
      const said = compare(held, due);
      const closed = may.ok ? null : wordRefusal({ fr, en }, may, ctx.lang, labelsOf(programme, ctx.lang), clock.zone);
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
