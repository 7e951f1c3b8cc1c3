import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { add, money, share } from "../../kit/money.ts";
import { brokenRules, schemaErrors, textsIn } from "../../testing/facturx.ts";
import type { BillingDocument } from "./billing.ts";
import { billingPdf, facturXOf } from "./billing.ts";

const here = mkdtempSync(join(tmpdir(), "billing-"));
afterAll(() => rmSync(here, { recursive: true, force: true }));

// Where nothing may be left out, a missing tool fails the test that needs it.
const withPoppler = test.skipIf(spawnSync("pdftotext", ["-v"]).error !== undefined && process.env.CI !== "true");
const inFile = (pdf: Buffer): string => {
  const path = join(here, "asked.pdf");
  writeFileSync(path, pdf);
  return path;
};
const textOf = (pdf: Buffer): string =>
  execFileSync("pdftotext", ["-raw", inFile(pdf), "-"])
    .toString()
    .replace(/\s+/g, " ");

type Numbered = BillingDocument & { kind: "invoice" | "creditNote" };
const net = money(42_500, "EUR");
const tax = share(net, "0.20");
const french: Numbered = {
  id: "0195a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b",
  lang: "fr",
  labels: { partnerId: "ID de partenaire" },
  kind: "invoice",
  number: "FA-2027-000001",
  issuedOn: "2027-03-09",
  issuedAt: "2027-03-09T13:05:33Z",
  seller: {
    ...{ name: "Éditeur & Œuvre", line1: "12 quai de la Rade", line2: "", postalCode: "29200", city: "Brest", country: "FR" },
    ...{
      countryName: "France",
      vatNumber: "FR83404833048",
      registration: "404833048",
      registrationLabel: "SIREN",
      email: "factures@editeur.example",
    },
  },
  buyer: {
    ...{
      name: "Kermadec <Numérique> & Fils",
      line1: "3 rue du Port",
      line2: "Bât. « B »",
      postalCode: "29200",
      city: "Brest",
      country: "FR",
    },
    ...{ countryName: "France", vatNumber: "FR28983214768", partnerId: "4187203", poNumber: "BC-77" },
  },
  line: { name: "Pack de départ", from: "2027-03-09", to: "2028-03-09" },
  ...{ net, taxRate: "0.20", tax, total: add(net, tax), treatment: "standard", exemption: null, taxCountry: "France" },
  ...{ orderNumber: "2027-000042", paidOn: "2027-03-09", paidBy: "carte Visa se terminant par 4242", paymentMeans: "48", corrects: null },
  mentions: ["Payée à la commande ; aucun escompte."],
  facturX: true,
};
const untaxed = { taxRate: "0", tax: money(0, "EUR"), total: net } as const;
const exempt: Numbered = { ...french, ...untaxed, treatment: "exempt", exemption: "EX-12" };
const reversed: Numbered = {
  ...french,
  ...untaxed,
  treatment: "reverseCharge",
  buyer: { ...french.buyer, country: "DE", vatNumber: "DE136695976" },
};
const outside: Numbered = { ...french, ...untaxed, treatment: "outOfScope", buyer: { ...french.buyer, country: "US", vatNumber: "" } };
const credit: Numbered = {
  ...french,
  kind: "creditNote",
  number: "AV-2027-000001",
  corrects: { number: french.number, issuedOn: french.issuedOn },
};

describe("the data of an invoice, as Factur-X", () => {
  test.each<[string, Numbered]>([
    ["with tax", french],
    ["exempt", exempt],
    ["reverse charge", reversed],
    ["outside the scope", outside],
    ["a credit note", credit],
    [
      "without a tax number, a reference or notes",
      { ...french, mentions: [], buyer: { ...french.buyer, vatNumber: "", poNumber: "", line2: "" } },
    ],
    ["of a currency without cents", { ...french, net: money(42_500, "JPY"), tax: money(8_500, "JPY"), total: money(51_000, "JPY") }],
  ])("G-016 %s is valid by the published schema, and its sums are those of EN 16931", (_, of) => {
    const xml = facturXOf(of);
    expect(schemaErrors(xml)).toEqual([]);
    expect(brokenRules(xml)).toEqual([]);
  });

  test("G-016 a tax rounded half a cent up keeps every rule, at any price", () => {
    for (const minor of [1, 2, 3, 13, 997, 42_505, 9_999_999_999]) {
      const own = money(minor, "EUR");
      const ownTax = share(own, "0.255");
      const xml = facturXOf({ ...french, net: own, taxRate: "0.255", tax: ownTax, total: add(own, ownTax) });
      expect(brokenRules(xml), `${minor}`).toEqual([]);
    }
  });

  test("what is wrong is seen: by the schema a missing element, by the rules a cent", () => {
    const xml = facturXOf(french);
    expect(schemaErrors(xml.replace("<ram:TypeCode>380</ram:TypeCode>", ""))).toHaveLength(1);
    expect(brokenRules(xml.replace("<ram:GrandTotalAmount>510.00", "<ram:GrandTotalAmount>510.01"))).toEqual(["BR-CO-15", "BR-CO-16"]);
    expect(brokenRules(xml.replace("<ram:CalculatedAmount>85.00", "<ram:CalculatedAmount>85.01"))).toEqual(["BR-CO-14", "BR-CO-17"]);
    expect(brokenRules(facturXOf({ ...reversed, buyer: { ...reversed.buyer, vatNumber: "" } }))).toEqual(["BR-AE-02"]);
    expect(brokenRules(facturXOf({ ...exempt, treatment: "standard" }))).toEqual(["BR-S-05"]);
  });

  test("names are written whole, whatever signs they hold, and the numbers of both sides stand in their places", () => {
    const xml = facturXOf(french);
    const of = (path: string) => textsIn(xml, `//ram:${path}`);
    expect(of("BuyerTradeParty/ram:Name")).toEqual([french.buyer.name]);
    expect(of("BuyerTradeParty/ram:ID")).toEqual(["4187203"]);
    expect(of("BuyerOrderReferencedDocument/ram:IssuerAssignedID")).toEqual(["BC-77"]);
    expect(of("SellerTradeParty/ram:SpecifiedLegalOrganization/ram:ID")).toEqual(["404833048"]);
    expect(textsIn(facturXOf(credit), "//ram:InvoiceReferencedDocument/ram:IssuerAssignedID")).toEqual(["FA-2027-000001"]);
    expect(
      textsIn(facturXOf({ ...french, buyer: { ...french.buyer, name: "A\u0000B\u000bC" } }), "//ram:BuyerTradeParty/ram:Name"),
    ).toEqual(["ABC"]);
  });
});

describe("the paper of an invoice", () => {
  withPoppler("G-016 says who, to whom, for what, how much, with which tax and how it was paid", async () => {
    const text = textOf(await billingPdf(french));
    for (const expected of [
      "Facture FA-2027-000001",
      "Date d’émission : 9 mars 2027",
      "Éditeur & Œuvre",
      "TVA FR83404833048",
      "SIREN 404833048",
      "Kermadec <Numérique> & Fils",
      "TVA FR28983214768",
      "ID de partenaire 4187203",
      "Pack de départ",
      "425,00 €",
      "TVA, France, 20 %",
      "85,00 €",
      "510,00 €",
      "BC-77",
      "2027-000042",
      "carte Visa se terminant par 4242",
      "Payée à la commande ; aucun escompte.",
    ])
      expect(text).toContain(expected);
  });

  withPoppler("G-016 carries the same XML inside, named as readers look for it, in a file that keeps for years", async () => {
    const pdf = await billingPdf(french);
    execFileSync("pdfdetach", ["-save", "1", "-o", join(here, "out.xml"), inFile(pdf)]);
    expect(readFileSync(join(here, "out.xml"), "utf8")).toBe(facturXOf(french));
    expect(execFileSync("pdfdetach", ["-list", inFile(pdf)]).toString()).toContain("factur-x.xml");
    const raw = pdf.toString("latin1");
    expect(raw).toContain("/AFRelationship /Alternative");
    const metadata = execFileSync("pdfinfo", ["-meta", inFile(pdf)]).toString();
    expect(metadata).toContain("<pdfaid:part>3</pdfaid:part>");
    expect(metadata).toContain("<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>");
    // A company's « & » does not break what readers of metadata read.
    expect(() => textsIn(metadata.replace(/<\?xpacket[^>]*\?>/g, ""), "//*")).not.toThrow();
  });

  withPoppler("a receipt and a document for another country carry no XML", async () => {
    const receipt = await billingPdf({ ...french, kind: "receipt", number: "RE-2027-000001" });
    const plain = await billingPdf({ ...french, facturX: false });
    for (const pdf of [receipt, plain]) expect(execFileSync("pdfdetach", ["-list", inFile(pdf)]).toString()).toContain("0 embedded files");
    expect(textOf(receipt)).toContain("Nous avons reçu 510,00 € le 9 mars 2027 : carte Visa se terminant par 4242.");
  });

  withPoppler("why there is no tax is said", async () => {
    expect(textOf(await billingPdf(reversed))).toContain("articles 44 et 196 de la directive 2006/112/CE");
    expect(textOf(await billingPdf(exempt))).toContain("l’attestation EX-12");
    expect(textOf(await billingPdf(outside))).toContain("hors du champ de la TVA");
  });

  withPoppler("a credit note names the invoice that it corrects", async () => {
    const text = textOf(await billingPdf(credit));
    expect(text).toContain("Avoir AV-2027-000001");
    expect(text).toContain("FA-2027-000001 du 9 mars 2027");
    expect(text).toContain("Total à votre crédit, toutes taxes comprises 510,00 €");
  });

  test("is the same bytes for the same figures", async () => {
    expect((await billingPdf(french)).equals(await billingPdf({ ...french }))).toBe(true);
  });

  withPoppler("keeps long names inside the page", async () => {
    const long = "Société Générale de Numérique ".repeat(6);
    const pdf = await billingPdf({
      ...french,
      seller: { ...french.seller, name: long },
      buyer: { ...french.buyer, name: "Œ".repeat(200) },
    });
    const words = execFileSync("pdftotext", ["-bbox", inFile(pdf), "-"]).toString();
    const edges = [...words.matchAll(/xMax="([\d.]+)"/g)].map((found) => Number(found[1]));
    expect(Math.max(...edges)).toBeLessThanOrEqual(595.28 - 76 + 1);
  });
});
