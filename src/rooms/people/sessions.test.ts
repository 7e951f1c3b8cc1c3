import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../server/db.ts";
import { TestHouse } from "../../testing/house.ts";
import { givePassword, goodPassword, signIn } from "./testing.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

const firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
const safari =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

/** Somebody with two more browsers open. */
async function threeSessions() {
  const who = (await house.partner()).admin;
  await givePassword(house, who);
  const [office, phone] = [house.visitor(), house.visitor()];
  await signIn(office, who.email, goodPassword, { "user-agent": firefox });
  await signIn(phone, who.email, goodPassword, { "user-agent": safari });
  return { who, office, phone };
}

test("my sessions are listed with their device in words, first and last use, and the one that asks is marked", async () => {
  const { who, office, phone } = await threeSessions();
  const { items } = await office.do("people.sessions", {});
  expect(items).toHaveLength(3);
  expect(items.filter(({ here }) => here)).toEqual([
    expect.objectContaining({ device: { browser: "Firefox", system: "Windows" }, complete: true, beganAt: expect.any(String) }),
  ]);
  const mine = (await phone.do("people.sessions", {})).items.find(({ here }) => here)!;
  expect(mine.device).toEqual({ browser: "Safari", system: "iPhone" });
  expect((await who.do("people.sessions", {})).items.find(({ here }) => here)!.device).toEqual({ browser: null, system: null });
});

test("the list is read page by page, and a strange cursor asks for the first", async () => {
  const { office } = await threeSessions();
  const one = await office.do("people.sessions", { limit: 2 });
  const two = await office.do("people.sessions", { limit: 2, cursor: one.nextCursor! });
  expect([one.items.length, two.items.length, two.nextCursor]).toEqual([2, 1, null]);
  expect(new Set([...one.items, ...two.items].map(({ id }) => id)).size).toBe(3);
  expect((await office.do("people.sessions", { limit: 2, cursor: "nonsense" })).items).toEqual(one.items);
});

test("one is ended at once and told by mail; not this one, not a stranger's, not twice", async () => {
  const { who, office, phone } = await threeSessions();
  const { items } = await office.do("people.sessions", {});
  const [phones, own] = [items.find(({ device }) => device.system === "iPhone")!, items.find(({ here }) => here)!];
  const stranger = (await house.partner()).admin;
  expect((await stranger.call("people.endSession", { sessionId: phones.id })).status).toBe(404);
  expect((await office.call("people.endSession", { sessionId: own.id })).status).toBe(404);
  await office.do("people.endSession", { sessionId: phones.id });
  expect((await phone.do("house.shell", {})).me).toBeNull();
  expect((await office.call("people.endSession", { sessionId: phones.id })).problem.code).toBe("people.noSession");
  const [mail] = await house.mailsTo(who.email);
  expect(mail).toMatchObject({ subject: "Connexions fermées" });
});

test("all others are ended together, and this one goes on", async () => {
  const { who, office, phone } = await threeSessions();
  expect(await office.do("people.endOtherSessions", {})).toEqual({ ended: 2 });
  expect((await phone.do("house.shell", {})).me).toBeNull();
  expect((await who.do("house.shell", {})).me).toBeNull();
  expect((await office.do("people.sessions", {})).items).toHaveLength(1);
  expect(await office.do("people.endOtherSessions", {})).toEqual({ ended: 0 });
});

test("what has run out is not listed", async () => {
  const { office, who } = await threeSessions();
  await house.db.query(sql`update sessions set expires_at = created_at where user_id = ${who.userId} and user_agent = ${safari}`);
  expect((await office.do("people.sessions", {})).items).toHaveLength(2);
});
