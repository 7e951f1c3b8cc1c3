import { groupsOfFour } from "../transfer.rules.ts";
import { useTransferWords } from "./wording.ts";

type Bank = { readonly holder: string; readonly bank: string; readonly iban: string; readonly bic: string };

/** The account to pay, as lines of name and value, in the order of a transfer's form. */
export function useBankLines(): (bank: Bank) => readonly { name: string; value: string; copied: string; code: boolean }[] {
  const t = useTransferWords();
  return ({ holder, bank, iban, bic }) => [
    { name: t("holder"), value: holder, copied: holder, code: false },
    { name: t("bank"), value: bank, copied: bank, code: false },
    { name: t("iban"), value: groupsOfFour(iban), copied: iban, code: true },
    { name: t("bic"), value: bic, copied: bic, code: true },
  ];
}
