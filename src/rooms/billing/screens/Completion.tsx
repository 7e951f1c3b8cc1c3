import { useRead } from "../../../web/api.ts";
import { useAccount } from "../../../web/shell.ts";
import { ActionRow, ActionRows, Card, Link, StatusBadge } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { completion as en } from "../words/en.ts";
import { completion as fr } from "../words/fr.ts";

const words = { fr, en };
const texts = { support: "supportText", tax: "taxText", contact: "contactText" } as const;

/** What is left to finish of the company's profile (F-161). Nothing once all three are done. */
export function Completion() {
  const t = useWords(words);
  const account = useAccount();
  const { data } = useRead("billing.completion", { accountId: account.id });
  const left = data?.items.filter(({ done }) => !done).length ?? 0;
  if (!data || left === 0) return null;
  return (
    <Card flush title={t("title")} aside={t("answer", { count: left })}>
      <ActionRows>
        {data.items.map(({ id, done, path, door }) => (
          <ActionRow
            key={id}
            title={<Link to={path}>{t(id)}</Link>}
            text={t(texts[id])}
            mark={<StatusBadge look={done ? "active" : "notStarted"}>{t(done ? "done" : "todo")}</StatusBadge>}
            door={done ? undefined : door}
          />
        ))}
      </ActionRows>
    </Card>
  );
}
