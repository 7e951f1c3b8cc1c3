import { writeMoney } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { Icon } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { home as en } from "../words/screens.en.ts";
import { home as fr } from "../words/screens.fr.ts";
import styles from "./Comparison.module.css";

const words = { fr, en };
type HomeView = Result<"accounts.home">;
type Cell = HomeView["comparison"][number]["cells"][number];

/** The three options side by side; below 768, one under the other for each line. */
export function Comparison({ of }: { of: Pick<HomeView, "options" | "comparison"> }) {
  const t = useWords(words);
  return (
    <div className={styles.frame}>
      <table className={styles.table}>
        <caption className="hidden">{t("options")}</caption>
        <thead>
          <tr>
            <td />
            {of.options.map((option) => (
              <th key={option.id} scope="col">
                {option.name}
                <small>{option.summary}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {of.comparison.map((line) => (
            <tr key={line.label}>
              <th scope="row">{line.label}</th>
              {line.cells.map((cell, index) => (
                <td key={of.options[index]?.id} data-label={of.options[index]?.name}>
                  <What of={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function What({ of }: { of: Cell }) {
  const t = useWords(words);
  const lang = useLang();
  if (of.shows === "free") return <b>{t("free")}</b>;
  if (of.shows === "price") return <b>{t("yearly", { amount: writeMoney(of, lang) })}</b>;
  if (of.shows === "notIncluded") return <span className={styles.not}>{t("notIncluded")}</span>;
  if (of.shows === "text") return of.text;
  return (
    <span className={styles.included}>
      <Icon name="check" />
      {of.text}
    </span>
  );
}
