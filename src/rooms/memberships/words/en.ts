import type { Catalog } from "../../../kit/words.ts";
import type * as fr from "./fr.ts";

export const refusals: Catalog<typeof fr.refusals> = {
  "memberships.notFound": "This membership does not exist in this account.",
};

export const states: Catalog<typeof fr.states> = {
  active: "Active",
};

export const facts: Catalog<typeof fr.facts> = {
  "membership.activated": "A membership is active",
};
