import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../kit/ids.ts";
import { sql } from "../../server/db.ts";
import { hashToken } from "../../server/session.ts";
import { countTry } from "../../server/throttle.ts";
import type { Caller } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { checksAt } from "./hashing.ts";
import { companyOf, givePassword, goodPassword, signIn, someDomain } from "./testing.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start({ environment: { TRUST_PROXY: "1" } });
});
afterAll(() => house.close());

const me = async (browser: Caller) => (await browser.do("house.shell", {})).me;
/** As if from somewhere else on the network. */
const from = (address: string) => ({ "x-forwarded-for": address });
const someAddress = () => `10.${[...randomBytes(3)].join(".")}`;
const sessionsOf = (email: string) =>
  house.db.query<{ tokenHash: Buffer; complete: boolean }>(
    sql`select token_hash as "tokenHash", complete from sessions s join users u on u.id = s.user_id where u.email = ${email}`,
  );

describe("F-055 sign in with work address and password", () => {
  test("F-055 the right password opens a session, and the page knows who it is", async () => {
    const { email } = await companyOf(house);
    const browser = house.visitor();
    expect(await me(browser)).toBeNull();
    const answer = await signIn(browser, `  ${email.toUpperCase()} `, goodPassword);
    expect(answer).toMatchObject({ status: 200, body: { secondFactorOwed: false, mustChangePassword: false } });
    expect(await me(browser)).toMatchObject({ email, complete: true, enrolment: { step: "profile" } });
  });

  test("F-055 the cookie is out of reach of scripts and of other sites, and the database keeps only its hash", async () => {
    const { email } = await companyOf(house);
    const browser = house.visitor();
    const answer = await signIn(browser, email, goodPassword);
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith("entente="))!;
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).toMatch(/; Path=\//);
    const token = browser.cookies.get("entente")!;
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    expect(await sessionsOf(email)).toEqual([{ tokenHash: hashToken(token), complete: true }]);
  });

  test("F-055 behind https the cookie is Secure and bound to this host by its name", async () => {
    const own = await TestHouse.start({ environment: { ENTENTE_URL: "https://partners.vendor.example" } });
    const { email } = await companyOf(own);
    const browser = own.visitor();
    const answer = await signIn(browser, email, goodPassword);
    expect(answer.headers.getSetCookie().join()).toMatch(/^__Host-entente=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(await me(browser)).toMatchObject({ email });
    await own.close();
  });

  test("F-055 a wrong password, an unknown address and a deactivated account get the same answer, word for word", async () => {
    const { email } = await companyOf(house);
    const gone = await companyOf(house);
    await house.db.query(sql`update users set state = 'deactivated' where email = ${gone.email}`);
    const answers = await Promise.all([
      signIn(house.visitor(), email, "une tout autre phrase"),
      signIn(house.visitor(), `personne@${someDomain()}`, goodPassword),
      signIn(house.visitor(), gone.email, goodPassword),
    ]);
    for (const { status, problem, headers } of answers) {
      expect(status).toBe(422);
      expect(problem).toMatchObject({ code: "people.wrongCredentials", params: {} });
      expect(problem.detail).toBe(answers[0].problem.detail);
      expect(problem.errors).toBeUndefined();
      expect(headers.getSetCookie()).toEqual([]);
    }
  });

  test("F-055 an unknown address, a deactivated account and a wrong password are refused after the same work: one hash at one cost", async () => {
    const { email } = await companyOf(house);
    const gone = await companyOf(house);
    await house.db.query(sql`update users set state = 'deactivated' where email = ${gone.email}`);
    const worked = [];
    for (const address of [email, gone.email, `personne@${someDomain()}`]) {
      checksAt.clear();
      await signIn(house.visitor(), address, "une tout autre phrase");
      worked.push([...checksAt]);
    }
    expect(worked).toEqual(Array(3).fill([["argon2id v=19 m=32768,t=3,p=1", 1]]));
  });

  test("F-022 a personal address and a shared mailbox are refused with the reason at the field, in the reader's language", async () => {
    const personal = await signIn(house.visitor("en"), "maelle.kermadec@gmail.com", goodPassword);
    expect(personal.status).toBe(422);
    expect(personal.problem.errors).toEqual([
      {
        pointer: "/email",
        code: "people.personalMail",
        detail: "Personal address. Use one of your company’s, for example first.last@company.example.",
      },
    ]);
    const french = await signIn(house.visitor(), "maelle.kermadec@laposte.net", goodPassword);
    expect(french.problem.detail).toBe(
      "Adresse personnelle. Indiquez une adresse de votre entreprise, par exemple prenom.nom@entreprise.example.",
    );
    const shared = await signIn(house.visitor(), "contact@kermadec.example", goodPassword);
    expect(shared.problem.errors).toEqual([expect.objectContaining({ pointer: "/email", code: "people.sharedMailbox" })]);
  });

  test("a person without a password, as the harness and an unaccepted invitation leave them, cannot sign in", async () => {
    const person = await house.person({ directoryId: null, email: `yann@${someDomain()}`, givenName: "Yann", familyName: "Le Goff" });
    for (const password of ["no password", "", " "]) expect((await signIn(house.visitor(), person.email, password)).status).toBe(422);
  });

  test("F-024 who does not know their work account finds the help, as the programme names it", async () => {
    const { workAccount } = await house.visitor("fr").do("people.signInHelp", {});
    expect(workAccount.label).toBe("Compte professionnel de votre entreprise et Espace partenaires");
    expect(workAccount.url).toMatch(/^https:/);
    expect((await house.visitor("en").do("people.signInHelp", {})).workAccount.label).toBe(
      "Your company’s work account and Partner Center",
    );
  });
});

describe("sessions", () => {
  test("a session planted in somebody's browser is worth nothing after they sign in: the token is always new", async () => {
    const { email } = await companyOf(house);
    const attacker = house.visitor();
    await signIn(attacker, (await companyOf(house)).email, goodPassword);
    const planted = attacker.cookies.get("entente")!;

    const victim = house.visitor();
    victim.cookies.set("entente", planted);
    await signIn(victim, email, goodPassword);
    expect(victim.cookies.get("entente")).not.toBe(planted);
    expect(await me(attacker)).toBeNull();
    expect(await me(victim)).toMatchObject({ email });
  });

  test("an invented token planted before does not become a session", async () => {
    const { email } = await companyOf(house);
    const victim = house.visitor();
    victim.cookies.set("entente", "planted-by-somebody-else");
    await signIn(victim, email, goodPassword);
    const thief = house.visitor();
    thief.cookies.set("entente", "planted-by-somebody-else");
    expect(await me(thief)).toBeNull();
  });

  test("a cookie copied before signing out opens nothing afterwards", async () => {
    const { email } = await companyOf(house);
    const browser = house.visitor();
    await signIn(browser, email, goodPassword);
    const thief = house.visitor();
    thief.cookies.set("entente", browser.cookies.get("entente")!);
    expect(await me(thief)).toMatchObject({ email });

    const out = await browser.call("people.signOut", {});
    expect(out.status).toBe(200);
    expect(browser.cookies.has("entente")).toBe(false);
    expect(await me(thief)).toBeNull();
    expect(await sessionsOf(email)).toEqual([]);
    expect((await browser.call("people.signOut", {})).status).toBe(200);
  });

  test.each([
    ["forged", () => randomBytes(32).toString("base64url")],
    ["empty", () => ""],
    ["not even text", () => "%00%ff';--"],
    ["enormous", () => "a".repeat(6000)],
  ])("a token that is %s is nobody's", async (_, token) => {
    const browser = house.visitor();
    browser.cookies.set("entente", token());
    expect(await me(browser)).toBeNull();
    const answer = await browser.call("people.changePassword", { body: { current: "x", password: goodPassword } });
    expect([answer.status, answer.problem.code]).toEqual([401, "session.missing"]);
  });

  test("a session of eight idle hours is over, one in use goes on, and none outlives a day", async () => {
    const { email } = await companyOf(house);
    const browser = house.visitor();
    await signIn(browser, email, goodPassword);
    const age = (idle: string, old: string) =>
      house.db.query(sql`
        update sessions set seen_at = now() - ${idle}::interval, expires_at = now() - ${idle}::interval + interval '8 hours', created_at = now() - ${old}::interval
        where token_hash = ${hashToken(browser.cookies.get("entente")!)}`);
    const left = async () =>
      (await house.db.one<{ left: number }>(
        sql`select extract(epoch from expires_at - now())::int as left from sessions where token_hash = ${hashToken(browser.cookies.get("entente")!)}`,
      ))!.left;

    await age("7 hours 59 minutes", "8 hours");
    expect(await me(browser)).not.toBeNull();
    expect(await left()).toBeGreaterThan(7.9 * 3600);

    await age("1 hour", "23 hours");
    expect(await me(browser)).not.toBeNull();
    expect(await left()).toBeLessThanOrEqual(3600);

    await age("8 hours 1 second", "8 hours 1 second");
    expect(await me(browser)).toBeNull();
  });

  test("travelling with the sandbox's clock ends nobody's session", async () => {
    const own = await TestHouse.start();
    const { email } = await companyOf(own);
    const browser = own.visitor();
    await signIn(browser, email, goodPassword);
    await own.travel("2031-06-01");
    expect(await me(browser)).toMatchObject({ email });
    await own.close();
  });

  test("somebody deactivated is out at once, in every browser", async () => {
    const partner = await house.partner();
    const colleague = await house.colleague(partner, ["partnerAdmin"]);
    expect(await me(colleague)).not.toBeNull();
    await house.db.query(sql`update users set state = 'deactivated' where id = ${colleague.userId}`);
    expect(await me(colleague)).toBeNull();
  });

  test("what another site makes a browser send neither signs in nor out", async () => {
    const { email } = await companyOf(house);
    const browser = house.visitor();
    const foreign = await signIn(browser, email, goodPassword, { origin: "https://evil.example" });
    expect([foreign.status, foreign.problem.code]).toEqual([403, "request.foreignOrigin"]);
    expect(browser.cookies.has("entente")).toBe(false);
    await signIn(browser, email, goodPassword);
    const out = await browser.call("people.signOut", {}, { headers: { "sec-fetch-site": "cross-site" } });
    expect(out.status).toBe(403);
    expect(await me(browser)).toMatchObject({ email });
  });
});

describe("throttling", () => {
  test("after ten wrong passwords the eleventh try is refused in words and seconds, also with the right password, and only for that address", async () => {
    const { email } = await companyOf(house);
    const other = await companyOf(house);
    for (let i = 0; i < 10; i++)
      expect((await signIn(house.visitor(), email, `mauvaise phrase ${i}`, from(someAddress()))).status).toBe(422);
    const { status, problem, headers } = await signIn(house.visitor("en"), email, goodPassword, from(someAddress()));
    expect([status, problem.code]).toEqual([429, "people.tooManyTries"]);
    expect(problem.detail).toBe("Too many tries. Try again in 15 minutes.");
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(890);
    expect(Number(headers.get("retry-after"))).toBeLessThanOrEqual(900);
    expect((await signIn(house.visitor(), other.email, goodPassword)).status).toBe(200);

    await house.db.query(sql`update throttles set until = now() - interval '1 second' where until > now()`);
    expect((await signIn(house.visitor(), email, goodPassword)).status).toBe(200);
  });

  test("an address without an account is throttled like one that has one", async () => {
    const email = `personne@${someDomain()}`;
    const answers = [];
    for (let i = 0; i < 11; i++) answers.push((await signIn(house.visitor(), email, "phrase quelconque", from(someAddress()))).status);
    expect(answers).toEqual([...Array(10).fill(422), 429]);
  });

  test("a hundred tries at once do not slip through: what is counted is the try, not its end", async () => {
    const { email } = await companyOf(house);
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) => signIn(house.visitor(), email, `mauvaise phrase ${i}`, from(someAddress()))),
    );
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(30);
  });

  test("one network that tries many addresses is stopped, and others are not", async () => {
    const address = someAddress();
    const answers = [];
    for (let i = 0; i < 104; i++)
      answers.push((await signIn(house.visitor(), `p${i}@${someDomain()}`, "phrase quelconque", from(address))).status);
    expect(answers.filter((status) => status === 429)).toHaveLength(4);
    expect((await signIn(house.visitor(), `p@${someDomain()}`, "phrase quelconque", from(someAddress()))).status).toBe(422);
    await house.db.query(sql`update throttles set until = now() - interval '1 second' where until > now()`);
  });

  test("people of one company behind one address do not throttle each other by signing in", async () => {
    const { email } = await companyOf(house);
    const address = someAddress();
    for (let i = 0; i < 30; i++) expect((await signIn(house.visitor(), email, goodPassword, from(address))).status).toBe(200);
    const counters = await house.db.query<{ count: number }>(
      sql`select count from throttles where key like 'signIn.network:%' and count > 0 and until > now()`,
    );
    expect(counters.reduce((sum, { count }) => sum + count, 0)).toBeLessThan(100);
  });

  test("the counters do not say who tried, and those whose time is over are swept", async () => {
    const { email } = await companyOf(house);
    await signIn(house.visitor(), email, "mauvaise phrase");
    const rows = await house.db.query<{ key: string }>(sql`select key from throttles`);
    expect(JSON.stringify(rows)).not.toContain("@");
    await house.db.query(sql`update throttles set until = now() - interval '1 hour'`);
    const over = async () => (await house.db.query(sql`select from throttles where until < now() - interval '30 minutes'`)).length;
    for (let i = 0; (await over()) > 0; i++) {
      if (i > 200) throw new Error("nobody sweeps");
      await countTry(house.db, [{ key: "test:sweeping", most: 1000, seconds: 60 }], house.open.house.clock.machine());
    }
  });
});

describe("forced change", () => {
  test("F-055 a temporary password opens nothing but the page that changes it", async () => {
    const partner = await house.partner();
    const colleague = await house.colleague(partner, ["globalAdmin"]);
    await givePassword(house, colleague, goodPassword, true);
    const browser = house.visitor();
    expect((await signIn(browser, colleague.email, goodPassword)).body).toEqual({ secondFactorOwed: false, mustChangePassword: true });
    const closed = await browser.send("GET", `/api/v1/accounts/${partner.accountId}/memberships`);
    expect([closed.status, closed.problem.code]).toEqual([403, "session.mustChangePassword"]);

    const same = await browser.call("people.changePassword", { body: { current: goodPassword, password: goodPassword } });
    expect(same.problem).toMatchObject({ code: "people.passwordSame", errors: [{ pointer: "/password" }] });
    await browser.do("people.changePassword", { body: { current: goodPassword, password: "trois mots sans lien" } });
    expect(await me(browser)).toMatchObject({ mustChangePassword: false });
    expect((await browser.send("GET", `/api/v1/accounts/${partner.accountId}/memberships`)).status).toBe(200);
  });
});

test("signing in and out are recorded, without password or token", async () => {
  const { email } = await companyOf(house);
  const browser = house.visitor();
  await signIn(browser, email, goodPassword);
  const token = browser.cookies.get("entente")!;
  await browser.do("people.signOut", {});
  const facts = await house.db.query<{ type: string; data: unknown }>(
    sql`select f.type, f.data from facts f join users u on u.id::text = f.subject where u.email = ${email} order by f.id`,
  );
  expect(facts.map(({ type }) => type)).toEqual(["user.created", "user.signedIn", "user.signedOut"]);
  expect(JSON.stringify(facts)).not.toContain(token);
  expect(JSON.stringify(facts)).not.toContain(goodPassword);
});

test.each([
  ["no body", undefined, 422],
  ["an address without @", { email: "maelle", password: goodPassword }, 422],
  ["no password", { email: "maelle@kermadec.example" }, 422],
  ["an empty password", { email: "maelle@kermadec.example", password: "" }, 422],
  ["an unknown field", { email: "maelle@kermadec.example", password: "x", admin: true }, 422],
  ["a number for a password", { email: "maelle@kermadec.example", password: 15 }, 422],
  ["an object for an address", { email: { $ne: "" }, password: "x" }, 422],
  ["a control character in the address", { email: "maelle\u0000@kermadec.example", password: "x" }, 422],
])("%s is refused at its field", async (_, body, status) => {
  const answer = await house
    .visitor()
    .send("POST", "/api/v1/sessions", body && JSON.stringify(body), { "content-type": "application/json" });
  expect(answer.status).toBe(body === undefined ? answer.status : status);
  expect(answer.status).toBeLessThan(500);
  expect(answer.problem.detail).toMatch(/\S/);
});

test("a password of a quarter of a megabyte is a wrong password, not a fault", async () => {
  const { email } = await companyOf(house);
  expect((await signIn(house.visitor(), email, "é".repeat(60_000))).problem.code).toBe("people.wrongCredentials");
  expect((await signIn(house.visitor(), email, "\ud800 demi-signe \u0000 et zéro")).problem.code).toBe("people.wrongCredentials");
});

test("an id that somebody invents for a request is no key to anything", async () => {
  const answer = await house.visitor().send("GET", `/api/v1/password-resets/${newId()}`);
  expect([answer.status, answer.problem.code]).toEqual([404, "people.linkUnknown"]);
});
