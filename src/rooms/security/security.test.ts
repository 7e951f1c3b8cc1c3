import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "../../server/db.ts";
import type { Colleague, Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { refusal } from "../../testing/shop.ts";
import { codeOf, givePassword, goodPassword, signIn } from "../people/testing.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

const today = () => house.open.house.clock.today();
const state = ({ accountId, admin }: Partner) => admin.do("security.state", { accountId });
const ask = (
  { accountId, admin }: Partner,
  body: { askedOf: "nobody" | "administrators" | "everybody"; dueOn?: string },
  who: Colleague = admin,
) => who.call("security.setPolicy", { accountId, body });

async function withFactor(who: Colleague): Promise<string> {
  const { secret } = await who.do("people.offerAuthenticator", {});
  await who.do("people.addAuthenticator", { body: { code: codeOf(secret) } });
  return secret;
}
const works = async (who: Colleague) => (await who.call("people.sessions", {})).problem.code ?? "open";

describe("the policy", () => {
  test("G-050 whoever is asked and has no factor is led to set one up before anything else, and then everything opens", async () => {
    const partner = await house.partner();
    const agent = await house.colleague(partner, ["salesAgent"]);
    expect((await ask(partner, { askedOf: "everybody", dueOn: today() })).body).toEqual({ askedOf: "everybody", dueOn: today() });
    for (const who of [partner.admin, agent]) {
      expect(await works(who)).toBe("session.factorDue");
      expect((await who.do("house.shell", {})).me).toMatchObject({ factorDue: true, complete: true });
      expect(await who.do("people.factors", {})).toMatchObject({ due: true });
      await withFactor(who);
      expect(await works(who)).toBe("open");
      expect((await who.do("house.shell", {})).me).toMatchObject({ factorDue: false });
    }
  });

  test("G-050 administrators alone are asked where the company says so; a person of another company never is", async () => {
    const partner = await house.partner();
    const stranger = await house.partner();
    const [agent, nobody, clerk] = [
      await house.colleague(partner, ["salesAgent"]),
      await house.colleague(partner, []),
      await house.colleague(partner, ["billingAdmin"]),
    ];
    await ask(partner, { askedOf: "administrators", dueOn: today() });
    expect(await Promise.all([agent, nobody, clerk].map((who) => works(who)))).toEqual(["open", "open", "session.factorDue"]);
    expect(await works(stranger.admin)).toBe("open");
  });

  test("G-050 before its day nobody is held up, on its day they are; asked of nobody, all are free again", async () => {
    const partner = await house.partner();
    const agent = await house.colleague(partner, ["helpdeskAgent"]);
    const later = new Date(Date.parse(today()) + 10 * 86_400_000).toISOString().slice(0, 10);
    await ask(partner, { askedOf: "everybody", dueOn: later });
    expect(await works(agent)).toBe("open");
    await house.travel(`${later}T12:00:00Z`);
    expect(await works(agent)).toBe("session.factorDue");
    await withFactor(partner.admin);
    await ask(partner, { askedOf: "nobody" });
    expect(await works(agent)).toBe("open");
  });

  test("a session that must change its password first does that first, and nobody sets up a factor with a temporary password", async () => {
    const partner = await house.partner();
    const agent = await house.colleague(partner, []);
    await ask(partner, { askedOf: "everybody", dueOn: today() });
    await givePassword(house, agent, goodPassword, true);
    const browser = house.visitor();
    await signIn(browser, agent.email, goodPassword);
    expect((await browser.call("people.offerAuthenticator", {})).problem.code).toBe("session.mustChangePassword");
  });

  test.each([
    ["no day", { askedOf: "everybody" as const }, "security.dayNeeded"],
    ["a day that is over", { askedOf: "everybody" as const, dueOn: "2020-01-01" }, "security.dayPast"],
    ["a day too far away", { askedOf: "everybody" as const, dueOn: "2099-01-01" }, "security.dayTooFar"],
    ["a day for nobody", { askedOf: "nobody" as const, dueOn: "2099-01-01" }, "security.noDayNeeded"],
  ])("with %s is refused at its field", async (_, body, code) => {
    const answer = await ask(await house.partner(), body);
    expect([answer.status, answer.problem.errors?.map(({ pointer, code: each }) => `${each} ${pointer}`)]).toEqual([
      422,
      [`${code} /dueOn`],
    ]);
  });

  test("is the global administrator's: a colleague reads who can, a stranger finds nothing", async () => {
    const partner = await house.partner();
    const manager = await house.colleague(partner, ["userAdmin", "accountAdmin"]);
    const answer = await ask(partner, { askedOf: "nobody" }, manager);
    expect([answer.status, answer.problem.code]).toEqual([403, "door.role"]);
    expect(answer.problem.detail).toContain(partner.admin.name);
    expect((await ask(partner, { askedOf: "nobody" }, (await house.partner()).admin)).status).toBe(404);
    expect((await manager.call("security.state", { accountId: partner.accountId })).status).toBe(403);
  });

  test("asks whoever has a factor to have given it lately", async () => {
    const partner = await house.partner();
    const secret = await withFactor(partner.admin);
    await house.db.query(sql`update sessions set factor_at = factor_at - interval '16 minutes' where user_id = ${partner.admin.userId}`);
    expect(refusal(await ask(partner, { askedOf: "nobody" }))).toEqual([403, "people.factorNotRecent"]);
    await partner.admin.do("people.secondFactor", { body: { code: codeOf(secret, 1) } });
    expect((await ask(partner, { askedOf: "nobody" })).status).toBe(200);
  });

  test("those who are asked and lack one are told at once and three days before, once each; the others are left alone", async () => {
    const partner = await house.partner();
    const [lacking, having, agent] = [
      await house.colleague(partner, ["userAdmin"], { language: "en" }),
      await house.colleague(partner, ["userAdmin"]),
      await house.colleague(partner, ["salesAgent"]),
    ];
    await withFactor(having);
    const dueOn = new Date(Date.parse(today()) + 20 * 86_400_000).toISOString().slice(0, 10);
    await ask(partner, { askedOf: "administrators", dueOn });
    const asked = async (who: Colleague) => (await house.mailsTo(who.email)).filter(({ subject }) => /second fact/i.test(subject));
    expect((await asked(lacking)).map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^A second factor will be asked for from /),
    ]);
    expect([await asked(having), await asked(agent)]).toEqual([[], []]);
    await house.travel(`${new Date(Date.parse(dueOn) - 3 * 86_400_000).toISOString().slice(0, 10)}T12:00:00Z`);
    expect((await asked(lacking)).map(({ subject }) => subject)).toEqual([expect.stringMatching(/^Reminder/), expect.anything()]);
  });
});

describe("« État des exigences de sécurité »", () => {
  test("G-050 counts people and the sign-ins of seven days, with and without a factor, and lists who lacks one page by page", async () => {
    const partner = await house.partner();
    const others = [];
    for (let n = 0; n < 4; n++) others.push(await house.colleague(partner, n === 0 ? ["billingAdmin"] : []));
    const [one, two] = others as [Colleague, Colleague];
    await givePassword(house, one);
    await givePassword(house, two);
    const secret = await withFactor(one);
    const browser = house.visitor();
    await signIn(browser, one.email, goodPassword);
    await browser.do("people.secondFactor", { body: { code: codeOf(secret, 1) } });
    await signIn(house.visitor(), two.email, goodPassword);
    const day = new Date().toISOString().slice(0, 10);
    await house.db.query(sql`insert into sign_ins (user_id, day, total, with_factor) values
      (${two.userId}, ${day}::date - 6, 3, 0), (${two.userId}, ${day}::date - 7, 50, 50)`);
    expect((await state(partner)).now).toEqual({ people: 5, withFactor: 1, signIns: 5, signInsWithFactor: 1 });

    await ask(partner, { askedOf: "administrators", dueOn: "2027-12-01" });
    expect((await state(partner)).missing).toBe(1);
    const read = (cursor?: string, show: "lacking" | "all" = "lacking") =>
      partner.admin.do("security.people", { accountId: partner.accountId, limit: 3, show, ...(cursor && { cursor }) });
    const first = await read();
    const second = await read(first.nextCursor!);
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([3, 1, null]);
    const names = [...first.items, ...second.items].map(({ userId }) => userId);
    expect(new Set(names).size).toBe(4);
    expect(names).not.toContain(one.userId);
    const everybody = await read(undefined, "all");
    const rest = await read(everybody.nextCursor!, "all");
    const asked = [...everybody.items, ...rest.items].filter((person) => person.asked).map(({ userId }) => userId);
    expect(asked.sort()).toEqual([partner.admin.userId, one.userId].sort());
  });

  test("G-050 each day that is over is kept once by the clock's work, which asks for its next turn", async () => {
    const partner = await house.partner();
    await withFactor(partner.admin);
    await house.settle();
    const waiting = await house.db.query<{ clock: string; dueAt: string }>(
      sql`select clock, due_at as "dueAt" from jobs where kind = 'security.measure' and state = 'waiting'`,
    );
    expect(waiting).toEqual([{ clock: "machine", dueAt: expect.stringMatching(/T00:05:00Z$/) }]);
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    await house.db.query(
      sql`insert into sign_ins (user_id, day, total, with_factor) values (${partner.admin.userId}, ${yesterday}::date, 4, 3)`,
    );
    await house.db.query(sql`update jobs set due_at = 'epoch' where kind = 'security.measure' and state = 'waiting'`);
    await house.settle();
    expect((await state(partner)).days).toEqual([{ day: yesterday, people: 1, withFactor: 1, signIns: 4, signInsWithFactor: 3 }]);
  });
});

describe("a lost second factor", () => {
  test("P10 a global administrator takes it away: the sessions end, the password alone opens once more, the person is told by whom", async () => {
    const partner = await house.partner();
    const agent = await house.colleague(partner, ["salesAgent"]);
    await givePassword(house, agent);
    await withFactor(agent);
    const { accountId, admin } = partner;
    expect((await admin.do("accounts.user", { accountId, userId: agent.userId })).moves.resetFactor.open).toBe(true);
    await admin.do("accounts.resetFactor", { accountId, userId: agent.userId });
    expect((await agent.do("house.shell", {})).me).toBeNull();
    expect((await signIn(house.visitor(), agent.email, goodPassword)).body).toMatchObject({ secondFactorOwed: false });
    const [mail] = await house.mailsTo(agent.email);
    expect(mail!.text).toContain(`${admin.name} a retiré les seconds facteurs`);
    const again = await admin.call("accounts.resetFactor", { accountId, userId: agent.userId });
    expect(refusal(again)).toEqual([409, "accounts.noFactor"]);
  });

  test("not one's own, not without the role, not a stranger's", async () => {
    const partner = await house.partner();
    const agent = await house.colleague(partner, ["userAdmin"]);
    await withFactor(agent);
    const { accountId, admin } = partner;
    const reset = (who: Colleague, userId: string) => who.call("accounts.resetFactor", { accountId, userId });
    expect(refusal(await reset(admin, admin.userId))).toEqual([409, "accounts.ownFactor"]);
    expect((await reset(agent, admin.userId)).status).toBe(403);
    expect((await reset((await house.partner()).admin, agent.userId)).status).toBe(404);
    expect((await reset(admin, (await house.partner()).admin.userId)).status).toBe(404);
  });
});
