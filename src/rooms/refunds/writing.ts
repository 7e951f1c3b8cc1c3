import { writeMoney } from "../../kit/format.ts";
import type { Money } from "../../kit/money.ts";
import type { Lang } from "../../kit/words.ts";
import * as purchasing from "../purchasing/door.ts";

/** An amount in a reader's language, for sentences. */
export const moneyIn =
  (lang: Lang) =>
  (amount: Money): string =>
    writeMoney(purchasing.moneyView(amount), lang);
