import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inOneTransaction } from "../../server/acts.ts";
import { sql } from "../../server/db.ts";
import type { Caller } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { inviteStaff } from "./door.ts";
import { codeOf, codes, companyOf, givePassword, goodPassword, signIn } from "./testing.ts";

let sandbox: TestHouse;
/** A house as an operator runs it: no test clock, no captured mailbox. */
let real: TestHouse;
beforeAll(async () => {
  sandbox = await TestHouse.start({ environment: { TRUST_PROXY: "1" } });
  real = await TestHouse.start({ environment: { TRUST_PROXY: "1", ENTENTE_SANDBOX: "off" } });
});
afterAll(() => Promise.all([sandbox.close(), real.close()]));

const me = async (browser: Caller) => (await browser.do("house.shell", {})).me;
let made = 0;
const invite = async (house: TestHouse, email = `camille.${++made}@vendor.example`) => {
  const invited = await inOneTransaction(
    house.open.house,
    () => {},
    { kind: "staff", id: null, name: "operator" },
    null,
    (act) => inviteStaff(act, { email, givenName: "Camille", familyName: "Dervaux", language: "fr", roles: ["platformAdmin"] }),
  );
  if (!invited.ok) throw new Error(invited.code);
  return { email, ...invited.value };
};
/** Follows the link to its end; the browser is signed in afterwards. */
const join = async (house: TestHouse, options: { email?: string } = {}) => {
  const { email, token } = await invite(house, options.email);
  const browser = house.visitor();
  const { secondFactor } = await browser.do("people.staffInvitation", { token });
  const body = { givenName: "Camille", familyName: "Dervaux", password: goodPassword, code: codeOf(secondFactor.secret) };
  await browser.do("people.acceptStaffInvitation", { token, body });
  return { email, token, browser, secret: secondFactor.secret };
};
const office = (browser: Caller) => browser.send("GET", "/api/v1/office/jobs");

describe("the invitation", () => {
  test("its page shows who is invited and a second factor to set up: letters, an otpauth address and a picture of it", async () => {
    const { email, token } = await invite(real);
    const shown = await real.visitor("en").do("people.staffInvitation", { token });
    expect(shown).toMatchObject({ email, givenName: "Camille", familyName: "Dervaux" });
    expect(shown.secondFactor.secret).toMatch(/^[A-Z2-7]{4}( [A-Z2-7]{4}){7}$/);
    const uri = new URL(shown.secondFactor.uri);
    expect([uri.protocol, uri.searchParams.get("issuer"), uri.searchParams.get("secret")]).toEqual([
      "otpauth:",
      "Partner Center",
      shown.secondFactor.secret.replaceAll(" ", ""),
    ]);
    expect(shown.secondFactor.picture).toMatch(/^<svg [^>]*viewBox="0 0 \d+ \d+"/);
    expect(shown.secondFactor.picture).not.toMatch(/<script|style=|on\w+=/);
  });

  test("loaded twice the page shows the same second factor; reading it writes nothing and ends nothing", async () => {
    const { token } = await invite(real);
    const [one, two] = [
      await real.visitor().do("people.staffInvitation", { token }),
      await real.visitor().do("people.staffInvitation", { token }),
    ];
    expect(one.secondFactor.secret).toBe(two.secondFactor.secret);
  });

  test("name, password and a right code make a member of staff, who is signed in at once; the link has then been used", async () => {
    const { browser, token, email } = await join(real);
    expect(await me(browser)).toMatchObject({ email, complete: true, staff: { roles: ["platformAdmin"] } });
    const again = await real.visitor("en").call("people.staffInvitation", { token });
    expect([again.status, again.problem.code]).toEqual([410, "people.linkUsed"]);
    const facts = await real.db.query<{ type: string }>(
      sql`select type from facts where subject = (select id::text from users where email = ${email}) order by id`,
    );
    expect(facts.map(({ type }) => type)).toEqual(["staff.invited", "staff.joined"]);
  });

  test.each([
    ["a wrong code", { code: "000000" }, ["people.wrongCode /code"]],
    ["letters for a code", { code: "abcdef" }, ["people.wrongCode /code"]],
    ["a short password", { password: "court" }, ["people.passwordShort /password"]],
    ["the vendor's own name as password", { password: "vendor.example 12" }, ["people.passwordPersonal /password"]],
    ["no name", { givenName: " " }, ["field.required /givenName"]],
  ])("%s is refused at its field, and the link stays good", async (_, changes, expected) => {
    const { token } = await invite(real);
    const { secondFactor } = await real.visitor().do("people.staffInvitation", { token });
    const body = { givenName: "Camille", familyName: "Dervaux", password: goodPassword, code: codeOf(secondFactor.secret) };
    const answer = await real.visitor().call("people.acceptStaffInvitation", { token, body: { ...body, ...changes } });
    expect([answer.status, ...codes(answer)]).toEqual([422, ...expected]);
    expect((await real.visitor().call("people.acceptStaffInvitation", { token, body })).status).toBe(200);
  });

  test("codes cannot be tried for ever", async () => {
    const { token } = await invite(real);
    const body = { givenName: "Camille", familyName: "Dervaux", password: goodPassword };
    const statuses = [];
    for (let i = 0; i < 6; i++)
      statuses.push((await real.visitor().call("people.acceptStaffInvitation", { token, body: { ...body, code: `00000${i}` } })).status);
    expect(statuses).toEqual([...Array(5).fill(422), 429]);
  });

  test("a newer link replaces the older one: its second factor is another", async () => {
    const { email, token } = await invite(real);
    const newer = await invite(real, email);
    expect(newer.again).toBe(true);
    expect((await real.visitor().call("people.staffInvitation", { token })).status).toBe(404);
    expect((await real.visitor().call("people.staffInvitation", { token: newer.token })).status).toBe(200);
  });

  test("who lost their phone gets a new link: the old second factor, the old password and every session are over", async () => {
    const before = await join(real);
    const after = await join(real, { email: before.email });
    expect(await me(before.browser)).toBeNull();
    const browser = real.visitor();
    await signIn(browser, before.email, goodPassword);
    expect((await browser.call("people.secondFactor", { body: { code: codeOf(before.secret) } })).problem.code).toBe("people.wrongCode");
    expect((await browser.call("people.secondFactor", { body: { code: codeOf(after.secret, 1) } })).status).toBe(200);
  });

  test("a partner's address cannot become the staff's, nor a personal or a shared one", async () => {
    const { email } = await companyOf(real);
    const refused = (address: string) =>
      inOneTransaction(
        real.open.house,
        () => {},
        { kind: "staff", id: null, name: "operator" },
        null,
        (act) => inviteStaff(act, { email: address, givenName: "C", familyName: "D", language: "fr" }),
      );
    expect(await refused(email)).toMatchObject({ ok: false, code: "people.partnerCannotBeStaff" });
    expect(await refused("camille@gmail.com")).toMatchObject({ ok: false, code: "people.personalMail" });
    expect(await refused("info@vendor.example")).toMatchObject({ ok: false, code: "people.sharedMailbox" });
  });

  test("before the invitation is accepted nobody signs in, and no password can be asked for by mail", async () => {
    const { email } = await invite(real);
    expect((await signIn(real.visitor(), email, goodPassword)).problem.code).toBe("people.wrongCredentials");
    await real.visitor().do("people.forgotPassword", { body: { email } });
    await real.settle();
    expect(await real.db.query(sql`select from mails where to_address = ${email}`)).toEqual([]);
  });
});

describe("the second factor", () => {
  test("outside the sandbox the password alone opens nothing but the step of the second factor", async () => {
    const { email, secret } = await join(real);
    const browser = real.visitor();
    expect((await signIn(browser, email, goodPassword)).body).toEqual({ secondFactorOwed: true, mustChangePassword: false });
    expect(await me(browser)).toMatchObject({ complete: false });
    const closed = await office(browser);
    expect([closed.status, closed.problem.code]).toEqual([401, "session.secondFactor"]);
    const change = await browser.call("people.changePassword", { body: { current: goodPassword, password: "un tout autre troupeau" } });
    expect([change.status, change.problem.code]).toEqual([403, "people.secondFactorOwed"]);

    expect((await browser.call("people.secondFactor", { body: { code: codeOf(secret, 1).replace(/(...)/, "$1 ") } })).body).toEqual({
      secondFactorOwed: false,
      mustChangePassword: false,
    });
    expect(await me(browser)).toMatchObject({ complete: true });
    expect((await office(browser)).status).not.toBe(401);
  });

  test("an unfinished session tells nothing about the accounts and roles behind it", async () => {
    const { email } = await join(real);
    const browser = real.visitor();
    await signIn(browser, email, goodPassword);
    expect(await me(browser)).toMatchObject({ accounts: [], staff: null, enrolment: null });
    await browser.do("house.language", { body: { language: "en" } });
    expect((await real.db.one<{ language: string }>(sql`select language from users where email = ${email}`))?.language).toBe("fr");
  });

  test("the token of the unfinished session is worth nothing after the step", async () => {
    const { email, secret } = await join(real);
    const browser = real.visitor();
    await signIn(browser, email, goodPassword);
    const before = browser.cookies.get("entente")!;
    await browser.do("people.secondFactor", { body: { code: codeOf(secret, 1) } });
    const thief = real.visitor();
    thief.cookies.set("entente", before);
    expect(await me(thief)).toBeNull();
  });

  test("a code opens once: somebody who saw it typed comes too late", async () => {
    const { email, secret } = await join(real);
    const code = codeOf(secret, 1);
    const [browser, thief] = [real.visitor(), real.visitor()];
    await signIn(browser, email, goodPassword);
    await browser.do("people.secondFactor", { body: { code } });
    await signIn(thief, email, goodPassword);
    const replay = await thief.call("people.secondFactor", { body: { code } });
    expect([replay.status, ...codes(replay)]).toEqual([422, "people.usedCode /code"]);
    const older = await thief.call("people.secondFactor", { body: { code: codeOf(secret) } });
    expect(older.status).toBe(422);
    expect(await me(thief)).toMatchObject({ complete: false });
  });

  test("the code that set the second factor up does not sign in either", async () => {
    const { email, secret } = await join(real);
    const browser = real.visitor();
    await signIn(browser, email, goodPassword);
    expect((await browser.call("people.secondFactor", { body: { code: codeOf(secret) } })).problem.code).toBe("people.usedCode");
  });

  test("a code of ten minutes ago, of tomorrow or of somebody else is wrong", async () => {
    const [one, two] = [await join(real), await join(real)];
    const browser = real.visitor();
    await signIn(browser, one.email, goodPassword);
    for (const code of [codeOf(one.secret, -20), codeOf(one.secret, 2880), codeOf(two.secret, 1)]) {
      expect((await browser.call("people.secondFactor", { body: { code } })).problem.code).toBe("people.wrongCode");
    }
  });

  test("after five wrong codes the sixth is not looked at, from any browser", async () => {
    const { email, secret } = await join(real);
    const browser = real.visitor();
    await signIn(browser, email, goodPassword);
    for (let i = 0; i < 5; i++) expect((await browser.call("people.secondFactor", { body: { code: `00000${i}` } })).status).toBe(422);
    const other = real.visitor();
    await signIn(other, email, goodPassword);
    const { status, headers } = await other.call("people.secondFactor", { body: { code: codeOf(secret, 1) } });
    expect([status, Number(headers.get("retry-after")) > 600]).toEqual([429, true]);
  });

  test("outside the sandbox staff who have no second factor are refused, and told how to get one", async () => {
    const staff = await real.staff(["verifier"]);
    await givePassword(real, staff);
    const { status, problem, headers } = await signIn(real.visitor("en"), staff.email, goodPassword);
    expect([status, problem.code]).toEqual([403, "people.secondFactorMissing"]);
    expect(problem.detail).toContain("new invitation link");
    expect(headers.getSetCookie()).toEqual([]);
    expect((await signIn(real.visitor("en"), staff.email, "mauvaise phrase")).problem.code).toBe("people.wrongCredentials");
  });

  test("in the sandbox staff without one sign in with the password, and those who have one owe it", async () => {
    const staff = await sandbox.staff(["verifier"]);
    await givePassword(sandbox, staff);
    expect((await signIn(sandbox.visitor(), staff.email, goodPassword)).body).toMatchObject({ secondFactorOwed: false });
    const { email } = await join(sandbox);
    expect((await signIn(sandbox.visitor(), email, goodPassword)).body).toMatchObject({ secondFactorOwed: true });
  });

  test("a partner owes no code, and a session that is complete is told so", async () => {
    const { email } = await companyOf(real);
    const browser = real.visitor();
    await signIn(browser, email, goodPassword);
    const answer = await browser.call("people.secondFactor", { body: { code: "123456" } });
    expect([answer.status, answer.problem.code]).toEqual([409, "people.noSecondFactorOwed"]);
    expect((await real.visitor().call("people.secondFactor", { body: { code: "123456" } })).problem.code).toBe("session.missing");
  });

  test("the database keeps the second factor sealed, each for its own person", async () => {
    const [one, two] = [await join(real), await join(real)];
    const secretOf = async (email: string) =>
      (await real.db.one<{ id: string; secret: Buffer }>(
        sql`select u.id, secret from authenticators join users u on u.id = user_id where email = ${email}`,
      ))!;
    const [a, b] = [await secretOf(one.email), await secretOf(two.email)];
    await real.db.query(sql`update authenticators set secret = ${a.secret} where user_id = ${b.id}`);
    const browser = real.visitor();
    await signIn(browser, two.email, goodPassword);
    expect((await browser.call("people.secondFactor", { body: { code: codeOf(one.secret, 1) } })).status).toBe(500);
    expect(await me(browser)).toMatchObject({ complete: false });
  });
});

test("a password reset by mail does not replace the second factor", async () => {
  const { email, secret } = await join(sandbox);
  await sandbox.visitor().do("people.forgotPassword", { body: { email } });
  const [mail] = await sandbox.mailsTo(email);
  const token = /reset\/([\w-]+)/.exec(mail!.text)![1]!;
  await sandbox.visitor().do("people.resetPassword", { token, body: { password: "un tout autre troupeau" } });
  const browser = sandbox.visitor();
  expect((await signIn(browser, email, "un tout autre troupeau")).body).toMatchObject({ secondFactorOwed: true });
  await browser.do("people.secondFactor", { body: { code: codeOf(secret, 1) } });
});
