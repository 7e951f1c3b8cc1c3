import { describe, expect, test } from "vitest";
import { cursorAfter } from "../../kit/cursor.ts";
import { loadProgramme } from "../../programme/load.ts";
import {
  daysFor,
  decideClaim,
  decideHandOver,
  decideHavingRead,
  decideOwn,
  decideReopen,
  dueFor,
  readCursor,
  serviceRequest,
  tellAt,
  topicFor,
  turnOf,
} from "./rules.ts";

const { support } = loadProgramme("programmes/network");
const nobody = null;
const maud = { id: "maud", name: "Maud Lenoir" };

describe("whose turn it is", () => {
  test.each([
    ["open", "us"],
    ["reopened", "us"],
    ["attentionNeeded", "partner"],
    ["closed", "nobody"],
  ] as const)("F-148 %s: %s", (state, who) => expect(turnOf(state)).toBe(who));

  test("F-148 nothing leaves « closed » but opening it again", () => expect(serviceRequest.legal("closed")).toEqual(["reopen"]));
});

describe("the day of the answer", () => {
  const holidays = new Set(["2027-03-29"]);
  test.each([
    // Friday evening in Paris is Friday, not yet Saturday in the east nor still Thursday in the west.
    ["2027-03-26T22:30:00Z", 1, "2027-03-30"],
    ["2027-03-26T23:30:00Z", 1, "2027-03-30"],
    ["2027-03-27T12:00:00Z", 2, "2027-03-31"],
    ["2027-03-23T08:00:00Z", 1, "2027-03-24"],
  ])("F-147 what comes at %s with %i working days is due on %s", (at, days, due) =>
    expect(dueFor("open", at, days, "Europe/Paris", holidays)).toBe(due),
  );
  test("F-148 while it is not the desk's turn nothing is due", () => {
    for (const state of ["attentionNeeded", "closed"] as const)
      expect(dueFor(state, "2027-03-23T08:00:00Z", 1, "Europe/Paris", holidays)).toBeNull();
  });
  test("F-147 a type says itself how long it takes; otherwise its severity, and an unknown one is as the usual", () => {
    const topic = (id: string) => topicFor(support, id);
    expect(daysFor(support, topic("tax"), "critical")).toBe(10);
    expect(daysFor(support, topic("billing"), "critical")).toBe(1);
    expect(daysFor(support, undefined, "gone")).toBe(2);
  });
});

test("G-027 a type is found by its id and by the names that pages of ours give it, and by nothing else", () => {
  expect([topicFor(support, "billing")?.id, topicFor(support, "cancellation")?.id]).toEqual(["billing", "billing"]);
  for (const asked of ["", "Billing", "bill", "money"]) expect(topicFor(support, asked)).toBeUndefined();
});

describe("who may do what", () => {
  test.each([
    ["closed", 3, 3, "support.closedAlready"],
    ["closed", 3, 2, "support.closedAlready"],
    ["open", 3, 2, "support.changedMeanwhile"],
    ["open", 3, 4, "support.changedMeanwhile"],
    ["attentionNeeded", 3, 3, undefined],
  ] as const)("F-148 %s at version %i, read until %i: %s", (state, version, seen, code) => {
    const decision = decideHavingRead({ state, version }, seen);
    expect(decision.ok ? undefined : decision.code).toBe(code);
  });

  test.each([
    ["2027-03-31", true],
    ["2027-04-01", false],
  ])("F-148 closed late on 1 March in Paris, with 30 days: on %s it opens again: %s", (today, opens) =>
    expect(decideReopen({ state: "closed", closedAt: "2027-03-01T22:59:00Z" }, today, 30, "Europe/Paris").ok).toBe(opens),
  );

  test.each([
    [nobody, false, "claimed"],
    [maud, false, "support.heldByOther"],
    [maud, true, "takenOver"],
    [{ id: "me", name: "Moi" }, true, "kept"],
  ] as const)("O14 taken by %o, taking over %s: %s", (owner, takeOver, expected) => {
    const decision = decideClaim(owner, "me", takeOver);
    expect(decision.ok ? decision.value : decision.code).toBe(expected);
  });

  test("O14 only whoever has a request answers it; whoever leads the desk hands over what others have", () => {
    expect([decideOwn(nobody, "me").ok, decideOwn(maud, "maud").ok, decideOwn(maud, "me").ok]).toEqual([true, true, false]);
    expect([decideHandOver(maud, "me", false).ok, decideHandOver(maud, "me", true).ok, decideHandOver(nobody, "me", false).ok]).toEqual([
      false,
      true,
      true,
    ]);
  });
});

test.each([
  [null, "2027-03-23T10:00:00Z"],
  ["2027-03-23T09:00:00Z", "2027-03-23T10:00:00Z"],
  ["2027-03-23T09:50:00Z", "2027-03-23T10:05:00Z"],
  ["2027-03-23T10:00:00Z", "2027-03-23T10:15:00Z"],
])("N15 told last at %s, the next mail of 10:00 leaves at %s", (toldAt, at) =>
  expect(Date.parse(tellAt("2027-03-23T10:00:00Z", toldAt, 15))).toBe(Date.parse(at)),
);

test("F-148 a place in a list is read only as we wrote it", () => {
  const id = "0190a000-0000-7000-8000-000000000000";
  for (const key of ["2027-03-23", "2027-03-23T10:00:00.123Z"]) expect(readCursor(cursorAfter(key, id))).toEqual({ key, id });
  for (const wrong of ["", "x", cursorAfter("2027-13-45", id), cursorAfter("2027-03-23", "1"), cursorAfter("'; drop", id)])
    expect(readCursor(wrong)).toBeUndefined();
});

describe("each no of a request says what its reader needs", () => {
  const zone = "Europe/Paris";
  const other = { ok: false, code: "support.heldByOther", params: { name: "Maud Lenoir" } };

  test("F-148 what is not closed, or was never, is not opened again", () => {
    const refusal = { ok: false, code: "support.notClosed", params: {} };
    for (const state of ["open", "attentionNeeded", "reopened"] as const)
      expect(decideReopen({ state, closedAt: "2027-03-01T10:00:00Z" }, "2027-03-02", 30, zone)).toEqual(refusal);
    expect(decideReopen({ state: "closed", closedAt: null }, "2027-03-02", 30, zone)).toEqual(refusal);
  });

  test("F-148 once its days are over the last of them is said", () => {
    expect(decideReopen({ state: "closed", closedAt: "2027-03-01T22:59:00Z" }, "2027-04-01", 30, zone)).toEqual({
      ok: false,
      code: "support.reopenOver",
      params: { days: 30, lastOn: "2027-03-31" },
    });
    // A minute later it is the next day in Paris.
    expect(decideReopen({ state: "closed", closedAt: "2027-03-01T23:00:00Z" }, "2027-04-01", 30, zone).ok).toBe(true);
  });

  test("O14 a request that another has names them, whoever answers it, takes it or hands it over", () => {
    expect(decideOwn(maud, "me")).toEqual(other);
    expect(decideClaim(maud, "me", false)).toEqual(other);
    expect(decideHandOver(maud, "me", false)).toEqual(other);
  });

  test("O14 one's own is answered and handed over; one that nobody has is taken by answering it", () => {
    expect(decideOwn(nobody, "me")).toEqual({ ok: true, value: true });
    expect(decideOwn(maud, "maud")).toEqual({ ok: true, value: false });
    expect(decideHandOver(maud, "maud", false)).toEqual({ ok: true, value: undefined });
  });
});
