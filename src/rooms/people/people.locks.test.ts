import { afterAll, beforeAll, expect, test } from "vitest";
import { inOneTransaction } from "../../server/acts.ts";
import type { Act } from "../../server/context.ts";
import { sql } from "../../server/db.ts";
import { TestHouse } from "../../testing/house.ts";
import { deactivateUser, proveDomain } from "./door.ts";
import { codeOf, companyOf, givePassword, goodPassword, signIn, someDomain, tokenInMail } from "./testing.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start({ environment: { TRUST_PROXY: "1" } });
});
afterAll(() => house.close());

const act = <T>(work: (act: Act) => Promise<T>): Promise<T> =>
  inOneTransaction(house.open.house, () => {}, { kind: "clock", id: null, name: "" }, null, work);
const idOf = async (email: string) => (await house.db.one<{ id: string }>(sql`select id from users where email = ${email}`))!.id;

test("sixty people signing in at once all get in, while everything else goes on being answered", async () => {
  const { email } = await companyOf(house);
  let worst = 0;
  let signing = true;
  const others = (async () => {
    while (signing) {
      const start = performance.now();
      await house.visitor().do("house.shell", {});
      worst = Math.max(worst, performance.now() - start);
    }
  })();
  const answers = await Promise.all(
    Array.from({ length: 60 }, async (_, i) => {
      const one = await companyOf(house, { domain: `p${i}.${someDomain()}` }).catch(() => ({ email }));
      return signIn(house.visitor(), one.email, goodPassword, { "x-forwarded-for": `10.1.1.${i}` });
    }),
  );
  signing = false;
  await others;
  expect(answers.filter(({ status }) => status === 200).length).toBe(60);
  expect(worst).toBeLessThan(1_500);
});

test("more people than the line takes are told so with when to come back, nobody hangs, and who was told may try again at once", async () => {
  const start = performance.now();
  const answers = await Promise.all(
    Array.from({ length: 180 }, (_, i) =>
      signIn(house.visitor(), `p${i}@${someDomain()}`, "phrase quelconque", { "x-forwarded-for": `10.2.${i}.1` }),
    ),
  );
  const busy = answers.filter(({ status }) => status === 503);
  expect(answers.filter(({ status }) => status === 422).length).toBeGreaterThanOrEqual(100);
  expect(busy.length + answers.filter(({ status }) => status === 422).length).toBe(180);
  expect(busy.length).toBeGreaterThan(0);
  for (const { problem, headers } of busy) expect([problem.code, headers.get("retry-after")]).toEqual(["people.busy", "5"]);
  expect(busy[0]!.problem.detail).toContain("réessayez");
  expect(performance.now() - start).toBeLessThan(20_000);
  const counted = await house.db.query<{ count: number }>(sql`select count from throttles where key like 'signIn.person:%' and count > 0`);
  expect(counted.every(({ count }) => count === 1)).toBe(true);
});

test("one address enrolled by two people at once makes one account, and the other is told", async () => {
  const domain = someDomain();
  const body = {
    domain,
    givenName: "Maëlle",
    familyName: "Kermadec",
    email: `maelle@${domain}`,
    password: goodPassword,
    language: "fr" as const,
  };
  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      house.visitor().call("people.createDirectory", { body }, { headers: { "x-forwarded-for": "10.3.3.3" } }),
    ),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ problem }) => problem.code === "people.emailTaken")).toHaveLength(7);
  expect(await house.db.query(sql`select from directories where domain = ${domain}`)).toHaveLength(1);
});

test("a link followed by eight browsers at once sets one password", async () => {
  const { email } = await companyOf(house);
  await house.visitor().do("people.forgotPassword", { body: { email } });
  const token = await tokenInMail(house, email);
  const passwords = Array.from({ length: 8 }, (_, i) => `troupeau de la maison ${"bcdfghjk"[i]}`);
  const answers = await Promise.all(
    passwords.map((password) => house.visitor().call("people.resetPassword", { token, body: { password } })),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ problem }) => problem.code === "people.linkUsed")).toHaveLength(7);
  const winner = passwords[answers.findIndex(({ status }) => status === 200)]!;
  expect((await signIn(house.visitor(), email, winner)).status).toBe(200);
});

test("one code given by eight browsers at once opens one session", async () => {
  const staff = await house.staff(["platformAdmin"]);
  await givePassword(house, staff);
  const { seal } = house.open.house.secret;
  const secret = Buffer.from("12345678901234567890");
  await house.db.query(sql`
    update staff set totp_secret = ${seal(secret, `second factor:${staff.userId}`)}, totp_confirmed_at = now() where user_id = ${staff.userId}`);
  const browsers = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const browser = house.visitor();
      await signIn(browser, staff.email, goodPassword);
      return browser;
    }),
  );
  const code = codeOf("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  const answers = await Promise.all(browsers.map((browser) => browser.call("people.secondFactor", { body: { code } })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422]);
  expect(answers.filter(({ problem }) => problem.code === "people.usedCode")).toHaveLength(3);
});

test("who changes their password while somebody signs in with the old one leaves no session of the old one behind", async () => {
  for (let round = 0; round < 6; round++) {
    const { email } = await companyOf(house);
    const owner = house.visitor();
    await signIn(owner, email, goodPassword);
    const thieves = Array.from({ length: 6 }, () => house.visitor());
    await Promise.all([
      ...thieves.map((thief) => signIn(thief, email, goodPassword)),
      owner.do("people.changePassword", { body: { current: goodPassword, password: "un tout autre troupeau" } }),
    ]);
    for (const thief of thieves) expect((await thief.do("house.shell", {})).me).toBeNull();
    expect((await owner.do("house.shell", {})).me).toMatchObject({ email });
  }
});

test("who signs in while being deactivated is out, and stays out after being reactivated by hand", async () => {
  for (let round = 0; round < 6; round++) {
    const { email } = await companyOf(house);
    const userId = await idOf(email);
    const browsers = Array.from({ length: 4 }, () => house.visitor());
    await Promise.all([...browsers.map((browser) => signIn(browser, email, goodPassword)), act((one) => deactivateUser(one, { userId }))]);
    await house.db.query(sql`update users set state = 'active' where id = ${userId}`);
    for (const browser of browsers) expect((await browser.do("house.shell", {})).me).toBeNull();
  }
});

test("two companies proving one domain at the same moment: one has it", async () => {
  for (let round = 0; round < 4; round++) {
    const one = await companyOf(house);
    const two = await companyOf(house, { domain: `brest.${one.domain}` });
    const answers = await Promise.all([one, two, one, two].map(({ directoryId }) => act((it) => proveDomain(it, directoryId))));
    expect(answers.filter(Boolean)).toHaveLength(2);
    expect(
      await house.db.query(sql`select from directories where domain like ${`%${one.domain}`} and domain_proven_at is not null`),
    ).toHaveLength(1);
  }
});

test("two changes of one password at once: one of them is told that the present password is another", async () => {
  const { email } = await companyOf(house);
  const browsers = await Promise.all(
    [1, 2].map(async () => {
      const browser = house.visitor();
      await signIn(browser, email, goodPassword);
      return browser;
    }),
  );
  const answers = await Promise.all(
    browsers.map((browser, i) =>
      browser.call("people.changePassword", { body: { current: goodPassword, password: `un tout autre troupeau ${i}` } }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).not.toEqual([200, 200]);
});
