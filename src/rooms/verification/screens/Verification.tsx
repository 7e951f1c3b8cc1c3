import { useRead } from "../../../web/api.ts";
import { useAccount } from "../../../web/shell.ts";
import { Await, Page, StatusBadge } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { page as en } from "../words/page.en.ts";
import { page as fr } from "../words/page.fr.ts";
import { Answer, CaseBody } from "./CaseBody.tsx";
import { CaseActsProvider, useAccountActs } from "./caseActs.ts";

const words = { fr, en };

/** « Vérification de l’entreprise »: how many checks have passed, whose turn it is, and what to do about the one that has not. */
export default function Verification() {
  const t = useWords(words);
  const { id: accountId } = useAccount();
  const status = useRead("verification.status", { accountId }, { every: (reply) => (reply?.catchingUp ? 800 : false) });
  const acts = useAccountActs(accountId);
  const { data } = status;
  return (
    <Page
      title={t("title")}
      crumbs={[{ label: t("settings") }, { label: t("profile"), to: "~/settings/profile" }]}
      mark={data ? <StatusBadge look={data.overall.state}>{data.overall.label}</StatusBadge> : undefined}
      answer={data ? <Answer of={data} /> : undefined}
    >
      <Await of={status} rows={10}>
        {(reply) => (
          <CaseActsProvider value={acts}>
            <CaseBody of={reply} inPortal />
          </CaseActsProvider>
        )}
      </Await>
    </Page>
  );
}
