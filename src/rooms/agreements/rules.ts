import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import type { EnrolmentProgramme, Programme } from "../../programme/schema.ts";

/** What identifies a text: two texts of one version differ in their digest. */
export type Shown = { readonly version: string; readonly sha256: string };

/** An acceptance that stands already. */
export type Standing = { readonly signerName: string; readonly acceptedAt: string };

/** The programme that a company joins by enrolling here: the first of the list. What its agreement opens is the whole account. */
export const firstProgramme = (programme: Programme): EnrolmentProgramme => programme.enrolmentProgrammes[0]!;

/**
 * The enrolment programme whose agreement is meant. Other agreements, such as the terms of an offer, are accepted where they apply and
 * not here.
 */
export const programmeOf = (programme: Programme, agreementId: string | undefined): EnrolmentProgramme | undefined =>
  agreementId === undefined ? firstProgramme(programme) : programme.enrolmentProgrammes.find(({ agreement }) => agreement === agreementId);

/** F-053: the programme a company joined here, and every other one whose agreement it accepted; no others. */
export const enrolledIn = (programme: Programme, accepted: ReadonlySet<string>): readonly EnrolmentProgramme[] =>
  programme.enrolmentProgrammes.filter((one) => one.id === firstProgramme(programme).id || accepted.has(one.agreement));

export type SignRefusal = "agreements.authorityMissing" | "agreements.textChanged" | "agreements.alreadySigned";

/**
 * Whether this text may be accepted now: by somebody who declares the authority to sign (F-026), as it is in force, and once per version.
 */
export function decideSign(offered: {
  readonly authorityDeclared: boolean;
  readonly shown: Shown;
  readonly inForce: Shown;
  readonly standing: Standing | undefined;
}): Decision<null, SignRefusal> {
  const { authorityDeclared, shown, inForce, standing } = offered;

  if (!authorityDeclared) return refuse("agreements.authorityMissing", {}, "/authorityDeclared");
  if (shown.version !== inForce.version) return refuse("agreements.textChanged", { version: inForce.version });
  if (standing) return refuse("agreements.alreadySigned", { name: standing.signerName, acceptedAt: standing.acceptedAt });
  if (shown.sha256 !== inForce.sha256) return refuse("agreements.textChanged", { version: inForce.version });

  return accept(null);
}
