import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { newId } from "../../kit/ids.ts";
import { sql } from "../../server/db.ts";
import type { Caller } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { codes, companyOf, goodPassword, signIn, someDomain, tokenInMail } from "./testing.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start({ environment: { TRUST_PROXY: "1" } });
});
afterAll(() => house.close());

const better = "un tout autre troupeau";
const me = async (browser: Caller) => (await browser.do("house.shell", {})).me;
const signedIn = async (email: string, password: string = goodPassword) => {
  const browser = house.visitor();
  expect((await signIn(browser, email, password)).status).toBe(200);
  return browser;
};

describe("changing one's password", () => {
  test("the new one signs in, the old one does not; every other browser is out, this one stays in with another token", async () => {
    const { email } = await companyOf(house);
    const [here, there] = [await signedIn(email), await signedIn(email)];
    const thief = house.visitor();
    thief.cookies.set("entente", here.cookies.get("entente")!);

    await here.do("people.changePassword", { body: { current: goodPassword, password: better } });
    expect(await me(here)).toMatchObject({ email });
    expect(await me(there)).toBeNull();
    expect(await me(thief)).toBeNull();
    expect((await signIn(house.visitor(), email, goodPassword)).status).toBe(422);
    await signedIn(email, better);
  });

  test("the person is told by mail, in their language, with what to do if it was not them", async () => {
    const { email } = await companyOf(house, { language: "en" });
    await (await signedIn(email)).do("people.changePassword", { body: { current: goodPassword, password: better } });
    const [mail] = await house.mailsTo(email);
    expect(mail).toMatchObject({ subject: "Your password has changed", language: "en" });
    expect(mail?.text).toContain(`${house.open.house.url}/password/forgotten`);
    expect(mail?.text).not.toContain(better);
  });

  test.each([
    ["a wrong present password", { current: "pas celui-là du tout", password: better }, ["people.wrongCurrent /current"]],
    ["a short new one", { current: goodPassword, password: "court" }, ["people.passwordShort /password"]],
    ["both wrong", { current: "non", password: "court" }, ["people.passwordShort /password", "people.wrongCurrent /current"]],
    ["the same again", { current: goodPassword, password: goodPassword }, ["people.passwordSame /password"]],
    ["one's own name", { current: goodPassword, password: "Maëlle Le Goff 29" }, ["people.passwordPersonal /password"]],
  ])("%s is refused at its field, and nothing changes", async (_, body, expected) => {
    const { email } = await companyOf(house);
    const [browser, other] = [await signedIn(email), await signedIn(email)];
    const answer = await browser.call("people.changePassword", { body });
    expect([answer.status, ...codes(answer)]).toEqual([422, ...expected]);
    expect(await me(other)).not.toBeNull();
    await signedIn(email);
  });

  test("whoever found a browser open cannot try passwords through it for ever", async () => {
    const { email } = await companyOf(house);
    const browser = await signedIn(email);
    const statuses = [];
    for (let i = 0; i < 11; i++)
      statuses.push((await browser.call("people.changePassword", { body: { current: `essai numéro ${i}`, password: better } })).status);
    expect(statuses).toEqual([...Array(10).fill(422), 429]);
  });

  test("nobody changes anybody's password without a session", async () => {
    const answer = await house.visitor().call("people.changePassword", { body: { current: goodPassword, password: better } });
    expect([answer.status, answer.problem.code]).toEqual([401, "session.missing"]);
  });
});

describe("password forgotten", () => {
  const forget = (email: string, language: "fr" | "en" = "fr", headers = {}) =>
    house.visitor(language).call("people.forgotPassword", { body: { email } }, { headers });

  test("the mail's link opens a page, the new password signs in, and every earlier session is over", async () => {
    const { email } = await companyOf(house);
    const before = await signedIn(email);
    expect((await forget(` ${email.toUpperCase()} `)).status).toBe(202);
    const token = await tokenInMail(house, email);
    const visitor = house.visitor();
    expect(await visitor.do("people.passwordReset", { token })).toMatchObject({ email });
    expect(await visitor.do("people.passwordReset", { token })).toMatchObject({ email });

    const reset = await visitor.call("people.resetPassword", { token, body: { password: better } });
    expect(reset).toMatchObject({ status: 200, body: { email } });
    expect(reset.headers.getSetCookie()).toEqual([]);
    expect(await me(before)).toBeNull();
    expect((await signIn(house.visitor(), email, goodPassword)).status).toBe(422);
    await signedIn(email, better);
    expect((await house.mailsTo(email)).map(({ subject }) => subject)).toEqual([
      "Votre mot de passe a changé",
      "Choisissez un nouveau mot de passe",
    ]);
  });

  test("an address without an account gets the same answer and no mail; so do a deactivated person and one without a password", async () => {
    const { email } = await companyOf(house);
    const gone = await companyOf(house);
    await house.db.query(sql`update users set state = 'deactivated' where email = ${gone.email}`);
    const none = await house.person({ directoryId: null, email: `yann@${someDomain()}`, givenName: "Yann", familyName: "Le Goff" });
    await house.db.query(sql`update users set password_hash = null where id = ${none.userId}`);

    const answers = await Promise.all([email, `personne@${someDomain()}`, gone.email, none.email].map((address) => forget(address)));
    for (const { status, body } of answers) expect([status, body]).toEqual([202, {}]);
    expect(await house.mailsTo(email)).toHaveLength(1);
    expect(await house.mailsTo(gone.email)).toHaveLength(0);
    expect(await house.mailsTo(none.email)).toHaveLength(0);
  });

  test("what is done before the answer is the same whether the address has an account or not: a job is written down, nobody is looked up", async () => {
    const own = await TestHouse.start();
    const { email } = await companyOf(own);
    await own.open.jobs.stop();
    const asked: string[][] = [];
    for (const address of [email, `personne@${someDomain()}`]) {
      const statements = vi.spyOn(pg.Client.prototype, "query");
      await own.visitor().do("people.forgotPassword", { body: { email: address } });
      const texts = statements.mock.calls.map(([statement]) => String((statement as { text?: string }).text ?? statement));
      // Not what the bell of the other house asks meanwhile.
      asked.push(texts.filter((text) => text.includes(" ") && !/ from jobs\s/.test(text)));
      statements.mockRestore();
    }
    expect(asked[0]).toEqual(asked[1]);
    expect(asked[0]!.join()).toContain("insert into jobs");
    expect(asked[0]!.join()).not.toContain("from users");
    await own.close();
  });

  test("the mail is in the language of the person, whatever the language of the page it was asked from", async () => {
    const { email } = await companyOf(house, { language: "en" });
    await forget(email, "fr");
    const [mail] = await house.mailsTo(email);
    expect(mail).toMatchObject({ subject: "Choose a new password", language: "en" });
    expect(mail?.text).toContain("opens once");
    expect(mail?.html).toContain('lang="en"');
  });

  test("a link is used once: the second time it says that it has been", async () => {
    const { email } = await companyOf(house);
    await forget(email);
    const token = await tokenInMail(house, email);
    await house.visitor().do("people.resetPassword", { token, body: { password: better } });
    const read = await house.visitor("en").call("people.passwordReset", { token });
    const again = await house.visitor("en").call("people.resetPassword", { token, body: { password: "encore un autre troupeau" } });
    for (const { status, problem } of [read, again]) expect([status, problem.code]).toEqual([410, "people.linkUsed"]);
    expect(again.problem.detail).toBe("This link has already been used. It opens once; ask for a new one.");
    await signedIn(email, better);
  });

  test("a refused password does not use the link up", async () => {
    const { email } = await companyOf(house);
    await forget(email);
    const token = await tokenInMail(house, email);
    const refused = await house.visitor().call("people.resetPassword", { token, body: { password: "motdepasse202620" } });
    expect([refused.status, ...codes(refused)]).toEqual([422, "people.passwordCommon /password"]);
    await house.visitor().do("people.resetPassword", { token, body: { password: better } });
  });

  test("a newer link replaces the older one, and changing the password ends both", async () => {
    const { email } = await companyOf(house);
    await forget(email);
    const first = await tokenInMail(house, email);
    await forget(email);
    const second = await tokenInMail(house, email);
    expect(second).not.toBe(first);
    expect((await house.visitor().call("people.passwordReset", { token: first })).status).toBe(404);
    await (await signedIn(email)).do("people.changePassword", { body: { current: goodPassword, password: better } });
    expect((await house.visitor().call("people.passwordReset", { token: second })).status).toBe(404);
  });

  test("a link of another kind, of somebody deactivated meanwhile, or made up opens nothing", async () => {
    const { email } = await companyOf(house);
    await forget(email);
    const token = await tokenInMail(house, email);
    expect((await house.visitor().call("people.staffInvitation", { token })).status).toBe(404);
    await house.db.query(sql`update users set state = 'deactivated' where email = ${email}`);
    expect((await house.visitor().call("people.resetPassword", { token, body: { password: better } })).problem.code).toBe(
      "people.linkExpired",
    );
    for (const forged of [newId(), "x", "%2e%2e%2f", "a".repeat(100)])
      expect((await house.visitor().call("people.passwordReset", { token: forged })).status).toBe(404);
  });

  test("somebody locked out by another person's tries is let in again by their mailbox", async () => {
    const { email } = await companyOf(house);
    for (let i = 0; i < 11; i++) await signIn(house.visitor(), email, `essai ${i}`);
    expect((await signIn(house.visitor(), email, goodPassword)).status).toBe(429);
    await forget(email);
    await house.visitor().do("people.resetPassword", { token: await tokenInMail(house, email), body: { password: better } });
    await signedIn(email, better);
  });

  test("nobody's mailbox is filled: three mails an hour, and the answer stays the same", async () => {
    const { email } = await companyOf(house);
    for (let i = 0; i < 6; i++) expect((await forget(email, "fr", { "x-forwarded-for": `10.9.8.${i}` })).status).toBe(202);
    expect(await house.mailsTo(email)).toHaveLength(3);
  });

  test("one network that asks for many addresses is stopped", async () => {
    const statuses = [];
    for (let i = 0; i < 31; i++) statuses.push((await forget(`p${i}@${someDomain()}`, "fr", { "x-forwarded-for": "10.7.7.7" })).status);
    expect(statuses).toEqual([...Array(30).fill(202), 429]);
  });

  test("a double press sends one mail", async () => {
    const { email } = await companyOf(house);
    const key = newId();
    const browser = house.visitor();
    await Promise.all([1, 2].map(() => browser.call("people.forgotPassword", { body: { email } }, { key })));
    expect(await house.mailsTo(email)).toHaveLength(1);
  });

  test("what a visitor typed does not stand open in the database", async () => {
    const email = `personne@${someDomain()}`;
    await forget(email);
    await house.settle();
    const jobs = await house.db.query(sql`select payload from jobs where kind = 'people.mailPasswordReset'`);
    expect(JSON.stringify(jobs)).not.toContain(email.slice(9));
  });

  test("the database keeps the hash of a link's token alone", async () => {
    const { email } = await companyOf(house);
    await forget(email);
    const token = await tokenInMail(house, email);
    const rows = await house.db.query(sql`select encode(token_hash, 'escape') || subject as all from links`);
    const mails = await house.db.query(sql`select encode(body, 'escape') as body from mails where to_address = ${email}`);
    expect(JSON.stringify([rows, mails])).not.toContain(token);
  });
});
