import type { Day } from "../../kit/dates.ts";
import type { Decision, Refused } from "../../kit/decision.ts";
import { accept, refuse, refuseAll } from "../../kit/decision.ts";
import { machine } from "../../kit/machine.ts";
import type { Money } from "../../kit/money.ts";
import { digitsOf, fromDecimal } from "../../kit/money.ts";
import { isStrange, tidy } from "../../kit/names.ts";
import type { OrderState } from "./rules.ts";
import { order } from "./rules.ts";
import { standingOf } from "./transfer.rules.ts";

/** What has arrived on an account of the vendor's. */
export const receipt = machine("receipt", {
  states: ["unmatched", "matched", "returned"],
  initial: "unmatched",
  moves: {
    match: { from: ["unmatched"], to: "matched", by: "office.payments" },
    return: { from: ["unmatched"], to: "returned", by: "office.payments" },
  },
});
export type ReceiptState = (typeof receipt.states)[number];

export type Receipt = {
  readonly receivedOn: Day;
  readonly amount: Money;
  /** What stood in the transfer's message. */
  readonly reference: string;
  readonly payer: string;
};

export const receiptFields = ["receivedOn", "amount", "currency", "reference", "payer"] as const;
export type ReceiptField = (typeof receiptFields)[number];
export type TypedReceipt = Readonly<Record<ReceiptField, string>>;
export type ReceiptFieldRefusal =
  | "purchasing.receiptDay"
  | "purchasing.receiptFuture"
  | "purchasing.receiptSum"
  | "purchasing.receiptCurrencyUnknown"
  | "purchasing.receiptPayer"
  | "purchasing.receiptText";

const longest = { reference: 500, payer: 200 } as const;
const SUM = /^(?:\d{1,9}|\d{1,3}(?:[ \u00a0\u202f']\d{3}){1,2})(?:[.,](\d{1,3}))?$/;

/** A calendar day as typed or as statements write it: 2027-03-09 or 09/03/2027. */
export function readDay(typed: string): Day | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(typed) ?? [];
  const [, d, m, y] = /^(\d\d)[/.](\d\d)[/.](\d{4})$/.exec(typed) ?? [];
  const read = year ? `${year}-${month}-${day}` : y ? `${y}-${m}-${d}` : undefined;
  if (read === undefined) return undefined;
  const at = new Date(`${read}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== read ? undefined : read;
}

/** A sum as typed: « 510,00 », "510.00", « 1 275,50 »; never more digits than its currency has. */
export function readSum(typed: string, currency: string): Money | undefined {
  const [whole, fraction = ""] = SUM.exec(typed) ?? [];
  if (whole === undefined || fraction.length > digitsOf(currency)) return undefined;
  const amount = fromDecimal(whole.replace(/[ \u00a0\u202f']/g, "").replace(",", "."), currency);
  return amount.minor > 0 ? amount : undefined;
}

/** One payment as it was typed or read: every field that is wrong says so. */
export function decideReceipt(typed: TypedReceipt, currencies: ReadonlySet<string>, today: Day): Decision<Receipt, ReceiptFieldRefusal> {
  const wrong: Refused<ReceiptFieldRefusal>[] = [];
  const no = (field: ReceiptField, code: ReceiptFieldRefusal, params = {}) => void wrong.push(refuse(code, params, `/${field}`));

  const receivedOn = readDay(typed.receivedOn.trim());
  if (receivedOn === undefined) no("receivedOn", "purchasing.receiptDay");
  else if (receivedOn > today) no("receivedOn", "purchasing.receiptFuture", { todayOn: today });
  const currency = typed.currency.trim().toUpperCase();
  const known = currencies.has(currency);
  const amount = known ? readSum(typed.amount.trim(), currency) : undefined;
  if (!known) no("currency", "purchasing.receiptCurrencyUnknown");
  else if (amount === undefined) no("amount", "purchasing.receiptSum", { currency, count: digitsOf(currency) });
  const reference = tidy(typed.reference);
  const payer = tidy(typed.payer);
  if (payer === "") no("payer", "purchasing.receiptPayer");
  for (const [field, text] of [
    ["reference", reference],
    ["payer", payer],
  ] as const)
    if (isStrange(text) || [...text].length > longest[field]) no(field, "purchasing.receiptText", { count: longest[field] });

  const [first, ...others] = wrong;
  return first ? refuseAll([first, ...others]) : accept({ receivedOn: receivedOn!, amount: amount!, reference, payer });
}

/** What a transfer's message names: order numbers, however a bank has written them, and partner IDs. */
export function readReference(reference: string): { readonly numbers: readonly string[]; readonly partnerIds: readonly string[] } {
  const numbers = [...reference.matchAll(/(?<!\d)(\d{4})\s*[-–./]?\s*(\d{6,9})(?!\d)/g)].map(([, year, count]) => `${year}-${count}`);
  const partnerIds = [...reference.matchAll(/(?<!\d)\d{7}(?!\d)/g)].map(([id]) => id);
  return { numbers: [...new Set(numbers)], partnerIds: [...new Set(partnerIds)] };
}

/** What a receipt may pay. */
export type Payable = {
  readonly number: string;
  readonly partnerId: string;
  readonly state: OrderState;
  readonly payUntil: Day;
  readonly total: Money;
  /** The number of a newer order of the company for the same offer that waits. */
  readonly newer: string | null;
  /** Whether what it would begin is there already: bought otherwise meanwhile. */
  readonly held: boolean;
};

/** What the machine says of each field. */
export type Agreement = {
  readonly amount: "same" | "less" | "more" | "unlike";
  readonly currency: boolean;
  readonly number: boolean;
  readonly partnerId: boolean;
};

export function compare(received: Pick<Receipt, "amount" | "reference">, due: Pick<Payable, "number" | "partnerId" | "total">): Agreement {
  const named = readReference(received.reference);
  const currency = received.amount.currency === due.total.currency;
  const by = received.amount.minor - due.total.minor;
  return {
    // Sums of two currencies are neither less nor more.
    amount: !currency ? "unlike" : by === 0 ? "same" : by < 0 ? "less" : "more",
    currency,
    number: named.numbers.includes(due.number),
    partnerId: named.partnerIds.includes(due.partnerId),
  };
}

export const agrees = ({ amount, currency, number, partnerId }: Agreement): boolean => amount === "same" && currency && number && partnerId;

export type MatchRefusal =
  | "purchasing.receiptSettled"
  | "purchasing.receiptCurrency"
  | "purchasing.receiptAmount"
  | "purchasing.receiptLate"
  | "purchasing.receiptOrderPaid"
  | "purchasing.receiptOrderOver"
  | "purchasing.receiptNewerOrder"
  | "purchasing.receiptTermHeld"
  | "purchasing.matchReasonNeeded";

/**
 * Whether a receipt pays an order. Its amount and currency are the order's or it pays nothing; it came by the order's last day; and where its
 * message does not name the order and the company, a person says why it is theirs all the same.
 */
export function decideMatch(
  received: Receipt & { readonly state: ReceiptState },
  due: Payable,
  today: Day,
  { reason, write }: { readonly reason: string; readonly write: (amount: Money) => string },
): Decision<Agreement, MatchRefusal> {
  const said = compare(received, due);
  const { number } = due;
  if (!receipt.can(received.state, "match")) return refuse("purchasing.receiptSettled");
  const state = standingOf(due, today);
  if (state === order.to("match")) return refuse("purchasing.receiptOrderPaid", { number });
  if (!order.can(state, "match")) return refuse("purchasing.receiptOrderOver", { number });
  if (!said.currency) return refuse("purchasing.receiptCurrency", { due: due.total.currency, received: received.amount.currency });
  if (said.amount !== "same") return refuse("purchasing.receiptAmount", { due: write(due.total), received: write(received.amount) });
  if (received.receivedOn > due.payUntil)
    return refuse("purchasing.receiptLate", { number, receivedOn: received.receivedOn, untilOn: due.payUntil });
  if (due.newer !== null) return refuse("purchasing.receiptNewerOrder", { number, newer: due.newer });
  if (due.held) return refuse("purchasing.receiptTermHeld", { number });
  if (!agrees(said) && reason === "") return refuse("purchasing.matchReasonNeeded", {}, "/reason");
  return accept(said);
}
