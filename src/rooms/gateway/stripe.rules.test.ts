import { describe, expect, test } from "vitest";
import { brandName, declineReasonOf, partsOf, referenceOf } from "./stripe.rules.ts";

describe("a no of the bank, in the house's words", () => {
  test.each([
    ["card_declined", "insufficient_funds", "insufficientFunds"],
    ["card_declined", "generic_decline", "declined"],
    ["card_declined", "do_not_honor", "declined"],
    ["card_declined", "lost_card", "declined"],
    ["expired_card", "expired_card", "cardExpired"],
    ["invalid_expiry_month", null, "cardExpired"],
    ["invalid_expiry_year", null, "cardExpired"],
    ["incorrect_cvc", "incorrect_cvc", "cvcWrong"],
    ["card_declined", "invalid_cvc", "cvcWrong"],
    ["processing_error", "processing_error", "processingError"],
    ["card_declined", "issuer_not_available", "processingError"],
    ["card_declined", "reenter_transaction", "processingError"],
    ["card_declined", "try_again_later", "processingError"],
    ["authentication_required", "authentication_required", "authenticationNeeded"],
    ["card_declined", "authentication_not_handled", "authenticationNeeded"],
    ["payment_intent_authentication_failure", null, "authenticationNeeded"],
    [null, undefined, "declined"],
    ["something_new", "something_newer", "declined"],
  ])("%s, %s: %s", (code, declineCode, reason) => expect(declineReasonOf({ code, declineCode })).toBe(reason));

  test("what the bank said counts before what the provider made of it", () =>
    expect(declineReasonOf({ code: "processing_error", declineCode: "insufficient_funds" })).toBe("insufficientFunds"));
});

test.each([
  ["visa", "Visa"],
  ["mastercard", "Mastercard"],
  ["amex", "American Express"],
  ["cartes_bancaires", "CB"],
  ["diners", "Diners Club"],
  ["discover", "Discover"],
  ["jcb", "JCB"],
  ["unionpay", "UnionPay"],
  ["unknown", "Card"],
])("the brand %s is called %s", (word, name) => expect(brandName(word)).toBe(name));

test("a stored card's name says whose it is and which one, and what is none names nothing", () => {
  expect(partsOf(referenceOf("cus_1", "pm_2"))).toEqual({ customer: "cus_1", method: "pm_2" });
  expect(partsOf("pm_2")).toEqual({ customer: "pm_2", method: "" });
});
