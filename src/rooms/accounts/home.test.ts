import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../server/db.ts";
import { TestHouse } from "../../testing/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

const programme = () => house.open.house.programme;

test("F-004 the public page says why to join: the four values, as the operator words them, in both languages", async () => {
  for (const lang of ["fr", "en"] as const) {
    const home = await house.visitor(lang).do("accounts.home", {});
    expect(home.title).toBe(programme().labels.whyJoin[lang]);
    expect(home.values.map(({ text }) => text)).toEqual(programme().home.values.map(({ text }) => text[lang]));
    expect(home.values).toHaveLength(4);
  }
});

test("F-005 the three membership options stand side by side, each with what it adds and what it costs", async () => {
  const home = await house.visitor("en").do("accounts.home", {});
  expect(home.options.map(({ id }) => id)).toEqual(["network", "starterPack", "competencies"]);
  for (const row of home.comparison) expect(row.cells).toHaveLength(3);
  const price = home.comparison[0]!.cells;
  expect(price[0]).toEqual({ shows: "free" });
  expect(price[1]).toEqual({ shows: "price", amount: "425.00", currency: "EUR", termMonths: 12 });
  const differs = home.comparison.filter(({ cells }) => new Set(cells.map((cell) => JSON.stringify(cell))).size > 1);
  expect(differs.length).toBeGreaterThan(3);
});

test("F-003 every outside link of the public pages carries the notice that it leaves, and none that stays does", async () => {
  const visitor = house.visitor();
  const [home, welcome] = [await visitor.do("accounts.home", {}), await visitor.do("accounts.welcome", {})];
  const shown = [home.more, ...home.checklist.items.map(({ link }) => link), ...welcome.checklist.items.map(({ link }) => link)].filter(
    (link) => link !== null,
  );
  expect(shown.length).toBeGreaterThan(2);
  for (const link of shown) {
    const known = Object.values(programme().links).find(({ url }) => url === link.url)!;
    if (known.leaving) expect(link.notice).toMatch(/^Remarque\u00a0: .*revenez-y/);
    else expect(link.notice).toBeNull();
  }
  const english = await house.visitor("en").do("accounts.home", {});
  expect(english.more.notice).toMatch(/^Note: .*come back to it/);
});

test("F-021 the checklist names the work account, the legal name and address, the authority to sign and the primary contact", async () => {
  const { checklist } = await house.visitor().do("accounts.home", {});
  const titles = checklist.items.map(({ title }) => title).join(" | ");
  for (const word of [
    "administrateur général",
    "Dénomination sociale légale et adresse",
    "Pouvoir de signer des contrats",
    "contact principal",
  ])
    expect(titles).toContain(word);
  const { checklist: again } = await house.visitor().do("accounts.welcome", {});
  expect(again).toEqual(checklist);
});

test("F-032 the enrolment starts on a welcome page that lists its steps and knows whether this browser has joined", async () => {
  const visitor = house.visitor();
  const before = await visitor.do("accounts.welcome", {});
  expect(before.joined).toBeNull();
  expect(before.steps.map(({ title }) => title)).toEqual(["Se connecter", "Profil juridique", "Contrat", "Rôles"]);

  await visitor.do("accounts.join", { body: { companyName: "Kermadec Numérique", country: "fr" } });

  expect((await visitor.do("accounts.welcome", {})).joined).toEqual({ companyName: "Kermadec Numérique", country: "FR" });
  expect((await house.visitor().do("accounts.welcome", {})).joined).toBeNull();
});

test("joining again from the same browser corrects the first answer and makes no second join", async () => {
  const visitor = house.visitor();
  await visitor.do("accounts.join", { body: { companyName: "Kermadec", country: "FR" } });
  const cookie = visitor.cookies.get("entente-join");
  await visitor.do("accounts.join", { body: { companyName: "Kermadec Brest", country: "BE" } });

  expect(visitor.cookies.get("entente-join")).toBe(cookie);
  const rows = await house.db.query(sql`select country from joins where company_name in ('Kermadec', 'Kermadec Brest')`);
  expect(rows).toEqual([{ country: "BE" }]);
});

test("a country outside the programme, an empty name and hidden characters are refused at their fields", async () => {
  const visitor = house.visitor();
  const call = async (body: { companyName: string; country: string }) => {
    const { status, problem } = await visitor.call("accounts.join", { body });
    return [status, problem.errors?.map(({ pointer }) => pointer)];
  };
  expect(await call({ companyName: "Kermadec", country: "ZZ" })).toEqual([422, ["/country"]]);
  expect(await call({ companyName: "   ", country: "FR" })).toEqual([422, ["/companyName"]]);
  expect(await call({ companyName: "Ker\u0000madec", country: "FR" })).toEqual([422, ["/companyName"]]);
  expect(await call({ companyName: "Ker\u202Emadec", country: "FR" })).toEqual([422, ["/companyName"]]);
  expect(await call({ companyName: "Ker\ud800madec", country: "FR" })).toEqual([422, ["/companyName"]]);
  expect(await call({ companyName: "x".repeat(201), country: "FR" })).toEqual([422, ["/companyName"]]);
});

test("one place cannot join without end: the refusal says how long to wait, and joins nothing", async () => {
  const other = await TestHouse.start();
  try {
    let last = await other.visitor().call("accounts.join", { body: { companyName: "Kermadec", country: "FR" } });
    for (let n = 0; n < 40 && last.status === 201; n++)
      last = await other.visitor().call("accounts.join", { body: { companyName: `Kermadec ${n}`, country: "FR" } });
    expect([last.status, last.problem.code]).toEqual([429, "accounts.tooManyJoins"]);
    expect(last.problem.detail).toMatch(/Réessayez dans \d/);
    expect(await other.db.one(sql`select count(*)::int as count from joins`)).toEqual({ count: 30 });
  } finally {
    await other.close();
  }
});
