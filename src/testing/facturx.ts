import { readFileSync } from "node:fs";
import path from "node:path";
import Big from "big.js";
import { XmlDocument, XsdValidator } from "libxml2-wasm";
import { xmlRegisterFsInputProviders } from "libxml2-wasm/lib/nodejs.mjs";

const schema = path.resolve("src/testing/factur-x/Factur-X_1.07.3_EN16931.xsd");
const names = {
  rsm: "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
  ram: "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
  udt: "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
};

/** What is wrong with a Factur-X file by the published schema; nothing when it is valid. */
export function schemaErrors(xml: string): string[] {
  xmlRegisterFsInputProviders();
  const xsd = XmlDocument.fromBuffer(readFileSync(schema), { url: schema });
  const validator = XsdValidator.fromDoc(xsd);
  const document = XmlDocument.fromString(xml);
  try {
    validator.validate(document);
    return [];
  } catch (error) {
    return [(error as Error).message];
  } finally {
    document.dispose();
    validator.dispose();
    xsd.dispose();
  }
}

/** The texts that a path of a Factur-X file leads to, in their order. */
export function textsIn(xml: string, xpath: string): string[] {
  const document = XmlDocument.fromString(xml);
  try {
    return document.find(xpath, names).map((node) => node.content);
  } finally {
    document.dispose();
  }
}

const settlement = "/rsm:CrossIndustryInvoice/rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement";
const lines = "/rsm:CrossIndustryInvoice/rsm:SupplyChainTradeTransaction/ram:IncludedSupplyChainTradeLineItem";
const parties = "/rsm:CrossIndustryInvoice/rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeAgreement";

/**
 * The arithmetic of EN 16931-1 (chapter 6.4) and its rules for VAT categories, by their published names; the names of those that a file
 * breaks. Its code lists and the rules for what we never write (allowances, charges, several rates) are not asked.
 */
export function brokenRules(xml: string): string[] {
  const all = (xpath: string): string[] => textsIn(xml, xpath);
  const one = (xpath: string): string => all(xpath)[0] ?? "";
  const number = (xpath: string): Big => new Big(one(xpath) || "0");
  const sum = (xpath: string): Big => all(xpath).reduce((total, value) => total.plus(value), new Big(0));
  const head = `${settlement}/ram:SpecifiedTradeSettlementHeaderMonetarySummation`;
  const vat = `${settlement}/ram:ApplicableTradeTax`;
  const lineVat = `${lines}/ram:SpecifiedLineTradeSettlement/ram:ApplicableTradeTax`;
  const lineTotal = `${lines}/ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount`;
  const category = one(`${vat}/ram:CategoryCode`);
  const rate = number(`${vat}/ram:RateApplicablePercent`);
  const basis = number(`${vat}/ram:BasisAmount`);
  const calculated = number(`${vat}/ram:CalculatedAmount`);
  const reason = one(`${vat}/ram:ExemptionReason`);
  const id = (who: string) => one(`${parties}/ram:${who}/ram:SpecifiedTaxRegistration/ram:ID[@schemeID="VA"]`);
  const price = number(`${lines}/ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice/ram:ChargeAmount`);
  const quantity = number(`${lines}/ram:SpecifiedLineTradeDelivery/ram:BilledQuantity`);
  const [totalLines, totalBasis, totalTax] = [
    number(`${head}/ram:LineTotalAmount`),
    number(`${head}/ram:TaxBasisTotalAmount`),
    number(`${head}/ram:TaxTotalAmount`),
  ];
  const [grand, prepaid, due] = [
    number(`${head}/ram:GrandTotalAmount`),
    number(`${head}/ram:TotalPrepaidAmount`),
    number(`${head}/ram:DuePayableAmount`),
  ];
  const amounts = all(`${head}/*`).concat(all(`${vat}/ram:BasisAmount`), all(`${vat}/ram:CalculatedAmount`), all(lineTotal));

  const rules: Record<string, boolean> = {
    "BR-02": one("/rsm:CrossIndustryInvoice/rsm:ExchangedDocument/ram:ID") !== "",
    "BR-06": one(`${parties}/ram:SellerTradeParty/ram:Name`) !== "",
    "BR-07": one(`${parties}/ram:BuyerTradeParty/ram:Name`) !== "",
    "BR-09": one(`${parties}/ram:SellerTradeParty/ram:PostalTradeAddress/ram:CountryID`) !== "",
    "BR-11": one(`${parties}/ram:BuyerTradeParty/ram:PostalTradeAddress/ram:CountryID`) !== "",
    "BR-16": all(lineTotal).length > 0,
    "BR-CO-04": all(`${lineVat}/ram:CategoryCode`).length === all(lineTotal).length,
    "BR-CO-09": [id("SellerTradeParty"), id("BuyerTradeParty")].every((number) => number === "" || /^[A-Z]{2}/.test(number)),
    "BR-CO-10": totalLines.eq(sum(lineTotal)),
    "BR-CO-13": totalBasis.eq(totalLines),
    "BR-CO-14": totalTax.eq(sum(`${vat}/ram:CalculatedAmount`)),
    "BR-CO-15": grand.eq(totalBasis.plus(totalTax)),
    "BR-CO-16": due.eq(grand.minus(prepaid)),
    "BR-CO-17": calculated.eq(basis.times(rate).div(100).round(2, Big.roundHalfUp)),
    "BR-CO-26": one(`${parties}/ram:SellerTradeParty/ram:SpecifiedLegalOrganization/ram:ID`) !== "" || id("SellerTradeParty") !== "",
    "BR-DEC": amounts.every((amount) => /^-?\d+(\.\d{1,2})?$/.test(amount)),
    "BR-27": price.gte(0),
    "line: price × quantity": sum(lineTotal).eq(price.times(quantity)),
    "BR-S-01, E-01, AE-01, O-01":
      all(`${vat}/ram:CategoryCode`).length === 1 && all(`${lineVat}/ram:CategoryCode`).every((one) => one === category),
    "BR-S-08, E-08, AE-08, O-08": basis.eq(sum(lineTotal)),
    "BR-S-02, E-02, AE-02": category === "O" || id("SellerTradeParty") !== "",
    "BR-AE-02": category !== "AE" || id("BuyerTradeParty") !== "",
    "BR-S-05": category !== "S" || rate.gt(0),
    "BR-E-05, AE-05": (category !== "E" && category !== "AE") || rate.eq(0),
    "BR-O-05": category !== "O" || all(`${lineVat}/ram:RateApplicablePercent`).length === 0,
    "BR-E-09, AE-09, O-09": category === "S" || calculated.eq(0),
    "BR-E-10, AE-10, O-10": category === "S" || reason !== "",
    "BR-S-10": category !== "S" || reason === "",
    "BR-55":
      all(`${settlement}/ram:InvoiceReferencedDocument`).length ===
      all(`${settlement}/ram:InvoiceReferencedDocument/ram:IssuerAssignedID`).length,
  };
  return Object.entries(rules).flatMap(([name, kept]) => (kept ? [] : [name]));
}
