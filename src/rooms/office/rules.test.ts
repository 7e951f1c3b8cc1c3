import fc from "fast-check";
import { expect, test } from "vitest";
import { cursorOf, LATE_SECONDS, readCursor } from "./rules.ts";

const id = "0197a2f0-5b1c-7c3e-8f00-00000000000a";
const dueAt = "2027-01-04T09:00:00.123Z";

test("a place in the list is one word, and is read back as the place it was", () => {
  expect(cursorOf({ dueAt, id })).toBe(`${dueAt}_${id}`);
  fc.assert(
    fc.property(fc.date({ min: new Date("2020-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }), fc.uuid(), (date, uuid) => {
      for (const at of [date.toISOString(), `${date.toISOString().slice(0, 19)}Z`])
        expect(readCursor(cursorOf({ dueAt: at, id: uuid }))).toEqual({ dueAt: at, id: uuid });
    }),
  );
});

test.each<[string, string | undefined]>([
  ["no place", undefined],
  ["an empty one", ""],
  ["an instant alone", dueAt],
  ["an instant and nothing", `${dueAt}_`],
  ["an id alone", `_${id}`],
  ["the two the other way round", `${id}_${dueAt}`],
  ["a day for the instant", `2027-01-04_${id}`],
  ["an instant of another zone", `2027-01-04T09:00:00+01:00_${id}`],
  ["something before the instant", `x${dueAt}_${id}`],
  ["something after the instant", `${dueAt}x_${id}`],
  ["letters in the instant", `2027-01-04Tnow_Z_${id}`],
  ["letters in the year", `20a7-01-04T09:00:00Z_${id}`],
  ["letters in the month", `2027-a1-04T09:00:00Z_${id}`],
  ["letters in the day", `2027-01-a4T09:00:00Z_${id}`],
  ["no hour", `2027-01-04TZ_${id}`],
  ["an id too short", `${dueAt}_${id.slice(1)}`],
  ["an id too long", `${dueAt}_${id}0`],
  ["a letter that no id has", `${dueAt}_${id.slice(0, -1)}g`],
  ["a statement for the database", `${dueAt}_'; drop table jobs; --`],
])("what is no place of the list is read as none: %s", (_, cursor) => {
  expect(readCursor(cursor)).toBeUndefined();
});

test("what comes after the id is not looked at: the place is the same", () => {
  expect(readCursor(`${dueAt}_${id}_x`)).toEqual({ dueAt, id });
});

test("a job is late a minute after it was due", () => {
  expect(LATE_SECONDS).toBe(60);
});
