import { z } from "zod";
import { amount, CountryCode, Id, Text, withDigits } from "./values.ts";

/** What partners sell to their customers, as one file each: the kinds in which price lists are published. */
const SaleType = z.strictObject({ id: Id, name: Text });

const SaleItem = z.strictObject({
  id: Id,
  /** An id of `types`. */
  type: Id,
  name: Text,
  /** What one price is for: « par utilisateur et par mois ». */
  unit: Text,
});

/** One month's prices. What an earlier month had and this one leaves out is sold no more. */
const PriceList = z.strictObject({
  /** The first day of the month from which it holds; it holds until the next one. */
  from: z.iso.date().regex(/-01$/, "is not the first day of a month"),
  prices: z
    .array(
      z.strictObject({
        countries: z.array(CountryCode).min(1),
        currency: amount.currency,
        items: z.record(Id, amount.amount),
      }),
    )
    .min(1)
    .superRefine((groups, context) => {
      for (const [at, { currency, items }] of groups.entries())
        for (const [item, price] of Object.entries(items))
          if (!withDigits(z.strictObject(amount)).safeParse({ amount: price, currency }).success)
            context.addIssue({ code: "custom", path: [at, "items", item], message: `has more digits than ${currency} allows` });
    }),
});

/** « Vendre »: the catalogue of what partners sell, and its prices month by month. */
export const Selling = z.strictObject({
  types: z.array(SaleType).min(1),
  items: z.array(SaleItem).min(1),
  priceLists: z.array(PriceList).min(1),
  /** Days before it holds from which a price list may be looked at. */
  previewDays: z.int().min(0).max(90),
});

/** A line of the page of resources: what one wants to do, and the page where it is done. It is shown once that page stands. */
export const Guide = z.strictObject({ id: Id, task: Text, title: Text, page: z.string().regex(/^\/[a-z/-]+$/, "is not a path of a page") });
