import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sql } from "../../server/db.ts";
import type { Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { comeBack, TestProvider } from "../../testing/provider.ts";
import { callbackOf, partnerWith, signInThrough, through, whyNot } from "./testing.ts";

let house: TestHouse;
let provider: TestProvider;
beforeAll(async () => {
  house = await TestHouse.start();
  provider = await TestProvider.start(callbackOf(house));
});
afterAll(async () => {
  await provider.close();
  await house.close();
});
beforeEach(() => {
  provider.tamper = {};
  provider.asked.length = 0;
});

const login = () => `ines-${randomBytes(3).toString("hex")}`;
const ines = (partner: Partner, who: string, more = {}) => ({
  email: `${who}@${partner.domain}`,
  email_verified: true,
  given_name: "Inès",
  family_name: "Haddad",
  ...more,
});
const sessions = async () => (await house.db.one<{ count: number }>(sql`select count(*)::int as count from sessions`))!.count;
const usersAt = async (email: string) => house.db.query<{ id: string }>(sql`select id from users where email = ${email}`);

describe("the way in", () => {
  test("F-033 signing in leads to the company's provider and back into the account, with the roles that one's groups give", async () => {
    const partner = await partnerWith(house, provider, { groupRoles: [{ group: "finance", roles: ["billingAdmin"] }] });
    const who = login();
    const { browser, onward } = await signInThrough(house, provider, partner, who, ines(partner, who, { groups: ["finance", "tennis"] }));

    expect(onward.pathname + onward.search).toBe("/sign-in/back");
    const shell = await browser.do("house.shell", {});
    expect(shell.me).toMatchObject({ email: `${who}@${partner.domain}`, name: "Inès Haddad", complete: true, mustChangePassword: false });
    expect(shell.me!.accounts).toMatchObject([{ id: partner.accountId, roles: ["billingAdmin"] }]);
  });

  test("the second time the same person comes in, whatever their address has become; nobody is made twice", async () => {
    const partner = await partnerWith(house, provider);
    const who = login();
    await signInThrough(house, provider, partner, who, ines(partner, who));
    const { browser } = await signInThrough(house, provider, partner, who, { ...ines(partner, who), email: `married@${partner.domain}` });

    expect((await browser.do("house.shell", {})).me?.email).toBe(`${who}@${partner.domain}`);
    expect(await usersAt(`married@${partner.domain}`)).toEqual([]);
  });

  test("one goes on to the page one wanted to see", async () => {
    const partner = await partnerWith(house, provider);
    const who = login();
    provider.people.set(who, ines(partner, who));
    const browser = house.visitor();
    const { location } = await browser.do("directories.begin", { body: { directoryId: partner.directoryId, next: "/a/1/offers" } });
    expect((await through(browser, provider, location, who)).searchParams.get("next")).toBe("/a/1/offers");
  });

  test("F-022 a domain that is proven leads to its provider; one that is not, one without a provider and none at all get one answer", async () => {
    const partner = await partnerWith(house, provider);
    const look = async (company: string) => {
      const { status, problem } = await house.visitor().call("directories.begin", { body: { company } });
      return { status, code: problem.code, text: problem.detail };
    };
    const other = await house.partner();
    await house.db.query(sql`update directories set domain_proven_at = now() where id = ${other.directoryId}`);
    const answers = await Promise.all([partner.domain, other.domain, "nobody.example", "not a domain", `who@${partner.domain}`].map(look));
    expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 404, code: "directories.noProvider" });

    await house.db.query(sql`update directories set domain_proven_at = now() where id = ${partner.directoryId}`);
    const { location } = await house.visitor().do("directories.begin", { body: { company: `ines@${partner.domain}` } });
    const sent = new URL(location);
    expect(sent.origin).toBe(provider.issuer);
    expect(Object.fromEntries(sent.searchParams)).toMatchObject({
      response_type: "code",
      code_challenge_method: "S256",
      login_hint: `ines@${partner.domain}`,
    });
    expect((await house.visitor().do("directories.begin", { body: { company: `brest.${partner.domain}` } })).location).toContain(
      provider.issuer,
    );
  });
});

describe("what a provider's word is worth", () => {
  test("F-055 an address that the provider does not vouch for, that is off the domain, shared or missing lets nobody in", async () => {
    const partner = await partnerWith(house, provider);
    const cases: [object, string][] = [
      [{ email_verified: false }, "people.providerEmailUnverified"],
      [{ email_verified: undefined }, "people.providerEmailUnverified"],
      [{ email: "ines@another.example" }, "people.providerEmailOffDomain"],
      [{ email: `ines@sub.${partner.domain}` }, "people.providerEmailOffDomain"],
      [{ email: `ines@another.example, x@${partner.domain}` }, "people.providerNoEmail"],
      [{ email: `info@${partner.domain}` }, "people.sharedMailbox"],
      [{ email: undefined, email_verified: undefined }, "people.providerNoEmail"],
    ];
    const before = await sessions();
    for (const [claims, code] of cases) {
      const who = login();
      const { browser, onward } = await signInThrough(house, provider, partner, who, ines(partner, who, claims));
      expect([claims, (await whyNot(browser, onward)).code]).toEqual([claims, code]);
      expect((await browser.do("house.shell", {})).me).toBeNull();
    }
    expect(await sessions()).toBe(before);
  });

  test("an address never joins identities: who has it already is told how to link, and nothing is joined", async () => {
    const partner = await partnerWith(house, provider);
    const colleague = await house.colleague(partner, ["billingAdmin"]);
    const who = login();
    const { browser, onward } = await signInThrough(house, provider, partner, who, { ...ines(partner, who), email: colleague.email });
    const why = await whyNot(browser, onward);
    expect(why).toMatchObject({ code: "people.emailHeld", status: 409 });
    expect(why.text).toContain(colleague.email);
    expect((await browser.do("house.shell", {})).me).toBeNull();
    expect(await house.db.query(sql`select 1 from identities where user_id = ${colleague.userId}`)).toEqual([]);

    // The way: signed in as oneself, one shows the other identity too. From then on either lets the same person in.
    const { location } = await colleague.do("directories.link", {});
    expect((await through(colleague, provider, location, who)).pathname).toBe("/link-sign-in");
    expect(await colleague.do("directories.mine", {})).toMatchObject({ linked: true, directory: { domain: partner.domain } });
    const again = await signInThrough(house, provider, partner, who);
    expect((await again.browser.do("house.shell", {})).me?.id).toBe(colleague.userId);
  });

  test("linking is refused when somebody else is signed in when the browser comes back, and for an identity that is another's", async () => {
    const partner = await partnerWith(house, provider);
    const [one, two] = [await house.colleague(partner, []), await house.colleague(partner, [])];
    const who = login();
    provider.people.set(who, ines(partner, who));
    const { location } = await one.do("directories.link", {});
    const address = await provider.signIn(location, who);
    one.cookies.set("entente", two.cookies.get("entente")!);
    const { location: onward } = await comeBack(one, address);
    expect(await whyNot(one, onward)).toMatchObject({ code: "directories.signInAgain" });

    await signInThrough(house, provider, partner, who);
    const again = await two.do("directories.link", {});
    expect(await whyNot(two, await through(two, provider, again.location, who))).toMatchObject({ code: "people.identityTaken" });
    expect(await house.db.query(sql`select 1 from identities where user_id in (${one.userId}, ${two.userId})`)).toEqual([]);
  });

  test("an identity of one company opens nothing at another that uses the same provider, and a deactivated person stays out", async () => {
    const first = await partnerWith(house, provider);
    const who = login();
    await signInThrough(house, provider, first, who, ines(first, who));
    const second = await partnerWith(house, provider);
    const elsewhere = await signInThrough(house, provider, second, who);
    expect(await whyNot(elsewhere.browser, elsewhere.onward)).toMatchObject({ code: "people.identityElsewhere", status: 409 });

    const third = await partnerWith(house, provider);
    const gone = login();
    await signInThrough(house, provider, third, gone, ines(third, gone));
    const [user] = await usersAt(`${gone}@${third.domain}`);
    await third.admin.do("accounts.deactivateUser", { accountId: third.accountId, userId: user!.id });
    const back = await signInThrough(house, provider, third, gone);
    expect(await whyNot(back.browser, back.onward)).toMatchObject({ code: "people.identityDeactivated", status: 403 });
  });

  test("two first arrivals of one person at the same moment make one person", async () => {
    const partner = await partnerWith(house, provider);
    const who = login();
    provider.people.set(who, ines(partner, who));
    const browsers = Array.from({ length: 6 }, () => house.visitor());
    const addresses = await Promise.all(
      browsers.map(async (browser) => {
        const { location } = await browser.do("directories.begin", { body: { directoryId: partner.directoryId } });
        return provider.signIn(location, who);
      }),
    );
    const back = await Promise.all(browsers.map((browser, index) => comeBack(browser, addresses[index]!)));
    expect(back.map(({ location }) => location.search)).toEqual(browsers.map(() => ""));
    expect(await usersAt(`${who}@${partner.domain}`)).toHaveLength(1);
  });
});

describe("an answer that is not right", () => {
  const attempt = async (tamper: TestProvider["tamper"]) => {
    const partner = await partnerWith(house, provider);
    const who = login();
    provider.people.set(who, ines(partner, who));
    const browser = house.visitor();
    const { location } = await browser.do("directories.begin", { body: { directoryId: partner.directoryId } });
    const address = await provider.signIn(location, who);
    provider.tamper = tamper;
    const { location: onward } = await comeBack(browser, address);
    expect((await browser.do("house.shell", {})).me).toBeNull();
    return (await whyNot(browser, onward)).code;
  };

  test.each<[string, TestProvider["tamper"]]>([
    ["another nonce", { claims: (claims) => ({ ...claims, nonce: "another" }) }],
    ["no nonce", { claims: ({ nonce: _, ...claims }) => claims }],
    ["another audience", { claims: (claims) => ({ ...claims, aud: "another-client" }) }],
    ["an issuer that only looks like it", { claims: (claims) => ({ ...claims, iss: `${claims.iss}/` }) }],
    ["a token that has run out", { claims: (claims) => ({ ...claims, iat: 1_700_000_000, exp: 1_700_000_600 }) }],
    ["a token from the future", { claims: (claims) => ({ ...claims, nbf: 4_000_000_000 }) }],
    ["the signature of another key", { signWith: "another" }],
    ["no signature", { signWith: "nobody" }],
    ["another person's page", { answer: (path) => (path === "/me" ? { status: 200, body: '{"sub":"somebody-else"}' } : undefined) }],
    ["a page that is none", { answer: (path) => (path === "/me" ? { status: 200, body: "<html>" } : undefined) }],
  ])("%s lets nobody in, and the page says so", async (_, tamper) => {
    expect(await attempt(tamper)).toBe("people.providerAnswerWrong");
  });

  test.each<[string, TestProvider["tamper"], string]>([
    [
      "a description under another name",
      { answer: (path) => (path.startsWith("/.well-known") ? { status: 200, body: '{"issuer":"https://x.example"}' } : undefined) },
      "people.providerUnfit",
    ],
    [
      "a wrong secret",
      { answer: (path) => (path === "/token" ? { status: 401, body: '{"error":"invalid_client"}' } : undefined) },
      "people.providerClientRefused",
    ],
    [
      "a redirect elsewhere",
      { answer: (path) => (path === "/token" ? { status: 302, headers: { location: "http://169.254.169.254/" } } : undefined) },
      "people.providerAnswerWrong",
    ],
    [
      "an endless answer",
      { answer: (path) => (path === "/token" ? { status: 200, body: "x".repeat(600_000) } : undefined) },
      "people.providerDown",
    ],
  ])("%s is told as what it is", async (_, tamper, code) => {
    expect(await attempt(tamper)).toBe(code);
  });

  test("keys that were rotated before or during a sign-in do not disturb it; the earlier keys sign no more", async () => {
    const partner = await partnerWith(house, provider);
    for (let round = 0; round < 2; round++) {
      provider.rotate();
      const who = login();
      const { browser } = await signInThrough(house, provider, partner, who, ines(partner, who));
      expect((await browser.do("house.shell", {})).me).not.toBeNull();
    }
  });

  test("a provider that is down says so before one leaves, and again on the way back", async () => {
    const down = await TestProvider.start(callbackOf(house));
    const partner = await partnerWith(house, down);
    const who = login();
    down.people.set(who, ines(partner, who));
    const browser = house.visitor("en");
    const { location } = await browser.do("directories.begin", { body: { directoryId: partner.directoryId } });
    const address = await down.signIn(location, who);
    await down.close();

    const why = await whyNot(browser, (await comeBack(browser, address)).location);
    expect(why).toMatchObject({ code: "people.providerDown", status: 502 });
    expect(why.text).toMatch(/does not answer\. Try again in a few minutes/);
    const { status, problem } = await browser.call("directories.begin", { body: { directoryId: partner.directoryId } });
    expect([status, problem.code]).toEqual([502, "people.providerDown"]);
  });

  test("somebody who says no at the provider reads what happened, in their language", async () => {
    const partner = await partnerWith(house, provider);
    const browser = house.visitor();
    const { location } = await browser.do("directories.begin", { body: { directoryId: partner.directoryId } });
    const state = new URL(location).searchParams.get("state")!;
    const query = new URLSearchParams({ error: "access_denied", state, iss: provider.issuer });
    const { location: onward } = await comeBack(browser, `${callbackOf(house)}?${query}`);
    const why = await whyNot(browser, onward);
    expect(why).toMatchObject({ code: "people.providerSaidNo", status: 403 });
    expect(why.text).toContain("n’a pas donné son accord (access_denied)");
  });
});

describe("a way back opens once, in the browser that set out", () => {
  const setOut = async () => {
    const partner = await partnerWith(house, provider);
    const who = login();
    provider.people.set(who, ines(partner, who));
    const browser = house.visitor();
    const { location } = await browser.do("directories.begin", { body: { directoryId: partner.directoryId } });
    return { browser, address: await provider.signIn(location, who), location, directoryId: partner.directoryId };
  };

  test("forged, repeated, another browser's and late: the same page, nobody signed in", async () => {
    const { browser, address, directoryId } = await setOut();
    const forged = new URL(address);
    forged.searchParams.set("state", "forged");
    // One that has never set out, and one that has, on a way of its own.
    const other = house.visitor();
    await other.do("directories.begin", { body: { directoryId } });
    for (const [caller, url] of [
      [house.visitor(), address],
      [other, address],
      [browser, forged.href],
      [browser, `${callbackOf(house)}?code=1`],
      [browser, callbackOf(house)],
    ] as const) {
      const { answer, location } = await comeBack(caller, url);
      expect(answer.status).toBe(303);
      expect(await whyNot(caller, location)).toMatchObject({ code: "directories.attemptUnknown", status: 404 });
    }
    // The true way back still stands, and stands once.
    expect((await comeBack(browser, address)).location.search).toBe("");
    const { location } = await comeBack(browser, address);
    expect(await whyNot(browser, location)).toMatchObject({ code: "directories.attemptUnknown" });

    const late = await setOut();
    await house.db.query(sql`update provider_attempts set expires_at = now() - interval '1 second' where state = 'sent'`);
    expect(await whyNot(late.browser, (await comeBack(late.browser, late.address)).location)).toMatchObject({
      code: "directories.attemptUnknown",
    });
  });

  test("two ways back at once with one state: one of them signs in", async () => {
    const { browser, address } = await setOut();
    const both = await Promise.all([comeBack(browser, address), comeBack(browser, address)]);
    expect(both.map(({ location }) => location.searchParams.has("attempt")).sort()).toEqual([false, true]);
  });

  test("what is kept of a way opens nothing by itself: state, verifier and secret are hashed or sealed", async () => {
    const { location } = await setOut();
    const state = new URL(location).searchParams.get("state")!;
    const rows = await house.db.query(
      sql`select encode(sealed, 'escape') as sealed, encode(state_hash, 'escape') as hash from provider_attempts`,
    );
    const providers = await house.db.query(sql`select encode(client_secret, 'escape') as secret from identity_providers`);
    expect(JSON.stringify([rows, providers])).not.toContain(state);
    expect(JSON.stringify([rows, providers])).not.toContain(provider.clientSecret);
  });
});

test("outside the sandbox a provider on this machine, on http or on a private network is refused before it is asked", async () => {
  const strict = await TestHouse.start({ environment: { ENTENTE_SANDBOX: "off" } });
  const partner = await strict.partner();
  for (const issuer of [
    provider.issuer,
    "https://127.0.0.1",
    "https://[::1]",
    "https://10.0.0.7",
    "https://169.254.169.254",
    "http://login.company.example",
  ]) {
    const body = { ...provider.typed, issuer };
    const { accountId, directoryId } = partner;
    const { status, problem } = await partner.admin.call("directories.setProvider", { accountId, directoryId, body });
    expect([issuer, status, problem.errors]).toMatchObject([issuer, 422, [{ pointer: "/issuer", code: "people.providerForbidden" }]]);
    const { checks } = await partner.admin.do("directories.testProvider", { accountId, directoryId, body });
    expect(checks).toMatchObject([{ check: "address", ok: false }]);
  }
  // A name may point anywhere: it is looked at when the connection is made.
  const { accountId, directoryId } = partner;
  await partner.admin.do("directories.setProvider", {
    accountId,
    directoryId,
    body: { ...provider.typed, issuer: "https://localtest.localdomain" },
  });
  expect((await strict.visitor().call("directories.begin", { body: { directoryId } })).problem.code).toBe("people.providerDown");
  expect(provider.asked).toEqual([]);
  await strict.close();
});

test("F-033 whatever breaks on the way back from a provider leads to a page with the way on, never to an answer for programs", async () => {
  const broken = `${house.open.house.url}/sign-in/back?broken=yes`;
  const back = (query: string) => house.visitor().send("GET", `/api/v1/provider-sign-ins/callback?${query}`);
  // A query that nobody's provider sends.
  const odd = await back(`state=${"s".repeat(400)}`);
  expect([odd.status, odd.headers.get("location")]).toEqual([303, broken]);

  const visitor = house.visitor();
  visitor.cookies.set("entente", "a-session-to-look-up");
  await house.db.query(sql`alter table sessions rename to sessions_away`);
  try {
    const away = await visitor.send("GET", "/api/v1/provider-sign-ins/callback?state=abc");
    expect([away.status, away.headers.get("location"), away.headers.get("content-type")]).toEqual([303, broken, null]);
  } finally {
    await house.db.query(sql`alter table sessions_away rename to sessions`);
  }
});
