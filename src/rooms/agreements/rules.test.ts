import { describe, expect, test } from "vitest";
import type { Role } from "../../permissions.ts";
import type { Programme } from "../../programme/schema.ts";
import type { VersionFacts } from "./rules.ts";
import {
  decideAsk,
  decideDraft,
  decideSign,
  enrolledIn,
  firstProgramme,
  maySign,
  programmeOf,
  signersOf,
  standingOn,
  stepsOf,
  writesAt,
} from "./rules.ts";

const inForce = { version: "2", sha256: "bb" };
const standing = { signerName: "Maëlle Kermadec", acceptedAt: "2027-03-09T13:05:33Z" };
const good = { authorityDeclared: true, shown: inForce, inForce, standing: undefined };

describe("an agreement is accepted as it is in force, with the authority declared, once per version", () => {
  test.each([
    ["all is well", good, true, undefined],
    ["the authority is not declared", { ...good, authorityDeclared: false }, "agreements.authorityMissing", "/authorityDeclared"],
    ["another version was shown", { ...good, shown: { version: "1", sha256: "bb" } }, "agreements.textChanged", undefined],
    ["the same version was shown in other words", { ...good, shown: { version: "2", sha256: "aa" } }, "agreements.textChanged", undefined],
    ["it is accepted already", { ...good, standing }, "agreements.alreadySigned", undefined],
    [
      "accepted already, and shown as another version",
      { ...good, shown: { version: "1", sha256: "bb" }, standing },
      "agreements.textChanged",
      undefined,
    ],
    [
      "accepted already, and its words changed since",
      { ...good, shown: { version: "2", sha256: "aa" }, standing },
      "agreements.alreadySigned",
      undefined,
    ],
    [
      "nothing is right",
      { authorityDeclared: false, shown: { version: "1", sha256: "" }, inForce, standing },
      "agreements.authorityMissing",
      "/authorityDeclared",
    ],
  ])("%s", (_, offered, answer, pointer) => {
    const decision = decideSign(offered);

    expect(decision.ok || decision.code).toBe(answer);
    if (!decision.ok) expect(decision.pointer).toBe(pointer);
  });

  test("the refusals carry what their sentences need", () => {
    const changed = decideSign({ ...good, shown: { version: "1", sha256: "bb" } });
    const signed = decideSign({ ...good, standing });

    expect(!changed.ok && changed.params).toEqual({ version: "2" });
    expect(!signed.ok && signed.params).toEqual({ name: "Maëlle Kermadec", acceptedAt: "2027-03-09T13:05:33Z" });
  });
});

describe("which programmes a company is enrolled in", () => {
  const one = (id: string) => ({ id, agreement: `${id}-agreement` });
  const programme = { enrolmentProgrammes: [one("network"), one("reseller"), one("developer")] } as unknown as Programme;
  const ids = (accepted: string[]) => enrolledIn(programme, new Set(accepted)).map(({ id }) => id);

  test("the first from the beginning, the others by accepting their agreement, in the programme's order", () => {
    expect(ids([])).toEqual(["network"]);
    expect(ids(["network-agreement"])).toEqual(["network"]);
    expect(ids(["developer-agreement", "network-agreement", "reseller-agreement"])).toEqual(["network", "reseller", "developer"]);
    expect(ids(["offer-terms"])).toEqual(["network"]);
  });

  test("an agreement is named by its id; without one it is the first programme's; terms of offers belong to none", () => {
    expect(firstProgramme(programme).id).toBe("network");
    expect(programmeOf(programme, undefined)?.id).toBe("network");
    expect(programmeOf(programme, "reseller-agreement")?.id).toBe("reseller");
    expect(programmeOf(programme, "offer-terms")).toBeUndefined();
    expect(programmeOf(programme, "")).toBeUndefined();
  });
});

describe("what a company owes for an agreement", () => {
  const v = (version: string, effectiveFrom: string, acceptBy: string | null = null, countries: string[] | null = null): VersionFacts => ({
    version,
    effectiveFrom,
    acceptBy,
    countries,
  });
  const one = v("1", "2026-01-01");
  const asking = v("2", "2027-01-01", "2027-01-31");
  const swiss = v("2-ch", "2027-01-01", "2027-01-20", ["CH"]);
  const kind = v("3", "2027-02-01");
  const stand = (versions: VersionFacts[], accepted: string | null, today: string, country = "FR") => {
    const { state, dueOn } = standingOn(versions, { country, accepted }, today);
    return `${state} ${dueOn}`;
  };

  test.each([
    ["nothing accepted yet", [one], null, "2026-06-01", "FR", "toAccept null"],
    ["the only version is accepted", [one], "1", "2026-06-01", "FR", "accepted null"],
    ["the day before the new one takes effect", [one, asking], "1", "2026-12-31", "FR", "accepted null"],
    ["the day it takes effect", [one, asking], "1", "2027-01-01", "FR", "reacceptRequired 2027-01-31"],
    ["the last day", [one, asking], "1", "2027-01-31", "FR", "reacceptRequired 2027-01-31"],
    ["the day after", [one, asking], "1", "2027-02-01", "FR", "blocked 2027-01-31"],
    ["the new one is accepted", [one, asking], "2", "2027-02-01", "FR", "accepted null"],
    ["a newer one without a day asks nobody", [one, kind], "1", "2027-03-01", "FR", "accepted null"],
    ["a newer one without a day does not lift what an older one asks", [one, asking, kind], "1", "2027-03-01", "FR", "blocked 2027-01-31"],
    ["accepting the newest answers the one between", [one, asking, kind], "3", "2027-03-01", "FR", "accepted null"],
    ["another country's version asks nothing", [one, swiss], "1", "2027-01-15", "FR", "accepted null"],
    ["the own country's version asks", [one, asking, swiss], "1", "2027-01-15", "CH", "reacceptRequired 2027-01-20"],
    ["the own country's version comes after the one for everywhere", [swiss, asking, one], "2-ch", "2027-03-15", "CH", "accepted null"],
    ["a version that nobody knows any more came before all", [asking], "0", "2027-01-02", "FR", "reacceptRequired 2027-01-31"],
  ] as const)("%s", (_, versions, accepted, today, country, expected) => {
    expect(stand([...versions], accepted, today, country)).toBe(expected);
  });

  test("the earliest day counts; each version that asks is told once, and reminders are those of the earliest", () => {
    const later = v("3", "2027-01-10", "2027-03-01");
    const standing = standingOn([one, asking, later], { country: "FR", accepted: "1" }, "2027-01-15");
    expect(standing.dueOn).toBe("2027-01-31");
    expect([writesAt("notice", asking, standing), writesAt("notice", later, standing)]).toEqual([true, true]);
    expect([writesAt("in14", asking, standing), writesAt("in14", later, standing), writesAt("passed", later, standing)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(writesAt("notice", one, standing)).toBe(false);
  });

  test.each([
    ["without a day there is nothing to do", { effectiveFrom: "2027-01-01", acceptBy: null }, "2026-12-01", []],
    [
      "in good time",
      { effectiveFrom: "2027-01-01", acceptBy: "2027-01-31" },
      "2026-12-01",
      ["notice 2027-01-01", "in14 2027-01-17", "in3 2027-01-28", "in1 2027-01-30", "today 2027-01-31", "passed 2027-02-01"],
    ],
    [
      "a short time leaves out the reminders before it begins",
      { effectiveFrom: "2027-01-01", acceptBy: "2027-01-04" },
      "2027-01-01",
      ["notice 2027-01-01", "in1 2027-01-03", "today 2027-01-04", "passed 2027-01-05"],
    ],
    [
      "published on the last day",
      { effectiveFrom: "2027-01-01", acceptBy: "2027-01-01" },
      "2027-01-01",
      ["notice 2027-01-01", "passed 2027-01-02"],
    ],
  ] as const)("%s", (_, version, today, expected) => {
    expect(stepsOf(version, today).map(({ step, on }) => `${step} ${on}`)).toEqual(expected);
  });

  const text = { fr: "# Titre\n\nTexte.", en: "# Title\n\nText." };
  const known = { versions: new Set(["1"]), terms: false, countries: new Set(["FR"]) };
  const draft = { ...v("2", "2027-01-01", "2027-01-31"), text };
  test.each([
    ["all is well", draft, known, "2027-01-01", []],
    ["a name that is taken", { ...draft, version: "1" }, known, "2027-01-01", ["/version"]],
    ["an effect in the past", draft, known, "2027-01-02", ["/effectiveFrom"]],
    ["a last day before the effect", { ...draft, acceptBy: "2026-12-31" }, known, "2026-01-01", ["/acceptBy"]],
    ["the last day on the day of effect", { ...draft, acceptBy: "2027-01-01" }, known, "2026-01-01", []],
    ["a last day for terms", draft, { ...known, terms: true }, "2026-01-01", ["/acceptBy"]],
    ["terms without one", { ...draft, acceptBy: null }, { ...known, terms: true }, "2026-01-01", []],
    ["an unknown country", { ...draft, countries: ["FR", "XX"] }, known, "2026-01-01", ["/countries/1"]],
    ["another Markdown", { ...draft, text: { fr: "# T\n\n- point", en: "Text" } }, known, "2026-01-01", ["/text/fr", "/text/en"]],
  ] as const)("a draft: %s", (_, given, facts, today, pointers) => {
    const decision = decideDraft(given, facts, today);
    expect(decision.ok ? [] : [decision, ...(decision.also ?? [])].map(({ pointer }) => pointer)).toEqual(pointers);
  });
});

describe("who signs", () => {
  test("F-039 an agreement that names nobody is signed by every role that signs agreements, whoever holds it", () => {
    expect(signersOf({})).toEqual(["globalAdmin", "partnerAdmin", "accountAdmin"]);
    expect([maySign({}, ["salesAgent"]), maySign({}, [])]).toEqual([true, true]);
  });

  test("F-060 one that names roles is signed by those of them that sign at all; one of them is enough", () => {
    const some = { signedBy: ["accountAdmin", "salesAgent", "globalAdmin"] satisfies Role[] as [Role, ...Role[]] };
    expect(signersOf(some)).toEqual(["globalAdmin", "accountAdmin"]);
    expect(maySign(some, ["partnerAdmin", "accountAdmin"])).toBe(true);
    expect(maySign(some, ["partnerAdmin"])).toBe(false);
    expect(maySign(some, [])).toBe(false);
  });

  test("F-039 the text that is in force is named when another was shown, by its version or by its words alone", () => {
    const refusal = { ok: false, code: "agreements.textChanged", params: { version: "2" } };
    expect(decideSign({ ...good, shown: { version: "1", sha256: "bb" } })).toEqual(refusal);
    expect(decideSign({ ...good, shown: { version: "2", sha256: "aa" } })).toEqual(refusal);
    expect(decideSign({ ...good, authorityDeclared: false })).toEqual({
      ok: false,
      code: "agreements.authorityMissing",
      params: {},
      pointer: "/authorityDeclared",
    });
  });

  test("F-039 a signature is asked for while none stands; one that stands is named", () => {
    expect(decideAsk(undefined)).toEqual({ ok: true, value: null });
    expect(decideAsk(standing)).toEqual({
      ok: false,
      code: "agreements.nothingToSign",
      params: { name: "Maëlle Kermadec", acceptedAt: "2027-03-09T13:05:33Z" },
    });
  });
});

describe("F-039 which versions ask", () => {
  const first: VersionFacts = { version: "1", effectiveFrom: "2026-01-01", acceptBy: null, countries: null };
  const second: VersionFacts = { version: "2", effectiveFrom: "2027-01-01", acceptBy: "2027-01-31", countries: null };
  const third: VersionFacts = { version: "3", effectiveFrom: "2027-01-10", acceptBy: "2027-01-20", countries: null };
  const quiet: VersionFacts = { version: "4", effectiveFrom: "2027-01-12", acceptBy: null, countries: null };

  test("whoever has accepted nothing is asked for nothing again", () => {
    expect(standingOn([first, second], { country: "FR", accepted: null }, "2027-03-01")).toEqual({
      state: "toAccept",
      dueOn: null,
      asking: [],
    });
  });

  test("those with a day that took effect, the oldest first; the earliest day counts, be it the newer version's", () => {
    expect(standingOn([quiet, third, second, first], { country: "FR", accepted: "1" }, "2027-01-15")).toEqual({
      state: "reacceptRequired",
      dueOn: "2027-01-20",
      asking: [second, third],
    });
    expect(standingOn([quiet, first], { country: "FR", accepted: "1" }, "2027-01-15")).toEqual({
      state: "accepted",
      dueOn: null,
      asking: [],
    });
  });

  test.each([
    [
      "published after it took effect, the notice goes out at once",
      { effectiveFrom: "2027-01-01", acceptBy: "2027-01-31" },
      "2027-01-28",
      ["notice 2027-01-28", "in1 2027-01-30", "today 2027-01-31", "passed 2027-02-01"],
    ],
    [
      "published after its last day, nobody is reminded and the closing is due already",
      { effectiveFrom: "2027-01-01", acceptBy: "2027-01-31" },
      "2027-02-05",
      ["notice 2027-02-05", "passed 2027-02-01"],
    ],
  ])("%s", (_, version, today, expected) => {
    expect(stepsOf(version, today).map(({ step, on }) => `${step} ${on}`)).toEqual(expected);
  });
});

test("O3 a draft in which everything is wrong says all of it at once, each at its field with what it takes", () => {
  const draft = {
    version: "1",
    effectiveFrom: "2027-01-02",
    acceptBy: "2027-01-01",
    countries: ["XX", "FR"],
    text: { fr: "# Titre\n\nTexte.", en: "# Title\n\nText.\n\n- a point" },
  };
  const known = { versions: new Set(["1"]), terms: true, countries: new Set(["FR"]) };
  expect(decideDraft(draft, known, "2027-01-03")).toEqual({
    ok: false,
    code: "agreements.versionTaken",
    params: { version: "1" },
    pointer: "/version",
    also: [
      { ok: false, code: "agreements.effectPast", params: { todayOn: "2027-01-03" }, pointer: "/effectiveFrom" },
      { ok: false, code: "agreements.deadlineBeforeEffect", params: { effectOn: "2027-01-02" }, pointer: "/acceptBy" },
      { ok: false, code: "agreements.deadlineOnTerms", params: {}, pointer: "/acceptBy" },
      { ok: false, code: "agreements.countryUnknown", params: { code: "XX" }, pointer: "/countries/0" },
      { ok: false, code: "agreements.markdown", params: { line: 5 }, pointer: "/text/en" },
    ],
  });
  expect(
    decideDraft(
      { ...draft, version: "2", acceptBy: null, countries: ["FR"], text: { fr: "# T\n\nT.", en: "# T\n\nT." } },
      known,
      "2027-01-02",
    ),
  ).toEqual({
    ok: true,
    value: null,
  });
});
