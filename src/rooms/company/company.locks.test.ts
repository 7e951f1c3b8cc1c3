import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../server/db.ts";
import { TestHouse } from "../../testing/house.ts";
import { locationOf } from "./testing.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

test("G-022 twenty locations added at once get twenty different IDs, and one of them is the main one", async () => {
  const { admin, accountId } = await house.partner();
  const made = await Promise.all(
    Array.from({ length: 20 }, (_, at) => admin.do("company.addLocation", { accountId, body: locationOf(`Kermadec ${at}`) })),
  );
  expect(new Set(made.map(({ partnerId }) => partnerId)).size).toBe(20);
  expect(made.filter(({ main }) => main)).toHaveLength(1);
});

test("G-022 one name asked for twenty times at once is given once", async () => {
  const { admin, accountId } = await house.partner();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => admin.call("company.addLocation", { accountId, body: locationOf("Kermadec Brest") })),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(new Set(answers.filter(({ status }) => status !== 201).map(({ problem }) => problem.code))).toEqual(
    new Set(["company.nameTaken"]),
  );
});

test("two people naming two main locations at once leave exactly one", async () => {
  const partner = await house.partner();
  const { admin, accountId } = partner;
  const other = await house.colleague(partner, ["accountAdmin"]);
  await admin.do("company.addLocation", { accountId, body: locationOf("Brest") });
  const [a, b] = [
    await admin.do("company.addLocation", { accountId, body: locationOf("Quimper") }),
    await admin.do("company.addLocation", { accountId, body: locationOf("Vannes") }),
  ];
  await Promise.all([
    admin.do("company.makeMain", { accountId, locationId: a.id }),
    other.do("company.makeMain", { accountId, locationId: b.id }),
  ]);
  const mains = await house.db.query(sql`select name from locations where account_id = ${accountId} and main`);
  expect(mains).toHaveLength(1);
});
