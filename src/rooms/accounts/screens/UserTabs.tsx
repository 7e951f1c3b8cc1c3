import { Tabs } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { users as en } from "../words/screens.en.ts";
import { users as fr } from "../words/screens.fr.ts";

const words = { fr, en };

/** « Gestion des utilisateurs »: who is in, who is asked in, who asks to come in or for a role, and many at once. */
export function UserTabs() {
  const t = useWords(words);
  return (
    <Tabs
      label={t("title")}
      items={[
        { to: "~/settings/users", label: t("tabUsers") },
        { to: "~/settings/users/invitations", label: t("tabInvitations") },
        { to: "~/settings/join-requests", label: t("tabJoinRequests") },
        { to: "~/settings/users/requests", label: t("tabRequests") },
        { to: "~/settings/users/import", label: t("tabImport") },
      ]}
    />
  );
}
