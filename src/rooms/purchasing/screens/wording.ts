import type { DeclineReason } from "../../../kit/cards.ts";
import { writeList, writePercent } from "../../../kit/format.ts";
import { say } from "../../../kit/words.ts";
import type { RefundBlocker } from "../../../programme/names.ts";
import type { Result } from "../../../web/api.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { ahead as enAhead } from "../words/ahead.en.ts";
import { ahead as frAhead } from "../words/ahead.fr.ts";
import * as en from "../words/en.ts";
import * as fr from "../words/fr.ts";
import * as providerEn from "../words/provider.en.ts";
import * as providerFr from "../words/provider.fr.ts";
import { screens as transferEn } from "../words/transfer.en.ts";
import { screens as transferFr } from "../words/transfer.fr.ts";

const words = { fr: fr.screens, en: en.screens };
const conditions = { fr: fr.refundConditions, en: en.refundConditions };

export const useScreenWords = () => useWords(words);

const aheadWords = { fr: frAhead, en: enAhead };
/** « Mon compte au … » */
export const useAheadWords = () => useWords(aheadWords);

const transferWords = { fr: transferFr, en: transferEn };
/** Of payment by transfer. */
export const useTransferWords = () => useWords(transferWords);

const states = { fr: fr.states, en: en.states };
/** The word for how an order stands. */
export const useOrderStates = () => useWords(states);

type PaidBy = { readonly by: "transfer" } | { readonly by: "card"; readonly brand: string; readonly last4: string };
/** How something was paid: « Visa se terminant par 4242 », « Virement bancaire électronique ». */
export function usePaidBy(): (paidBy: PaidBy) => string {
  const t = useScreenWords();
  const transfer = useTransferWords();
  return (paidBy) => (paidBy.by === "card" ? t("card", { brand: paidBy.brand, last4: paidBy.last4 }) : transfer("transfer"));
}

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

const provider = { fr: providerFr.screens, en: providerEn.screens };

export const useProviderWords = () => useWords(provider);

/** Leaves for a page of the provider's or the bank's, which leads back. */
export const leaveTo = ({ url }: { readonly url: string }): void => window.location.assign(url);

const refusals = { fr: fr.refusals, en: en.refusals };
const declined = {
  declined: "purchasing.cardDeclined",
  insufficientFunds: "purchasing.insufficientFunds",
  cardExpired: "purchasing.cardExpired",
  cvcWrong: "purchasing.cvcWrong",
  processingError: "purchasing.processingError",
  authenticationNeeded: "purchasing.authenticationNeeded",
} as const satisfies Record<DeclineReason, keyof typeof fr.refusals>;

/** The sentence for an order that ended without being paid. */
export function useEnding(): (reason: DeclineReason | null) => string {
  const t = useWords(refusals);
  return (reason) => t(reason ? declined[reason] : "purchasing.notCharged");
}

/** « 09/2028 » */
export const writeMonth = ({ expMonth, expYear }: { expMonth: number; expYear: number }): string =>
  `${String(expMonth).padStart(2, "0")}/${expYear}`;
