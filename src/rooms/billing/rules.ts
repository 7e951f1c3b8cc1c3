import type { Day, Instant } from "../../kit/dates.ts";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { machine } from "../../kit/machine.ts";
import { canonicalPostalCode, canonicalVat } from "../accounts/numbers.rules.ts";
import type { CountryTerms, FieldRefusal } from "../accounts/profile.rules.ts";
import { phoneExample, readForm, readPhone } from "../accounts/profile.rules.ts";

/** Asking for another bill-to name: partners never change it themselves. Handbook §3.23. */
export const billToRequest = machine("billToRequest", {
  states: ["requested", "approved", "refused", "withdrawn"],
  initial: "requested",
  moves: {
    approve: { from: ["requested"], to: "approved", by: "office.tax" },
    refuse: { from: ["requested"], to: "refused", by: "office.tax" },
    withdraw: { from: ["requested"], to: "withdrawn", by: "billing.edit" },
  },
});
export type BillToState = (typeof billToRequest.states)[number];

/** A request to be billed without a tax, with its certificate. Handbook §3.23. */
export const taxExemption = machine("taxExemption", {
  states: ["submitted", "approved", "rejected", "expired", "withdrawn"],
  initial: "submitted",
  moves: {
    approve: { from: ["submitted"], to: "approved", by: "office.tax" },
    reject: { from: ["submitted"], to: "rejected", by: "office.tax" },
    withdraw: { from: ["submitted", "approved"], to: "withdrawn", by: "billing.exemptions" },
    expire: { from: ["submitted", "approved"], to: "expired", by: "clock" },
  },
});
export type ExemptionState = (typeof taxExemption.states)[number];

export const addressFields = ["addressLine1", "addressLine2", "postalCode", "city", "country"] as const;
export type AddressValues = Readonly<Record<(typeof addressFields)[number], string>>;

export const contactFields = ["contactGivenName", "contactFamilyName", "contactEmail", "contactPhone", "poNumber", "taxId"] as const;
export type ContactValues = Readonly<Record<(typeof contactFields)[number], string>>;

export type AddressRefusal = FieldRefusal | "accounts.countryUnknown" | "accounts.postalCode";
export type ContactRefusal = FieldRefusal | "accounts.email" | "accounts.phone" | "accounts.vatFormat";

export function decideAddress(typed: AddressValues, country: CountryTerms | undefined): Decision<AddressValues, AddressRefusal> {
  const { value, refuseField, close } = readForm<(typeof addressFields)[number], AddressRefusal>(
    addressFields,
    { longest: { addressLine1: 200, addressLine2: 200, postalCode: 20, city: 100, country: 2 }, optional: new Set(["addressLine2"]) },
    typed,
  );
  if (country === undefined) refuseField("country", "accounts.countryUnknown");
  else {
    const example = country.postalCode?.example ?? "";
    const code = canonicalPostalCode(value.postalCode, country.code, example);
    if (code === undefined) refuseField("postalCode", "accounts.postalCode", { country: country.name, example });
    else value.postalCode = code;
  }
  return close();
}

/** @param country the company's legal country, whose tax ID it is. */
export function decideContact(
  typed: ContactValues,
  country: string,
  isEmail: (text: string) => boolean,
): Decision<ContactValues, ContactRefusal> {
  const { value, refuseField, close } = readForm<(typeof contactFields)[number], ContactRefusal>(
    contactFields,
    {
      longest: { contactGivenName: 100, contactFamilyName: 100, contactEmail: 254, contactPhone: 40, poNumber: 60, taxId: 40 },
      optional: new Set(["poNumber", "taxId"]),
    },
    typed,
  );
  value.contactEmail = value.contactEmail.toLowerCase();
  if (!isEmail(value.contactEmail)) refuseField("contactEmail", "accounts.email");
  const phone = readPhone(value.contactPhone, country);
  if (phone === undefined) refuseField("contactPhone", "accounts.phone", { example: phoneExample(country) });
  else value.contactPhone = phone;
  const tax = canonicalVat(value.taxId, country);
  if (!tax.ok) refuseField("taxId", "accounts.vatFormat", { example: tax.example });
  else value.taxId = tax.number;
  return close();
}

export type Certificate = {
  readonly number: string;
  readonly country: string;
  readonly region: string;
  readonly validFrom: Day;
  readonly validUntil: Day;
};

/** A certificate whose last day has passed proves nothing any more. */
export function decideCertificate(
  typed: Certificate,
  country: CountryTerms | undefined,
  today: Day,
): Decision<Certificate, FieldRefusal | "accounts.countryUnknown" | "billing.daysReversed" | "billing.certificateOver"> {
  const { validFrom, validUntil } = typed;
  const form = readForm<"number" | "country" | "region", FieldRefusal | "accounts.countryUnknown">(
    ["number", "country", "region"],
    { longest: { number: 60, country: 2, region: 100 }, optional: new Set(["region"]) },
    typed,
  );
  if (country === undefined) form.refuseField("country", "accounts.countryUnknown");
  const read = form.close();
  if (!read.ok) return read;
  if (validUntil < validFrom) return refuse("billing.daysReversed", { fromOn: validFrom, untilOn: validUntil }, "/validUntil");
  if (validUntil < today) return refuse("billing.certificateOver", { untilOn: validUntil }, "/validUntil");
  return accept({ ...read.value, validFrom, validUntil });
}

/** Whether an exemption counts on a day: the decision and both of its ends are of it. */
export const inForce = (one: { state: ExemptionState; validFrom: Day; validUntil: Day }, on: Day): boolean =>
  one.state === "approved" && one.validFrom <= on && on <= one.validUntil;

export function decideRuling(
  held: { readonly state: ExemptionState; readonly validUntil: Day },
  ruling: "approve" | "reject",
  today: Day,
): Decision<ExemptionState, "billing.decidedAlready" | "billing.certificateOver"> {
  if (!taxExemption.can(held.state, ruling)) return refuse("billing.decidedAlready");
  if (ruling === "approve" && held.validUntil < today) return refuse("billing.certificateOver", { untilOn: held.validUntil });
  return accept(taxExemption.to(ruling));
}

/** Whole days since, for the age of what waits. */
export const ageInDays = (since: Instant, now: Instant): number => Math.floor((Date.parse(now) - Date.parse(since)) / 86_400_000);
