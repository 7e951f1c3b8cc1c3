import { isValidBIC, isValidIBAN } from "ibantools";
import { z } from "zod";
import { Currency } from "./values.ts";

const name = z
  .string()
  .min(1)
  .max(140)
  .regex(/^\S(?:.*\S)?$/, "begins or ends with a space");

/** The vendor's account to which a currency is transferred. Written as banks keep it: no spaces. */
const Account = z.strictObject({
  currency: Currency,
  holder: name,
  bank: name,
  iban: z.string().refine((text) => isValidIBAN(text), "is not an IBAN"),
  bic: z.string().refine((text) => isValidBIC(text), "is not a BIC"),
});

/** Payment by bank transfer (handbook §3.7). */
export const Transfers = z
  .strictObject({
    /** How long an order waits for its money: the last of these days passes. */
    days: z.int().positive(),
    /** The day, counted from the order, on which one that is unpaid is reminded of. */
    reminderDay: z.int().positive(),
    /** From the arrival of the money to the activation, as partners are told. */
    activationHours: z.strictObject({ least: z.int().positive(), most: z.int().positive() }),
    proof: z.strictObject({
      types: z.array(z.enum(["application/pdf", "image/png", "image/jpeg"])).min(1),
      maxBytes: z.int().positive().max(10_000_000, "is more than an upload may weigh"),
    }),
    /** Lines of one bank statement that are read at once. */
    statementLines: z.int().positive().max(1000, "is more than one request should read"),
    /** A currency without an account is not paid by transfer. */
    accounts: z.array(Account),
  })
  .refine(({ days, reminderDay }) => reminderDay <= days, { path: ["reminderDay"], error: "lies after the last day" })
  .refine(({ activationHours: { least, most } }) => least <= most, { path: ["activationHours"], error: "the least is more than the most" });
