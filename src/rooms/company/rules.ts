import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { machine } from "../../kit/machine.ts";
import { canonicalPostalCode } from "../accounts/numbers.rules.ts";
import type { CountryTerms, FieldRefusal } from "../accounts/profile.rules.ts";
import { phoneExample, readForm, readPhone } from "../accounts/profile.rules.ts";

/** A location of the company. Handbook §3.11; partners never remove one, the vendor's staff may, for good (C11). */
export const location = machine("location", {
  states: ["active", "removed"],
  initial: "active",
  moves: { remove: { from: ["active"], to: "removed", by: "office.locations" } },
});
export type LocationState = (typeof location.states)[number];

export const locationFields = [
  "name",
  "legalEntity",
  "addressLine1",
  "addressLine2",
  "postalCode",
  "city",
  "country",
  "contactGivenName",
  "contactFamilyName",
  "contactEmail",
  "contactPhone",
] as const;
export type LocationField = (typeof locationFields)[number];
export type LocationValues = Readonly<Record<LocationField, string>>;

const longest: Readonly<Record<LocationField, number>> = {
  name: 200,
  legalEntity: 200,
  addressLine1: 200,
  addressLine2: 200,
  postalCode: 20,
  city: 100,
  country: 2,
  contactGivenName: 100,
  contactFamilyName: 100,
  contactEmail: 254,
  contactPhone: 40,
};
const optional: ReadonlySet<LocationField> = new Set(["addressLine2"]);

export type LocationRefusal = FieldRefusal | "accounts.countryUnknown" | "accounts.postalCode" | "accounts.phone";

/** The whole form at once: every field that is wrong says so, or every field comes back in its canonical form. */
export function decideLocation<C extends string>(
  typed: LocationValues,
  country: CountryTerms | undefined,
  checkEmail: (email: string) => Decision<string, C>,
): Decision<LocationValues, LocationRefusal | C> {
  const { value, wrong, refuseField, close } = readForm<LocationField, LocationRefusal | C>(locationFields, { longest, optional }, typed);

  if (country === undefined) refuseField("country", "accounts.countryUnknown");
  else {
    const example = country.postalCode?.example ?? "";
    const code = canonicalPostalCode(value.postalCode, country.code, example);
    if (code === undefined) refuseField("postalCode", "accounts.postalCode", { country: country.name, example });
    else value.postalCode = code;

    const phone = readPhone(value.contactPhone, country.code);
    if (phone === undefined) refuseField("contactPhone", "accounts.phone", { example: phoneExample(country.code) });
    else value.contactPhone = phone;
  }
  if (!wrong.has("contactEmail")) {
    const email = checkEmail(value.contactEmail);
    if (email.ok) value.contactEmail = email.value;
    else wrong.set("contactEmail", { ...email, pointer: "/contactEmail" });
  }

  return close();
}

/** The name as it is compared: « KERMADEC – Brest » and « Kermadec Brest » are one. A name of signs alone is compared as it is. */
export const nameKey = (name: string): string => {
  const folded = name.normalize("NFKD").toLowerCase();
  return (
    folded
      .replace(/\p{M}/gu, "")
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim() || folded
  );
};

/** So many places a company may list: each takes a number that is never given again. */
export const MOST_LOCATIONS = 500;

export type Standing = {
  /** The location that has the name already, if any. */
  readonly namesake: { readonly partnerId: string } | undefined;
  readonly count: number;
};

export function decideAdd(name: string, { namesake, count }: Standing): Decision<true, "company.nameTaken" | "company.tooManyLocations"> {
  if (count >= MOST_LOCATIONS) return refuse("company.tooManyLocations", { count: MOST_LOCATIONS });
  return decideName(name, namesake);
}

/** Two places of one company are told apart by their names: the legal form or the town makes the difference. */
export const decideName = (name: string, namesake: Standing["namesake"]): Decision<true, "company.nameTaken"> =>
  namesake ? refuse("company.nameTaken", { name, partnerId: namesake.partnerId }, "/name") : accept(true);

/** The main location is the last to go: everything that names no location goes there. */
export function decideRemoval(
  held: { readonly state: LocationState; readonly main: boolean },
  others: number,
): Decision<LocationState, "company.removedAlready" | "company.mainStays"> {
  if (!location.can(held.state, "remove")) return refuse("company.removedAlready");
  if (held.main && others > 0) return refuse("company.mainStays", { count: others });
  return accept(location.to("remove"));
}
