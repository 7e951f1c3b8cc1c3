import type { Catalog } from "../../../kit/words.ts";
import type * as fr from "./fr.ts";

export const refusals: Catalog<typeof fr.refusals> = {
  "keys.benefitNotFound": "This account has no such benefit, or the benefit gives no key.",
  "keys.notFound": "This account has no such key.",
  "keys.noneLeft": { one: "The key of this benefit is already reserved.", other: "All {count} keys of this benefit are already reserved." },
  "keys.ended": "This benefit could be activated until {expiresOn} only.",
  "keys.stockEmpty":
    "The stock of keys for this product is empty. The programme’s team sees it at its desk and refills it; try again later.",
  "keys.alreadyOpened": "This key is already open.",
  "keys.stillSealed": "This key is still sealed. Open it first.",
  "keys.noSuchProduct": "The programme has no product with keys of this name.",
  "keys.wrongLines": {
    one: "Line {lines} is not a key: it takes 5 to 200 characters, without spaces, commas, semicolons, quotes or accents.",
    other: "Lines {lines} are not keys: each takes 5 to 200 characters, without spaces, commas, semicolons, quotes or accents.",
  },
  "keys.manyWrongLines": {
    one: "Line {line} is not a key: it takes 5 to 200 characters, without spaces, commas, semicolons, quotes or accents.",
    other:
      "{count} lines are not keys, the first is line {line}: each takes 5 to 200 characters, without spaces, commas, semicolons, quotes or accents.",
  },
  "keys.nothingToAdd": "Paste at least one key, one a line.",
};

export const facts: Catalog<typeof fr.facts> = {
  "key.reserved": "Key reserved: {product}",
  "key.returned": "Key given back to the stock: {product}",
  "key.opened": "Key opened: {product}",
  "key.viewed": "Key shown again: {product}",
  "keys.added": "Keys added to the stock: {product}",
};
