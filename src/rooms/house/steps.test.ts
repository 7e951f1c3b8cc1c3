import { afterAll, beforeAll, expect, test } from "vitest";
import { TestHouse } from "../../testing/house.ts";
import { Checkout, join } from "../../testing/shop.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

test("F-045 the next steps name the rooms that stand, each open or closed by the same answer that its own door gives", async () => {
  const partner = await house.partner({ verification: "pending" });
  const { accountId, admin } = partner;
  const { items: steps } = await admin.do("house.steps", { accountId });
  expect(steps.map(({ id }) => id)).toEqual(["users", "starterPack", "benefits", "competencies"]);
  expect(steps[0]!.door).toEqual((await admin.do("accounts.team", { accountId })).moves.add);
  expect(steps[1]!.door).toMatchObject({ open: false, reasons: [{ code: "authorized" }] });
  expect(steps[2]!.door).toEqual({ open: true });
  expect(steps[3]!.link).toMatchObject({
    label: expect.stringContaining("compétences requises"),
    notice: expect.stringContaining("autre site"),
  });

  const verified = await house.partner();
  expect((await verified.admin.do("house.steps", { accountId: verified.accountId })).items[1]!.door).toEqual({ open: true });
  const seller = await house.colleague(verified, ["salesAgent"]);
  expect((await seller.do("house.steps", { accountId: verified.accountId })).items[1]!.door).toMatchObject({
    open: false,
    reasons: [{ code: "role" }],
  });
});

test("F-045 a company that owns the pack is not asked to buy it: the step leads to the membership and says until when it runs", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  await join(house, partner);
  const step = async () => (await admin.do("house.steps", { accountId })).items.find(({ id }) => id === "starterPack")!;
  expect(await step()).toMatchObject({ owned: null, door: { open: true } });

  const checkout = await Checkout.ready(house, admin, accountId);
  await checkout.buy();
  await house.settle();

  const { items } = await admin.do("memberships.list", { accountId });
  const pack = items.find(({ starter }) => starter)!;
  expect((await step()).owned).toEqual({ membershipId: pack.id, endsOn: pack.endsOn });
  // The network's own membership is none of it, and another company's pack is another's.
  const other = await house.partner();
  await join(house, other);
  const steps = (await other.admin.do("house.steps", { accountId: other.accountId })).items;
  expect(steps.map(({ owned }) => owned)).toEqual([null, null, null, null]);
  expect((await other.admin.call("house.steps", { accountId })).status).toBe(404);
});
