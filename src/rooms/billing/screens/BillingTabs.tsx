import { Tabs } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { tabs as en } from "../words/en.ts";
import { tabs as fr } from "../words/fr.ts";

const words = { fr, en };

/** « Facturation et taxes »: the profile, the bank account, the exemptions, the papers. */
export function BillingTabs() {
  const t = useWords(words);
  return (
    <Tabs
      label={t("group")}
      items={[
        { to: "~/settings/billing", label: t("profile") },
        { to: "~/settings/billing/bank", label: t("bank") },
        { to: "~/settings/billing/tax", label: t("tax") },
        { to: "~/settings/billing/documents", label: t("documents") },
      ]}
    />
  );
}
