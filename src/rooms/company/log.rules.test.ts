import { describe, expect, test } from "vitest";
import { decideRange, prefixesOf, subjectOf, subjects } from "./log.rules.ts";

describe("what the journal's facts are about", () => {
  test.each([
    ["users", ["user", "invitation", "role", "directory"]],
    ["locations", ["location"]],
    ["billing", ["billing", "invoice", "creditNote", "receipt", "bankAccount", "taxExemption"]],
  ] as const)("a filter for %s asks for the facts of %j", (subject, prefixes) => {
    expect(prefixesOf(subject)).toEqual(prefixes);
  });

  test("what is about something else has no beginning of its own", () => {
    expect(prefixesOf("other")).toBeNull();
  });

  test("every fact is found under exactly one subject, the one it is shown with", () => {
    const found = subjects.flatMap((subject) => (prefixesOf(subject) ?? []).map((prefix) => [prefix, subject] as const));
    expect(new Set(found.map(([prefix]) => prefix)).size).toBe(found.length);
    for (const [prefix, subject] of found) expect([prefix, subjectOf(`${prefix}.changed`)]).toEqual([prefix, subject]);
    for (const subject of subjects) if (subject !== "other") expect(prefixesOf(subject)).not.toEqual([]);
  });

  test("only the part before the dot is looked at", () => {
    expect(["userless.added", "keys.exported", "other.user.added", "x.user"].map(subjectOf)).toEqual([
      "other",
      "benefits",
      "other",
      "other",
    ]);
  });
});

test("a period that ends before it begins says both days; one day too many says how many there are and may be", () => {
  expect(decideRange({ from: "2026-11-25" }, "2026-11-24")).toEqual({
    ok: false,
    code: "company.daysReversed",
    params: { fromOn: "2026-11-25", toOn: "2026-11-24" },
  });
  expect(decideRange({ from: "2026-08-26" }, "2026-11-24")).toEqual({
    ok: false,
    code: "company.tooManyDays",
    params: { count: 91, most: 90 },
  });
});
