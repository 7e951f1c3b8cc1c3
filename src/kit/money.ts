import Big from "big.js";

/** An amount in minor units (cents for EUR, yen for JPY) of an ISO 4217 currency. Never a float. */
export type Money = { readonly minor: number; readonly currency: string };

export const money = (minor: number, currency: string): Money => {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`not a whole number of minor units: ${minor}`);
  return { minor, currency };
};

const without = new Set("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(" "));
const thousandths = new Set("BHD IQD JOD KWD LYD OMR TND".split(" "));

/** Minor digits by ISO 4217. A table of our own: `Intl` answers by custom, and not the same in every edition of Node. */
export const digitsOf = (currency: string): number => (without.has(currency) ? 0 : thousandths.has(currency) ? 3 : 2);

export function add(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`cannot add ${b.currency} to ${a.currency}`);
  return money(a.minor + b.minor, a.currency);
}

/** A share of an amount at a decimal rate ("0.20"), rounded half up once, at the minor unit. */
export function share(amount: Money, rate: string): Money {
  return money(Number(new Big(amount.minor).times(rate).round(0, Big.roundHalfUp).toFixed(0)), amount.currency);
}

/** Decimal text for the wire: `{ minor: 42500, EUR }` is "425.00". */
export const decimal = (amount: Money): string => {
  const digits = digitsOf(amount.currency);
  return new Big(amount.minor).div(new Big(10).pow(digits)).toFixed(digits);
};

/** From the decimal text of the wire or of a programme file. @throws on more digits than the currency has. */
export function fromDecimal(amount: string, currency: string): Money {
  const minor = new Big(amount).times(new Big(10).pow(digitsOf(currency)));
  if (!minor.eq(minor.round(0))) throw new RangeError(`${amount} has more digits than ${currency} allows`);
  return money(Number(minor.toFixed(0)), currency);
}
