import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import type { CheckTerms } from "../../programme/schema.ts";
import type { CheckMove, CheckName, CheckState, Declared, States, Tries } from "./rules.ts";
import { exhausted, tryAfter } from "./rules.ts";

/** Documents of one check that wait for a verdict; more than this is a mistake, or worse. */
export const DOCUMENTS_A_CHECK = 20;

export type UploadCode =
  | "verification.noDocumentsHere"
  | "verification.checkWaiting"
  | "verification.checkPassed"
  | "verification.tooManyDocuments";

/** P1: the control stands in every state in which a document can help, and never goes away after the first one. */
export function decideUpload(terms: CheckTerms, state: CheckState, received: number): Decision<true, UploadCode> {
  if (!terms.documents) return refuse("verification.noDocumentsHere");
  if (state === "waiting") return refuse("verification.checkWaiting");
  if (state === "passed") return refuse("verification.checkPassed");
  if (received >= DOCUMENTS_A_CHECK) return refuse("verification.tooManyDocuments", { count: DOCUMENTS_A_CHECK });
  return accept(true);
}

export type Resubmission = { readonly moves: Readonly<Partial<Record<CheckName, CheckMove>>>; readonly tries: Tries };

/**
 * Sends again what was rejected or asked for, as far as there is something new for it.
 * @param fresh how many documents of each check have not been sent to the desk yet
 */
export function decideResubmit(
  states: States,
  tries: Tries,
  fresh: Readonly<Record<CheckName, number>>,
): Decision<Resubmission, "verification.nothingToAnswer" | "verification.nothingNew" | "verification.noTriesLeft"> {
  const open = (["employment", "business"] as const).filter((name) => states[name] === "rejected" || states[name] === "documentNeeded");
  if (open.length === 0) return refuse("verification.nothingToAnswer");
  if (exhausted(tries) && open.every((name) => states[name] === "rejected")) return refuse("verification.noTriesLeft", { tries: tries.of });
  const answered = open.filter((name) => fresh[name] > 0);
  if (answered.length === 0) return refuse("verification.nothingNew");
  const next = tryAfter(states, tries, answered);
  if (!next.ok) return next;
  const move: CheckMove = states.email === "passed" ? "resubmit" : "resubmitEarly";
  return accept({ moves: Object.fromEntries(answered.map((name) => [name, move])), tries: next.value });
}

/** Ni la casse ni les accents ne comptent (rules ENT-1 and ENT-3): what is left of a text when neither is looked at. */
export const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** For numbers of registers, spaces and dots do not count either. */
export const bare = (text: string): string => plain(text).replaceAll(" ", "");

export const comparedFields = ["legalName", "registrationNumber", "address", "city"] as const;
export type ComparedField = (typeof comparedFields)[number];
export type Found = Readonly<Partial<Record<ComparedField, string>>>;
export type Compared = {
  readonly field: ComparedField;
  readonly declared: string;
  readonly found: string | null;
  readonly result: "same" | "differs" | null;
};

/** The four lines that are set beside the register's. */
export const linesOf = (declared: Declared): Record<ComparedField, string> => ({
  legalName: declared.legalName,
  registrationNumber: declared.registrationNumber,
  address: [declared.addressLine1, declared.addressLine2].filter(Boolean).join(", "),
  city: `${declared.postalCode} ${declared.city}`.trim(),
});

export function compare(declared: Declared, found: Found): Compared[] {
  const lines = linesOf(declared);
  return comparedFields
    .filter((field) => lines[field] !== "" || found[field] !== undefined)
    .map((field) => {
      const other = found[field] ?? null;
      const alike = field === "registrationNumber" ? bare : plain;
      return {
        field,
        declared: lines[field],
        found: other,
        result: other === null ? null : alike(other) === alike(lines[field]) ? "same" : "differs",
      };
    });
}
