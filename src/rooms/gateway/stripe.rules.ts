import type { DeclineReason } from "../../kit/cards.ts";

const brands: Readonly<Record<string, string>> = {
  visa: "Visa",
  mastercard: "Mastercard",
  amex: "American Express",
  cartes_bancaires: "CB",
  diners: "Diners Club",
  discover: "Discover",
  jcb: "JCB",
  unionpay: "UnionPay",
};

/** A brand as people know it, from the provider's word for it. */
export const brandName = (word: string): string => brands[word] ?? "Card";

const reasons: Readonly<Record<string, DeclineReason>> = {
  insufficient_funds: "insufficientFunds",
  expired_card: "cardExpired",
  invalid_expiry_month: "cardExpired",
  invalid_expiry_year: "cardExpired",
  incorrect_cvc: "cvcWrong",
  invalid_cvc: "cvcWrong",
  processing_error: "processingError",
  issuer_not_available: "processingError",
  reenter_transaction: "processingError",
  try_again_later: "processingError",
  authentication_required: "authenticationNeeded",
  authentication_not_handled: "authenticationNeeded",
  payment_intent_authentication_failure: "authenticationNeeded",
};

/** The provider's no in the house's own words: what the bank said counts before what the provider made of it. */
export const declineReasonOf = (said: {
  readonly code?: string | null | undefined;
  readonly declineCode?: string | null | undefined;
}): DeclineReason => reasons[said.declineCode ?? ""] ?? reasons[said.code ?? ""] ?? "declined";

const joint = "/";

/** A stored card's name here: whose it is there, and which one. */
export const referenceOf = (customer: string, method: string): string => `${customer}${joint}${method}`;

export function partsOf(reference: string): { readonly customer: string; readonly method: string } {
  const [customer = "", method = ""] = reference.split(joint);
  return { customer, method };
}
