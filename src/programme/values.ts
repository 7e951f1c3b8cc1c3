import { z } from "zod";
import { digitsOf } from "../kit/money.ts";

/** One text in every language of the product. Braces are refused: a text of a programme is whole, and nothing is filled into it later. */
const sentence = z
  .string()
  .min(1)
  .regex(/^\S(?:.*\S)?$/s, "begins or ends with a space")
  .regex(/^[^{}]*$/, "holds a brace");

export const Text = z.strictObject({ fr: sentence, en: sentence });
export type Text = z.output<typeof Text>;

/** A text that may name the operator by `{operator.name}`, `{operator.address}`, `{operator.email}`; filled when the programme is loaded. */
const operatorSentence = z
  .string()
  .min(1)
  .regex(
    /^(?:[^{}]|\{operator\.(?:name|address|email)\})*$/,
    "may hold {operator.name}, {operator.address} and {operator.email}, and no other brace",
  );
export const OperatorText = z.strictObject({ fr: operatorSentence, en: operatorSentence });

/** Lower-case words joined by hyphens, stable for ever: orders, grants and facts keep it. */
export const Id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "is not an identifier (lower case letters, digits and hyphens)");

/** ISO 3166-1 alpha-2. */
export const CountryCode = z.string().regex(/^[A-Z]{2}$/, "is not a country code of two capital letters");

const currencies = new Set(Intl.supportedValuesOf("currency"));
/** ISO 4217. */
export const Currency = z.string().refine((code) => currencies.has(code), "is not an ISO 4217 currency");

/** Decimal text, quoted in the file so that no cent is lost: `"425.00"`. */
const decimalText = /^\d{1,9}(?:\.\d{1,4})?$/;
const decimal = z.string().regex(decimalText, 'is not decimal text such as "425.00"');

/** The two fields of an amount, for a shape that has others too. */
export const amount = { amount: decimal, currency: Currency };

/** Refuses an amount that has not exactly the digits of its currency. */
export const withDigits = <T extends z.ZodType<{ amount: string; currency: string }>>(shape: T): T =>
  shape.refine(
    ({ amount, currency }) =>
      // A field that is wrong by itself has been reported already.
      !decimalText.test(amount) || !currencies.has(currency) || (amount.split(".")[1]?.length ?? 0) === digitsOf(currency),
    { path: ["amount"], error: "does not have the digits of its currency" },
  );

/** An amount with its currency, as on the wire. */
export const Amount = withDigits(z.strictObject(amount));
export type Amount = z.output<typeof Amount>;

/** A share as decimal text: `"0.20"` is 20 %. */
export const Rate = z.string().regex(/^0(?:\.\d{1,4})?$/, 'is not a rate such as "0.20"');

export const Url = z.url({ protocol: /^https$/, error: "is not an https address" });

export const TimeZone = z.string().refine((zone) => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}, "is not an IANA time zone");

/** A regular expression of the field's whole value, in the dialect of the browser and of the server alike. */
export const Pattern = z.string().refine((source) => {
  try {
    return new RegExp(`^(?:${source})$`, "u") !== undefined;
  } catch {
    return false;
  }
}, "is not a regular expression");
