import { describe, expect, test } from "vitest";
import type { Role, Standing } from "../../permissions.ts";
import { loadProgramme } from "../../programme/load.ts";
import type { LegalTerms } from "./legal.rules.ts";
import { decideCountry, decideName } from "./legal.rules.ts";

/** What these programmes say, as a company active in them meets it. */
const termsIn = (folder: string, ids: readonly string[]): LegalTerms[] =>
  loadProgramme(folder)
    .enrolmentProgrammes.filter(({ id }) => ids.includes(id))
    .flatMap(({ id, legalChanges }) => (legalChanges ? [{ programme: id, ...legalChanges }] : []));
const model = (...ids: string[]) => termsIn("programmes/network", ids);
const strict = termsIn("src/testing/programme-example", ["shelf"]);

describe("who changes the legal name, in which state (C12)", () => {
  const cases: [terms: LegalTerms[], roles: Role[], verification: Standing["verification"], code: string | undefined][] = [
    [model("network"), ["accountAdmin"], "authorized", undefined],
    [model("network"), ["accountAdmin"], "rejected", undefined],
    [model("network", "reseller"), ["accountAdmin"], "pending", "accounts.nameByRole"],
    [model("network", "reseller"), ["globalAdmin"], "authorized", undefined],
    [model("network", "referrals"), ["accountAdmin"], "authorized", undefined],
    [strict, ["globalAdmin"], "authorized", "accounts.nameKept"],
    [strict, ["globalAdmin"], "rejected", undefined],
    [strict, ["accountAdmin"], "rejected", "accounts.nameByRole"],
  ];
  test.each(cases)("%j %j %s", (terms, roles, verification, code) => {
    expect(decideName(terms, { verification, roles }, (all) => all.join())?.code).toBe(code);
  });
});

test("the country stays while a programme binds it, and no other programme does", () => {
  expect(decideCountry(model("network", "reseller"))).toMatchObject({
    code: "accounts.countryBound",
    params: { programme: "reseller" },
    pointer: "/country",
  });
  expect(decideCountry(model("network", "referrals", "marketplace"))).toBeUndefined();
});

describe("C12 each no to another legal name stands at the name and says of which programme it is", () => {
  const open: LegalTerms = { programme: "open", nameKeptWhile: [], countryBound: false };
  const either: LegalTerms = { ...open, programme: "either", nameBy: ["globalAdmin", "accountAdmin"] };
  const kept: LegalTerms = { ...either, programme: "kept", nameKeptWhile: ["authorized", "actionNeeded"] };
  const words = (roles: readonly Role[]) => roles.join(" or ");
  const decide = (terms: LegalTerms[], roles: Role[], verification: Standing["verification"] = "authorized") =>
    decideName(terms, { verification, roles }, words);

  test("F-051 a programme that keeps the name is named, and the state comes before the role", () => {
    const refusal = { ok: false, code: "accounts.nameKept", params: { programme: "kept" }, pointer: "/legalName" };
    expect(decide([open, kept], ["globalAdmin"])).toEqual(refusal);
    expect(decide([either, kept], ["salesAgent"], "actionNeeded")).toEqual(refusal);
    expect(decide([kept], ["accountAdmin"], "pending")).toBeUndefined();
  });

  test("F-051 a role that does not change the name is told the programme and those that do, in words", () => {
    expect(decide([open, either], ["partnerAdmin", "salesAgent"])).toEqual({
      ok: false,
      code: "accounts.nameByRole",
      params: { programme: "either", needs: "globalAdmin or accountAdmin" },
      pointer: "/legalName",
    });
  });

  test("F-051 one of the roles is enough, and where no roles are named every role that edits the profile is", () => {
    expect(decide([either], ["accountAdmin"])).toBeUndefined();
    expect(decide([either], ["salesAgent", "globalAdmin"])).toBeUndefined();
    expect(decide([open], [])).toBeUndefined();
    expect(decide([], [])).toBeUndefined();
  });
});
