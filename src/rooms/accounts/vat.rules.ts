/** The VAT identification numbers of the European Union and its neighbours, by country: prefix, the rest, an example of the whole. */
const formats: Readonly<Record<string, readonly [prefix: string, rest: RegExp, example: string]>> = {
  AT: ["AT", /^U\d{8}$/, "ATU12345678"],
  BE: ["BE", /^[01]\d{9}$/, "BE0123456789"],
  BG: ["BG", /^\d{9,10}$/, "BG123456789"],
  CH: ["CHE", /^\d{9}(?:MWST|TVA|IVA)?$/, "CHE123456789TVA"],
  CY: ["CY", /^\d{8}[A-Z]$/, "CY12345678A"],
  CZ: ["CZ", /^\d{8,10}$/, "CZ12345678"],
  DE: ["DE", /^\d{9}$/, "DE123456789"],
  DK: ["DK", /^\d{8}$/, "DK12345678"],
  EE: ["EE", /^\d{9}$/, "EE123456789"],
  ES: ["ES", /^(?:[A-Z]\d{7}[A-Z\d]|\d{8}[A-Z])$/, "ESB12345678"],
  FI: ["FI", /^\d{8}$/, "FI12345678"],
  FR: ["FR", /^[A-HJ-NP-Z\d]{2}\d{9}$/, "FR41983214765"],
  GB: ["GB", /^(?:\d{9}|\d{12}|GD\d{3}|HA\d{3})$/, "GB123456789"],
  GR: ["EL", /^\d{9}$/, "EL123456789"],
  HR: ["HR", /^\d{11}$/, "HR12345678901"],
  HU: ["HU", /^\d{8}$/, "HU12345678"],
  IE: ["IE", /^(?:\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/, "IE1234567WA"],
  IT: ["IT", /^\d{11}$/, "IT12345678901"],
  LT: ["LT", /^(?:\d{9}|\d{12})$/, "LT123456789"],
  LU: ["LU", /^\d{8}$/, "LU12345678"],
  LV: ["LV", /^\d{11}$/, "LV12345678901"],
  MT: ["MT", /^\d{8}$/, "MT12345678"],
  NL: ["NL", /^\d{9}B\d{2}$/, "NL123456789B01"],
  NO: ["NO", /^\d{9}(?:MVA)?$/, "NO123456789MVA"],
  PL: ["PL", /^\d{10}$/, "PL1234567890"],
  PT: ["PT", /^\d{9}$/, "PT123456789"],
  RO: ["RO", /^\d{2,10}$/, "RO1234567890"],
  SE: ["SE", /^\d{12}$/, "SE123456789001"],
  SI: ["SI", /^\d{8}$/, "SI12345678"],
  SK: ["SK", /^\d{10}$/, "SK1234567890"],
};
const elsewhere = ["", /^[A-Z\d]{4,20}$/, "123456789"] as const;

/** The number in one piece with its prefix, typed with or without it, with or without spaces, dots and dashes. Empty stays empty. */
export function canonicalVat(typed: string, country: string): { ok: true; number: string } | { ok: false; example: string } {
  if (typed === "") return { ok: true, number: "" };
  const [prefix, rest, example] = formats[country] ?? elsewhere;
  const bare = typed.toUpperCase().replace(/[\s.-]/gu, "");
  const whole = bare.startsWith(prefix) && rest.test(bare.slice(prefix.length));
  // Without its own prefix, what is the whole number of another country is that country's.
  const elsewheres = Object.values(formats).some(
    ([other, shape]) => other !== prefix && bare.startsWith(other) && shape.test(bare.slice(other.length)),
  );
  if (whole) return { ok: true, number: bare };
  return rest.test(bare) && !elsewheres ? { ok: true, number: `${prefix}${bare}` } : { ok: false, example };
}
