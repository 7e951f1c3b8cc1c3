import { writeDay } from "../../../kit/format.ts";
import { useRead } from "../../../web/api.ts";
import { programmePath } from "../../../web/entries.ts";
import { useAccount } from "../../../web/shell.ts";
import { Await, Link, Page, Text } from "../../../web/ui/index.ts";
import { Table } from "../../../web/ui/table.ts";
import { useLang, useShellWords, useWords } from "../../../web/words.ts";
import { screens as en } from "../words/screens.en.ts";
import { screens as fr } from "../words/screens.fr.ts";
import { useBehind } from "./Behind.tsx";

const words = { fr, en };

/** « Contrats des programmes »: the agreement of each developer programme that the company is in. */
export default function Agreements() {
  const t = useWords(words);
  const s = useShellWords();
  const lang = useLang();
  const behind = useBehind();
  const account = useAccount();
  const list = useRead("programmes.list", { accountId: account.id });
  const mine = new Set(account.programmes.map(({ id }) => id));

  return (
    <Page
      title={s("developerAgreements")}
      answer={behind(t("agreementsAnswer"))}
      crumbs={[{ label: s("developerSettings"), to: "~/settings" }]}
    >
      <Await of={list} rows={4}>
        {({ items }) => (
          <Table
            caption={s("developerAgreements")}
            rows={items.filter(({ id, settings }) => settings === "developer" && mine.has(id))}
            rowKey={(row) => row.id}
            name={(row) => row.agreement.title}
            columns={[
              {
                key: "title",
                title: t("agreement"),
                head: true,
                cell: ({ agreement }) => (agreement.signed ? <Link to={agreement.signed.page}>{agreement.title}</Link> : agreement.title),
              },
              { key: "programme", title: t("programme"), cell: (row) => <Link to={`~${programmePath(row)}`}>{row.name}</Link> },
              { key: "version", title: t("version"), cell: (row) => <Text code>{row.agreement.version}</Text> },
              {
                key: "signed",
                title: t("signed"),
                cell: ({ agreement }) =>
                  agreement.signed
                    ? t("signedBy", { day: writeDay(agreement.signed.on, lang), name: agreement.signed.by })
                    : t("notSigned"),
              },
            ]}
          />
        )}
      </Await>
    </Page>
  );
}
