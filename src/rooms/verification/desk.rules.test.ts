import { describe, expect, test } from "vitest";
import type { CheckTerms } from "../../programme/schema.ts";
import type { Asked, Looked, Ruling } from "./desk.rules.ts";
import { decideAsked, decideClaim, decideOpen, decideOverride, decideReopen, decideRuling, takesTwo } from "./desk.rules.ts";
import type { CheckState, States } from "./rules.ts";
import { override } from "./rules.ts";

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

describe("each no of the desk says what its reader needs", () => {
  const mine = { id: me, name: "Moi" };

  test("O1 what is decided already names who decided; a rule has no name", () => {
    const name = "Malo Lagadec";
    expect(decideOpen(looked({ state: "passed", decidedBy: name }), "ask", me)).toEqual({
      ok: false,
      code: "verification.alreadyPassed",
      params: { name },
    });
    expect(decideOpen(looked({ state: "rejected", decidedBy: name }), "ask", me)).toMatchObject({ params: { name } });
    expect(decideOpen(looked({ state: "rejected" }), "ask", me)).toEqual({
      ok: false,
      code: "verification.alreadyRejected",
      params: { name: "" },
    });
    expect(decideOpen(looked({ state: "passed" }), "ask", me)).toEqual({
      ok: false,
      code: "verification.alreadyPassedByRule",
      params: {},
    });
  });

  test("O1 a case that another has is refused with their name, for a ruling, for opening it again and for taking it", () => {
    const refusal = { ok: false, code: "verification.heldByOther", params: { name: "Malo Lagadec" } };
    expect(decideOpen(looked({ owner: other }), "authorise", me)).toEqual(refusal);
    expect(
      decideReopen(looked({ state: "rejected", owner: other }), { email: "passed", employment: "passed", business: "rejected" }, me),
    ).toEqual(refusal);
    expect(decideClaim(other, me, false)).toEqual(refusal);
    expect(
      decideReopen(looked({ state: "rejected", owner: mine }), { email: "passed", employment: "passed", business: "rejected" }, me),
    ).toEqual({
      ok: true,
      value: "reopen",
    });
  });

  test("O1 a ruling that may not be made at all is refused for that, whatever was seen and whichever reason was picked", () => {
    const stale = { state: "waiting" as CheckState, dataVersion: 1, documents: 0 };
    expect(decideRuling(terms, looked({ owner: other }), "reject", "business.unheardOf", stale, me)).toEqual({
      ok: false,
      code: "verification.heldByOther",
      params: { name: "Malo Lagadec" },
    });
    // Every belief right and the reason fitting: it is still another's case.
    expect(decideRuling(terms, looked({ owner: other }), "authorise", "business.registryMatches", seen, me)).toMatchObject({
      code: "verification.heldByOther",
    });
  });

  test("O1 what a colleague asked for meanwhile names them, and what the partner changed says which version stands", () => {
    const asked = looked({ state: "documentNeeded", decidedBy: "Malo Lagadec" });
    expect(decideRuling(terms, asked, "reject", "business.nameDiffers", seen, me)).toEqual({
      ok: false,
      code: "verification.alreadyAsked",
      params: { name: "Malo Lagadec" },
    });
    expect(decideRuling(terms, { ...asked, decidedBy: null }, "reject", "business.nameDiffers", seen, me)).toMatchObject({
      params: { name: "" },
    });
    expect(decideRuling(terms, looked({ dataVersion: 3 }), "reject", "business.nameDiffers", seen, me)).toEqual({
      ok: false,
      code: "verification.dataChanged",
      params: { version: 3 },
    });
    expect(decideRuling(terms, looked({ documents: 2 }), "reject", "business.nameDiffers", seen, me)).toEqual({
      ok: false,
      code: "verification.documentArrived",
      params: {},
    });
  });

  test("O1 a reason that nobody knows, or that belongs to another ruling, is refused at its field; the right one comes back whole", () => {
    for (const [reason, code] of [
      ["business.unheardOf", "verification.unknownReason"],
      ["business.nameDiffers", "verification.reasonDoesNotFit"],
    ] as const)
      expect(decideRuling(terms, looked(), "authorise", reason, seen, me)).toEqual({ ok: false, code, params: {}, pointer: "/reason" });
    expect(decideRuling(terms, looked(), "ask", "business.callUs", seen, me)).toEqual({
      ok: true,
      value: { move: "ask", reason: terms.reasons[2] },
    });
  });

  test("O1 a document that the programme does not take for this check, and a day out of range, are refused by name and number", () => {
    const [, differs] = terms.reasons;
    expect(decideAsked(terms, differs!, ["passport"], "2028-04-20", "2028-04-18")).toEqual({
      ok: false,
      code: "verification.unknownDocument",
      params: {},
      pointer: "/documents/0",
    });
    expect(decideAsked(terms, differs!, [], "2028-04-18", "2028-04-18")).toEqual({
      ok: false,
      code: "verification.deadlineRange",
      params: { days: 90 },
      pointer: "/deadline",
    });
  });

  test("O1 where the programme takes no documents, none is asked for and none can be named", () => {
    const { documents: _, ...bare } = terms;
    const [, differs] = terms.reasons;
    expect(decideAsked(bare, differs!, [], "2028-04-20", "2028-04-18")).toEqual({
      ok: true,
      value: { documents: [], deadline: "2028-04-20" },
    });
    expect(decideAsked(bare, differs!, ["extract"], "2028-04-20", "2028-04-18")).toMatchObject({ pointer: "/documents/0" });
  });
});

describe("what takes a second member of staff", () => {
  test.each<[CheckState, string | null, boolean]>([
    ["rejected", "Malo", true],
    ["rejected", null, true],
    ["passed", null, true],
    ["passed", "Malo", false],
    ["pending", null, false],
    ["waiting", null, false],
    ["documentNeeded", null, false],
    ["documentNeeded", "Malo", false],
  ])("O1 to open again what is %s, decided by %s: %s", (state, decidedBy, two) => {
    expect(takesTwo({ state, decidedBy })).toBe(two);
  });

  const asked: Asked = { state: "asked", askedBy: "other", askedByName: "Malo Lagadec" };
  test.each<[string, Asked | undefined, "approve" | "decline", unknown]>([
    ["approves what another asked for", asked, "approve", { ok: true, value: override.to("approve") }],
    ["declines what another asked for", asked, "decline", { ok: true, value: override.to("decline") }],
    ["takes back what they asked for", { ...asked, askedBy: me }, "decline", { ok: true, value: override.to("decline") }],
    [
      "does not approve what they asked for",
      { ...asked, askedBy: me },
      "approve",
      { ok: false, code: "verification.ownOverride", params: {} },
    ],
    ["answers nothing where nothing was asked", undefined, "decline", { ok: false, code: "verification.noSuchOverride", params: {} }],
    [
      "answers nothing twice",
      { ...asked, state: override.to("decline") },
      "approve",
      { ok: false, code: "verification.overrideAnswered", params: {} },
    ],
    [
      "reads that it was answered, be it their own",
      { ...asked, state: override.to("approve"), askedBy: me },
      "approve",
      { ok: false, code: "verification.overrideAnswered", params: {} },
    ],
  ])("O1 a verifier %s", (_, held, answer, decision) => {
    expect(decideOverride(held, answer, me)).toEqual(decision);
  });
});
