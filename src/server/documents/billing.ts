import type { Day, Instant } from "../../kit/dates.ts";
import { writeDay, writeMoney, writePercent } from "../../kit/format.ts";
import type { Money } from "../../kit/money.ts";
import { decimal } from "../../kit/money.ts";
import { type Filling, type Lang, speaker, typeset } from "../../kit/words.ts";
import type { FacturX, Party } from "./facturx.ts";
import { facturX, PROFILE } from "./facturx.ts";
import type { Run, Style } from "./lines.ts";
import { ink, Paper } from "./paper.ts";
import * as en from "./words/en.ts";
import * as fr from "./words/fr.ts";

/** What one billing document says, as it was frozen when it was numbered. */
export type BillingDocument = {
  readonly id: string;
  readonly lang: Lang;
  readonly labels: Filling;
  readonly kind: FacturX["kind"] | "receipt";
  readonly number: string;
  readonly issuedOn: Day;
  readonly issuedAt: Instant;
  readonly seller: Party & { readonly registrationLabel: string; readonly countryName: string };
  readonly buyer: Party & { readonly partnerId: string; readonly poNumber: string; readonly countryName: string };
  readonly line: { readonly name: string; readonly from: Day; readonly to: Day };
  readonly net: Money;
  readonly taxRate: string;
  readonly tax: Money;
  readonly total: Money;
  readonly treatment: "standard" | "reverseCharge" | "exempt" | "outOfScope";
  readonly exemption: string | null;
  readonly taxCountry: string;
  readonly orderNumber: string;
  readonly paidOn: Day;
  /** How the money moved, as the reader's language says it. */
  readonly paidBy: string;
  readonly paymentMeans: FacturX["paymentMeans"];
  readonly corrects: { readonly number: string; readonly issuedOn: Day } | null;
  readonly mentions: readonly string[];
  /** Whether it carries its data as Factur-X. */
  readonly facturX: boolean;
};

const categories = { standard: "S", reverseCharge: "AE", exempt: "E", outOfScope: "O" } as const;

const body: Style = { size: 9.5, leading: 14, colour: ink.strong, face: "text" };
const note: Style = { size: 8.5, leading: 12.5, colour: ink.soft, face: "text" };
const label: Style = { size: 8.5, leading: 13, colour: ink.soft, face: "text" };
const heading: Style = { size: 10.5, leading: 16, colour: ink.strong, face: "bold" };
const title: Style = { size: 21, leading: 27, colour: ink.strong, face: "bold" };
const plain = (text: string): Run[] => [{ text, bold: false }];

const write = (amount: Money, lang: Lang): string => writeMoney({ amount: decimal(amount), currency: amount.currency }, lang);

/** The XML of an invoice or a credit note. A receipt is none of the documents that the standard knows. */
export function facturXOf(of: BillingDocument & { readonly kind: FacturX["kind"] }): string {
  const t = speaker({ fr: fr.billing, en: en.billing }, of.lang, of.labels);
  const { partnerId, poNumber, ...buyer } = of.buyer;
  return facturX({
    ...of,
    buyer: { ...buyer, id: partnerId, reference: poNumber },
    vat: categories[of.treatment],
    exemptionReason: of.treatment === "standard" ? "" : t(of.treatment, { number: of.exemption ?? "" }),
    notes: of.mentions,
  });
}

/** What readers of the file look for to find the XML (Factur-X 1.07, chapter 6.2), with the schema that PDF/A asks of every namespace. */
const description = (): string => {
  const property = (name: string, says: string): string =>
    `<rdf:li rdf:parseType="Resource"><pdfaProperty:name>${name}</pdfaProperty:name><pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category><pdfaProperty:description>${says}</pdfaProperty:description></rdf:li>`;
  return `<rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#">
<fx:DocumentType>INVOICE</fx:DocumentType><fx:DocumentFileName>factur-x.xml</fx:DocumentFileName><fx:Version>1.0</fx:Version><fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema><pdfaSchema:namespaceURI>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#</pdfaSchema:namespaceURI><pdfaSchema:prefix>fx</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>
${property("DocumentFileName", "name of the embedded XML invoice file")}${property("DocumentType", "INVOICE")}${property("Version", "version of the Factur-X XML schema")}${property("ConformanceLevel", "conformance level of the embedded Factur-X data")}
</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>`;
};

const isForMachines = (of: BillingDocument): of is BillingDocument & { kind: FacturX["kind"] } => of.facturX && of.kind !== "receipt";

/** One billing document on paper: who, to whom, for what, how much, with which tax, and how it was paid. */
export function billingPdf(of: BillingDocument): Promise<Buffer> {
  const { lang, kind, seller, buyer } = of;
  const t = speaker({ fr: fr.billing, en: en.billing }, lang, of.labels);
  const day = (value: Day): string => writeDay(value, lang);
  const money = (value: Money): string => write(value, lang);
  const name = t(kind);
  const paper = new Paper({
    lang,
    title: `${name} ${of.number}`,
    author: seller.name,
    subject: t("subject", { company: buyer.name }),
    reference: of.id,
    at: new Date(of.issuedAt),
    header: { left: `${name} ${of.number}`, right: seller.name },
    footer: t("footer", { seller: seller.name, number: of.number }),
    page: (page, pages) => t("page", { page: String(page), pages: String(pages) }),
    ...(isForMachines(of) && {
      archive: {
        file: { name: "factur-x.xml", type: "text/xml", bytes: Buffer.from(facturXOf(of), "utf8"), says: `Factur-X, ${PROFILE}` },
        description: description(),
      },
    }),
  });

  paper.write("P", plain(seller.name), { ...label, size: 9.5, colour: ink.accent }, { after: 6 });
  paper.write("H1", plain(`${name} ${of.number}`), title, { after: 4 });
  paper.write("P", plain(t("issued", { day: day(of.issuedOn) })), body, { after: 14 });
  paper.mark();

  const place = (party: Party & { countryName: string }): string[] => [
    party.line1,
    party.line2,
    `${party.postalCode} ${party.city}`,
    party.countryName,
  ];
  const vat = (number: string): string => (number === "" ? "" : t("vatNumber", { number }));
  paper.pair(
    [
      {
        heading: t("seller"),
        lines: [
          seller.name,
          ...place(seller),
          seller.registration ? `${seller.registrationLabel} ${seller.registration}` : "",
          vat(seller.vatNumber),
          seller.email ?? "",
        ],
      },
      {
        heading: t(kind === "receipt" ? "payer" : "buyer"),
        lines: [buyer.name, ...place(buyer), vat(buyer.vatNumber), `${t("partnerId")} ${buyer.partnerId}`],
      },
    ],
    heading,
    body,
  );
  paper.space(18);

  if (kind === "receipt") {
    paper.write("P", plain(t("received", { amount: money(of.total), day: day(of.paidOn), by: of.paidBy })), body, { after: 14 });
  } else {
    const rate = of.treatment === "standard" ? writePercent(of.taxRate, lang) : "–";
    paper.grid(
      [
        { title: t("what"), width: 32 },
        { title: t("period"), width: 44 },
        { title: t("quantity"), width: 8, figures: true },
        { title: t("rate"), width: 10, figures: true },
        { title: t("net"), width: 18, figures: true },
      ],
      [[of.line.name, t("periodText", { from: day(of.line.from), to: day(of.line.to) }), "1", rate, money(of.net)]],
      label,
      body,
    );
    paper.space(14);
  }
  paper.grid(
    [
      { title: t("sum"), width: 70 },
      { title: t("amount"), width: 30, figures: true },
    ],
    [
      [t("totalNet"), money(of.net)],
      [
        of.treatment === "standard" ? t("standard", { country: of.taxCountry, rate: writePercent(of.taxRate, lang) }) : t("noTax"),
        money(of.tax),
      ],
      [t(kind === "creditNote" ? "totalCredited" : "total"), money(of.total)],
      ...(kind === "invoice"
        ? [
            [t("alreadyPaid"), money(of.total)],
            [t("due"), money({ ...of.total, minor: 0 })],
          ]
        : []),
    ],
    label,
    body,
  );
  paper.space(14);

  paper.facts(
    [
      { label: t("order"), value: of.orderNumber, face: "code" },
      ...(buyer.poNumber === "" ? [] : [{ label: t("reference"), value: buyer.poNumber, face: "code" as const }]),
      ...(of.corrects
        ? [
            {
              label: t("correctsLabel"),
              value: t("corrects", { number: of.corrects.number, day: day(of.corrects.issuedOn) }),
              face: "text" as const,
            },
          ]
        : []),
      {
        label: t(kind === "creditNote" ? "refunded" : "paid"),
        value: t("paidText", { day: day(of.paidOn), by: of.paidBy }),
        face: "text",
      },
    ],
    label,
    body,
  );
  paper.space(14);
  const reason = of.treatment === "standard" ? [] : [t(of.treatment, { number: of.exemption ?? "" })];
  for (const text of [...reason, ...of.mentions.map((mention) => typeset(mention, lang))]) {
    paper.write("P", plain(text), note, { after: 4 });
  }
  if (isForMachines(of)) paper.write("P", plain(t("machines")), note, { after: 4 });
  paper.write("P", plain(t("sealNote", { seller: seller.name })), note);
  return paper.finish();
}
