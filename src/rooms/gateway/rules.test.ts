import { describe, expect, test } from "vitest";
import { brandOf, decideCard, readExpiry } from "./rules.ts";

const today = "2026-06-22";
const typed = { number: "4242 4242 4242 4242", expiry: "09/28", cvc: "123", address: { postalCode: "29200" } };
const postal = { country: "FR", example: "75001" };

describe("a typed card", () => {
  test.each([
    ["4242 4242 4242 4242", null],
    ["5555-5555-5555-4444", null],
    ["4000000000000002", "declined"],
    ["4000000000009995", "insufficientFunds"],
    ["4000000000000069", "cardExpired"],
    ["4000000000000127", "cvcWrong"],
    ["4000000000000119", "processingError"],
    ["4000000000000341", "declined"],
  ])("%s is taken; its charges end with %s", (number, fate) => {
    const decided = decideCard({ ...typed, number }, today, postal);
    expect(decided).toMatchObject({ ok: true, value: { last4: number.slice(-4), expMonth: 9, expYear: 2028, fate } });
  });

  test("nothing of the number is kept but four digits and the brand", () => {
    const decided = decideCard(typed, today, postal);
    expect(decided).toEqual({ ok: true, value: { brand: "Visa", last4: "4242", expMonth: 9, expYear: 2028, fate: null } });
  });

  test.each([
    ["a wrong check digit", { number: "4242 4242 4242 4241" }, "gateway.numberInvalid", "/number"],
    ["letters", { number: "4242 abcd 4242 4242" }, "gateway.numberInvalid", "/number"],
    ["twelve digits", { number: "424242424242" }, "gateway.numberInvalid", "/number"],
    ["a number that is no test card", { number: "4111 1111 1111 1111" }, "gateway.numberUnknown", "/number"],
    ["a month 13", { expiry: "13/28" }, "gateway.expiryUnreadable", "/expiry"],
    ["a month 0", { expiry: "00/28" }, "gateway.expiryUnreadable", "/expiry"],
    ["a number with a word before it", { number: "card 4242 4242 4242 4242" }, "gateway.numberInvalid", "/number"],
    ["a number with a word after it", { number: "4242 4242 4242 4242 x" }, "gateway.numberInvalid", "/number"],
    ["no year", { expiry: "09" }, "gateway.expiryUnreadable", "/expiry"],
    ["last month", { expiry: "05/26" }, "gateway.expiryPast", "/expiry"],
    ["a code of two digits", { cvc: "12" }, "gateway.cvcInvalid", "/cvc"],
    ["a code of four digits on a card that has three", { cvc: "1234" }, "gateway.cvcInvalid", "/cvc"],
    ["a postal code of another country", { address: { postalCode: "SW1A 1AA" } }, "gateway.postalCodeInvalid", "/address/postalCode"],
  ])("%s is refused at its field", (_, change, code, pointer) => {
    expect(decideCard({ ...typed, ...change }, today, postal)).toMatchObject({ ok: false, code, pointer });
  });

  test("a wrong postal code is answered with the form of its country, and spaces around a code do not matter", () => {
    expect(decideCard({ ...typed, cvc: " 123 ", address: { postalCode: "x" } }, today, postal)).toMatchObject({
      code: "gateway.postalCodeInvalid",
      params: { example: "75001" },
    });
  });

  test("every field says at once what is wrong with it", () => {
    const decided = decideCard({ number: "1", expiry: "x", cvc: "", address: { postalCode: "x" } }, today, postal);
    const all = decided.ok ? [] : [decided, ...(decided.also ?? [])].map(({ pointer }) => pointer);
    expect(all).toEqual(["/number", "/expiry", "/cvc", "/address/postalCode"]);
  });

  test("a card is good to the end of its month, and a country without a rule takes any postal code", () => {
    expect(decideCard({ ...typed, expiry: "06/26", address: { postalCode: "D02 AF30" } }, today, undefined).ok).toBe(true);
  });

  test("four digits are asked for where the card has four", () => {
    expect(decideCard({ ...typed, number: "378282246310005", cvc: "1234" }, today, postal).ok).toBe(true);
    expect(decideCard({ ...typed, number: "378282246310005" }, today, postal)).toMatchObject({
      code: "gateway.cvcInvalid",
      params: { digits: 4 },
    });
  });
});

test.each([
  ["09/28", 9, 2028],
  ["9/2028", 9, 2028],
  [" 09 / 28 ", 9, 2028],
  ["0928", 9, 2028],
  ["092028", 9, 2028],
  ["12-30", 12, 2030],
  ["01/28", 1, 2028],
  [" 0928 ", 9, 2028],
])("the expiry %s is read as month %i of %i", (text, expMonth, expYear) => {
  expect(readExpiry(text)).toEqual({ expMonth, expYear });
});

test.each(["", "aa/bb", "928", "109/28", "109281", "09281", "x09/28", "09/28x", "0928x", "x0928", "09/2", "09/028", "99/99"])(
  "« %s » is no expiry",
  (text) => expect(readExpiry(text)).toBeUndefined(),
);

test.each([
  ["4242", "Visa"],
  ["5555", "Mastercard"],
  ["2223", "Mastercard"],
  ["3782", "American Express"],
  ["6011", "Card"],
  ["6375", "Card"],
])("a number beginning with %s is of %s", (digits, brand) => expect(brandOf(digits)).toBe(brand));

test("twenty digits are no card's number, though their check digit is right", () => {
  const decided = decideCard({ ...typed, number: "0000 4242 4242 4242 4242" }, today, postal);
  expect(decided).toEqual({ ok: false, code: "gateway.numberInvalid", params: {}, pointer: "/number" });
});
