import type { CountryCode } from "libphonenumber-js/max";
import { getExampleNumber, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/max";
import examples from "libphonenumber-js/mobile/examples";
import type { Decision, Refused } from "../../kit/decision.ts";
import { accept, refuse, refuseAll } from "../../kit/decision.ts";
import { canonicalVat } from "./vat.rules.ts";

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
  readonly postalCode?: { readonly pattern: string; readonly example: string } | undefined;
  readonly registration: {
    readonly label: string;
    readonly pattern?: string | undefined;
    readonly example: string;
    readonly required: boolean;
  };
};

export type ProfileRefusal =
  | "accounts.needed"
  | "accounts.tooLong"
  | "accounts.strangeCharacters"
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

/** Spaces of any kind and any number become one; accents are composed, so that the same name is the same text. */
export const tidy = (typed: string): string => typed.normalize("NFC").replace(/\s+/gu, " ").trim();

/** Controls, halves of characters, and the marks that turn the direction of everything after them, which would let one name look like another. */
const strange = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

export const isStrange = (text: string): boolean => strange.test(text);

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`, "u");

/** The value as the pattern wants it: as typed, in capitals, or without its spaces; undefined when none fits. */
const fitting = (pattern: string | undefined, typed: string): string | undefined => {
  if (pattern === undefined) return typed;
  const ways = [typed, typed.toUpperCase(), typed.replaceAll(" ", ""), typed.replace(/[ .-]/g, "").toUpperCase()];
  return ways.find((way) => whole(pattern).test(way));
};

const phoneExample = (country: string): string =>
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
 * The whole form at once: every field that is wrong says so, or every field comes back in its canonical form.
 * @param checkEmail the rule for work addresses: the address as it is kept, or why it is refused.
 */
export function decideProfile<C extends string>(
  typed: ProfileValues,
  country: CountryTerms | undefined,
  checkEmail: (email: string) => Decision<string, C>,
): Decision<ProfileValues, ProfileRefusal | C> {
  const value = Object.fromEntries(profileFields.map((field) => [field, tidy(typed[field])])) as Record<ProfileField, string>;
  const wrong = new Map<ProfileField, Refused<ProfileRefusal | C>>();
  const refuseField = (field: ProfileField, code: ProfileRefusal, params = {}) => {
    if (!wrong.has(field)) wrong.set(field, refuse(code, params, `/${field}`));
  };

  for (const field of profileFields) {
    if (value[field] === "") {
      if (!optional.has(field)) refuseField(field, "accounts.needed");
    } else if ([...value[field]].length > longest[field]) refuseField(field, "accounts.tooLong", { count: longest[field] });
    else if (isStrange(value[field])) refuseField(field, "accounts.strangeCharacters");
  }

  if (country === undefined) refuseField("country", "accounts.countryUnknown");
  else {
    const { postalCode, registration } = country;
    const code = fitting(postalCode?.pattern, value.postalCode);
    if (code === undefined) refuseField("postalCode", "accounts.postalCode", { country: country.name, example: postalCode?.example ?? "" });
    else value.postalCode = code;

    const number = value.registrationNumber === "" ? "" : fitting(registration.pattern, value.registrationNumber);
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

  const [first, ...others] = profileFields.flatMap((field) => wrong.get(field) ?? []);
  return first ? refuseAll([first, ...others]) : accept(value);
}

/** The fields whose value differs, in the order of the form. */
export const changedFields = (before: ProfileValues, after: ProfileValues): ProfileField[] =>
  profileFields.filter((field) => before[field] !== after[field]);
