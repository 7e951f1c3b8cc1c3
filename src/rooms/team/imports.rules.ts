import type { Params } from "../../kit/decision.ts";
import { machine } from "../../kit/machine.ts";
import { isStrange, tidy } from "../../kit/names.ts";
import type { Lang } from "../../kit/words.ts";
import type { Role } from "../../permissions.ts";
import { Email } from "../../wire.ts";

/** Lines below the heading that one file may have. */
export const MOST_LINES = 1000;
export const MOST_BYTES = 500_000;
/** Lines whose invitations are sent in one transaction. */
export const AT_ONCE = 50;

/** How long a report waits for « Confirmer »: the names and addresses in it are somebody's, and go with it. */
export const UNCONFIRMED_HOURS = 24;

/** A file of people to invite: read, reported, confirmed once, then worked through. */
export const userImport = machine("userImport", {
  states: ["checked", "running", "done"],
  initial: "checked",
  moves: {
    confirm: { from: ["checked"], to: "running", by: "users.add" },
    finish: { from: ["running"], to: "done", by: "clock" },
  },
});
export type ImportState = (typeof userImport.states)[number];

export const fields = ["givenName", "familyName", "email", "language", "roles"] as const;
export type Field = (typeof fields)[number];
export const neededFields: readonly Field[] = ["givenName", "familyName", "email"];

/** Letters without accents, case and signs: « Prénom », « PRENOM » and « prenom » are one heading. */
export const fold = (text: string): string =>
  text
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}|]/gu, "");

const headings: Readonly<Record<Field, readonly string[]>> = {
  givenName: ["givenname", "firstname", "prenom"],
  familyName: ["familyname", "lastname", "surname", "nom", "nomdefamille"],
  email: [
    "email",
    "mail",
    "address",
    "emailaddress",
    "workemail",
    "adresse",
    "adressemail",
    "adresseemail",
    "adressedemessagerie",
    "courriel",
  ],
  language: ["language", "langue"],
  roles: ["roles", "role"],
};

/** Which column a heading names, in either language. */
export const fieldOf = (heading: string): Field | undefined => fields.find((field) => headings[field].includes(fold(heading)));

/** What separates the cells: French spreadsheets write semicolons, others commas. */
export const separatorOf = (heading: string): "," | ";" => (heading.split(";").length > heading.split(",").length ? ";" : ",");

export type Typed = Readonly<Record<Field, string>>;
export type Invited = {
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
  readonly language: Lang;
  readonly roles: readonly Role[];
};
export type LineProblem = { readonly field: Field; readonly code: string; readonly params: Params };
export type Line = { readonly line: number; readonly typed: Typed; readonly invited: Invited | null; readonly problem: LineProblem | null };

const NAME_LENGTH = 100;
const languages: Readonly<Record<string, Lang>> = { fr: "fr", francais: "fr", french: "fr", en: "en", anglais: "en", english: "en" };

function nameProblem(field: Field, text: string): LineProblem | undefined {
  if (isStrange(text)) return { field, code: "invisible", params: {} };
  if (tidy(text) === "") return { field, code: "needed", params: {} };
  return tidy(text).length > NAME_LENGTH ? { field, code: "tooLong", params: { count: NAME_LENGTH } } : undefined;
}

/** The roles of a cell, each by its name in either language or by its name in the API, separated by bars. */
function rolesIn(cell: string, named: ReadonlyMap<string, Role>): readonly Role[] | string {
  const found: Role[] = [];
  for (const part of cell.split("|")) {
    if (part.trim() === "") continue;
    const role = named.get(fold(part));
    if (role === undefined) return part.trim();
    if (!found.includes(role)) found.push(role);
  }
  return found;
}

/**
 * Every line as somebody to invite, or with the first thing that is wrong with it. An address that stood further up is a repetition.
 * @param named every role by its folded name
 * @param usual the language of whoever has none written
 */
export function readLines(
  rows: readonly { readonly line: number; readonly typed: Typed }[],
  named: ReadonlyMap<string, Role>,
  usual: Lang,
): Line[] {
  const seen = new Map<string, number>();
  return rows.map(({ line, typed }) => {
    const wrong = (problem: LineProblem): Line => ({ line, typed, invited: null, problem });
    const name = nameProblem("givenName", typed.givenName) ?? nameProblem("familyName", typed.familyName);
    if (name) return wrong(name);
    const email = Email.safeParse(typed.email);
    if (!email.success) return wrong({ field: "email", code: typed.email.trim() === "" ? "needed" : "email", params: {} });
    const above = seen.get(email.data);
    if (above !== undefined) return wrong({ field: "email", code: "twice", params: { line: above } });
    seen.set(email.data, line);
    const language = typed.language.trim() === "" ? usual : languages[fold(typed.language)];
    if (language === undefined) return wrong({ field: "language", code: "language", params: {} });
    const roles = rolesIn(typed.roles, named);
    if (typeof roles === "string") return wrong({ field: "roles", code: "role", params: { role: roles.slice(0, 100) } });
    const invited = { givenName: tidy(typed.givenName), familyName: tidy(typed.familyName), email: email.data, language, roles };
    return { line, typed, invited, problem: null };
  });
}
