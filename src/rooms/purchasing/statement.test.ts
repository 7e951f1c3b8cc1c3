import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../kit/ids.ts";
import { sql } from "../../server/db.ts";
import type { Colleague } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { networkMember as member } from "../../testing/owner.ts";
import { orderByTransfer, refusal } from "../../testing/shop.ts";

let house: TestHouse;
let desk: Colleague;
beforeAll(async () => {
  house = await TestHouse.start();
  desk = await house.staff(["finance"]);
});
afterAll(() => house.close());

const HEAD = "Date;Montant;Monnaie;Libellé;Donneur d'ordre;Solde";
const csv = (lines: readonly string[], head = HEAD) => new File([[head, ...lines].join("\r\n")], "releve.csv", { type: "text/csv" });
const send = (file: File, caller = desk, key?: string) =>
  caller.call("purchasing.importStatement", { file }, key === undefined ? {} : { key });
/** A day as a French statement writes it. */
const day = () => house.open.house.clock.today().split("-").reverse().join("/");
const line = (reference: string, payer: string, amount = "510,00", currency = "EUR") =>
  `${day()};${amount};${currency};${reference};${payer};12 000,00`;
const receipts = (mark: string) => house.db.query(sql`select state from receipts where payer like ${`%${mark}%`} order by id`);

test("O11 a statement is answered line by line: paid, to be matched, known, not read with what is wrong; read again, nothing counts twice", async () => {
  const mark = newId().slice(-12).toUpperCase();
  const partner = await member(house);
  const order = await orderByTransfer(house, partner);
  const lines = [
    line(order.transfer!.reference, `PAIE ${mark}`),
    line("divers", `AUTRE ${mark}`),
    // Two equal payments of one day are two.
    line("divers", `AUTRE ${mark}`),
    line("divers", "", "0,00"),
  ];
  const first = await send(csv(lines));
  expect(first.body.items.map(({ line: at, outcome, number }) => [at, outcome, number])).toEqual([
    [2, "matched", order.number],
    [3, "unmatched", null],
    [4, "unmatched", null],
    [5, "wrong", null],
  ]);
  expect(first.body.items[3]!.text).toMatch(/montant supérieur à zéro.*Indiquez qui a payé/s);
  expect(first.body.counts).toEqual({ matched: 1, unmatched: 2, known: 0, wrong: 1 });
  expect(await partner.admin.do("purchasing.order", { accountId: partner.accountId, orderId: order.id })).toMatchObject({ state: "paid" });

  const again = await send(csv([...lines, line("divers", `AUTRE ${mark}`)]));
  expect(again.body.items.map(({ outcome }) => outcome)).toEqual(["known", "known", "known", "wrong", "unmatched"]);
  expect(await receipts(mark)).toHaveLength(4);
  expect(await house.db.query(sql`select 1 from facts where type = 'order.paid' and subject = ${order.id}`)).toHaveLength(1);
});

test("O11 a payment typed by hand before its statement came is known when it is read", async () => {
  const mark = newId().slice(-12).toUpperCase();
  const body = { receivedOn: house.open.house.clock.today(), amount: "12.50", currency: "EUR", reference: "Avoir", payer: `MAIN ${mark}` };
  await desk.do("purchasing.enterReceipt", { body });
  const { body: read } = await send(csv([line("AVOIR", `main ${mark}`, "12,50")]));
  expect(read.items.map(({ outcome }) => outcome)).toEqual(["known"]);
  expect(await receipts(mark)).toHaveLength(1);
});

test("O11 the server dies in the middle: what was read stays, and the same file read again brings the rest and nothing twice", async () => {
  const mark = newId().slice(-12).toUpperCase();
  const lines = Array.from({ length: 6 }, (_, at) => line("divers", `LIGNE ${at} ${mark}`));
  await send(csv(lines.slice(0, 3)));
  expect(await receipts(mark)).toHaveLength(3);
  const { body } = await send(csv(lines));
  expect(body.counts).toMatchObject({ known: 3, unmatched: 3 });
  expect(await receipts(mark)).toHaveLength(6);
});

test("O11 two desks read the same statement at the same moment: every line is there once, and every order is paid once", async () => {
  const mark = newId().slice(-12).toUpperCase();
  const partner = await member(house);
  const order = await orderByTransfer(house, partner);
  const lines = [
    line(order.transfer!.reference, `PAIE ${mark}`),
    ...Array.from({ length: 5 }, (_, at) => line("divers", `L${at} ${mark}`)),
  ];
  const others = await Promise.all([house.staff(["finance"]), house.staff(["platformAdmin"])]);
  expect(await receipts(mark)).toEqual([]);
  const answers = await Promise.all([desk, ...others].map((one) => send(csv(lines), one)));
  for (const answer of answers) expect(answer.status).toBe(200);
  expect(await receipts(mark)).toHaveLength(6);
  const counted = answers.reduce((sum, { body }) => sum + body.counts.matched + body.counts.unmatched, 0);
  expect(counted).toBe(6);
  expect(await house.db.query(sql`select 1 from facts where type = 'order.paid' and subject = ${order.id}`)).toHaveLength(1);
});

test("O11 the same press repeated gets the first answer", async () => {
  const mark = newId().slice(-12).toUpperCase();
  const key = newId();
  const file = csv([line("divers", `CLE ${mark}`)]);
  const first = await send(file, desk, key);
  const second = await send(file, desk, key);
  expect([first.body.counts.unmatched, second.body.counts.unmatched]).toEqual([1, 1]);
});

test.each<[string, () => File, string]>([
  ["nothing", () => new File([], "releve.csv"), "purchasing.statementMissing"],
  ["another encoding", () => new File([new Uint8Array([0x44, 0xe9, 0x0a])], "releve.csv"), "purchasing.statementUnreadable"],
  ["a quote that does not end", () => csv(['"abc']), "purchasing.statementUnreadable"],
  ["columns that are missing", () => csv(["2027-01-01;1"], "Date;Montant"), "purchasing.statementColumns"],
  ["no line", () => csv([]), "purchasing.statementEmpty"],
  ["too many lines", () => csv(Array.from({ length: 501 }, (_, at) => line("x", `L${at}`))), "purchasing.statementTooLong"],
])("O11 a file of %s is refused whole, at its field", async (_, file, code) => {
  const before = await house.db.query(sql`select 1 from receipts`);
  const answer = await send(file());
  expect([answer.status, answer.problem.code, answer.problem.errors?.[0]?.pointer]).toEqual([422, code, "/file"]);
  expect(await house.db.query(sql`select 1 from receipts`)).toHaveLength(before.length);
});

test("O11 the columns that are missing are named as the reader heads them", async () => {
  const answer = await send(csv(["2027-01-01;1"], "Date;Montant"));
  expect(answer.problem.detail).toBe(
    "Il manque des colonnes au relevé : Monnaie, Libellé du virement et Donneur d’ordre.".replace(" :", "\u00a0:"),
  );
});

test("O11 only finance reads statements", async () => {
  const verifier = await house.staff(["verifier"]);
  expect(refusal(await send(csv([line("x", "y")]), verifier))).toEqual([403, "staff.closed"]);
});
