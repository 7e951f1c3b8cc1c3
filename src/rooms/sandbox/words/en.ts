import type { Catalog } from "../../../kit/words.ts";
import type * as fr from "./fr.ts";

export const refusals: Catalog<typeof fr.refusals> = {
  "sandbox.backwards": "The clock only moves forward; it is {now}.",
  "sandbox.tooFar": "The clock moves at most {years} years at a time.",
};
