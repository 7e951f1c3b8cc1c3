import { electronicFormatIBAN, isSEPACountry, isValidBIC, ValidationErrorsIBAN, validateIBAN } from "ibantools";
import type { Instant } from "../../kit/dates.ts";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { machine } from "../../kit/machine.ts";
import type { FieldRefusal } from "../accounts/profile.rules.ts";
import { readForm } from "../accounts/profile.rules.ts";

/** The account that the company is paid to. Two administrators change it together: one asks, another confirms within seven days. */
export const bankAccount = machine("bankAccount", {
  states: ["pending", "active", "replaced", "cancelled", "expired"],
  initial: "pending",
  moves: {
    confirm: { from: ["pending"], to: "active", by: "billing.bank" },
    cancel: { from: ["pending"], to: "cancelled", by: "billing.bank" },
    expire: { from: ["pending"], to: "expired", by: "clock" },
    replace: { from: ["active"], to: "replaced", by: "billing.bank" },
  },
});
export type BankState = (typeof bankAccount.states)[number];

export const CONFIRM_DAYS = 7;
const EXAMPLE = "FR14 2004 1010 0505 0001 3M02 606";

export type Bank = {
  readonly holder: string;
  readonly iban: string;
  readonly bic: string;
  readonly country: string;
  readonly last4: string;
  readonly sepa: boolean;
};

/** ISO 13616 and ISO 9362: country, length, form and check digits by the library; the BIC may be left out. */
export function decideBank(typed: {
  readonly holder: string;
  readonly iban: string;
  readonly bic: string;
}): Decision<Bank, FieldRefusal | "billing.iban" | "billing.ibanCountry" | "billing.bic"> {
  const { value, refuseField, close } = readForm<
    "holder" | "iban" | "bic",
    FieldRefusal | "billing.iban" | "billing.ibanCountry" | "billing.bic"
  >(["holder", "iban", "bic"], { longest: { holder: 140, iban: 60, bic: 20 }, optional: new Set(["bic"]) }, typed);
  const iban = electronicFormatIBAN(value.iban) ?? "";
  const { valid, errorCodes } = validateIBAN(iban);
  if (!valid) {
    const nowhere = errorCodes.includes(ValidationErrorsIBAN.NoIBANCountry);
    refuseField("iban", nowhere ? "billing.ibanCountry" : "billing.iban", { example: EXAMPLE });
  }
  const bic = value.bic.replace(/\s/g, "").toUpperCase();
  if (bic !== "" && !isValidBIC(bic)) refuseField("bic", "billing.bic");
  const form = close();
  if (!form.ok) return form;
  const country = iban.slice(0, 2);
  return accept({ holder: form.value.holder, iban, bic, country, last4: iban.slice(-4), sepa: isSEPACountry(country) });
}

export type Pending = { readonly state: BankState; readonly askedBy: string; readonly askedByName: string; readonly expiresAt: Instant };

/** Whoever asked does not confirm; after seven days nobody does, swept or not. */
export function decideConfirm(
  held: Pending,
  personId: string,
  now: Instant,
): Decision<BankState, "billing.bankSettled" | "billing.bankExpired" | "billing.bankNeedsAnother"> {
  if (!bankAccount.can(held.state, "confirm")) return refuse("billing.bankSettled");
  if (Date.parse(now) >= Date.parse(held.expiresAt)) return refuse("billing.bankExpired", { expiredAt: held.expiresAt });
  if (held.askedBy === personId) return refuse("billing.bankNeedsAnother", { count: CONFIRM_DAYS });
  return accept(bankAccount.to("confirm"));
}
