import type { Money } from "../../kit/money.ts";
import { share } from "../../kit/money.ts";
import { findCountry } from "../../programme/programme.ts";
import type { Programme } from "../../programme/schema.ts";

/**
 * How the tax of an order stands. `standard`: the rate of the buyer's country. `reverseCharge`: the buyer accounts for it in another country
 * of the union (directive 2006/112/EC, articles 44 and 196). `exempt`: a certificate of the buyer is in force. `outOfScope`: the buyer's
 * country knows no such tax.
 */
export const taxTreatments = ["standard", "reverseCharge", "exempt", "outOfScope"] as const;
export type TaxTreatment = (typeof taxTreatments)[number];

/** What the tax of an order depends on, on the day it is placed. */
export type Buyer = {
  /** The legal country: its prices, its currency and its tax. */
  readonly country: string;
  /** Empty when the company has named none. */
  readonly vatNumber: string;
  /** The number of the exemption certificate in force. */
  readonly exemption: string | null;
};

export type Tax = {
  readonly treatment: TaxTreatment;
  /** Decimal text: "0.20". */
  readonly taxRate: string;
  readonly tax: Money;
  /** The certificate that the exemption rests on. */
  readonly exemption: string | null;
};

const untaxed = (treatment: TaxTreatment, net: Money, exemption: string | null = null): Tax => ({
  treatment,
  taxRate: "0",
  tax: { minor: 0, currency: net.currency },
  exemption,
});

/** The tax on a net amount, rounded half up once at the minor unit; undefined for a country that the programme does not know. */
export function taxOn(programme: Programme, net: Money, buyer: Buyer): Tax | undefined {
  const vat = findCountry(programme, buyer.country)?.vat;
  if (!vat) return undefined;
  if (vat.applies === "none") return untaxed("outOfScope", net);
  const { seller } = programme;
  const abroad = buyer.country !== seller.country;
  const union = findCountry(programme, seller.country)?.vat.union;
  if (abroad && buyer.vatNumber !== "" && union !== undefined && union === vat.union) return untaxed("reverseCharge", net);
  if (buyer.exemption !== null) return untaxed("exempt", net, buyer.exemption);
  return { treatment: "standard", taxRate: vat.rate, tax: share(net, vat.rate), exemption: null };
}
