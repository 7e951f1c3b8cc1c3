import { accept, refuse } from "../../kit/decision.ts";
import { writeSize } from "../../kit/format.ts";
import { agreementOn, transferAccountIn } from "../../programme/programme.ts";
import type { AccountCtx, Actions } from "../../server/context.ts";
import { fileTypes, readStoredFile, sniff } from "../../server/files.ts";
import { Email } from "../../wire.ts";
import { deskToChange, show } from "./carts.ts";
import type { purchasing } from "./contract.ts";
import * as orders from "./orders.store.ts";
import { decidePayment } from "./rules.ts";
import * as store from "./store.ts";
import { decideContact, decideProof } from "./transfer.rules.ts";
import { cancelTransfer, proveTransfer, sendTransfer } from "./transfers.ts";
import { factsOf, orderView } from "./views.ts";

const readEmail = (typed: string): string | undefined => Email.safeParse(typed).data;

/** What the bytes prove; the name and what a browser says of it do not count. */
function decideFile(ctx: AccountCtx, bytes: Buffer | undefined) {
  const { types, maxBytes } = ctx.house.programme.transfers.proof;
  const accepted = { types: types.map((type) => fileTypes[type].toUpperCase()).join(", "), max: writeSize(maxBytes, ctx.lang) };
  if (!bytes || bytes.length === 0) return refuse("purchasing.proofMissing", accepted, "/file");
  if (bytes.length > maxBytes) return refuse("purchasing.proofTooBig", accepted, "/file");
  const type = sniff(bytes);
  const known = types.find((one) => one === type);
  return known ? accept(known) : refuse("purchasing.proofNotAccepted", accepted, "/file");
}

type Verbs = "chooseTransfer" | "sendTransfer" | "cancelOrder" | "prove" | "proof";

export const transferActions: Pick<Actions<typeof purchasing>, Verbs> = {
  async chooseTransfer(ctx, { params, body }) {
    const { programme } = ctx.house;
    const desk = await deskToChange(ctx, params.cartId, body.version);
    if (!desk.ok) return desk;
    const { cart, offer, billed, amounts } = desk.value;
    const { country } = billed.buyer;
    const terms = decidePayment(factsOf(programme, cart, agreementOn(programme, offer.terms, ctx.today, country), amounts));
    if (!terms.ok) return terms;
    const { currency } = amounts.total;
    if (!transferAccountIn(programme, currency)) return refuse("purchasing.transferNotHere", { currency });
    const contact = decideContact(body.contact, country, readEmail);
    if (!contact.ok) return contact;

    if (!(await store.changeCart(ctx.tx, ctx.accountId, cart.id, cart.version, { contact: contact.value, amounts })))
      return refuse("purchasing.cartChanged");
    return show(ctx, cart.id);
  },

  async sendTransfer(ctx, { params, body }) {
    const sent = await sendTransfer(ctx, { cartId: params.cartId, version: body.version });
    return sent.ok ? accept(await orderView(ctx, sent.value)) : sent;
  },

  async cancelOrder(ctx, { params }) {
    const cancelled = await cancelTransfer(ctx, params.orderId);
    return cancelled.ok ? accept(await orderView(ctx, cancelled.value)) : cancelled;
  },

  async prove(ctx, { params, body, upload }) {
    const form = decideProof(body, ctx.today);
    const file = decideFile(ctx, upload?.bytes);
    if (!form.ok) return file.ok ? form : { ...form, also: [...(form.also ?? []), file] };
    if (!file.ok) return file;

    const proven = await proveTransfer(ctx, params.orderId, form.value, { name: upload.name, type: file.value, bytes: upload.bytes });
    return proven.ok ? accept(await orderView(ctx, proven.value)) : proven;
  },

  async proof(ctx, { params }) {
    const order = await orders.loadOrder(ctx.tx, ctx.accountId, params.orderId);
    const fileId = order?.transfer?.proof?.file.id;
    const file = fileId && (await readStoredFile(ctx.house, ctx.tx, ctx.accountId, fileId));
    return file ? accept({ bytes: file.bytes, name: file.name, type: file.type }) : refuse("purchasing.noProof");
  },
};
