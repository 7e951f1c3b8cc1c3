import { describe, expect, test } from "vitest";
import type { CheckTerms } from "../../programme/schema.ts";
import type { Looked, Ruling } from "./desk.rules.ts";
import { decideAsked, decideClaim, decideOpen, decideReopen, decideRuling } from "./desk.rules.ts";
import type { CheckState, States } from "./rules.ts";

const text = (said: string) => ({ fr: said, en: said });
const terms: CheckTerms = {
  name: text("Entreprise"),
  purpose: text("Elle existe."),
  rules: [{ id: "ENT-1", compares: "legalName", automatic: false, text: text("La dénomination est celle du registre.") }],
  reasons: [
    { code: "business.registryMatches", decisions: ["authorise"], remedies: [], text: text("Conforme.") },
    {
      code: "business.nameDiffers",
      decisions: ["ask", "reject"],
      rule: "ENT-1",
      remedies: ["correct", "document"],
      text: text("Différente."),
    },
    { code: "business.callUs", decisions: ["ask"], remedies: ["correct"], text: text("Appelez-nous.") },
  ],
  documents: {
    oneOf: [
      { id: "extract", name: text("Extrait") },
      { id: "tax", name: text("Avis") },
    ],
    showing: { need: "all", items: [text("le nom")] },
    examples: { accepted: text("Un extrait"), refused: { what: text("Une facture"), reason: "business.notFound" } },
  },
};
const looked = (part: Partial<Looked> = {}): Looked => ({
  name: "business",
  state: "pending",
  dataVersion: 2,
  documents: 1,
  decidedBy: null,
  owner: null,
  ...part,
});
const me = "me";
const seen = { state: "pending" as CheckState, dataVersion: 2, documents: 1 };
const other = { id: "other", name: "Malo Lagadec" };

describe("whether a verifier may rule at all", () => {
  test.each<[Partial<Looked>, Ruling, string]>([
    [{}, "authorise", "pass"],
    [{}, "reject", "reject"],
    [{}, "ask", "ask"],
    [{ state: "documentNeeded" }, "authorise", "pass"],
    [{ owner: { id: me, name: "Moi" } }, "reject", "reject"],
    [{ state: "passed", decidedBy: "Malo" }, "reject", "verification.alreadyPassed"],
    [{ state: "passed" }, "reject", "verification.alreadyPassedByRule"],
    [{ state: "rejected", decidedBy: "Malo" }, "authorise", "verification.alreadyRejected"],
    [{ state: "waiting" }, "authorise", "verification.notConfirmedYet"],
    [{ name: "email" }, "authorise", "verification.byMailOnly"],
    [{ name: "email" }, "reject", "reject"],
    [{ owner: other }, "authorise", "verification.heldByOther"],
  ])("%o, %s: %s", (part, ruling, answer) => {
    const decision = decideOpen(looked(part), ruling, me);
    expect(decision.ok ? decision.value : decision.code).toBe(answer);
  });
});

describe("a ruling is held against what is there now", () => {
  test.each<[Partial<Looked>, Ruling, string, Partial<typeof seen>, string]>([
    [{}, "authorise", "business.registryMatches", {}, "pass"],
    [{}, "reject", "business.nameDiffers", {}, "reject"],
    [{ state: "documentNeeded" }, "authorise", "business.registryMatches", { state: "documentNeeded" }, "pass"],
    [{ state: "documentNeeded", decidedBy: "Malo" }, "authorise", "business.registryMatches", {}, "verification.alreadyAsked"],
    [{ dataVersion: 3 }, "authorise", "business.registryMatches", {}, "verification.dataChanged"],
    [{ documents: 2 }, "authorise", "business.registryMatches", {}, "verification.documentArrived"],
    [{}, "authorise", "business.unheardOf", {}, "verification.unknownReason"],
    [{}, "authorise", "business.nameDiffers", {}, "verification.reasonDoesNotFit"],
    [{}, "reject", "business.callUs", {}, "verification.reasonDoesNotFit"],
  ])("%o, %s for %s having seen %o: %s", (part, ruling, reason, believed, answer) => {
    const decision = decideRuling(terms, looked(part), ruling, reason, { ...seen, ...believed }, me);
    expect(decision.ok ? decision.value.move : decision.code).toBe(answer);
  });
});

describe("what is asked for", () => {
  const reason = terms.reasons[1]!;
  test("all accepted documents when none is singled out, those named otherwise, each once", () => {
    expect(decideAsked(terms, reason, [], "2028-04-20", "2028-04-18")).toEqual({
      ok: true,
      value: { documents: ["extract", "tax"], deadline: "2028-04-20" },
    });
    expect(decideAsked(terms, reason, ["tax", "tax"], "2028-04-20", "2028-04-18")).toMatchObject({ value: { documents: ["tax"] } });
  });

  test("a correction asks for no document", () => {
    expect(decideAsked(terms, terms.reasons[2]!, [], "2028-04-20", "2028-04-18")).toMatchObject({ value: { documents: [] } });
  });

  test.each([
    [["passport"], "2028-04-20", "/documents/0"],
    [["extract", "passport"], "2028-04-20", "/documents/1"],
    [[], "2028-04-18", "/deadline"],
    [[], "2028-04-17", "/deadline"],
    [[], "2028-07-18", "/deadline"],
  ])("%o by %s is refused at %s", (documents, deadline, pointer) => {
    expect(decideAsked(terms, reason, documents, deadline, "2028-04-18")).toMatchObject({ ok: false, pointer });
  });

  test("the ninetieth day is still accepted", () => {
    expect(decideAsked(terms, reason, [], "2028-07-17", "2028-04-18").ok).toBe(true);
  });
});

describe("opening a decided check again", () => {
  const states = (email: CheckState): States => ({ email, employment: "passed", business: "passed" });
  test.each<[Partial<Looked>, CheckState, string]>([
    [{ state: "passed" }, "passed", "reopen"],
    [{ state: "rejected" }, "passed", "reopen"],
    [{ state: "documentNeeded" }, "passed", "reopen"],
    [{ state: "rejected" }, "pending", "reopenEarly"],
    [{ state: "pending" }, "passed", "verification.notDecided"],
    [{ state: "waiting" }, "pending", "verification.notDecided"],
    [{ name: "email", state: "passed" }, "passed", "verification.byMailOnly"],
    [{ name: "email", state: "rejected" }, "rejected", "reopen"],
    [{ state: "passed", owner: other }, "passed", "verification.heldByOther"],
  ])("%o while the e-mail check is %s: %s", (part, email, answer) => {
    const decision = decideReopen(looked(part), states(email), me);
    expect(decision.ok ? decision.value : decision.code).toBe(answer);
  });
});

test.each([
  [null, false, "claimed"],
  [{ id: me, name: "Moi" }, false, "kept"],
  [{ id: me, name: "Moi" }, true, "kept"],
  [other, true, "takenOver"],
  [other, false, "verification.heldByOther"],
])("a case of %o, taken over %s: %s", (owner, takeOver, answer) => {
  const decision = decideClaim(owner, me, takeOver);
  expect(decision.ok ? decision.value : decision.code).toBe(answer);
});
