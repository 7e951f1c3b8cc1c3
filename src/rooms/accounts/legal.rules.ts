import type { Refused } from "../../kit/decision.ts";
import { refuse } from "../../kit/decision.ts";
import type { Role, Standing } from "../../permissions.ts";

/** What a programme says of its companies' legal data, with its name in the reader's language. */
export type LegalTerms = {
  readonly programme: string;
  readonly nameBy?: readonly Role[] | undefined;
  readonly nameKeptWhile: readonly Standing["verification"][];
  readonly countryBound: boolean;
};
export type LegalRefusal = "accounts.nameByRole" | "accounts.nameKept" | "accounts.countryBound";

/**
 * Whether the legal name may change here and now: of every programme that the company is active in, the roles and the states hold (C12).
 * @param wordRole the role in the reader's language.
 */
export function decideName(
  terms: readonly LegalTerms[],
  { verification, roles }: { readonly verification: Standing["verification"]; readonly roles: readonly Role[] },
  wordRoles: (roles: readonly Role[]) => string,
): Refused<LegalRefusal> | undefined {
  const kept = terms.find(({ nameKeptWhile }) => nameKeptWhile.includes(verification));
  if (kept) return refuse("accounts.nameKept", { programme: kept.programme }, "/legalName");
  const narrow = terms.find(({ nameBy }) => nameBy !== undefined && !nameBy.some((role) => roles.includes(role)));
  if (narrow) return refuse("accounts.nameByRole", { programme: narrow.programme, needs: wordRoles(narrow.nameBy!) }, "/legalName");
  return undefined;
}

/** Whether the company may move to another country: some programmes bind it to the one it is in (G-023, handbook §3.11). */
export function decideCountry(terms: readonly LegalTerms[]): Refused<LegalRefusal> | undefined {
  const bound = terms.find(({ countryBound }) => countryBound);
  return bound && refuse("accounts.countryBound", { programme: bound.programme }, "/country");
}
