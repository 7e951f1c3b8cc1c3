import { Tabs } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { organisation as en } from "../words/screens.en.ts";
import { organisation as fr } from "../words/screens.fr.ts";

const words = { fr, en };

/** « Profil de l’organisation »: the pages in which a company says who it is. */
export function ProfileTabs() {
  const t = useWords(words);
  return (
    <Tabs
      label={t("group")}
      items={[
        { to: "~/settings/profile", label: t("legal"), also: ["~/settings/profile/reseller", "~/settings/profile/developer"] },
        { to: "~/settings/identifiers", label: t("identifiers") },
        { to: "~/settings/locations", label: t("locations") },
        { to: "~/settings/support", label: t("support") },
        { to: "~/settings/organisation", label: t("company") },
      ]}
    />
  );
}
