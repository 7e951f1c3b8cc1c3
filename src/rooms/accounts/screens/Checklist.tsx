import type { Result } from "../../../web/api.ts";
import { Card, Icon } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { home as en } from "../words/screens.en.ts";
import { home as fr } from "../words/screens.fr.ts";
import styles from "./Checklist.module.css";
import { LeavingLink } from "./LeavingLink.tsx";

const words = { fr, en };

/** « Avant de commencer »: what to have at hand, in the programme's words (F-021). */
export function Checklist({ of }: { of: Result<"accounts.home">["checklist"] }) {
  const t = useWords(words);
  return (
    <Card
      title={t("before")}
      aside={t("beforeHint")}
      foot={
        <span className={styles.note}>
          <Icon name="clock" />
          <span>{of.note}</span>
        </span>
      }
    >
      <ol className={styles.list}>
        {of.items.map((item, index) => (
          <li key={item.title}>
            <span className={styles.number} aria-hidden="true">
              {index + 1}
            </span>
            <div>
              <h3>{item.title}</h3>
              <p>{item.detail}</p>
              {item.link ? (
                <p>
                  <LeavingLink link={item.link} />
                </p>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
