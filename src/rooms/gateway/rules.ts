import type { Card, DeclineReason } from "../../kit/cards.ts";
import { isExpired, passesLuhn } from "../../kit/cards.ts";
import type { Day } from "../../kit/dates.ts";
import type { Decision, Refused } from "../../kit/decision.ts";
import { accept, refuse, refuseAll } from "../../kit/decision.ts";
import { canonicalPostalCode } from "../accounts/numbers.rules.ts";

/** The numbers the sandbox knows, and how a charge of each ends. No other number is taken: nobody's real card belongs here. */
const testCards: Readonly<Record<string, DeclineReason | null>> = {
  "4242424242424242": null,
  "5555555555554444": null,
  "378282246310005": null,
  "4000000000000002": "declined",
  "4000000000009995": "insufficientFunds",
  "4000000000000069": "cardExpired",
  "4000000000000127": "cvcWrong",
  "4000000000000119": "processingError",
  // This one is stored without a word, and refused at the first charge.
  "4000000000000341": "declined",
};

export const brandOf = (digits: string): string =>
  /^4/.test(digits) ? "Visa" : /^(5[1-5]|2[2-7])/.test(digits) ? "Mastercard" : /^3[47]/.test(digits) ? "American Express" : "Card";

/** « 09/28 », « 9/2028 », « 0928 »: the month and the year, or undefined for what is no month. */
export function readExpiry(text: string): { expMonth: number; expYear: number } | undefined {
  const [, month, year] = /^\s*(\d{1,2})\s*[/.\- ]\s*(20\d{2}|\d{2})\s*$/.exec(text) ?? /^\s*(\d{2})(20\d{2}|\d{2})\s*$/.exec(text) ?? [];
  const expMonth = Number(month);
  if (month === undefined || year === undefined || expMonth < 1 || expMonth > 12) return undefined;
  return { expMonth, expYear: Number(year.length === 2 ? `20${year}` : year) };
}

export type TypedCard = {
  readonly number: string;
  readonly expiry: string;
  readonly cvc: string;
  readonly address: { readonly postalCode: string };
};
export type PostalRule = { readonly country: string; readonly example: string };
export type CardRefusal =
  | "gateway.numberInvalid"
  | "gateway.numberUnknown"
  | "gateway.expiryUnreadable"
  | "gateway.expiryPast"
  | "gateway.cvcInvalid"
  | "gateway.postalCodeInvalid";

/** Everything that is wrong with a typed card, each at its field; or the card, without its number. */
export function decideCard(
  typed: TypedCard,
  today: Day,
  postal: PostalRule | undefined,
): Decision<Card & { readonly fate: DeclineReason | null }, CardRefusal> {
  const digits = typed.number.replace(/[\s.-]/g, "");
  const wellFormed = /^\d{13,19}$/.test(digits) && passesLuhn(digits);
  const brand = brandOf(digits);
  const expiry = readExpiry(typed.expiry);
  const cvcDigits = wellFormed && brand === "American Express" ? 4 : 3;
  const refusals: Refused<CardRefusal>[] = [];

  if (!wellFormed) refusals.push(refuse("gateway.numberInvalid", {}, "/number"));
  else if (testCards[digits] === undefined) refusals.push(refuse("gateway.numberUnknown", {}, "/number"));
  if (!expiry) refusals.push(refuse("gateway.expiryUnreadable", {}, "/expiry"));
  else if (isExpired(expiry, today)) refusals.push(refuse("gateway.expiryPast", {}, "/expiry"));
  if (!new RegExp(`^\\d{${cvcDigits}}$`).test(typed.cvc.trim())) refusals.push(refuse("gateway.cvcInvalid", { digits: cvcDigits }, "/cvc"));
  if (postal && canonicalPostalCode(typed.address.postalCode, postal.country, postal.example) === undefined) {
    refusals.push(refuse("gateway.postalCodeInvalid", { example: postal.example }, "/address/postalCode"));
  }

  const [first, ...also] = refusals;
  if (first || !expiry) return refuseAll([first!, ...also]);
  return accept({ brand, last4: digits.slice(-4), ...expiry, fate: testCards[digits] ?? null });
}
