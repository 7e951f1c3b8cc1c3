import { afterAll, beforeAll, expect, test } from "vitest";
import { codeOf, goodPassword } from "../rooms/people/testing.ts";
import { TestHouse } from "../testing/house.ts";
import { operate } from "./operator.ts";

let house: TestHouse;
let environment: Record<string, string>;

beforeAll(async () => {
  house = await TestHouse.start();
  const { host, user, database } = house.database.connection;
  environment = {
    DATABASE_URL: `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(host!)}`,
    ENTENTE_SECRET: "the secret of the test house, long enough",
    ENTENTE_URL: "https://partners.example.com",
  };
});
afterAll(() => house.close());

const tokenIn = (said: string): string => /^https:\/\/partners\.example\.com\/staff-invitation\/([\w-]+)\n/.exec(said)![1]!;

test("the operator's link, beside a running copy, lets the first member of staff choose a password and a second factor, once", async () => {
  const said = await operate(["add", "Camille@Vendor.example"], environment);
  expect(said).toMatch(/This link is for camille@vendor\.example, opens once, and is good until /);
  const token = tokenIn(said);

  const browser = house.visitor();
  const shown = await browser.do("people.staffInvitation", { token });
  expect(shown.email).toBe("camille@vendor.example");
  const body = { givenName: "Camille", familyName: "Dervaux", password: goodPassword, code: codeOf(shown.secondFactor.secret) };
  expect((await browser.call("people.acceptStaffInvitation", { token, body })).status).toBe(200);
  expect((await browser.call("people.acceptStaffInvitation", { token, body })).status).toBe(410);
});

test("a second link makes the first one useless", async () => {
  const first = tokenIn(await operate(["add", "jo@vendor.example"], environment));
  const second = await operate(["add", "jo@vendor.example", "--language=en"], environment);

  expect(second).toContain("An earlier one opens nothing any more.");
  expect((await house.visitor().call("people.staffInvitation", { token: first })).status).toBeGreaterThanOrEqual(400);
  expect((await house.visitor().call("people.staffInvitation", { token: tokenIn(second) })).status).toBe(200);
});

test.each([
  ["nothing", [], /^Usage: npm run operator -- add/],
  ["another verb", ["remove", "a@vendor.example"], /^Usage:/],
  ["an unknown option", ["add", "a@vendor.example", "--admin"], /^Usage:/],
  ["what is no address", ["add", "camille"], /^camille is not an e-mail address/],
  ["an address of a mail provider", ["add", "camille@gmail.com"], /./],
])("asked for %s, the operator gets a sentence and nothing happens", async (_, words, sentence) => {
  const before = await house.db.query({ text: "select from users", values: [], name: "all users" });

  await expect(operate(words, environment)).rejects.toMatchObject({ name: "StartError", message: expect.stringMatching(sentence) });
  expect(await house.db.query({ text: "select from users", values: [], name: "all users" })).toHaveLength(before.length);
});

test("with another secret than the database's nothing is given out", async () => {
  const wrong = { ...environment, ENTENTE_SECRET: "another secret of at least thirty-two characters" };

  await expect(operate(["add", "a@vendor.example"], wrong)).rejects.toThrow(/not the one this database was sealed with/);
});
