import type { Day } from "../../kit/dates.ts";
import { addDays } from "../../kit/dates.ts";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import type { FieldRefusal } from "../accounts/profile.rules.ts";
import { phoneExample, readForm, readPhone } from "../accounts/profile.rules.ts";
import type { OrderState } from "./rules.ts";
import { order } from "./rules.ts";

/** Whom the vendor's finance asks about a transfer. */
export type Contact = { readonly name: string; readonly phone: string; readonly email: string };

/** The last day on which the money may arrive: day 30 passes, day 31 does not. */
export const payUntilOf = (placedOn: Day, days: number): Day => addDays(placedOn, days);

/** The states in which an order waits for a transfer. */
export const waitingStates = order.from("expire");
export const isWaiting = (state: OrderState): boolean => waitingStates.includes(state);

/** How an order stands on a day, whether or not its bell has rung yet. */
export const standingOf = ({ state, payUntil }: { readonly state: OrderState; readonly payUntil: Day | null }, today: Day): OrderState =>
  payUntil !== null && isWaiting(state) && today > payUntil ? order.to("expire") : state;

export type ContactRefusal = FieldRefusal | "accounts.phone" | "purchasing.email";
const contactFields = ["name", "phone", "email"] as const;

/**
 * Name, telephone and address, each wrong one at its field.
 * @param readEmail the address as it is kept; undefined for what is none
 */
export function decideContact(
  typed: Contact,
  country: string,
  readEmail: (typed: string) => string | undefined,
): Decision<Contact, ContactRefusal> {
  const { value, wrong, refuseField, close } = readForm<(typeof contactFields)[number], ContactRefusal>(
    contactFields,
    { longest: { name: 200, phone: 40, email: 254 }, optional: new Set() },
    typed,
  );
  const phone = readPhone(value.phone, country);
  if (phone === undefined) refuseField("phone", "accounts.phone", { example: phoneExample(country) });
  else value.phone = phone;
  const email = wrong.has("email") ? undefined : readEmail(value.email);
  if (email === undefined) refuseField("email", "purchasing.email");
  else value.email = email;
  const form = close();
  return form.ok ? accept(form.value as Contact) : under("/contact", form);
}

/** The same refusal at a field that stands deeper in the form. */
const under = <R extends { readonly pointer?: string; readonly also?: readonly R[] }>(place: string, refused: R): R => ({
  ...refused,
  ...(refused.pointer !== undefined && { pointer: `${place}${refused.pointer}` }),
  ...(refused.also && { also: refused.also.map((one) => under(place, one)) }),
});

export type NotWaiting = "purchasing.orderPaid" | "purchasing.orderOver" | "purchasing.orderByCard";

/** G-012: only what is not paid is cancelled or proven, and only what waits for a transfer can be. */
export function decideMove(
  move: "cancel" | "prove",
  held: { readonly number: string; readonly state: OrderState; readonly payUntil: Day | null },
  today: Day,
): Decision<true, NotWaiting> {
  const state = standingOf(held, today);
  if (order.can(state, move)) return accept(true);
  const { number } = held;
  if (state === order.to("pay")) return refuse("purchasing.orderPaid", { number });
  return refuse(held.payUntil === null ? "purchasing.orderByCard" : "purchasing.orderOver", { number });
}

/** What stands in the transfer's message, by which the money is known again. */
export const referenceOf = (number: string, partnerId: string): string => `${number} ${partnerId}`;

/** An IBAN as people read it: in groups of four. */
export const groupsOfFour = (iban: string): string => iban.replace(/(.{4})(?=.)/g, "$1 ");

export type ProofRefusal = FieldRefusal | "purchasing.proofFuture";
const proofFields = ["bankAccount", "reference"] as const;
export type TypedProof = { readonly paidOn: Day; readonly bankAccount: string; readonly reference: string };

/** When it was paid, to which account and under which reference of the bank: nothing is paid tomorrow. */
export function decideProof(typed: TypedProof, today: Day): Decision<TypedProof, ProofRefusal> {
  const { paidOn } = typed;
  const { close } = readForm<(typeof proofFields)[number], ProofRefusal>(
    proofFields,
    { longest: { bankAccount: 80, reference: 140 }, optional: new Set() },
    typed,
  );
  const form = close();
  const future = paidOn > today ? refuse("purchasing.proofFuture", { todayOn: today }, "/paidOn") : undefined;
  if (future) return form.ok ? future : { ...future, also: [form, ...(form.also ?? [])] };
  return form.ok ? accept({ paidOn, ...form.value }) : form;
}

/** Whether two writings of an account are one: spaces and capitals do not count. */
export const sameAccount = (a: string, b: string): boolean => plainAccount(a) === plainAccount(b);
const plainAccount = (text: string): string => text.replace(/\s+/g, "").toUpperCase();
