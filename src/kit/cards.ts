import type { Day } from "./dates.ts";

/** What may be known of a payment card outside the provider that holds it. */
export type Card = { readonly brand: string; readonly last4: string; readonly expMonth: number; readonly expYear: number };

/** Why a bank or a provider said no, in the house's own words. */
export const declineReasons = [
  "declined",
  "insufficientFunds",
  "cardExpired",
  "cvcWrong",
  "processingError",
  "authenticationNeeded",
] as const;
export type DeclineReason = (typeof declineReasons)[number];

/** A card is good to the last day of its month. */
export const isExpired = ({ expMonth, expYear }: Pick<Card, "expMonth" | "expYear">, today: Day): boolean =>
  today.slice(0, 7) > `${String(expYear).padStart(4, "0")}-${String(expMonth).padStart(2, "0")}`;

/** The check digit of ISO/IEC 7812. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (const [at, sign] of [...digits].reverse().entries()) {
    const digit = Number(sign) * (at % 2 === 1 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

/** Whether a text holds what could be a card's number: 13 to 19 digits, spaced or not, with a right check digit. */
export const holdsCardNumber = (text: string): boolean =>
  [...text.matchAll(/\d(?:[ .-]?\d){12,18}/g)].some(([found]) => passesLuhn(found.replace(/\D/g, "")));
