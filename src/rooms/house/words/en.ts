import type { Catalog } from "../../../kit/words.ts";
import type * as fr from "./fr.ts";

export const refusals: Catalog<typeof fr.refusals> = {
  "house.noSuchPage": "This page does not exist.",
};

export const screens: Catalog<typeof fr.screens> = {
  updated: "Text of {day}.",
};
