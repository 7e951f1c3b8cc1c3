import { postcodeValidator, postcodeValidatorExistsForCountry } from "postcode-validator";
import type { Validator } from "stdnum";
import { stdnum } from "stdnum";

/*
 * Official numbers by country: VAT, company register, postal code. Their lengths and check digits come from kept libraries (stdnum,
 * postcode-validator); what no library knows is read by the programme's pattern. A number that passes has the right form, and nothing
 * more: nobody has asked a register. Handbook §3.1.1.
 */

/** By country: what stands before the number in VIES and on invoices, and who checks the rest. */
const vatNumbers: Readonly<Record<string, readonly [prefix: string, check: string, example: string]>> = {
  AT: ["AT", "uid", "ATU13585627"],
  BE: ["BE", "vat", "BE0428759497"],
  BG: ["BG", "vat", "BG175074752"],
  CH: ["", "vat", "CHE107787577TVA"],
  CY: ["CY", "vat", "CY10259033P"],
  CZ: ["CZ", "dic", "CZ25123891"],
  DE: ["DE", "vat", "DE136695976"],
  DK: ["DK", "cvr", "DK13585628"],
  EE: ["EE", "kmkr", "EE100931558"],
  ES: ["ES", "nif", "ESJ99216582"],
  FI: ["FI", "alv", "FI20774740"],
  FR: ["FR", "tva", "FR83404833048"],
  GB: ["GB", "vat", "GB980780684"],
  GR: ["EL", "vat", "EL094259216"],
  HR: ["HR", "oib", "HR33392005961"],
  HU: ["HU", "anum", "HU12892312"],
  IE: ["IE", "vat", "IE6433435F"],
  IT: ["IT", "iva", "IT00743110157"],
  LT: ["LT", "pvm", "LT119511515"],
  LU: ["LU", "tva", "LU15027442"],
  LV: ["LV", "pvn", "LV40003032949"],
  MT: ["MT", "vat", "MT11679112"],
  NL: ["NL", "btw", "NL004495445B01"],
  NO: ["NO", "mva", "NO995525828MVA"],
  PL: ["PL", "nip", "PL8567346215"],
  PT: ["PT", "nif", "PT501964843"],
  RO: ["RO", "cif", "RO18547290"],
  SE: ["SE", "vat", "SE123456789701"],
  SI: ["SI", "ddv", "SI50223054"],
  SK: ["SK", "dph", "SK2022749619"],
};
const elsewhere = { form: /^[A-Z\d]{4,20}$/, example: "123456789" } as const;

/** Company registers whose numbers carry check digits that the library knows. */
const registers: Readonly<Record<string, string>> = {
  AT: "businessid",
  BE: "vat",
  BG: "vat",
  CA: "bn",
  CH: "uid",
  CZ: "ico",
  DK: "cvr",
  EE: "registrikood",
  ES: "cif",
  FI: "ytunnus",
  FR: "siren",
  HR: "oib",
  NO: "orgnr",
  PT: "nipc",
  RO: "cui",
  SE: "orgnr",
  US: "ein",
};

/** @throws when the library does not know the check: a test asks every line of the tables. */
const checkOf = (country: string, name: string): Validator => {
  const found = stdnum[country]?.[name];
  if (!found) throw new Error(`no check ${name} for ${country}`);
  return found;
};

const bareOf = (typed: string): string => typed.toUpperCase().replace(/[\s.\-/]/gu, "");

/**
 * The VAT number in one piece with its prefix, typed with or without it, with or without spaces, dots and dashes. Empty stays empty.
 * @returns an example that would be accepted when the form or the check digit is wrong.
 */
export function canonicalVat(typed: string, country: string): { ok: true; number: string } | { ok: false; example: string } {
  if (typed === "") return { ok: true, number: "" };
  const bare = bareOf(typed);
  const known = vatNumbers[country];
  if (!known) return elsewhere.form.test(bare) ? { ok: true, number: bare } : { ok: false, example: elsewhere.example };

  const [prefix, name, example] = known;
  // The library takes the prefix away itself, once.
  const read = checkOf(country, name).validate(bare);
  return read.isValid ? { ok: true, number: `${prefix}${read.compact}` } : { ok: false, example };
}

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`, "u");

/** The ways in which a value may have been meant: in capitals, without its spaces, without any sign between. */
const readings = (typed: string): string[] => {
  const capitals = typed.toUpperCase();
  return [capitals, capitals.replaceAll(" ", ""), bareOf(typed)];
};

/** The number of the company's register as it is kept, by the library where it knows the country, else by the programme's pattern. */
export function canonicalRegistration(typed: string, country: string, pattern?: string): string | undefined {
  const name = registers[country];
  if (name) {
    const register = checkOf(country, name);
    const read = register.validate(typed);
    return read.isValid ? register.format(read.compact) : undefined;
  }
  return pattern === undefined ? typed : [typed, ...readings(typed)].find((way) => whole(pattern).test(way));
}

/** Whether a register number has a form that was checked, and has it: where neither library nor pattern knows the country, nothing was. */
export const registrationFormHolds = (number: string, country: string, pattern?: string): boolean =>
  number !== "" && (country in registers || pattern !== undefined) && canonicalRegistration(number, country, pattern) !== undefined;

/** The value with the signs between its letters where the example has them, « sw1a1aa » after « SW1A 1AA », when it is as long. */
const shapedLike = (example: string, bare: string): string[] => {
  let at = 0;
  const shaped = [...example].map((sign) => (/[A-Z\d]/i.test(sign) ? (bare[at++] ?? "") : sign)).join("");
  return at === bare.length ? [shaped] : [];
};

/** The postal code as the country writes it; undefined when it cannot be one. Countries that nobody knows take what is written. */
export function canonicalPostalCode(typed: string, country: string, example = ""): string | undefined {
  if (!postcodeValidatorExistsForCountry(country)) return typed;
  return [...shapedLike(example, bareOf(typed)), ...readings(typed)].find((way) => postcodeValidator(way, country));
}
