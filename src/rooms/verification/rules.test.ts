import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bare, compare, DOCUMENTS_A_CHECK, decideResubmit, decideUpload, linesOf, plain } from "./partner.rules.ts";
import type { CaseState, CheckName, CheckState, Declared, States, Tries } from "./rules.ts";
import {
  caseMove,
  caseStateOf,
  check,
  checkNames,
  decideEscalate,
  decideResend,
  domainOf,
  dueDay,
  exhausted,
  holidaysWithin,
  linkStateOf,
  movesOnChange,
  overallOf,
  touchedBy,
  triesLeft,
  tryAfter,
  turnOf,
  verificationCase,
  workingDaysGone,
} from "./rules.ts";

const states = (email: CheckState, employment: CheckState, business: CheckState): States => ({ email, employment, business });
const first: Tries = { used: 1, answered: false, of: 3 };
const declared: Declared = {
  legalName: "Kermadec Numérique",
  registrationNumber: "983 214 768",
  addressLine1: "14 rue de Siam",
  addressLine2: "",
  postalCode: "29200",
  city: "Brest",
  country: "FR",
  contactEmail: "yann@kermadec.example",
};
const holidays = new Set(["2028-04-17", "2028-05-01", "2028-05-08"]);
const zone = "Europe/Paris";

describe("the worst of the three checks speaks for the whole", () => {
  test.each<[CheckState, CheckState, CheckState, string, CaseState, string]>([
    ["pending", "waiting", "waiting", "pending", "confirming", "partner"],
    ["passed", "passed", "pending", "pending", "examining", "us"],
    ["passed", "pending", "pending", "pending", "examining", "us"],
    ["passed", "passed", "passed", "authorized", "authorized", "nobody"],
    ["passed", "passed", "documentNeeded", "actionNeeded", "answering", "partner"],
    ["passed", "pending", "documentNeeded", "actionNeeded", "examining", "partner"],
    ["passed", "passed", "rejected", "rejected", "answering", "partner"],
    ["passed", "documentNeeded", "rejected", "rejected", "answering", "partner"],
    ["documentNeeded", "waiting", "waiting", "actionNeeded", "answering", "partner"],
    ["rejected", "waiting", "waiting", "rejected", "answering", "partner"],
    ["pending", "passed", "passed", "pending", "confirming", "partner"],
    ["pending", "waiting", "rejected", "rejected", "answering", "partner"],
  ])("%s, %s, %s is %s, %s, and the turn is for %s", (email, employment, business, overall, state, turn) => {
    const found = states(email, employment, business);
    expect([overallOf(found), caseStateOf(found, first), turnOf(found, first)]).toEqual([overall, state, turn]);
  });

  test("after the last try it is for us to call, unless something else still waits for the partner", () => {
    const spent: Tries = { used: 3, answered: true, of: 3 };
    expect([caseStateOf(states("passed", "passed", "rejected"), spent), turnOf(states("passed", "passed", "rejected"), spent)]).toEqual([
      "calling",
      "us",
    ]);
    expect(turnOf(states("passed", "documentNeeded", "rejected"), spent)).toBe("partner");
    expect(caseStateOf(states("passed", "pending", "rejected"), spent)).toBe("examining");
  });
});

test("whatever happens to the checks, the case has a move for it", () => {
  const move = fc.tuple(fc.constantFrom(...checkNames), fc.constantFrom(...(Object.keys(check.moves) as (keyof typeof check.moves)[])));
  fc.assert(
    fc.property(fc.array(move, { maxLength: 40 }), (steps) => {
      let found: Record<CheckName, CheckState> = { ...states("pending", "waiting", "waiting") };
      let tries = first;
      let state = caseStateOf(found, tries);
      for (const [name, step] of steps) {
        if (!check.can(found[name], step)) continue;
        if (step === "reject") tries = { ...tries, answered: true };
        if (step === "resubmit") {
          const next = tryAfter(found, tries, [name]);
          if (!next.ok) continue;
          tries = next.value;
        }
        found = { ...found, [name]: check.to(step) };
        state = caseMove(state, caseStateOf(found, tries));
        expect(tries.used).toBeLessThanOrEqual(tries.of);
        expect(turnOf(found, tries) === "nobody").toBe(state === "authorized");
      }
    }),
  );
});

test("a case does not go where its table does not lead", () => {
  expect(() => caseMove("authorized", "calling")).toThrow("from authorized to calling");
  expect(verificationCase.states).toHaveLength(5);
});

describe("tries", () => {
  test("only what was rejected uses the next one, and what is sent with it joins it", () => {
    const rejected = states("passed", "rejected", "rejected");
    const answered: Tries = { used: 1, answered: true, of: 3 };
    expect(tryAfter(rejected, answered, ["business"])).toEqual({ ok: true, value: { used: 2, answered: false, of: 3 } });
    expect(tryAfter(rejected, { used: 2, answered: false, of: 3 }, ["employment"])).toMatchObject({ value: { used: 2 } });
    expect(tryAfter(states("passed", "passed", "documentNeeded"), answered, ["business"])).toMatchObject({ value: { used: 1 } });
  });

  test("after the last one nothing is sent again", () => {
    const spent: Tries = { used: 3, answered: true, of: 3 };
    expect(tryAfter(states("passed", "passed", "rejected"), spent, ["business"])).toMatchObject({
      ok: false,
      code: "verification.noTriesLeft",
    });
    expect([exhausted(spent), exhausted({ ...spent, answered: false }), triesLeft(spent), triesLeft(first)]).toEqual([true, false, 0, 2]);
  });

  test("there must be something new, and a check that waits for it", () => {
    const answered: Tries = { used: 1, answered: true, of: 3 };
    const none = { email: 0, employment: 0, business: 0 };
    expect(decideResubmit(states("passed", "passed", "pending"), first, none)).toMatchObject({ code: "verification.nothingToAnswer" });
    expect(decideResubmit(states("passed", "passed", "rejected"), answered, none)).toMatchObject({ code: "verification.nothingNew" });
    expect(decideResubmit(states("passed", "rejected", "rejected"), answered, { ...none, business: 1 })).toEqual({
      ok: true,
      value: { moves: { business: "resubmit" }, tries: { used: 2, answered: false, of: 3 } },
    });
    expect(decideResubmit(states("pending", "waiting", "rejected"), answered, { ...none, business: 1 })).toMatchObject({
      value: { moves: { business: "resubmitEarly" } },
    });
    const spent: Tries = { used: 3, answered: true, of: 3 };
    expect(decideResubmit(states("passed", "passed", "rejected"), spent, { ...none, business: 1 })).toMatchObject({
      code: "verification.noTriesLeft",
    });
    expect(decideResubmit(states("passed", "documentNeeded", "rejected"), spent, { ...none, employment: 1 })).toMatchObject({
      value: { moves: { employment: "resubmit" }, tries: spent },
    });
  });
});

describe("G-004 what a change of the declared data touches", () => {
  test.each<[Partial<Declared>, CheckName[]]>([
    [{}, []],
    [{ addressLine1: "14 bis rue de Siam" }, ["business"]],
    [{ addressLine2: "Bâtiment B" }, ["business"]],
    [{ legalName: "Kermadec" }, ["business"]],
    [{ registrationNumber: "983 214 776" }, ["business"]],
    [{ postalCode: "29000" }, ["business"]],
    [{ city: "Quimper" }, ["business"]],
    [{ country: "BE" }, ["business"]],
    [{ contactEmail: "solene@kermadec.example" }, ["email"]],
    [{ contactEmail: "solene@groupe.example" }, ["email", "employment"]],
    [{ contactEmail: "solene@groupe.example", city: "Quimper" }, ["email", "employment", "business"]],
  ])("%o touches %o", (change, touched) => {
    expect(touchedBy(declared, { ...declared, ...change })).toEqual(touched);
  });

  test.each<[States, CheckName[], object]>([
    [states("passed", "passed", "passed"), ["business"], { business: "change" }],
    [states("passed", "passed", "passed"), ["email"], { email: "change" }],
    [states("passed", "passed", "pending"), ["email"], { email: "change", business: "pause" }],
    [states("passed", "passed", "passed"), ["email", "employment"], { email: "change", employment: "changeEarly" }],
    [
      states("passed", "pending", "rejected"),
      ["email", "employment", "business"],
      { email: "change", employment: "changeEarly", business: "changeEarly" },
    ],
    [states("pending", "waiting", "waiting"), ["business"], { business: "changeEarly" }],
    [states("passed", "passed", "rejected"), ["email"], { email: "change" }],
    [states("passed", "passed", "passed"), [], {}],
  ])("in %o a change of %o moves %o", (found, touched, moves) => {
    expect(movesOnChange(found, touched)).toEqual(moves);
    for (const [name, move] of Object.entries(movesOnChange(found, touched))) expect(check.can(found[name as CheckName], move)).toBe(true);
  });
});

describe("working days", () => {
  test.each([
    ["2028-04-13T09:00:00Z", "2028-04-21"],
    ["2028-04-27T09:00:00Z", "2028-05-05"],
    ["2028-05-05T21:59:00Z", "2028-05-15"],
    ["2028-05-05T22:01:00Z", "2028-05-15"],
    ["2028-05-07T22:01:00Z", "2028-05-15"],
    ["2028-05-08T22:01:00Z", "2028-05-16"],
  ])("what became ours on %s is due on %s", (from, due) => {
    expect(dueDay(from, 5, zone, holidays)).toBe(due);
  });

  test.each([
    ["2028-04-13", "2028-04-13", 0],
    ["2028-04-13", "2028-04-14", 1],
    ["2028-04-13", "2028-04-16", 1],
    ["2028-04-13", "2028-04-17", 1],
    ["2028-04-13", "2028-04-18", 2],
    ["2028-04-13", "2028-04-21", 5],
    ["2028-04-13", "2028-04-24", 6],
    ["2028-01-01", "2028-12-31", 30],
  ])("from %s to %s %d are gone", (from, today, gone) => {
    expect(workingDaysGone(from, today, holidays)).toBe(gone);
  });

  test("a holiday on a weekday makes the delay longer and is named; one on a Sunday is not", () => {
    expect(holidaysWithin("2028-04-13", "2028-04-21", holidays)).toEqual(["2028-04-17"]);
    expect(holidaysWithin("2028-04-17", "2028-04-21", holidays)).toEqual([]);
    expect(holidaysWithin("2027-10-25", "2027-11-12", new Set(["2027-11-01", "2027-11-11", "2027-10-31"]))).toEqual([
      "2027-11-01",
      "2027-11-11",
    ]);
  });
});

describe("G-002 sending the mail again", () => {
  const terms = { lifetimeDays: 30, resendAfterWorkingDays: 1, resendGapMinutes: 10 };
  const decide = (email: CheckState, sent: string[], now: string) => decideResend(email, sent, now, terms, zone, holidays);

  test("the first time, one working day after the first mail", () => {
    expect(decide("pending", ["2028-04-14T15:00:00Z"], "2028-04-17T21:59:59Z")).toMatchObject({
      code: "verification.resendTooSoon",
      params: { fromAt: "2028-04-17T22:00:00Z" },
    });
    expect(decide("pending", ["2028-04-14T15:00:00Z"], "2028-04-17T22:00:00Z").ok).toBe(true);
    expect(decide("pending", [], "2028-04-14T15:00:00Z").ok).toBe(true);
  });

  test("then ten minutes apart, and five on one day", () => {
    const sent = ["2028-04-14T15:00:00Z", "2028-04-18T08:00:00Z"];
    expect(decide("pending", sent, "2028-04-18T08:09:59Z")).toMatchObject({
      code: "verification.resendTooOften",
      params: { fromAt: "2028-04-18T08:10:00Z", retryAfterSeconds: 1 },
    });
    expect(decide("pending", sent, "2028-04-18T08:10:00Z").ok).toBe(true);
    const many = [...sent, ...["08:20", "08:30", "08:40", "08:50"].map((hour) => `2028-04-18T${hour}:00Z`)];
    expect(decide("pending", many.slice(0, -1), "2028-04-18T10:00:00Z").ok).toBe(true);
    expect(decide("pending", many, "2028-04-18T10:00:00Z")).toMatchObject({ params: { fromAt: "2028-04-18T22:00:00Z" } });
    expect(decide("pending", many, "2028-04-18T22:00:00Z").ok).toBe(true);
  });

  test("whoever was asked to look for it need not wait; a confirmed or rejected address gets none", () => {
    expect(decide("documentNeeded", ["2028-04-18T08:00:00Z"], "2028-04-18T09:00:00Z").ok).toBe(true);
    expect(decide("passed", [], "2028-04-18T09:00:00Z")).toMatchObject({ code: "verification.emailConfirmed" });
    expect(decide("rejected", [], "2028-04-18T09:00:00Z")).toMatchObject({ code: "verification.emailRejected" });
  });
});

test.each<[object, string]>([
  [{}, "open"],
  [{ usedAt: "2028-04-18T08:00:00Z" }, "used"],
  [{ newest: false }, "replaced"],
  [{ sameAddress: false }, "replaced"],
  [{ expiresAt: "2028-04-18T09:00:00Z" }, "expired"],
  [{ expiresAt: "2028-04-18T09:00:01Z" }, "open"],
  [{ email: "rejected" }, "expired"],
  [{ email: "documentNeeded" }, "open"],
  [{ usedAt: "2028-04-18T08:00:00Z", newest: false, expiresAt: "2028-04-01T00:00:00Z" }, "used"],
])("F-029 a link with %o is %s", (part, state) => {
  const link = { usedAt: null, expiresAt: "2028-05-18T09:00:00Z", newest: true, sameAddress: true, email: "pending" as const, ...part };
  expect(linkStateOf(link, "2028-04-18T09:00:00Z")).toBe(state);
});

describe("what was declared beside what was found", () => {
  test("neither case nor accents nor punctuation count; a number of a street does", () => {
    const lines = compare(declared, {
      legalName: "KERMADEC NUMERIQUE",
      address: "14 BIS, RUE DE SIAM",
      registrationNumber: "983214768",
      city: "29200 BREST",
    });
    expect(lines.map(({ field, result }) => [field, result])).toEqual([
      ["legalName", "same"],
      ["registrationNumber", "same"],
      ["address", "differs"],
      ["city", "same"],
    ]);
  });

  test("what nobody looked up has no result, and what was not declared stands only if it was found", () => {
    const without = { ...declared, registrationNumber: "", addressLine2: "Bâtiment B" };
    expect(compare(without, {}).map(({ field, declared: said, result }) => [field, said, result])).toEqual([
      ["legalName", "Kermadec Numérique", null],
      ["address", "14 rue de Siam, Bâtiment B", null],
      ["city", "29200 Brest", null],
    ]);
    expect(compare(without, { registrationNumber: "983214768" })).toContainEqual({
      field: "registrationNumber",
      declared: "",
      found: "983214768",
      result: "differs",
    });
  });
});

test.each<[boolean, CheckState, number, string]>([
  [true, "rejected", 0, "open"],
  [true, "documentNeeded", 19, "open"],
  [true, "pending", 0, "open"],
  [true, "pending", 20, "verification.tooManyDocuments"],
  [true, "waiting", 0, "verification.checkWaiting"],
  [true, "passed", 0, "verification.checkPassed"],
  [false, "rejected", 0, "verification.noDocumentsHere"],
])("P1 documents accepted %s, check %s, %d received: %s", (accepted, state, received, answer) => {
  const terms = { documents: accepted ? { oneOf: [], showing: { need: "all", items: [] } } : undefined } as never;
  const decision = decideUpload(terms, state, received);
  expect(decision.ok ? "open" : decision.code).toBe(answer);
});

describe("C18 when the company may say that the desk is late", () => {
  const owed = { turn: "us" as const, dueOn: "2028-04-18", escalatedAt: null };
  test.each([
    ["nothing is owed while it is the partner's turn", { turn: "partner" as const }, "2028-05-01", "verification.nothingOwed", {}],
    ["nothing is owed once all is decided", { turn: "nobody" as const }, "2028-05-01", "verification.nothingOwed", {}],
    ["nothing is owed where no day was set", { dueOn: null }, "2028-05-01", "verification.nothingOwed", {}],
    ["the day before", {}, "2028-04-17", "verification.notLate", { dueOn: "2028-04-18" }],
    ["the day itself is not over", {}, "2028-04-18", "verification.notLate", { dueOn: "2028-04-18" }],
    [
      "it was said already",
      { escalatedAt: "2028-04-19T08:00:00Z" },
      "2028-04-20",
      "verification.alreadyEscalated",
      { escalatedAt: "2028-04-19T08:00:00Z" },
    ],
    // A new answer is owed by a new day: what was said before says nothing of it yet.
    ["it is not late again", { escalatedAt: "2028-04-10T08:00:00Z" }, "2028-04-18", "verification.notLate", { dueOn: "2028-04-18" }],
  ])("not when %s", (_, change, today, code, params) => {
    expect(decideEscalate({ ...owed, ...change }, today)).toEqual({ ok: false, code, params });
  });

  test("from the day after on", () => {
    expect(decideEscalate(owed, "2028-04-19")).toEqual({ ok: true, value: true });
  });
});

describe("sending again when the tries are used up", () => {
  const spent: Tries = { used: 3, answered: true, of: 3 };
  const none: Record<CheckName, number> = { email: 0, employment: 0, business: 0 };
  const refusal = { ok: false, code: "verification.noTriesLeft", params: { tries: 3 } };

  test("is refused with how many there were, before anything new is asked for", () => {
    expect(decideResubmit(states("passed", "passed", "rejected"), spent, none)).toEqual(refusal);
    expect(decideResubmit(states("passed", "rejected", "rejected"), spent, { ...none, business: 1 })).toEqual(refusal);
  });

  test("is open for what was asked for, and closed for what was rejected beside it", () => {
    const beside = states("passed", "documentNeeded", "rejected");
    expect(decideResubmit(beside, spent, none)).toEqual({ ok: false, code: "verification.nothingNew", params: {} });
    expect(decideResubmit(beside, spent, { ...none, business: 1 })).toEqual(refusal);
    expect(decideResubmit(beside, spent, { ...none, employment: 1, business: 1 })).toEqual(refusal);
    expect(decideResubmit(beside, spent, { ...none, employment: 1 })).toEqual({
      ok: true,
      value: { moves: { employment: "resubmit" }, tries: spent },
    });
  });

  test("one rejected check among those that are sent again makes it the next try", () => {
    const answered: Tries = { used: 1, answered: true, of: 3 };
    expect(tryAfter(states("passed", "documentNeeded", "rejected"), answered, ["employment", "business"])).toEqual({
      ok: true,
      value: { used: 2, answered: false, of: 3 },
    });
    expect(tryAfter(states("passed", "passed", "rejected"), spent, ["business"])).toEqual(refusal);
  });
});

test("G-003 the twentieth document of a check is taken, the next is refused with how many wait", () => {
  const terms = { documents: {} } as Parameters<typeof decideUpload>[0];
  expect(decideUpload(terms, "rejected", DOCUMENTS_A_CHECK - 1)).toEqual({ ok: true, value: true });
  expect(decideUpload(terms, "rejected", DOCUMENTS_A_CHECK)).toEqual({
    ok: false,
    code: "verification.tooManyDocuments",
    params: { count: 20 },
  });
});

describe("what is set beside the register", () => {
  test.each([
    ["  Kermadec – Numérique, S.A.S. ", "kermadec numerique s a s", "kermadecnumeriquesas"],
    ["983.214 768", "983 214 768", "983214768"],
    ["e\u0301\u0323tat", "etat", "etat"],
    ["!", "", ""],
  ])("« %s » is compared as « %s », as a number as « %s »", (text, asText, asNumber) => {
    expect([plain(text), bare(text)]).toEqual([asText, asNumber]);
  });

  test("an address is one line, with its second part or without; a town without its postal code stands alone", () => {
    expect(linesOf(declared)).toMatchObject({ address: "14 rue de Siam", city: "29200 Brest" });
    expect(linesOf({ ...declared, addressLine2: "Bâtiment B", postalCode: "" })).toMatchObject({
      address: "14 rue de Siam, Bâtiment B",
      city: "Brest",
    });
  });

  test("only in a register's number do spaces count for nothing", () => {
    const result = (found: Parameters<typeof compare>[1]) => compare(declared, found).map((line) => `${line.field} ${line.result}`);
    expect(result({ registrationNumber: "983214768", city: "29200Brest", legalName: "kermadec numerique" })).toEqual([
      "legalName same",
      "registrationNumber same",
      "address null",
      "city differs",
    ]);
  });
});

test("a domain is compared in small letters", () => {
  expect(domainOf("Yann@Kermadec.Example")).toBe("kermadec.example");
  expect(touchedBy(declared, { ...declared, contactEmail: "anne@KERMADEC.example" })).toEqual(["email"]);
});

test("a holiday on the last day counts, and several are told in their order", () => {
  expect(holidaysWithin("2028-04-16", "2028-05-01", new Set(["2028-05-01", "2028-04-17", "2028-04-16"]))).toEqual([
    "2028-04-17",
    "2028-05-01",
  ]);
});
