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
  const people: string[] = [];
  while (people.length < 10) people.push((await companyOf(house)).email);
  let answered = 0;
  let signing = true;
  const others = (async () => {
    while (signing) {
      await house.visitor().do("house.shell", {});
      answered++;
    }
  })();
  const getIn = async (place: number): Promise<number> => {
    const answer = await signIn(house.visitor(), people[place % 10]!, goodPassword, { "x-forwarded-for": `10.1.1.${place}` });
    if (answer.status !== 503) return answer.status;
    // On a machine with much else to do the line may be longer than its patience; whoever comes back when told gets in.
    await new Promise((later) => setTimeout(later, 1_000));
    return getIn(place);
  };
  const statuses = await Promise.all(Array.from({ length: 60 }, (_, place) => getIn(place)));
  signing = false;
  await others;
  expect(statuses).toEqual(Array(60).fill(200));
  expect(answered).toBeGreaterThan(10);
});

test("more people than the line takes are told so with when to come back, nobody hangs, and who was told may try again at once", async () => {
  const answers = await Promise.all(
    Array.from({ length: 250 }, (_, i) =>
      signIn(house.visitor(), `p${i}@${someDomain()}`, "phrase quelconque", { "x-forwarded-for": `10.2.${i}.1` }),
    ),
  );
  const busy = answers.filter(({ status }) => status === 503);
  const checked = answers.filter(({ status }) => status === 422);
  expect(busy.length + checked.length).toBe(250);
  expect(checked.length).toBeGreaterThan(10);
  expect(busy.length).toBeGreaterThan(0);
  for (const { problem, headers } of busy) expect([problem.code, headers.get("retry-after")]).toEqual(["people.busy", "5"]);
  expect(busy[0]!.problem.detail).toContain("réessayez");
  const counted = await house.db.query<{ count: number }>(sql`select count from throttles where key like 'signIn.person:%' and count > 0`);
  expect(counted).toHaveLength(checked.length);
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
    insert into authenticators (user_id, secret, confirmed_at, last_step) values (${staff.userId}, ${seal(secret, `second factor:${staff.userId}`)}, now(), 0)`);
  await house.db.query(sql`update users set second_factor_since = now() where id = ${staff.userId}`);
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
    const { domain, directoryId } = await companyOf(house);
    const body = {
      domain,
      givenName: "Yann",
      familyName: "Le Goff",
      email: `yann@${domain}`,
      password: goodPassword,
      language: "fr" as const,
    };
    const rival = await house.visitor().do("people.createDirectory", { body });
    const answers = await Promise.all([directoryId, rival.directoryId].map((id) => act((it) => proveDomain(it, id))));
    expect([...answers].sort()).toEqual([false, true]);
    expect(await house.db.query(sql`select from directories where domain = ${domain} and domain_proven_at is not null`)).toHaveLength(1);
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
