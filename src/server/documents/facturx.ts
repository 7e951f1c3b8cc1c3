import Big from "big.js";
import type { Day } from "../../kit/dates.ts";
import type { Money } from "../../kit/money.ts";
import { decimal } from "../../kit/money.ts";
import type * as kit from "../../kit/party.ts";

/** A party as EN 16931 names it; what is empty is left out. */
export type Party = kit.Party & {
  /** The number in its country's company register; ISO 6523 knows the French one as 0002. */
  readonly registration?: string;
  readonly email?: string;
};

/** VAT categories of EN 16931 (UNTDID 5305): standard, reverse charge, exempt, outside the scope. */
export type VatCategory = "S" | "AE" | "E" | "O";

export type FacturX = {
  readonly kind: "invoice" | "creditNote";
  readonly number: string;
  readonly issuedOn: Day;
  readonly notes: readonly string[];
  readonly seller: Party;
  readonly buyer: Party & { readonly id: string; readonly reference: string };
  readonly line: { readonly name: string; readonly from: Day; readonly to: Day };
  readonly net: Money;
  /** Decimal text: "0.20". */
  readonly taxRate: string;
  readonly tax: Money;
  readonly total: Money;
  readonly vat: VatCategory;
  /** Why there is no tax; needed for every category but S. */
  readonly exemptionReason: string;
  readonly orderNumber: string;
  /** The day on which the money moved. */
  readonly paidOn: Day;
  /** UNTDID 4461: 48 a bank card, 30 a credit transfer. */
  readonly paymentMeans: "48" | "30";
  /** The invoice that a credit note corrects. */
  readonly corrects: { readonly number: string; readonly issuedOn: Day } | null;
};

/** The profile of Factur-X whose contents are those of the European standard. */
export const PROFILE = "urn:cen.eu:en16931:2017";
const reasonCodes: Partial<Record<VatCategory, string>> = { AE: "VATEX-EU-AE", O: "VATEX-EU-O" };

type Node = string | undefined;
const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
const tag = (name: string, ...children: readonly Node[]): string => {
  const inside = children.filter((child) => child !== undefined).join("");
  return inside === "" ? "" : `<${name}>${inside}</${name.split(" ")[0]}>`;
};
/** An element with text; nothing when the text is empty. */
const text = (name: string, value: string): Node => (value === "" ? undefined : tag(name, escaped(value)));
const day = (value: Day, space = "udt"): string => tag(`${space}:DateTimeString format="102"`, value.replaceAll("-", ""));
const percent = (rate: string): string => new Big(rate).times(100).toFixed(2);
const amount = (name: string, value: Money): string => tag(name, decimal(value));

const address = ({ postalCode, line1, line2, city, country }: Party): string =>
  tag(
    "ram:PostalTradeAddress",
    text("ram:PostcodeCode", postalCode),
    text("ram:LineOne", line1),
    text("ram:LineTwo", line2),
    text("ram:CityName", city),
    text("ram:CountryID", country),
  );

const party = (name: string, of: Party, id?: string): string =>
  tag(
    name,
    id === undefined ? undefined : text("ram:ID", id),
    text("ram:Name", of.name),
    of.registration && of.country === "FR"
      ? tag("ram:SpecifiedLegalOrganization", text('ram:ID schemeID="0002"', of.registration))
      : undefined,
    address(of),
    of.email ? tag("ram:URIUniversalCommunication", text('ram:URIID schemeID="EM"', of.email)) : undefined,
    of.vatNumber === "" ? undefined : tag("ram:SpecifiedTaxRegistration", text('ram:ID schemeID="VA"', of.vatNumber)),
  );

/**
 * The XML of an invoice or a credit note that is paid already: UN/CEFACT Cross Industry Invoice D16B as Factur-X 1.07 takes it, with the
 * contents of EN 16931. Its one line carries the whole net amount, so that nothing is rounded a second time.
 */
export function facturX(of: FacturX): string {
  const untaxed = of.vat !== "S";
  const vatOf = (...inside: readonly Node[]): string => tag("ram:ApplicableTradeTax", ...inside);
  const rate = of.vat === "O" ? undefined : text("ram:RateApplicablePercent", percent(of.taxRate));
  const period = tag("ram:BillingSpecifiedPeriod", tag("ram:StartDateTime", day(of.line.from)), tag("ram:EndDateTime", day(of.line.to)));

  const line = tag(
    "ram:IncludedSupplyChainTradeLineItem",
    tag("ram:AssociatedDocumentLineDocument", text("ram:LineID", "1")),
    tag("ram:SpecifiedTradeProduct", text("ram:Name", of.line.name)),
    tag("ram:SpecifiedLineTradeAgreement", tag("ram:NetPriceProductTradePrice", amount("ram:ChargeAmount", of.net))),
    tag("ram:SpecifiedLineTradeDelivery", text('ram:BilledQuantity unitCode="C62"', "1")),
    tag(
      "ram:SpecifiedLineTradeSettlement",
      vatOf(text("ram:TypeCode", "VAT"), text("ram:CategoryCode", of.vat), rate),
      period,
      tag("ram:SpecifiedTradeSettlementLineMonetarySummation", amount("ram:LineTotalAmount", of.net)),
    ),
  );
  const agreement = tag(
    "ram:ApplicableHeaderTradeAgreement",
    party("ram:SellerTradeParty", of.seller),
    party("ram:BuyerTradeParty", of.buyer, of.buyer.id),
    of.buyer.reference === "" ? undefined : tag("ram:BuyerOrderReferencedDocument", text("ram:IssuerAssignedID", of.buyer.reference)),
  );
  const delivery = tag(
    "ram:ApplicableHeaderTradeDelivery",
    tag("ram:ActualDeliverySupplyChainEvent", tag("ram:OccurrenceDateTime", day(of.paidOn))),
  );
  const settlement = tag(
    "ram:ApplicableHeaderTradeSettlement",
    text("ram:PaymentReference", of.orderNumber),
    text("ram:InvoiceCurrencyCode", of.net.currency),
    tag("ram:SpecifiedTradeSettlementPaymentMeans", text("ram:TypeCode", of.paymentMeans)),
    vatOf(
      amount("ram:CalculatedAmount", of.tax),
      text("ram:TypeCode", "VAT"),
      untaxed ? text("ram:ExemptionReason", of.exemptionReason) : undefined,
      amount("ram:BasisAmount", of.net),
      text("ram:CategoryCode", of.vat),
      text("ram:ExemptionReasonCode", reasonCodes[of.vat] ?? ""),
      rate,
    ),
    period,
    tag(
      "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
      amount("ram:LineTotalAmount", of.net),
      amount("ram:TaxBasisTotalAmount", of.net),
      tag(`ram:TaxTotalAmount currencyID="${of.net.currency}"`, decimal(of.tax)),
      amount("ram:GrandTotalAmount", of.total),
      amount("ram:TotalPrepaidAmount", of.total),
      text("ram:DuePayableAmount", decimal({ minor: 0, currency: of.net.currency })),
    ),
    of.corrects
      ? tag(
          "ram:InvoiceReferencedDocument",
          text("ram:IssuerAssignedID", of.corrects.number),
          tag("ram:FormattedIssueDateTime", day(of.corrects.issuedOn, "qdt")),
        )
      : undefined,
  );
  const names = [
    'xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"',
    'xmlns:qdt="urn:un:unece:uncefact:data:standard:QualifiedDataType:100"',
    'xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"',
    'xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"',
  ].join(" ");
  const notes = of.notes.map((note) => tag("ram:IncludedNote", text("ram:Content", note)));
  const root = tag(
    `rsm:CrossIndustryInvoice ${names}`,
    tag("rsm:ExchangedDocumentContext", tag("ram:GuidelineSpecifiedDocumentContextParameter", text("ram:ID", PROFILE))),
    tag(
      "rsm:ExchangedDocument",
      text("ram:ID", of.number),
      text("ram:TypeCode", of.kind === "invoice" ? "380" : "381"),
      tag("ram:IssueDateTime", day(of.issuedOn)),
      ...notes,
    ),
    tag("rsm:SupplyChainTradeTransaction", line, agreement, delivery, settlement),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}
