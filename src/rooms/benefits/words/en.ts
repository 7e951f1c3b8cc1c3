import type { Catalog } from "../../../kit/words.ts";
import type * as fr from "./fr.ts";

export const refusals: Catalog<typeof fr.refusals> = {
  "benefits.notFound": "This account has no such benefit.",
};

export const facts: Catalog<typeof fr.facts> = {
  "benefit.granted": "Benefit granted: {product}",
};

export const statuses: Catalog<typeof fr.statuses> = {
  toRequest: "To request",
  sealed: "Key sealed",
  opened: "Key opened",
  free: "To assign",
  partly: "Partly assigned",
  full: "All assigned",
  included: "Included",
  ended: "Expired",
};
