import type { CountryCode } from "libphonenumber-js/max";
import { getExampleNumber, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/max";
import examples from "libphonenumber-js/mobile/examples";
import type { Decision, Params, Refused } from "../../kit/decision.ts";
import { accept, refuse, refuseAll } from "../../kit/decision.ts";
import { isStrange, tidy } from "../../kit/names.ts";
import { canonicalPostalCode, canonicalRegistration, canonicalVat } from "./numbers.rules.ts";

/** The legal profile and the primary contact, in the order of the form. Handbook §3.1.1. */
export const profileFields = [
  "legalName",
  "addressLine1",
  "addressLine2",
  "postalCode",
  "city",
  "country",
  "registrationNumber",
  "vatNumber",
  "contactGivenName",
  "contactFamilyName",
  "contactEmail",
  "contactPhone",
  "contactLanguage",
] as const;
export type ProfileField = (typeof profileFields)[number];
export type ProfileValues = Readonly<Record<ProfileField, string>>;

/** What the programme says of a country, in the reader's language. */
export type CountryTerms = {
  readonly code: string;
  readonly name: string;
  readonly postalCode?: { readonly example: string } | undefined;
  readonly registration: {
    readonly label: string;
    readonly pattern?: string | undefined;
    readonly example: string;
    readonly required: boolean;
  };
};

/** What any form's field may be refused for. */
export type FieldRefusal = "accounts.needed" | "accounts.tooLong" | "accounts.strangeCharacters";
export type ProfileRefusal =
  | FieldRefusal
  | "accounts.countryUnknown"
  | "accounts.postalCode"
  | "accounts.registrationNeeded"
  | "accounts.registrationFormat"
  | "accounts.vatFormat"
  | "accounts.phone"
  | "accounts.languageUnknown";

const longest: Readonly<Record<ProfileField, number>> = {
  legalName: 200,
  addressLine1: 200,
  addressLine2: 200,
  postalCode: 20,
  city: 100,
  country: 2,
  registrationNumber: 40,
  vatNumber: 40,
  contactGivenName: 100,
  contactFamilyName: 100,
  contactEmail: 254,
  contactPhone: 40,
  contactLanguage: 2,
};
const optional: ReadonlySet<ProfileField> = new Set(["addressLine2", "registrationNumber", "vatNumber"]);

/** A number that would be accepted, as people of the country write it. */
export const phoneExample = (country: string): string =>
  (isSupportedCountry(country) && getExampleNumber(country as CountryCode, examples)?.formatNational()) || "+33 2 98 00 14 72";

/** E.164, read with or without the country's prefix; undefined when it is no number. */
export function readPhone(typed: string, country: string): string | undefined {
  const number = parsePhoneNumberFromString(
    typed,
    isSupportedCountry(country) ? { defaultCountry: country as CountryCode, extract: false } : { extract: false },
  );
  return number?.isValid() && !number.ext ? number.number : undefined;
}

/**
 * A form read whole: each field tidied, and each that is wrong with its first reason. `close` answers for all of them at once, in the
 * order of the form.
 */
export function readForm<F extends string, C extends string = never>(
  fields: readonly F[],
  { longest, optional }: { longest: Readonly<Record<F, number>>; optional: ReadonlySet<F> },
  typed: Readonly<Record<F, string>>,
) {
  const value = Object.fromEntries(fields.map((field) => [field, tidy(typed[field])])) as Record<F, string>;
  const wrong = new Map<F, Refused<FieldRefusal | C>>();
  const refuseField = (field: F, code: FieldRefusal | C, params: Params = {}) => {
    if (!wrong.has(field)) wrong.set(field, refuse(code, params, `/${field}`) as Refused<FieldRefusal | C>);
  };

  for (const field of fields) {
    if (value[field] === "") {
      if (!optional.has(field)) refuseField(field, "accounts.needed");
    } else if ([...value[field]].length > longest[field]) refuseField(field, "accounts.tooLong", { count: longest[field] });
    else if (isStrange(value[field])) refuseField(field, "accounts.strangeCharacters");
  }

  const close = (): Decision<Readonly<Record<F, string>>, FieldRefusal | C> => {
    const [first, ...others] = fields.flatMap((field) => wrong.get(field) ?? []);
    return first ? refuseAll([first, ...others]) : accept(value);
  };
  return { value, wrong, refuseField, close };
}

/**
 * The whole profile at once: every field that is wrong says so, or every field comes back in its canonical form.
 * @param checkEmail the rule for work addresses: the address as it is kept, or why it is refused.
 */
export function decideProfile<C extends string>(
  typed: ProfileValues,
  country: CountryTerms | undefined,
  checkEmail: (email: string) => Decision<string, C>,
): Decision<ProfileValues, ProfileRefusal | C> {
  const { value, wrong, refuseField, close } = readForm<ProfileField, ProfileRefusal | C>(profileFields, { longest, optional }, typed);

  if (country === undefined) refuseField("country", "accounts.countryUnknown");
  else {
    const { postalCode, registration } = country;
    const code = canonicalPostalCode(value.postalCode, country.code, postalCode?.example);
    if (code === undefined) refuseField("postalCode", "accounts.postalCode", { country: country.name, example: postalCode?.example ?? "" });
    else value.postalCode = code;

    const typedNumber = value.registrationNumber;
    const number = typedNumber === "" ? "" : canonicalRegistration(typedNumber, country.code, registration.pattern);
    if (number === "" && registration.required)
      refuseField("registrationNumber", "accounts.registrationNeeded", { label: registration.label, example: registration.example });
    else if (number === undefined)
      refuseField("registrationNumber", "accounts.registrationFormat", { label: registration.label, example: registration.example });
    else value.registrationNumber = number;

    const vat = canonicalVat(value.vatNumber, country.code);
    if (!vat.ok) refuseField("vatNumber", "accounts.vatFormat", { example: vat.example });
    else value.vatNumber = vat.number;

    const phone = readPhone(value.contactPhone, country.code);
    if (phone === undefined) refuseField("contactPhone", "accounts.phone", { example: phoneExample(country.code) });
    else value.contactPhone = phone;
  }

  if (value.contactLanguage !== "fr" && value.contactLanguage !== "en") refuseField("contactLanguage", "accounts.languageUnknown");
  if (!wrong.has("contactEmail")) {
    const email = checkEmail(value.contactEmail);
    if (email.ok) value.contactEmail = email.value;
    else wrong.set("contactEmail", { ...email, pointer: "/contactEmail" });
  }

  return close();
}

/** The fields whose value differs, in the order of the form. */
export const changedFields = (before: ProfileValues, after: ProfileValues): ProfileField[] =>
  profileFields.filter((field) => before[field] !== after[field]);
