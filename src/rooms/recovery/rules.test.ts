import { describe, expect, test } from "vitest";
import type { Answer, CaseState, Voice } from "./rules.ts";
import { bothConfirmed, daysAfter, decideAnswer, decideNamed, decideRecord, decideStop, recordOf } from "./rules.ts";

const verdict = (decision: { ok: boolean; code?: string }): string => (decision.ok ? "yes" : decision.code!.replace("recovery.", ""));

describe("the record", () => {
  const wanted = { name: "_entente-abcdefgh.kermadec.example", value: "entente-domain=abc", domain: "kermadec.example" };
  test.each<[string, Answer, string]>([
    ["the value, whatever stands beside it", { kind: "texts", texts: ["v=spf1 -all", "entente-domain=abc"] }, "yes"],
    ["the value with spaces around it", { kind: "texts", texts: [" entente-domain=abc "] }, "yes"],
    ["another value", { kind: "texts", texts: ["entente-domain=abd"] }, "otherRecord"],
    ["the value in other letters", { kind: "texts", texts: ["ENTENTE-DOMAIN=ABC"] }, "otherRecord"],
    ["a longer one", { kind: "texts", texts: ["entente-domain=abcd"] }, "otherRecord"],
    ["no text", { kind: "texts", texts: [] }, "notYet"],
    ["nothing at the name", { kind: "none" }, "notYet"],
    ["no such domain", { kind: "noDomain" }, "noDomain"],
    ["silence", { kind: "silent" }, "silent"],
  ])("%s", (_, answer, expected) => {
    expect(verdict(decideRecord(answer, wanted))).toBe(expected);
  });

  test("shows at most three of the texts that were found, none too long", () => {
    const decision = decideRecord({ kind: "texts", texts: ["a".repeat(500), "b", "c", "d"] }, wanted);
    expect(decision).toMatchObject({ params: { found: `${"a".repeat(80)}, b, c` } });
  });

  test("its name is a label of the domain, its value 130 bits of chance", () => {
    const record = recordOf(
      Uint8Array.from({ length: 34 }, (_, n) => n * 7),
      "kermadec.example",
    );
    expect(record.name).toMatch(/^_entente-[a-z2-7]{8}\.kermadec\.example$/);
    expect(record.value).toMatch(/^entente-domain=[a-z2-7]{26}$/);
  });
});

describe("a case", () => {
  const at = (state: CaseState["state"], endsAt: string | null = null): CaseState => ({ state, answerBy: "2027-03-15T09:00:00Z", endsAt });
  const ends = "2027-03-22T09:00:00Z";
  test.each<[string, CaseState, string, string, string]>([
    ["before its day both are open", at("collecting"), "2027-03-15T08:59:59Z", "yes", "yes"],
    ["on its day neither is, swept or not", at("collecting"), "2027-03-15T09:00:00Z", "caseOver", "caseOver"],
    ["while it waits it is only stopped", at("waiting", ends), "2027-03-22T08:59:59Z", "caseOver", "yes"],
    ["at the end it is not stopped any more", at("waiting", ends), ends, "caseOver", "caseOver"],
    ["granted", at("granted", ends), "2027-03-16T09:00:00Z", "caseOver", "caseOver"],
    ["stopped", at("stopped", ends), "2027-03-16T09:00:00Z", "caseOver", "caseOver"],
    ["lapsed", at("lapsed"), "2027-03-14T09:00:00Z", "caseOver", "caseOver"],
  ])("%s", (_, of, now, answered, stopped) => {
    expect([verdict(decideAnswer(of, now)), verdict(decideStop(of, now))]).toEqual([answered, stopped]);
  });

  const voice = (party: Voice["party"], answer: Voice["answer"]): Voice => ({ party, answer });
  test.each<[string, Voice[], boolean]>([
    ["both", [voice("primaryContact", "confirmed"), voice("named", "confirmed")], true],
    ["one and silence", [voice("primaryContact", "confirmed"), voice("named", null)], false],
    ["one and an objection", [voice("primaryContact", "confirmed"), voice("named", "objected")], false],
    ["an administrator in the place of the colleague", [voice("primaryContact", "confirmed"), voice("administrator", "confirmed")], false],
    ["nobody", [], false],
  ])("%s", (_, voices, confirmed) => {
    expect(bothConfirmed(voices)).toBe(confirmed);
  });

  test.each([
    ["a colleague", "b@k.example", "c@k.example", true, "yes"],
    ["oneself", "a@k.example", "c@k.example", true, "namedIsYou"],
    ["the contact again", "c@k.example", "c@k.example", true, "namedIsContact"],
    ["nobody of the account", "b@k.example", "c@k.example", false, "namedUnknown"],
    ["anybody, when the contact is oneself", "b@k.example", "a@k.example", true, "contactIsYou"],
  ])("naming %s", (_, named, contact, isMember, expected) => {
    expect(verdict(decideNamed({ named, candidate: "a@k.example", contact }, isMember))).toBe(expected);
  });
});

describe("each no says what its reader needs", () => {
  const wanted = { name: "_entente-abcdefgh.kermadec.example", value: "entente-domain=abc", domain: "kermadec.example" };
  test.each<[Answer, string, Record<string, string>]>([
    [{ kind: "silent" }, "recovery.silent", { domain: "kermadec.example" }],
    [{ kind: "noDomain" }, "recovery.noDomain", { domain: "kermadec.example" }],
    [{ kind: "none" }, "recovery.notYet", { name: "_entente-abcdefgh.kermadec.example" }],
    [{ kind: "texts", texts: [] }, "recovery.notYet", { name: "_entente-abcdefgh.kermadec.example" }],
    [
      { kind: "texts", texts: ["entente-domain=abd"] },
      "recovery.otherRecord",
      { name: "_entente-abcdefgh.kermadec.example", found: "entente-domain=abd" },
    ],
  ])("G-005 the name servers' answer %j", (answer, code, params) => {
    expect(decideRecord(answer, wanted)).toEqual({ ok: false, code, params });
  });

  test("G-005 the record itself is a yes", () => {
    expect(decideRecord({ kind: "texts", texts: [wanted.value] }, wanted)).toEqual({ ok: true, value: true });
  });

  const asked = { named: "b@k.example", candidate: "a@k.example", contact: "c@k.example" };
  test.each([
    ["oneself", { named: "a@k.example" }, true, { code: "recovery.namedIsYou", params: {}, pointer: "/namedEmail" }],
    ["the contact again", { named: "c@k.example" }, true, { code: "recovery.namedIsContact", params: {}, pointer: "/namedEmail" }],
    ["nobody of the account", {}, false, { code: "recovery.namedUnknown", params: { email: "b@k.example" }, pointer: "/namedEmail" }],
    // Nothing that is typed in the field would help.
    ["anybody while the contact is oneself", { contact: "a@k.example" }, true, { code: "recovery.contactIsYou", params: {} }],
  ])("O15 naming %s is refused where it stands", (_, change, isMember, refusal) => {
    expect(decideNamed({ ...asked, ...change }, isMember)).toEqual({ ok: false, ...refusal });
  });

  test("O15 a colleague is taken, and a case that goes on is answered and stopped", () => {
    const open: CaseState = { state: "collecting", answerBy: "2027-03-15T09:00:00Z", endsAt: null };
    expect(decideNamed(asked, true)).toEqual({ ok: true, value: true });
    expect(decideAnswer(open, "2027-03-14T09:00:00Z")).toEqual({ ok: true, value: true });
    expect(decideStop(open, "2027-03-14T09:00:00Z")).toEqual({ ok: true, value: "stopped" });
  });

  test("G-005 days are counted on the clock, over the change to summer time and over a leap day", () => {
    expect(daysAfter("2027-03-20T09:30:00Z", 14)).toBe("2027-04-03T09:30:00Z");
    expect(daysAfter("2028-02-27T09:30:00Z", 3)).toBe("2028-03-01T09:30:00Z");
  });
});
