import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays } from "../../kit/dates.ts";
import { inOneTransaction } from "../../server/acts.ts";
import { sql } from "../../server/db.ts";
import { brokenRules, schemaErrors } from "../../testing/facturx.ts";
import type { Colleague, Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { networkMember as member } from "../../testing/owner.ts";
import { attachedOf, sealReport, textOfPdf, withPoppler } from "../../testing/pdf.ts";
import { Checkout, cards, join, purchase } from "../../testing/shop.ts";

let house: TestHouse;
let desk: Colleague;
beforeAll(async () => {
  house = await TestHouse.start();
  desk = await house.staff(["finance"]);
});
afterAll(() => house.close());

const papersOf = async ({ admin, accountId }: Partner) => (await admin.do("invoicing.list", { accountId })).items;
const fileOf = async ({ admin, accountId }: Partner, documentId: string, language?: "fr" | "en") =>
  (await admin.call("invoicing.file", { accountId, documentId, language })).body as unknown as Buffer;
const kind = <T extends { kind: string }>(of: readonly T[], wanted: string): T => of.find((one) => one.kind === wanted)!;
/** What a purchase looks like in its papers. */
const sums = (of: { net: { amount: string }; tax: { amount: string }; total: { amount: string; currency: string } }) => [
  of.net.amount,
  of.tax.amount,
  of.total.amount,
  of.total.currency,
];
/** The news that money went back to the buyer, as the room that pays it back tells it. */
const refunded = (partner: Partner, orderId: string, refundId: string) =>
  inOneTransaction(
    house.open.house,
    () => {},
    { kind: "clock", id: null, name: "" },
    null,
    async (act) => {
      act.record({ type: "order.refunded", accountId: partner.accountId, subject: orderId, data: { number: "0", orderId, refundId } });
    },
  ).then(() => house.settle());

describe("what is paid has its papers", () => {
  test("G-016 an invoice and a receipt are there once the card was charged, with the order's own figures", async () => {
    const partner = await member(house);
    expect(await papersOf(partner)).toEqual([]);
    const order = await purchase(house, partner);
    const papers = await papersOf(partner);
    expect(papers.map((one) => one.kind).sort()).toEqual(["invoice", "receipt"]);
    for (const one of papers) {
      expect(sums(one)).toEqual([order.amounts.net.amount, order.amounts.tax.amount, order.amounts.total.amount, "EUR"]);
      expect(one).toMatchObject({ order: { id: order.id, number: order.number }, membershipId: order.membershipId });
      expect([one.from, one.to]).toEqual([order.term.startsOn, order.term.endsOn]);
    }
    expect(kind(papers, "invoice").number).toMatch(/^FA-\d{4}-\d{6}$/);
    expect(kind(papers, "receipt").number).toMatch(/^RE-\d{4}-\d{6}$/);
    expect((await partner.admin.do("invoicing.list", { accountId: partner.accountId, membershipId: order.membershipId! })).items).toEqual(
      papers,
    );
  });

  test("G-016 a declined card leaves no paper and takes no number", async () => {
    const partner = await member(house);
    const before = await house.db.query(sql`select kind, last from billing_series order by kind`);
    await (await Checkout.ready(house, partner.admin, partner.accountId, { number: cards.declined })).buy();
    await house.settle();
    expect(await papersOf(partner)).toEqual([]);
    expect(await house.db.query(sql`select kind, last from billing_series order by kind`)).toEqual(before);
  });

  test("the news heard twice is one invoice", async () => {
    const partner = await member(house);
    const order = await purchase(house, partner);
    const { accountId } = partner;
    await house.db.query(sql`
      insert into jobs (id, kind, key, account_id, payload, clock, due_at, not_before)
      select gen_random_uuid(), 'invoicing.issue', 'again' || n, ${accountId}::uuid, jsonb_build_object('orderId', ${order.id}::text), 'business', now() - interval '1 year', now() - interval '1 year'
      from generate_series(1, 3) as n`);
    await house.settle();
    expect(await papersOf(partner)).toHaveLength(2);
  });

  test("every number of a series was given, in the order of issue", async () => {
    for (let one = 0; one < 3; one++) await purchase(house, await member(house));
    const rows = await house.db.query<{ kind: string; places: number[]; last: number }>(sql`
      select b.kind, array_agg(right(b.number, 6)::int order by b.issued_on, b.id) as places, max(s.last) as last
      from billing_documents b join billing_series s on s.kind = b.kind group by b.kind`);
    expect(rows.length).toBeGreaterThan(1);
    for (const { places, last } of rows) expect(places).toEqual(Array.from({ length: last }, (_, index) => index + 1));
  });
});

describe("the file", () => {
  withPoppler("G-016 is sealed, in the reader's language, and the same bytes whenever it is asked for again", async () => {
    const partner = await member(house);
    const order = await purchase(house, partner);
    const { id, number } = kind(await papersOf(partner), "invoice");
    const { admin, accountId } = partner;
    const first = await admin.call("invoicing.file", { accountId, documentId: id });
    const bytes = first.body as unknown as Buffer;
    expect(first.headers.get("content-disposition")).toContain(`Facture ${number}.pdf`);
    expect(first.headers.get("repr-digest")).toBe(`sha-256=:${createHash("sha256").update(bytes).digest("base64")}:`);
    expect(sealReport(bytes)).toContain("Signature is Valid");
    expect((await fileOf(partner, id)).equals(bytes)).toBe(true);
    const text = textOfPdf(bytes);
    for (const said of [`Facture ${number}`, partner.name, order.number, "carte Visa se terminant par 4242", "510,00 €"])
      expect(text).toContain(said);

    const english = await fileOf(partner, id, "en");
    expect(textOfPdf(english)).toContain(`Invoice ${number}`);
    expect(sealReport(english)).toContain("Signature is Valid");
    expect((await fileOf(partner, id)).equals(bytes)).toBe(true);
  });

  withPoppler(
    "G-016 of a French company carries its data as Factur-X, valid by the schema and the sums of EN 16931; elsewhere it does not",
    async () => {
      const french = await member(house);
      await purchase(house, french);
      const xml = attachedOf(await fileOf(french, kind(await papersOf(french), "invoice").id));
      expect(schemaErrors(xml!)).toEqual([]);
      expect(brokenRules(xml!)).toEqual([]);
      expect(xml).toContain(french.partnerId);
      expect(attachedOf(await fileOf(french, kind(await papersOf(french), "receipt").id))).toBeUndefined();

      const british = await member(house, { country: "GB" });
      await purchase(house, british);
      expect(attachedOf(await fileOf(british, kind(await papersOf(british), "invoice").id))).toBeUndefined();
    },
  );

  withPoppler("says what was true when it was issued, whatever the profile says afterwards", async () => {
    const partner = await member(house);
    await purchase(house, partner);
    const { id } = kind(await papersOf(partner), "invoice");
    await house.db.query(sql`update accounts set legal_name = 'Un autre nom', address_line1 = 'ailleurs' where id = ${partner.accountId}`);
    const text = textOfPdf(await fileOf(partner, id));
    expect(text).toContain(partner.name);
    expect(text).not.toContain("Un autre nom");
  });

  test("is nobody else's, and a made-up number opens nothing", async () => {
    const [partner, neighbour] = [await member(house), await member(house)];
    await purchase(house, partner);
    const { id } = (await papersOf(partner))[0]!;
    const asked = (caller: Colleague, accountId: string, documentId: string) => caller.call("invoicing.file", { accountId, documentId });
    expect((await asked(neighbour.admin, partner.accountId, id)).status).toBe(404);
    expect((await asked(neighbour.admin, neighbour.accountId, id)).status).toBe(404);
    expect((await asked(partner.admin, partner.accountId, partner.accountId)).problem.code).toBe("invoicing.notFound");
    const agent = await house.colleague(partner, ["salesAgent"]);
    expect((await agent.call("invoicing.list", { accountId: partner.accountId })).status).toBe(403);
    const books = await house.colleague(partner, ["billingAdmin"]);
    expect((await asked(books, partner.accountId, id)).status).toBe(200);
  });
});

describe("the tax of an order", () => {
  const berlin = { country: "DE" };
  const vat = (partner: Partner, number: string) =>
    house.db.query(sql`update accounts set vat_number = ${number} where id = ${partner.accountId}`);

  withPoppler(
    "O11 a company with a VAT number in another country of the union accounts for it itself, and every paper says so",
    async () => {
      const partner = await member(house, berlin);
      await vat(partner, "DE136695976");
      const order = await purchase(house, partner);
      expect(order.amounts).toMatchObject({ treatment: "reverseCharge", taxRate: "0", tax: { amount: "0.00" }, exemption: null });
      expect(order.amounts.total).toEqual(order.amounts.net);
      const text = textOfPdf(await fileOf(partner, kind(await papersOf(partner), "invoice").id));
      expect(text).toContain("articles 44 et 196 de la directive 2006/112/CE");
      expect(text).toContain("TVA DE136695976");
    },
  );

  test("O11 without a VAT number its country's tax is added, and a number of another country's form is none", async () => {
    for (const number of ["", "FR28983214768"]) {
      const partner = await member(house, berlin);
      await vat(partner, number);
      expect((await purchase(house, partner)).amounts).toMatchObject({ treatment: "standard", taxRate: "0.19" });
    }
  });

  withPoppler("O11 a certificate in force on the day takes the tax away and is named; one that begins later does not yet", async () => {
    const certificate = async (partner: Partner, validFrom: string) => {
      const { admin, accountId } = partner;
      const body = { number: "EX-77", country: "FR", region: "", validFrom, validUntil: "2999-12-31" };
      const { id } = await admin.do("billing.askExemption", {
        accountId,
        body,
        file: new File(["%PDF-1.7\nattestation"], "attestation.pdf", { type: "application/pdf" }),
      });
      await desk.do("billing.decideExemption", { exemptionId: id, body: { decision: "approve" } });
    };
    const exempt = await member(house);
    await certificate(exempt, "2000-01-01");
    const order = await purchase(house, exempt);
    expect(order.amounts).toMatchObject({ treatment: "exempt", exemption: "EX-77", tax: { amount: "0.00" } });
    expect(textOfPdf(await fileOf(exempt, kind(await papersOf(exempt), "invoice").id))).toContain("l’attestation EX-77");

    const later = await member(house);
    await certificate(later, addDays(house.open.house.clock.today(), 1));
    expect((await purchase(house, later)).amounts).toMatchObject({ treatment: "standard", taxRate: "0.20" });
  });

  test("O11 a tax number that comes while somebody is buying is shown before anything is charged", async () => {
    const partner = await member(house, berlin);
    const checkout = await Checkout.ready(house, partner.admin, partner.accountId);
    await vat(partner, "DE136695976");
    const answer = await checkout.buy();
    expect([answer.status, answer.problem.code]).toEqual([409, "purchasing.priceChanged"]);
    expect((await checkout.read()).amounts).toMatchObject({ treatment: "reverseCharge" });
  });

  test("papers name who is billed, with the company's own reference", async () => {
    const partner = await member(house);
    const { accountId } = partner;
    await partner.admin.do("billing.change", { accountId, body: { version: 0, poNumber: "BC-2027-9" } });
    await house.db.query(sql`update billing_profiles set bill_to = 'Kermadec Holding' where account_id = ${accountId}`);
    const order = await purchase(house, partner);
    expect(order.soldTo).toMatchObject({ name: "Kermadec Holding", poNumber: "BC-2027-9" });
  });
});

describe("what was paid back", () => {
  withPoppler("G-016 has a credit note that corrects its invoice, once, with a number of its own series", async () => {
    const partner = await member(house);
    const order = await purchase(house, partner);
    const refundId = "0195a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";
    await refunded(partner, order.id, refundId);
    await refunded(partner, order.id, refundId);
    const papers = await papersOf(partner);
    const credits = papers.filter((one) => one.kind === "creditNote");
    expect(credits).toHaveLength(1);
    expect(credits[0]).toMatchObject({ corrects: kind(papers, "invoice").number });
    expect(credits[0]!.number).toMatch(/^AV-\d{4}-\d{6}$/);
    const bytes = await fileOf(partner, credits[0]!.id);
    expect(textOfPdf(bytes)).toContain(`Avoir ${credits[0]!.number}`);
    expect(brokenRules(attachedOf(bytes)!)).toEqual([]);
    expect(attachedOf(bytes)).toContain("<ram:TypeCode>381</ram:TypeCode>");
  });
});

describe("the desk", () => {
  const read = async (query: { from: string; to: string }, caller: Colleague = desk) =>
    (await caller.call("invoicing.export", query)).body as unknown as string;

  test("O11 finds a document by its number, its order or the partner's ID, and reads it as the company has it", async () => {
    const partner = await member(house);
    const order = await purchase(house, partner);
    const papers = await papersOf(partner);
    for (const search of [order.number, partner.partnerId])
      expect((await desk.do("invoicing.desk", { search })).items.map(({ id }) => id)).toEqual(papers.map(({ id }) => id));
    const invoice = kind(papers, "invoice");
    const found = await desk.do("invoicing.desk", { search: invoice.number.toLowerCase() });
    expect(found.items).toMatchObject([{ company: partner.name, partnerId: partner.partnerId, number: invoice.number }]);
    const bytes = (await desk.call("invoicing.deskFile", { documentId: invoice.id })).body as unknown as Buffer;
    expect(bytes.equals(await fileOf(partner, invoice.id))).toBe(true);
    expect((await desk.call("invoicing.deskFile", { documentId: partner.accountId })).status).toBe(404);
  });

  test("O11 the list goes on page by page without leaving anything out or saying it twice", async () => {
    const all = (await desk.do("invoicing.desk", { limit: 100 })).items.map(({ number }) => number);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await desk.do("invoicing.desk", { limit: 3, ...(cursor && { cursor }) });
      seen.push(...page.items.map(({ number }) => number));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen.length).toBeGreaterThan(6);
    expect(seen).toEqual(all);
  });

  test("O11 the accounting export has a line for each document in the order of issue, and its sums are those of the database", async () => {
    const partner = await member(house);
    const order = await purchase(house, partner);
    await refunded(partner, order.id, "0195a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5c");
    const today = house.open.house.clock.today();
    const [head, ...lines] = (await read({ from: today, to: today })).trimEnd().split("\r\n");
    expect(head).toContain("Date d’émission;Type;Numéro;");
    const cells = lines.map((line) => line.split(";"));
    const stored = await house.db.query<{ number: string; total: number }>(sql`
      select number, case when kind = 'creditNote' then -total_minor else total_minor end as total from billing_documents order by issued_on, id`);
    expect(cells.map((row) => row[2])).toEqual(stored.map(({ number }) => number));
    const column = head!.split(";").indexOf("TTC");
    const cents = (text: string): number => Math.round(Number(text.replace(",", ".")) * 100);
    expect(cells.map((row) => cents(row[column]!))).toEqual(stored.map(({ total }) => Number(total)));
    expect(cells.some((row) => row[column]!.startsWith("-"))).toBe(true);
    const english = await house.staff(["finance"], { language: "en" });
    expect((await read({ from: today, to: today }, english)).split("\r\n")[0]).toContain("Date of issue,Type,Number,");
  });

  test("O11 a period that ends before it begins, or is longer than a year, is refused at its end", async () => {
    const asked = (from: string, to: string) => desk.call("invoicing.export", { from, to });
    expect((await asked("2027-02-01", "2027-01-31")).problem.errors?.[0]).toMatchObject({ pointer: "/to", code: "invoicing.daysReversed" });
    expect((await asked("2027-01-01", "2028-01-02")).problem.code).toBe("invoicing.tooManyDays");
    expect((await asked("2028-01-01", "2028-12-31")).status).toBe(200);
  });

  test("O11 is for those who keep the books: other staff and partners find it closed", async () => {
    const verifier = await house.staff(["verifier"]);
    const partner = await house.partner();
    await join(house, partner);
    for (const caller of [verifier, partner.admin]) {
      expect((await caller.call("invoicing.desk", {})).status).toBeGreaterThanOrEqual(403);
      expect((await caller.call("invoicing.export", { from: "2027-01-01", to: "2027-01-31" })).status).toBeGreaterThanOrEqual(403);
    }
  });
});
