import type { ReactNode } from "react";
import { Page, Stack, Tabs } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { mine as en } from "../words/screens.en.ts";
import { mine as fr } from "../words/screens.fr.ts";

export const words = { fr, en };

/** « Mon profil »: details, roles, what is closed, each at its own address. */
export function MyFrame({ answer, children }: { answer: ReactNode; children: ReactNode }) {
  const t = useWords(words);
  return (
    <Page title={t("title")} answer={answer}>
      <Stack>
        <Tabs
          label={t("tabs")}
          items={[
            { to: "~/me", label: t("details") },
            { to: "~/me/roles", label: t("roles") },
            { to: "~/me/why", label: t("why") },
          ]}
        />
        {children}
      </Stack>
    </Page>
  );
}
