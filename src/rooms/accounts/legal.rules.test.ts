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
