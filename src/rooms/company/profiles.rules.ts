import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import type { FieldRefusal } from "../accounts/profile.rules.ts";
import { phoneExample, readForm, readPhone } from "../accounts/profile.rules.ts";

/** Where customers find help. Handbook G-032. */
export const supportFields = ["website", "email", "phone"] as const;
export type SupportField = (typeof supportFields)[number];
export type SupportValues = Readonly<Record<SupportField, string>>;

/** An address that a browser opens over TLS: « kermadec.example/aide » is read as https. Undefined when it is none. */
export function readWebsite(typed: string): string | undefined {
  const whole = /^[a-z][a-z\d+.-]*:/i.test(typed) && !/^[^/]+:\d+(\/|$)/.test(typed) ? typed : `https://${typed}`;
  if (!URL.canParse(whole)) return undefined;
  const { protocol, hostname, username, password, href } = new URL(whole);
  const named = /^(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z][a-z\d-]*[a-z\d]$/.test(hostname);
  return protocol === "https:" && named && username + password === "" ? href.replace(/\/$/, "") : undefined;
}

export function decideSupport(
  typed: SupportValues,
  country: string,
  isEmail: (text: string) => boolean,
): Decision<SupportValues, FieldRefusal | "company.website" | "accounts.email" | "accounts.phone"> {
  const { value, refuseField, close } = readForm<SupportField, FieldRefusal | "company.website" | "accounts.email" | "accounts.phone">(
    supportFields,
    { longest: { website: 300, email: 254, phone: 40 }, optional: new Set() },
    typed,
  );

  const website = readWebsite(value.website);
  if (website === undefined) refuseField("website", "company.website");
  else value.website = website;
  value.email = value.email.toLowerCase();
  if (!isEmail(value.email)) refuseField("email", "accounts.email");
  const phone = readPhone(value.phone, country);
  if (phone === undefined) refuseField("phone", "accounts.phone", { example: phoneExample(country) });
  else value.phone = phone;

  return close();
}

/** Persons employed, in the classes of Recommendation 2003/361/EC: under 10, under 50, under 250, 250 and more. */
export const sizes = ["micro", "small", "medium", "large"] as const;

/** The sections of NACE Rev. 2 (Regulation (EC) No 1893/2006), by their letters. */
export const sectors = [..."ABCDEFGHIJKLMNOPQRSTU"] as readonly string[];
export const MOST_SECTORS = 5;
export const MOST_LANGUAGES = 20;

const letters = [..."abcdefghijklmnopqrstuvwxyz"];

/** Every language that has a code of two letters (ISO 639-1) and a name in this one, by name. */
export function languagesIn(lang: "fr" | "en"): { code: string; name: string }[] {
  const names = new Intl.DisplayNames(lang, { type: "language", fallback: "none" });
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .flatMap((code) => {
      // A code that only stands for another (« iw » for Hebrew) is left out.
      const name = new Intl.Locale(code).language === code ? names.of(code) : undefined;
      return name ? [{ code, name }] : [];
    })
    .sort((a, b) => a.name.localeCompare(b.name, lang));
}

export type OrganisationValues = { readonly size: string; readonly sectors: readonly string[]; readonly languages: readonly string[] };

/** Sectors and languages without their repetitions, in one order. */
export function decideOrganisation(
  typed: OrganisationValues,
  known: ReadonlySet<string>,
): Decision<OrganisationValues, "company.sectors" | "company.languages"> {
  const chosen = sectors.filter((sector) => typed.sectors.includes(sector));
  if (chosen.length === 0 || chosen.length > MOST_SECTORS || typed.sectors.some((sector) => !sectors.includes(sector)))
    return refuse("company.sectors", { count: MOST_SECTORS }, "/sectors");
  const spoken = [...new Set(typed.languages)];
  if (spoken.length === 0 || spoken.length > MOST_LANGUAGES || spoken.some((code) => !known.has(code)))
    return refuse("company.languages", { count: MOST_LANGUAGES }, "/languages");
  return accept({ size: typed.size, sectors: chosen, languages: spoken });
}
