import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../kit/ids.ts";
import { sql } from "../../server/db.ts";
import { makeToken } from "../../server/tokens.ts";
import type { Colleague, Partner } from "../../testing/house.ts";
import { Caller, TestHouse } from "../../testing/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

const studio = (programmes: readonly string[] = ["marketplace"]) => house.partner({ programmes });
type Body = { name: string; uses: ("developer" | "reseller" | "controlPanel")[]; role: "developerManager" | "developer" };
const register = (partner: Partner, body: Partial<Body> = {}, who: Colleague = partner.admin) =>
  who.call("developer.register", {
    accountId: partner.accountId,
    body: { name: "Relevés", uses: ["developer"], role: "developer", ...body },
  });
async function application(partner: Partner, body: Partial<Body> = {}) {
  const answer = await register(partner, body);
  expect(answer.status).toBe(201);
  return answer.body;
}
const tokenFor = (partner: Partner, applicationId: string, days = 30) =>
  partner.admin.do("developer.createToken", { accountId: partner.accountId, applicationId, body: { label: "Serveur", days } });
async function caller(partner: Partner, body: Partial<Body> = {}) {
  const made = await application(partner, body);
  const token = await tokenFor(partner, made.id);
  return { made, token, with: (text = token.token) => ({ headers: { authorization: `Bearer ${text}` } }) };
}
const visitor = () => new Caller(house.base);
const publisher = {
  name: "Kermadec Studio",
  contactName: "Yann Le Goff",
  contactEmail: "yann@kermadec.example",
  website: "https://kermadec.example",
  version: 0,
};

describe("developer settings", () => {
  test("S-13 a company of the network alone has no developer settings: the door says which programmes would bring them, and who could enrol it", async () => {
    const partner = await house.partner();
    const answer = await partner.admin.call("developer.publisher", { accountId: partner.accountId });
    expect([answer.status, answer.problem.code]).toEqual([409, "door.enrolled"]);
    expect(answer.problem.detail).toMatch(/Place de marché commerciale.*Windows et Xbox.*Office Store.*Extensions Edge/);
    expect((await partner.admin.do("house.shell", {})).me!.accounts[0]!.programmes.map(({ settings }) => settings)).toEqual(["partner"]);
  });

  test("F-171 the publisher's ID is issued with the first save and stays; the name is one company's alone, whatever its capitals", async () => {
    const [one, other] = [await studio(), await studio()];
    const save = (partner: Partner, changes: Partial<typeof publisher>) =>
      partner.admin.call("developer.savePublisher", { accountId: partner.accountId, body: { ...publisher, ...changes } });
    const first = await save(one, {});
    expect(first.body).toMatchObject({ publisherId: expect.stringMatching(/^\d{8}$/), version: 1 });

    const taken = await save(other, { name: "  KERMADEC   studio" });
    expect([taken.status, taken.problem.errors?.[0]?.pointer]).toEqual([409, "/name"]);
    expect((await save(one, { name: "Kermadec Éditions" })).problem.code).toBe("developer.publisherMoved");
    expect((await save(one, { name: "Kermadec Éditions", version: 1 })).body).toEqual({ publisherId: first.body.publisherId, version: 2 });
    expect((await save(other, {})).status).toBe(200);
    expect((await save(other, { website: "http://kermadec.example", version: 1 })).problem.errors?.[0]?.pointer).toBe("/website");
  });

  test("developer roles are given only where a developer programme uses them, by those who may, and an owner gives no others", async () => {
    const [network, partner] = [await house.partner(), await studio()];
    const set = (where: Partner, userId: string, roles: readonly string[], who: Colleague = where.admin) =>
      who.call("accounts.setRoles", { accountId: where.accountId, userId, body: { roles: roles as never } });
    const early = await house.colleague(network, []);
    const refused = await set(network, early.userId, ["developer"]);
    expect([refused.status, refused.problem.code]).toEqual([409, "accounts.roleUnused"]);
    expect((await network.admin.do("accounts.team", { accountId: network.accountId })).roles.map(({ role }) => role)).not.toContain(
      "developer",
    );

    const owner = await house.colleague(partner, ["developerOwner"]);
    const maker = await house.colleague(partner, []);
    expect((await set(partner, maker.userId, ["developer"], owner)).status).toBe(200);
    expect((await set(partner, maker.userId, ["developer", "salesAgent"], owner)).problem.code).toBe("accounts.mayNotGrant");
    expect((await maker.call("developer.publisher", { accountId: partner.accountId })).status).toBe(200);
    expect((await register(partner, {}, maker)).problem.code).toBe("door.role");
  });
});

describe("applications", () => {
  test("G-064 an application is never a reseller's and a control-panel vendor's, neither at first nor later nor past the rules", async () => {
    const partner = await studio(["reseller", "control-panel-vendor"]);
    const both = await register(partner, { uses: ["reseller", "controlPanel"] });
    expect([both.status, both.problem.code, both.problem.errors?.[0]?.pointer]).toEqual([422, "developer.bothKinds", "/uses"]);

    const made = await application(partner, { uses: ["controlPanel"], role: "developerManager" });
    const changed = await partner.admin.call("developer.change", {
      accountId: partner.accountId,
      applicationId: made.id,
      body: { uses: ["controlPanel", "reseller"] },
    });
    expect([changed.status, changed.problem.code]).toEqual([422, "developer.bothKinds"]);
    await expect(
      house.db.query(sql`update applications set uses = array['reseller', 'controlPanel'] where id = ${made.id}`),
    ).rejects.toThrow("never_a_resellers_and_a_control_panel_vendors");
  });

  test("G-064 only the global administrator enrols as a control-panel vendor and signs its agreement; the others read who can", async () => {
    const partner = await house.partner();
    const colleague = await house.colleague(partner, ["partnerAdmin", "accountAdmin"]);
    const answer = await colleague.call("programmes.enrol", { accountId: partner.accountId, body: { programme: "control-panel-vendor" } });
    expect([answer.status, answer.problem.code]).toEqual([403, "programmes.roleNeeded"]);
    const { items } = await colleague.do("programmes.list", { accountId: partner.accountId });
    const card = items.find(({ id }) => id === "control-panel-vendor")!;
    expect(card.moves.enrol).toMatchObject({ open: false, holders: [{ name: partner.admin.name, roles: ["Administrateur général"] }] });
    expect(card.agreement.signers).toEqual([partner.admin.name]);
    const text = await colleague.do("agreements.read", { accountId: partner.accountId, agreementId: card.agreement.id });
    const { agreementId, version, language, sha256 } = text;
    const signed = await colleague.call("agreements.sign", {
      accountId: partner.accountId,
      body: { agreementId, version, language, sha256, authorityDeclared: true },
    });
    expect([signed.status, signed.problem.code]).toEqual([403, "agreements.signerRole"]);
  });

  test("G-065 an application has a manager's or a developer's role and no other, for a programme that the company is in", async () => {
    const partner = await studio();
    expect((await register(partner, { role: "globalAdmin" as "developer" })).problem.errors?.[0]?.pointer).toBe("/role");
    const use = await register(partner, { uses: ["controlPanel"] });
    expect([use.status, use.problem.detail]).toEqual([409, expect.stringContaining("Fournisseur de panneau de configuration")]);
    expect((await register(partner, { uses: [] })).problem.errors?.[0]?.pointer).toBe("/uses");
    const stranger = await studio();
    const made = await application(partner);
    const found = await stranger.admin.call("developer.application", { accountId: stranger.accountId, applicationId: made.id });
    expect(found.status).toBe(404);
  });
});

describe("tokens", () => {
  test("G-065 a token opens the API as its application, with that one role, in its own account, and what it does is recorded as the application's", async () => {
    const partner = await studio();
    const call = await caller(partner, { name: "Relevés", role: "developerManager" });
    const seen = await visitor().call("developer.applications", { accountId: partner.accountId }, call.with());
    expect([seen.status, seen.body.items.map(({ id }) => id)]).toEqual([200, [call.made.id]]);

    const made = await visitor().call(
      "developer.register",
      { accountId: partner.accountId, body: { name: "Fille", uses: ["developer"], role: "developer" } },
      call.with(),
    );
    expect(made.status).toBe(201);
    const [fact] = await house.db.query(sql`
      select actor_kind as kind, actor_id as id, actor_name as name from facts where type = 'application.registered' and subject = ${made.body.id}`);
    expect(fact).toEqual({ kind: "application", id: call.made.id, name: "Relevés" });

    const other = await studio();
    const closed = await visitor().call("developer.savePublisher", { accountId: partner.accountId, body: publisher }, call.with());
    expect([closed.status, closed.problem.code]).toEqual([403, "door.role"]);
    expect((await visitor().call("developer.applications", { accountId: other.accountId }, call.with())).status).toBe(404);
  });

  test("an application makes itself no further token, reads what any member reads and does nothing there, and is nobody at personal and staff doors", async () => {
    const partner = await studio();
    const call = await caller(partner, { role: "developerManager" });
    const place = { accountId: partner.accountId, applicationId: call.made.id };
    const itself = await visitor().call("developer.createToken", { ...place, body: { label: "Encore" } }, call.with());
    expect([itself.status, itself.problem.code]).toEqual([403, "developer.peopleOnly"]);
    expect((await visitor().call("programmes.list", { accountId: partner.accountId }, call.with())).status).toBe(200);
    // A cookie beside the token counts for nothing: the admin's browser with a token is the application.
    expect(
      (await partner.admin.call("developer.savePublisher", { accountId: partner.accountId, body: publisher }, call.with())).status,
    ).toBe(403);
    expect((await partner.admin.call("accounts.enrolment", {}, call.with())).status).toBe(401);
    expect((await (await house.staff(["platformAdmin"])).call("programmes.catalogue", {}, call.with())).status).toBe(401);
  });

  test("a token is shown once and kept as a hash: neither the lists nor the facts nor the tables hold it", async () => {
    const partner = await studio();
    const call = await caller(partner);
    expect(call.token.token).toMatch(/^ent_[\w-]{49}$/);
    const [again, rows, facts] = await Promise.all([
      partner.admin.do("developer.application", { accountId: partner.accountId, applicationId: call.made.id }),
      house.db.query(sql`select t::text from application_tokens t where t.account_id = ${partner.accountId}`),
      house.db.query(sql`select f::text from facts f where f.account_id = ${partner.accountId}`),
    ]);
    expect(again.tokens).toEqual([expect.objectContaining({ ending: call.token.token.slice(-6), state: "alive" })]);
    expect(JSON.stringify([again, rows, facts])).not.toContain(call.token.token.slice(4, 40));
  });

  test("a revoked, an expired, a retired application's and a departed programme's token open nothing: 401 each", async () => {
    const partner = await studio();
    const [revoked, expired, retired, departed] = [
      await caller(partner),
      await caller(partner),
      await caller(partner),
      await caller(partner),
    ];
    const at = { accountId: partner.accountId };
    const status = async (call: { with: () => { headers: Record<string, string> } }) =>
      (await visitor().call("developer.applications", at, call.with())).status;
    expect(await status(revoked)).toBe(200);

    await partner.admin.do("developer.revokeToken", { ...at, applicationId: revoked.made.id, tokenId: revoked.token.id });
    const twice = await partner.admin.call("developer.revokeToken", { ...at, applicationId: revoked.made.id, tokenId: revoked.token.id });
    expect(twice.problem.code).toBe("developer.tokenRevoked");
    await house.db.query(
      sql`update application_tokens set expires_at = ${house.open.house.clock.machine()} where id = ${expired.token.id}`,
    );
    await partner.admin.do("developer.retire", { ...at, applicationId: retired.made.id });
    expect([await status(revoked), await status(expired), await status(retired), await status(departed)]).toEqual([401, 401, 401, 200]);

    await partner.admin.do("programmes.leave", { ...at, programmeId: "marketplace" });
    expect(await status(departed)).toBe(401);
  });

  test("made-up tokens are counted by network and shut out, and a good one still opens", async () => {
    const other = await TestHouse.start();
    try {
      const partner = await other.partner({ programmes: ["marketplace"] });
      const made = await partner.admin.do("developer.register", {
        accountId: partner.accountId,
        body: { name: "Relevés", uses: ["developer"], role: "developer" },
      });
      const { token } = await partner.admin.do("developer.createToken", {
        accountId: partner.accountId,
        applicationId: made.id,
        body: { label: "Serveur" },
      });
      const knock = (text: string) =>
        new Caller(other.base).call("developer.applications", { accountId: partner.accountId }, { headers: { authorization: text } });
      const first = await knock(`Bearer ${makeToken().token}`);
      expect([first.status, first.headers.get("www-authenticate")]).toEqual([401, 'Bearer error="invalid_token"']);
      for (let tries = 1; tries < 20; tries++) await knock(tries % 2 ? "Bearer ent_x" : "Basic dXNlcjpwYXNz");
      const over = await knock(`Bearer ${makeToken().token}`);
      expect([over.status, Number(over.headers.get("retry-after")) > 0]).toEqual([429, true]);
      expect((await knock(`Bearer ${token}`)).status).toBe(200);
    } finally {
      await other.close();
    }
  });

  test("twenty people ask for a token at once and one place is left: one is made", async () => {
    const partner = await studio();
    const made = await application(partner);
    for (let at = 0; at < 4; at++) await tokenFor(partner, made.id);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        partner.admin.call(
          "developer.createToken",
          { accountId: partner.accountId, applicationId: made.id, body: { label: "Dernier" } },
          { key: newId() },
        ),
      ),
    );
    expect(answers.filter(({ status }) => status === 201).length).toBe(1);
    expect(new Set(answers.filter(({ status }) => status !== 201).map(({ problem }) => problem.code))).toEqual(
      new Set(["developer.tooManyTokens"]),
    );
  });

  test("a double click gives the same token again", async () => {
    const partner = await studio();
    const made = await application(partner);
    const input = { accountId: partner.accountId, applicationId: made.id, body: { label: "Serveur" } };
    const key = newId();
    const [one, two] = [
      await partner.admin.do("developer.createToken", input, { key }),
      await partner.admin.do("developer.createToken", input, { key }),
    ];
    expect(two.token).toBe(one.token);
  });
});
