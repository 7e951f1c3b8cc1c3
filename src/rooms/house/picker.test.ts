import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Endpoint } from "../../kit/endpoint.ts";
import { newId } from "../../kit/ids.ts";
import { isAccountPermit, roles } from "../../permissions.ts";
import { sql } from "../../server/db.ts";
import type { Colleague, Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { partnerNav } from "../../web/nav.ts";
import { rooms } from "../all.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

const accountsOf = async (who: Colleague) => (await who.do("house.shell", {})).me!.accounts;
/** Takes somebody on in another company too: a member is a person × an account. */
const join = (who: Colleague, { accountId }: Partner, held: readonly string[]) =>
  house.db.query(
    sql`insert into members (account_id, user_id, roles, since) values (${accountId}, ${who.userId}, ${held}, ${house.open.house.clock.now()})`,
  );
const reads: [string, Endpoint][] = rooms.flatMap((room) =>
  Object.entries(room.contract)
    .filter(([, { method, permit }]) => method === "GET" && isAccountPermit(permit))
    .map(([name, endpoint]): [string, Endpoint] => [`${room.name}.${name}`, endpoint]),
);
const read = async (who: Colleague, { path }: Endpoint, accountId: string, other?: string) => {
  const url = path.replace("{accountId}", accountId).replace(/\{\w+\}/g, () => other ?? newId());
  const answer = await who.send<unknown>("GET", url);
  return { status: answer.status, text: Buffer.isBuffer(answer.body) ? answer.body.toString("latin1") : JSON.stringify(answer.body) };
};

let pairs = 0;
/** One person in two companies, each with people, places, an application, a bought offer of its own. */
async function inTwo({ signing = false } = {}) {
  pairs += 1;
  const first = await house.partner({
    name: `Armorique Conseil ${pairs}`,
    domain: `armorique-${pairs}.example`,
    programmes: ["marketplace", "referrals"],
  });
  const second = await house.partner({
    name: `Bocage Données ${pairs}`,
    domain: `bocage-${pairs}.example`,
    programmes: ["edge-extensions"],
  });
  const both = first.admin;
  await join(both, second, roles);
  await house.db.query(sql`update members set roles = ${roles} where account_id = ${first.accountId} and user_id = ${both.userId}`);
  for (const [partner, familyName] of [
    [first, "Armoricain"],
    [second, "Bocageois"],
  ] as const) {
    await house.colleague(partner, ["salesAgent", "globalAdmin"], { givenName: "Tifenn", familyName });
    await both.do("developer.register", {
      accountId: partner.accountId,
      body: { name: `Relevés ${familyName}`, uses: ["developer"], role: "developer" },
    });
    if (!signing) continue;
    const { agreementId, version, language, sha256 } = await both.do("agreements.read", {
      accountId: partner.accountId,
      agreementId: house.open.house.programme.enrolmentProgrammes[0]!.agreement,
    });
    await both.do("agreements.sign", {
      accountId: partner.accountId,
      body: { agreementId, version, language, sha256, authorityDeclared: true },
    });
  }
  await house.settle();
  return { first, second, both };
}

describe("S-12 one person, two accounts", () => {
  test("F-174 F-175 F-176 the picker lists every membership, with the roles that one has in each; a membership that ended is not one", async () => {
    const { first, second, both } = await inTwo();
    expect((await accountsOf(both)).map(({ id, name }) => [id, name])).toEqual([
      [first.accountId, first.name],
      [second.accountId, second.name],
    ]);
    const third = await house.partner();
    await join(both, third, []);
    expect((await accountsOf(both)).map(({ roles: held }) => held.length)).toEqual([roles.length, roles.length, 0]);
    await house.db.query(sql`update members set state = 'deactivated' where account_id = ${third.accountId} and user_id = ${both.userId}`);
    expect(await accountsOf(both)).toHaveLength(2);
  });

  test("F-178 somebody of one company has one account and nothing to choose from", async () => {
    const partner = await house.partner();
    expect(await accountsOf(partner.admin)).toHaveLength(1);
  });

  test("F-177 each account has the programmes, the settings and the roles of its own, in one reading of the shell", async () => {
    const first = await house.partner({ programmes: ["marketplace"] });
    const second = await house.partner({ programmes: ["referrals"] });
    await join(first.admin, second, ["salesAgent"]);
    const accounts = await accountsOf(first.admin);
    const titles = (of: Partner) => partnerNav(accounts.find(({ id }) => id === of.accountId)!).flatMap(({ title }) => title ?? []);
    expect(titles(first)).toEqual(["Partenariat", "Place de marché commerciale"]);
    expect(titles(second)).toEqual(["Partenariat", "Références"]);
    expect(accounts.find(({ id }) => id === second.accountId)!.roleLabels).toEqual(["Agent commercial"]);
  });

  test("F-177 P9 whatever is read in one account names nothing of the other, and what belongs to the other is not found in it", async () => {
    const { first, second, both } = await inTwo({ signing: true });
    const marks = (of: Partner, who: string) => [of.accountId, of.partnerId, of.name, of.domain, who];
    const sides = [
      { here: first, there: second, marks: marks(second, "Bocageois") },
      { here: second, there: first, marks: [first.accountId, first.partnerId, first.name, "Armoricain"] },
    ];
    const plain = reads.filter(([, { path }]) => !/\{(?!accountId)/.test(path));
    const within = reads.filter(([, { path }]) => (path.match(/\{(?!accountId)/g) ?? []).length === 1);
    expect([plain.length > 20, within.length > 8]).toEqual([true, true]);

    for (const { here, there, marks } of sides) {
      const own: { text: string }[] = [];
      for (const [name, endpoint] of plain) {
        const reply = await read(both, endpoint, here.accountId);
        expect([name, reply.status < 500]).toEqual([name, true]);
        expect([name, marks.filter((mark) => reply.text.includes(mark))]).toEqual([name, []]);
        if (reply.status === 200) own.push(reply);
      }
      expect(own.length).toBeGreaterThan(20);

      const replies = await Promise.all(plain.map(([, endpoint]) => read(both, endpoint, there.accountId)));
      const idsIn = (texts: readonly { text: string }[]) =>
        new Set(texts.flatMap(({ text }) => text.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? []));
      const shared = idsIn(own);
      const theirs = [...idsIn(replies)].filter((id) => !shared.has(id) && id !== there.accountId);
      expect(theirs.length).toBeGreaterThan(3);
      for (const [name, endpoint] of within) {
        const answers = await Promise.all(theirs.map((id) => read(both, endpoint, here.accountId, id)));
        const told = answers.filter(
          ({ status, text }, at) => status < 400 || marks.some((mark) => mark !== theirs[at] && text.includes(mark)),
        );
        expect([name, told]).toEqual([name, []]);
      }
    }
  }, 60_000);

  test("F-177 two windows with two accounts at once: forty readings in turn, each of its own account", async () => {
    const { first, second, both } = await inTwo();
    const replies = await Promise.all(
      Array.from({ length: 40 }, (_, turn) => {
        const of = turn % 2 === 0 ? first : second;
        return both
          .do("accounts.profile", { accountId: of.accountId })
          .then(({ partnerId, values }) => [partnerId === of.partnerId, values.legalName === of.name]);
      }),
    );
    expect(replies.every(([id, name]) => id && name)).toBe(true);
  });

  test("F-177 what is done in one account under a key does not answer the same key in the other", async () => {
    const { first, second, both } = await inTwo();
    const key = newId();
    const of = async ({ accountId }: Partner) => {
      const made = await both.call(
        "developer.register",
        { accountId, body: { name: "Jumelle", uses: ["developer"], role: "developer" } },
        { key },
      );
      return [made.status, made.problem.code];
    };
    expect(await of(first)).toEqual([201, undefined]);
    // The same key for another account is another request: refused, never the first account's answer.
    expect(await of(second)).toEqual([422, "request.keyReused"]);
    const { items } = await both.do("developer.applications", { accountId: second.accountId });
    expect(items.map(({ name }) => name)).not.toContain("Jumelle");
  });
});

test("P9 the page knows whom it is shown to: the name, the address, the directory one signs in with; the vendor's staff have none", async () => {
  const partner = await house.partner();
  const { me } = await partner.admin.do("house.shell", {});
  expect(me).toMatchObject({ name: partner.admin.name, email: partner.admin.email, directory: partner.domain });
  expect((await (await house.staff(["verifier"])).do("house.shell", {})).me).toMatchObject({ directory: null });
});
