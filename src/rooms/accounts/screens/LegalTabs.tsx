import { legalTabsOf } from "../../../web/entries.ts";
import { useGo } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { Segmented } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { organisation as en } from "../words/screens.en.ts";
import { organisation as fr } from "../words/screens.fr.ts";

const words = { fr, en };

/** « Informations légales » for each side of the company's programmes (handbook G-031). With one side there is nothing to choose. */
export function LegalTabs({ at }: { at: "partner" | "reseller" | "developer" }) {
  const t = useWords(words);
  const go = useGo();
  const tabs = legalTabsOf(useAccount().programmes);
  if (tabs.length < 2) return null;
  return (
    <Segmented
      label={t("sides")}
      options={tabs.map((value) => ({ value, label: t(`side.${value}`) }))}
      value={at}
      onChange={(to) => go(`~/settings/profile${to === "partner" ? "" : `/${to}`}`)}
    />
  );
}
