import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../server/db.ts";
import type { Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { refusal } from "../../testing/shop.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

const items = () => house.open.house.programme.selling.items.map(({ id }) => id);
const pin = ({ admin, accountId }: Partner, itemId: string) => admin.call("catalogue.pin", { accountId, itemId });
const order = async ({ admin, accountId }: Partner) => (await admin.do("catalogue.items", { accountId })).items;
const top = async (partner: Partner) => (await order(partner)).filter(({ position }) => position !== null).map(({ id }) => id);

test("G-061 up to five products stand at the top in the order they were put there; the sixth is refused, and its button said so before", async () => {
  const partner = await house.partner();
  const last = items().slice(-6).reverse();
  for (const [at, id] of last.slice(0, 5).entries()) expect((await pin(partner, id)).body).toEqual({ position: at + 1 });
  expect(await top(partner)).toEqual(last.slice(0, 5));
  const listed = await order(partner);
  expect(listed.map(({ id }) => id)).toEqual([...last.slice(0, 5), ...items().filter((id) => !last.slice(0, 5).includes(id))]);

  const sixth = listed.find(({ id }) => id === last[5])!;
  const answer = await pin(partner, sixth.id);
  expect(refusal(answer)).toEqual([409, "catalogue.full"]);
  expect(answer.problem.detail).toBe("5 produits au plus tiennent en haut du catalogue. Retirez-en un d’abord.");
  expect(sixth.moves.pin).toEqual(answer.problem.door);

  await partner.admin.do("catalogue.unpin", { accountId: partner.accountId, itemId: last[1]! });
  expect(await top(partner)).toEqual([last[0], last[2], last[3], last[4]]);
  expect((await pin(partner, sixth.id)).body).toEqual({ position: 5 });
});

test("G-061 what stands at the top changes places with its neighbour, and every company has an order of its own", async () => {
  const [partner, other] = [await house.partner(), await house.partner()];
  const [a, b, c] = items() as [string, string, string];
  for (const id of [a, b, c]) await pin(partner, id);
  const move = (itemId: string, direction: "up" | "down") =>
    partner.admin.call("catalogue.move", { accountId: partner.accountId, itemId, body: { direction } });
  expect((await move(c, "up")).body).toEqual({ position: 2 });
  expect((await move(a, "down")).body).toEqual({ position: 2 });
  expect(await top(partner)).toEqual([c, a, b]);
  expect(refusal(await move(c, "up"))).toEqual([409, "catalogue.atTheEnd"]);
  expect(refusal(await move(items()[5]!, "up"))).toEqual([409, "catalogue.notPinned"]);
  expect(await top(other)).toEqual([]);
});

test("G-061 eight people who press at once fill the five places, each once; two who take the same one away take it once", async () => {
  const partner = await house.partner();
  const answers = await Promise.all(
    items()
      .slice(0, 8)
      .map((id) => pin(partner, id)),
  );
  expect(
    answers
      .filter(({ status }) => status === 200)
      .map(({ body }) => body.position)
      .sort(),
  ).toEqual([1, 2, 3, 4, 5]);
  expect(answers.filter(({ status }) => status !== 200).map(refusal)).toEqual(Array(3).fill([409, "catalogue.full"]));
  const [first] = await top(partner);
  const gone = await Promise.all([1, 2].map(() => partner.admin.call("catalogue.unpin", { accountId: partner.accountId, itemId: first! })));
  expect(gone.map(({ status }) => status).sort()).toEqual([200, 409]);
  const places = await house.db.query<{ position: number }>(
    sql`select position from pins where account_id = ${partner.accountId} order by position`,
  );
  expect(places.map(({ position }) => position)).toEqual([1, 2, 3, 4]);
});

test("G-061 global administrators, admin agents and sales agents order the catalogue; everybody else reads it and learns who may", async () => {
  const partner = await house.partner();
  for (const role of ["globalAdmin", "adminAgent", "salesAgent"] as const) {
    const one = await house.colleague(partner, [role]);
    expect((await one.call("catalogue.pin", { accountId: partner.accountId, itemId: items()[0]! })).status).not.toBe(403);
  }
  for (const role of ["userAdmin", "billingAdmin", "helpdeskAgent", "partnerAdmin", "accountAdmin"] as const) {
    const one = await house.colleague(partner, [role]);
    const { items: seen } = await one.do("catalogue.items", { accountId: partner.accountId });
    const answer = await one.call("catalogue.pin", { accountId: partner.accountId, itemId: items()[1]! });
    expect([answer.status, answer.problem.code]).toEqual([403, "door.role"]);
    expect(answer.problem.detail).toContain("Maëlle Kermadec");
    expect(seen.find(({ id }) => id === items()[1])!.moves.pin).toEqual(answer.problem.door);
  }
});

test("G-061 a product that does not exist, one put there twice, an unknown field and a stranger are each answered at their place", async () => {
  const partner = await house.partner();
  const stranger = (await house.partner()).admin;
  const at = { accountId: partner.accountId };
  expect(refusal(await partner.admin.call("catalogue.pin", { ...at, itemId: "nothing" }))).toEqual([404, "catalogue.noSuchItem"]);
  await pin(partner, items()[0]!);
  expect(refusal(await pin(partner, items()[0]!))).toEqual([409, "catalogue.alreadyPinned"]);
  const wrong = await partner.admin.call("catalogue.move", { ...at, itemId: items()[0]!, body: { direction: "sideways" } as never });
  expect([wrong.status, wrong.problem.errors?.[0]?.pointer]).toEqual([422, "/direction"]);
  expect((await stranger.call("catalogue.items", at)).status).toBe(404);
  expect((await stranger.call("catalogue.unpin", { ...at, itemId: items()[0]! })).status).toBe(404);
  const { items: told } = await partner.admin.do("accounts.activity", { ...at, limit: 5 });
  expect(told[0]!.text).toBe(`Produit placé en haut du catalogue\u00a0: ${house.open.house.programme.selling.items[0]!.name.fr}`);
});

test("G-062 the months stand newest first with the one in force; the next opens thirty days before it holds", async () => {
  const fresh = await TestHouse.start();
  try {
    const { admin, accountId } = await fresh.partner();
    const { selling } = fresh.open.house.programme;
    const { lists, next, country, types, countries } = await admin.do("catalogue.priceLists", { accountId });
    expect(lists.filter(({ state }) => state === "inForce")).toHaveLength(1);
    expect(lists.map(({ month }) => month)).toEqual([...lists.map(({ month }) => month)].sort().reverse());
    expect([country, types.map(({ id }) => id)]).toEqual(["FR", selling.types.map(({ id }) => id)]);
    expect(countries.find(({ code }) => code === "GB")).toEqual({ code: "GB", name: "Royaume-Uni", currency: "GBP" });
    if (!next) return;
    const early = await admin.call("catalogue.prices", { accountId, month: next.month });
    expect(refusal(early)).toEqual([409, "catalogue.notYet"]);
    expect(early.problem.detail).toMatch(/^Cette liste de prix s’ouvre le /);
    await fresh.travel(next.opensOn);
    expect((await admin.do("catalogue.prices", { accountId, month: next.month })).state).toBe("preview");
    await fresh.travel(next.from);
    expect((await admin.do("catalogue.prices", { accountId, month: next.month })).state).toBe("inForce");
  } finally {
    await fresh.close();
  }
});

test("G-062 a month says what is new, changed, removed and unchanged in a country, and the file says the same", async () => {
  const { admin, accountId } = await house.partner();
  const month = "2026-11";
  const prices = await admin.do("catalogue.prices", { accountId, month });
  expect(prices.country).toBe("FR");
  expect(prices.counts.DEL).toBe(1);
  expect(prices.counts.CHNG).toBe(1);
  expect(Object.values(prices.counts).reduce((sum, count) => sum + count)).toBe(prices.rows.length);
  expect(prices.rows.find(({ flag }) => flag === "DEL")).toMatchObject({ price: null, before: { amount: "720.00", currency: "EUR" } });

  const file = await admin.call("catalogue.priceFile", { accountId, month });
  expect(file.headers.get("content-type")).toMatch(/^text\/csv/);
  expect(file.headers.get("content-disposition")).toContain('filename="tarifs-2026-11-FR.csv"');
  const bytes = file.body as unknown as string;
  const lines = parse(bytes, { bom: true }) as string[][];
  expect(lines[0]).toEqual([
    "Indicateur",
    "Identifiant",
    "Produit",
    "Type",
    "Unité",
    "Prix hors taxe",
    "Prix précédent",
    "Devise",
    "Pays",
    "Valable à partir du",
  ]);
  expect(lines.slice(1).map(([flag, id, name, , , price, before, currency]) => [flag, id, name, price, before, currency])).toEqual(
    prices.rows.map(({ flag, id, name, price, before }) => [flag, id, name, price?.amount ?? "", before?.amount ?? "", "EUR"]),
  );
});

test("G-062 a file holds one kind of product in another country's currency, in the reader's language", async () => {
  const { admin, accountId } = await house.partner({ language: "en" });
  const file = await admin.call("catalogue.priceFile", { accountId, month: "2026-11", country: "GB", type: "software" });
  expect(file.headers.get("content-disposition")).toContain('filename="prices-2026-11-GB-software.csv"');
  const lines = parse(file.body as unknown as string, { bom: true }) as string[][];
  expect(lines[0]![0]).toBe("Flag");
  expect(new Set(lines.slice(1).map((cells) => `${cells[3]} ${cells[7]} ${cells[8]}`))).toEqual(new Set(["Software GBP GB"]));
});

test("G-062 the prices are for those whom the table names: a helpdesk agent is told who reads them, a stranger finds nothing", async () => {
  const partner = await house.partner();
  const at = { accountId: partner.accountId };
  for (const role of ["userAdmin", "billingAdmin", "adminAgent", "salesAgent", "partnerAdmin"] as const)
    expect((await (await house.colleague(partner, [role])).call("catalogue.priceLists", at)).status).toBe(200);
  for (const roles of [["helpdeskAgent"], []] as const) {
    const answer = await (await house.colleague(partner, roles)).call("catalogue.priceFile", { ...at, month: "2026-11" });
    expect([answer.status, answer.problem.code]).toEqual([403, "door.role"]);
  }
  expect((await (await house.partner()).admin.call("catalogue.prices", { ...at, month: "2026-11" })).status).toBe(404);
});

test("G-062 a month without a list, a country without prices, an unknown kind and an unknown question say so", async () => {
  const { admin, accountId } = await house.partner({ country: "CA" });
  expect((await admin.do("catalogue.priceLists", { accountId })).country).not.toBe("CA");
  const ask = (month: string, more: object = {}) => admin.call("catalogue.prices", { accountId, month, ...more });
  expect(refusal(await ask("2019-01"))).toEqual([404, "catalogue.noSuchList"]);
  expect(refusal(await ask("2026-11", { country: "CA" }))).toEqual([404, "catalogue.noPrices"]);
  expect(refusal(await ask("2026-11", { type: "boats" }))).toEqual([404, "catalogue.noSuchType"]);
  expect((await ask("november")).status).toBe(404);
  expect((await ask("2026-11", { colour: "red" })).status).toBe(400);
});
