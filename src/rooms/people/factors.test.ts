import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "../../server/db.ts";
import type { Caller, Colleague } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { Device } from "../../testing/passkey.ts";
import { codeOf, codes, givePassword, goodPassword, signIn } from "./testing.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start({ environment: { ENTENTE_URL: "http://localhost:4711" } });
});
afterAll(() => house.close());

const origin = "http://localhost:4711";

/** Somebody with a password and a session, in a company of their own. */
async function somebody(): Promise<Colleague> {
  const partner = await house.partner();
  const who = await house.colleague(partner, ["salesAgent"]);
  await givePassword(house, who);
  return who;
}

/** Sets up the authenticator application; the code after it is one step further. */
async function withAuthenticator(who: Caller) {
  const { secret } = await who.do("people.offerAuthenticator", {});
  const { recoveryCodes } = await who.do("people.addAuthenticator", { body: { code: codeOf(secret) } });
  return { secret, recoveryCodes };
}

async function withPasskey(who: Colleague, name = "Ordinateur du bureau") {
  const device = new Device(origin, who.userId);
  const { options } = await who.do("people.offerPasskey", {});
  const added = await who.do("people.addPasskey", { body: { name, passkey: device.make(options) } });
  return { device, ...added };
}

/** Signs in with the password in a new browser, which then owes its second factor. */
async function owing(who: Colleague): Promise<Caller> {
  const browser = house.visitor();
  const answer = await signIn(browser, who.email, goodPassword);
  expect(answer.body).toEqual({ secondFactorOwed: true, mustChangePassword: false });
  return browser;
}

/** What the machine's clock would do in a quarter of an hour. */
const forget = (who: Colleague) =>
  house.db.query(sql`update sessions set factor_at = factor_at - interval '16 minutes' where user_id = ${who.userId}`);

const complete = async (browser: Caller) => (await browser.do("house.shell", {})).me?.complete;

describe("the authenticator application", () => {
  test("is offered without writing anything, confirmed by its code, owed from then on, and brings ten recovery codes once", async () => {
    const who = await somebody();
    const [one, two] = [await who.do("people.offerAuthenticator", {}), await who.do("people.offerAuthenticator", {})];
    expect(one.secret).toBe(two.secret);
    expect(await who.do("people.factors", {})).toMatchObject({ authenticator: null, passkeys: [], recoveryCodes: 0, recent: true });

    const { secret, recoveryCodes } = await withAuthenticator(who);
    expect(new Set(recoveryCodes).size).toBe(10);
    for (const code of recoveryCodes!) expect(code).toMatch(/^[a-km-np-z2-9]{4}(-[a-km-np-z2-9]{4}){2}$/);
    expect(await who.do("people.factors", {})).toMatchObject({ authenticator: {}, recoveryCodes: 10, recent: true });

    const browser = await owing(who);
    expect(await complete(browser)).toBe(false);
    expect((await browser.call("people.sessions", {})).problem.code).toBe("session.secondFactor");
    await browser.do("people.secondFactor", { body: { code: codeOf(secret, 1) } });
    expect(await complete(browser)).toBe(true);
    const [mail] = await house.mailsTo(who.email);
    expect(mail).toMatchObject({ subject: "Application d’authentification ajoutée" });
    const { text } = (await house.db.one<{ text: string }>(
      sql`select (select string_agg(data::text, '') from facts where subject = ${who.userId}) || encode(secret, 'escape') as text
        from authenticators where user_id = ${who.userId}`,
    ))!;
    expect(text).not.toContain(secret.replaceAll(" ", ""));
  });

  test("a session that still owes its factor can neither set up another, nor read or remove what there is", async () => {
    const who = await somebody();
    await withAuthenticator(who);
    const thief = await owing(who);
    const asked = [
      await thief.call("people.factors", {}),
      await thief.call("people.offerAuthenticator", {}),
      await thief.call("people.addAuthenticator", { body: { code: "123456" } }),
      await thief.call("people.offerPasskey", {}),
      await thief.call("people.addPasskey", { body: { name: "x", passkey: new Device(origin).make({ challenge: "AA" }) } }),
      await thief.call("people.newRecoveryCodes", {}),
      await thief.call("people.removeAuthenticator", {}),
    ];
    for (const answer of asked) expect([answer.status, answer.problem.code]).toEqual([401, "session.secondFactor"]);
  });

  test.each([
    ["a wrong code", "000000"],
    ["letters", "abcdef"],
  ])("%s confirms nothing", async (_, code) => {
    const who = await somebody();
    const answer = await who.call("people.addAuthenticator", { body: { code } });
    expect([answer.status, codes(answer)]).toEqual([422, ["people.wrongCode /code"]]);
    expect((await who.do("people.factors", {})).authenticator).toBeNull();
  });

  test("five wrong codes close it for a while, refused tries are counted too", async () => {
    const who = await somebody();
    for (let n = 0; n < 5; n++) await who.call("people.addAuthenticator", { body: { code: "000000" } });
    const { secret } = await who.do("people.offerAuthenticator", {});
    const answer = await who.call("people.addAuthenticator", { body: { code: codeOf(secret) } });
    expect([answer.status, answer.problem.code]).toEqual([429, "people.tooManyTries"]);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  test("a double click sets it up once and shows the same recovery codes; another try is told that it is there", async () => {
    const who = await somebody();
    const { secret } = await who.do("people.offerAuthenticator", {});
    const body = { code: codeOf(secret) };
    const key = "the-same-intention";
    const [one, two] = await Promise.all([
      who.call("people.addAuthenticator", { body }, { key }),
      who.call("people.addAuthenticator", { body }, { key }),
    ]);
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(one.body).toEqual(two.body);
    expect((await who.call("people.addAuthenticator", { body })).problem.code).toBe("people.authenticatorKnown");
    expect((await who.call("people.offerAuthenticator", {})).problem.code).toBe("people.authenticatorKnown");
  });

  test("removed, it is owed no more; the next one offered has another secret; the recovery codes go with the last factor", async () => {
    const who = await somebody();
    const { secret, recoveryCodes } = await withAuthenticator(who);
    await who.do("people.removeAuthenticator", {});
    expect(await who.do("people.factors", {})).toMatchObject({ authenticator: null, recoveryCodes: 0 });
    expect((await signIn(house.visitor(), who.email, goodPassword)).body).toMatchObject({ secondFactorOwed: false });
    expect((await who.do("people.offerAuthenticator", {})).secret).not.toBe(secret);
    expect((await who.call("people.removeAuthenticator", {})).status).toBe(404);
    await withAuthenticator(who);
    const browser = await owing(who);
    expect((await browser.call("people.secondFactor", { body: { code: recoveryCodes![0]! } })).problem.code).toBe("people.usedCode");
  });
});

describe("recovery codes", () => {
  test("each opens once, however it is typed, and the person is told how many are left", async () => {
    const who = await somebody();
    const { recoveryCodes } = await withAuthenticator(who);
    const code = recoveryCodes![3]!;
    const browser = await owing(who);
    await browser.do("people.secondFactor", { body: { code: ` ${code.toUpperCase().replaceAll("-", " ")} ` } });
    expect(await complete(browser)).toBe(true);
    const again = await (await owing(who)).call("people.secondFactor", { body: { code } });
    expect([again.status, codes(again)]).toEqual([422, ["people.usedCode /code"]]);
    const [mail] = await house.mailsTo(who.email);
    expect(mail).toMatchObject({ subject: "Un code de secours a servi" });
    expect(mail!.text).toContain("Il en reste 9");
    const kept = await house.db.query<{ kept: string }>(
      sql`select encode(code_index, 'escape') as kept from recovery_codes where user_id = ${who.userId}`,
    );
    expect(JSON.stringify(kept)).not.toContain(code.replaceAll("-", ""));
  });

  test("given by four browsers at once, one is in", async () => {
    const who = await somebody();
    const { recoveryCodes } = await withAuthenticator(who);
    const browsers = [await owing(who), await owing(who), await owing(who), await owing(who)];
    const answers = await Promise.all(browsers.map((each) => each.call("people.secondFactor", { body: { code: recoveryCodes![0]! } })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422]);
  });

  test("somebody else's opens nothing, and new ones end the earlier", async () => {
    const [who, other] = [await somebody(), await somebody()];
    const { recoveryCodes } = await withAuthenticator(who);
    await withAuthenticator(other);
    const stolen = await (await owing(other)).call("people.secondFactor", { body: { code: recoveryCodes![0]! } });
    expect(stolen.problem.code).toBe("people.usedCode");
    const fresh = await who.do("people.newRecoveryCodes", {});
    expect(fresh.recoveryCodes.filter((code) => recoveryCodes!.includes(code))).toEqual([]);
    expect((await (await owing(who)).call("people.secondFactor", { body: { code: recoveryCodes![1]! } })).status).toBe(422);
    expect((await (await owing(who)).call("people.secondFactor", { body: { code: fresh.recoveryCodes[0]! } })).status).toBe(200);
  });

  test("without a factor there are none to make", async () => {
    const answer = await (await somebody()).call("people.newRecoveryCodes", {});
    expect([answer.status, answer.problem.code]).toEqual([409, "people.noFactor"]);
  });
});

describe("passkeys", () => {
  test("one signs in by itself, without password, in a browser that knows nobody", async () => {
    const who = await somebody();
    const { device, recoveryCodes } = await withPasskey(who);
    expect(recoveryCodes).toHaveLength(10);
    const browser = house.visitor();
    const { options } = await browser.do("people.offerPasskeySignIn", {});
    expect(options).toMatchObject({ rpId: "localhost", userVerification: "required" });
    expect(await browser.do("people.passkeySignIn", { body: { passkey: device.sign(options) } })).toEqual({
      secondFactorOwed: false,
      mustChangePassword: false,
    });
    expect((await browser.do("house.shell", {})).me).toMatchObject({ email: who.email, complete: true });
    const [kept] = (await who.do("people.factors", {})).passkeys;
    expect(kept).toMatchObject({ name: "Ordinateur du bureau", lastUsedAt: expect.any(String) });
  });

  test("one is the second factor after the password", async () => {
    const who = await somebody();
    const { device } = await withPasskey(who);
    const browser = await owing(who);
    expect(await browser.do("people.owedFactor", {})).toEqual({ authenticator: false, passkeys: true, recoveryCodes: true });
    const { options } = await browser.do("people.offerFactor", {});
    expect(options).toMatchObject({ allowCredentials: [{ id: device.id }] });
    await browser.do("people.passkeyFactor", { body: { passkey: device.sign(options) } });
    expect(await complete(browser)).toBe(true);
  });

  test.each([
    ["made on another site", { origin: "https://entente.example" }],
    ["made for another host", { rpId: "entente.example" }],
    ["made without finger, face or PIN", { unverified: true }],
    ["that is a signature, not a new key", { type: "webauthn.get" }],
  ])("one %s is not kept", async (_, lie) => {
    const who = await somebody();
    const { options } = await who.do("people.offerPasskey", {});
    const answer = await who.call("people.addPasskey", { body: { name: "x", passkey: new Device(origin).make(options, lie) } });
    expect([answer.status, answer.problem.code]).toEqual([422, "people.passkeyRefused"]);
    expect((await who.do("people.factors", {})).passkeys).toEqual([]);
  });

  test.each([
    ["on another site", { origin: "https://entente.example" }],
    ["for another host", { rpId: "entente.example" }],
    ["without finger, face or PIN", { unverified: true }],
    ["by a copy that has counted less far", { counter: 1 }],
  ])("a signature %s opens nothing", async (_, lie) => {
    const who = await somebody();
    const { device } = await withPasskey(who);
    const browser = house.visitor();
    const { options } = await browser.do("people.offerPasskeySignIn", {});
    const answer = await browser.call("people.passkeySignIn", { body: { passkey: device.sign(options, lie) } });
    expect([answer.status, answer.problem.code]).toEqual([422, "people.passkeyRefused"]);
    expect((await browser.do("house.shell", {})).me).toBeNull();
  });

  test("what was signed opens once: shown again, shown for another purpose, or late, it opens nothing", async () => {
    const who = await somebody();
    const { device } = await withPasskey(who);
    const visitor = house.visitor();
    const first = (await visitor.do("people.offerPasskeySignIn", {})).options;
    const signed = device.sign(first);
    await visitor.do("people.passkeySignIn", { body: { passkey: signed } });
    expect((await house.visitor().call("people.passkeySignIn", { body: { passkey: signed } })).status).toBe(422);

    // A device that does not count its uses, as those shared between devices do: here nothing but the question tells one use from another.
    const shared = (await visitor.do("people.offerPasskeySignIn", {})).options;
    await house.db.query(sql`update passkeys set counter = 0 where credential_id = ${device.id}`);
    const uncounted = device.sign(shared, { counter: 0 });
    await visitor.do("people.passkeySignIn", { body: { passkey: uncounted } });
    expect((await house.visitor().call("people.passkeySignIn", { body: { passkey: uncounted } })).status).toBe(422);

    const second = (await visitor.do("people.offerPasskeySignIn", {})).options;
    expect((await (await owing(who)).call("people.passkeyFactor", { body: { passkey: device.sign(second) } })).status).toBe(422);

    const third = (await visitor.do("people.offerPasskeySignIn", {})).options;
    await house.db.query(sql`update passkey_challenges set expires_at = expires_at - interval '6 minutes'`);
    expect((await visitor.call("people.passkeySignIn", { body: { passkey: device.sign(third) } })).status).toBe(422);
  });

  test("a colleague's passkey does not give my second factor", async () => {
    const [who, other] = [await somebody(), await somebody()];
    await withPasskey(who);
    const { device } = await withPasskey(other);
    const browser = await owing(who);
    const { options } = await browser.do("people.offerFactor", {});
    expect((await browser.call("people.passkeyFactor", { body: { passkey: device.sign(options) } })).status).toBe(422);
    expect(await complete(browser)).toBe(false);
  });

  test("several have their names and are removed one by one; a removed one opens nothing; a stranger's is not found", async () => {
    const who = await somebody();
    const [one, two] = [await withPasskey(who, "Téléphone"), await withPasskey(who, "Portable")];
    expect(two.recoveryCodes).toBeNull();
    expect((await who.do("people.factors", {})).passkeys.map(({ name }) => name)).toEqual(["Téléphone", "Portable"]);
    expect((await (await somebody()).call("people.removePasskey", { passkeyId: one.id })).status).toBe(404);
    await who.do("people.removePasskey", { passkeyId: one.id });
    const browser = house.visitor();
    const { options } = await browser.do("people.offerPasskeySignIn", {});
    expect((await browser.call("people.passkeySignIn", { body: { passkey: one.device.sign(options) } })).status).toBe(422);
    const [mail] = await house.mailsTo(who.email);
    expect(mail!.text).toContain("« Téléphone »".replaceAll(" ", "\u202f"));
  });

  test("a deactivated person's passkey opens nothing", async () => {
    const who = await somebody();
    const { device } = await withPasskey(who);
    await house.db.query(sql`update users set state = 'deactivated' where id = ${who.userId}`);
    const browser = house.visitor();
    const { options } = await browser.do("people.offerPasskeySignIn", {});
    expect((await browser.call("people.passkeySignIn", { body: { passkey: device.sign(options) } })).status).toBe(422);
  });

  test("what is no passkey at all is refused as a shape, and nonsense in its shape as a passkey", async () => {
    const browser = house.visitor();
    expect((await browser.call("people.passkeySignIn", { body: { passkey: {} as never } })).status).toBe(422);
    const nonsense = {
      ...new Device(origin).sign({ challenge: "x" }),
      response: { authenticatorData: "", clientDataJSON: "!", signature: "" },
    };
    expect((await browser.call("people.passkeySignIn", { body: { passkey: nonsense } })).problem.code).toBe("people.passkeyRefused");
  });
});

describe("what is sensitive asks for a factor given lately", () => {
  test("a quarter of an hour later it is asked for again, and given again it counts again", async () => {
    const who = await somebody();
    const { secret } = await withAuthenticator(who);
    await forget(who);
    expect((await who.do("people.factors", {})).recent).toBe(false);
    const closed = [
      await who.call("people.removeAuthenticator", {}),
      await who.call("people.newRecoveryCodes", {}),
      await who.call("people.offerPasskey", {}),
      await who.call("people.removePasskey", { passkeyId: who.userId }),
    ];
    for (const answer of closed) expect([answer.status, answer.problem.code]).toEqual([403, "people.factorNotRecent"]);
    await who.do("people.secondFactor", { body: { code: codeOf(secret, 1) } });
    await who.do("people.newRecoveryCodes", {});
  });

  test("a password alone does not give it, and a factor given in another session does not count in this one", async () => {
    const who = await somebody();
    const { secret } = await withAuthenticator(who);
    await forget(who);
    const elsewhere = await owing(who);
    await elsewhere.do("people.secondFactor", { body: { code: codeOf(secret, 1) } });
    expect((await who.call("people.removeAuthenticator", {})).problem.code).toBe("people.factorNotRecent");
    expect((await elsewhere.call("people.removeAuthenticator", {})).status).toBe(200);
  });

  test("the vendor's staff keep one factor at least", async () => {
    const staff = await house.staff(["verifier"]);
    await withAuthenticator(staff);
    const answer = await staff.call("people.removeAuthenticator", {});
    expect([answer.status, answer.problem.code]).toEqual([409, "people.staffNeedFactor"]);
    const { id } = await withPasskey(staff);
    await staff.do("people.removeAuthenticator", {});
    expect((await staff.call("people.removePasskey", { passkeyId: id })).problem.code).toBe("people.staffNeedFactor");
  });
});
