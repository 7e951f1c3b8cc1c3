import type { Catalog } from "../../../kit/words.ts";
import type * as fr from "./fr.ts";

export const refusals: Catalog<typeof fr.refusals> = {
  "gateway.numberInvalid": "This is not a card number. Check it on the card, for example 4242 4242 4242 4242.",
  "gateway.numberUnknown": "The sandbox only takes test cards, for example 4242 4242 4242 4242. Do not type a real one.",
  "gateway.expiryUnreadable": "Give the month and the year, for example 09/28.",
  "gateway.expiryPast": "This card has expired. Use another one.",
  "gateway.cvcInvalid": "The security code has {digits} digits. It is printed on the card.",
  "gateway.postalCodeInvalid": "This postal code does not have the form of its country, for example {example}. Give the card’s own.",
  "gateway.down": "The payment service does not answer. Nothing is lost here; try again in a few minutes.",
};
