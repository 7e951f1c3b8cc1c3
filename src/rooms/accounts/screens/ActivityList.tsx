import { writeInstant } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useShell } from "../../../web/shell.ts";
import { Empty, Timeline } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { activity as en } from "../words/screens.en.ts";
import { activity as fr } from "../words/screens.fr.ts";

const words = { fr, en };

/** What happened, newest first; what our side did is marked by who. */
export function ActivityList({ items }: { items: readonly Result<"accounts.activity">["items"][number][] }) {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  if (items.length === 0) return <Empty title={t("nothingYet")} />;
  return (
    <Timeline
      moments={items.map((item) => ({
        id: item.id,
        what: item.text,
        when: writeInstant(item.at, lang, timeZone),
        who: item.who,
        tone: item.side === "partner" ? "ok" : "plain",
      }))}
    />
  );
}
