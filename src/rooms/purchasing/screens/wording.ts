import type { DeclineReason } from "../../../kit/cards.ts";
import { writeList, writePercent } from "../../../kit/format.ts";
import { say } from "../../../kit/words.ts";
import type { RefundBlocker } from "../../../programme/names.ts";
import type { Result } from "../../../web/api.ts";
import { useLang, useWords } from "../../../web/words.ts";
import * as en from "../words/en.ts";
import * as fr from "../words/fr.ts";

const words = { fr: fr.screens, en: en.screens };
const conditions = { fr: fr.refundConditions, en: en.refundConditions };

export const useScreenWords = () => useWords(words);

/** What ends the right to a refund, as the condition under which it lasts: « tant qu’aucune clé … et tant qu’aucune place … ». */
export function useConditions(): (blockedBy: readonly RefundBlocker[]) => string {
  const t = useWords(conditions);
  const lang = useLang();
  return (blockedBy) =>
    writeList(
      blockedBy.map((what) => t(what)),
      lang,
    );
}

/** What stands before the tax of an order: the rate, or why there is none. */
export function useTaxLine(): (amounts: Result<"purchasing.cart">["amounts"]) => string {
  const lang = useLang();
  return ({ treatment, country, taxRate, exemption }) =>
    say((lang === "fr" ? fr : en).taxes[treatment], lang, {
      country: country.name,
      rate: writePercent(taxRate, lang),
      number: exemption ?? "",
    });
}

const refusals = { fr: fr.refusals, en: en.refusals };
const declined = {
  declined: "purchasing.cardDeclined",
  insufficientFunds: "purchasing.insufficientFunds",
  cardExpired: "purchasing.cardExpired",
  cvcWrong: "purchasing.cvcWrong",
  processingError: "purchasing.processingError",
} as const satisfies Record<DeclineReason, keyof typeof fr.refusals>;

/** The sentence for an order that ended without being paid. */
export function useEnding(): (reason: DeclineReason | null) => string {
  const t = useWords(refusals);
  return (reason) => t(reason ? declined[reason] : "purchasing.notCharged");
}

/** « 09/2028 » */
export const writeMonth = ({ expMonth, expYear }: { expMonth: number; expYear: number }): string =>
  `${String(expMonth).padStart(2, "0")}/${expYear}`;
