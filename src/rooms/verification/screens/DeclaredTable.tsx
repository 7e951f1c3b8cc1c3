import { Icon } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { desk as en } from "../words/desk.en.ts";
import { desk as fr } from "../words/desk.fr.ts";
import styles from "./DeclaredTable.module.css";
import type { CaseView } from "./deskCase.ts";
import { useDayOf } from "./times.ts";

const words = { fr, en };
const SHOWN = 3;

/** The declared data over the versions: what changed is marked by more than colour, what did not is said once. */
export function DeclaredTable({ of }: { of: CaseView }) {
  const t = useWords(words);
  const dayOf = useDayOf();
  const from = Math.max(0, of.versions.length - SHOWN);
  const versions = of.versions.slice(from);
  const findings = of.checks.find(({ check }) => check === "business")?.findings ?? null;

  return (
    <div className={styles.scroll}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by the keyboard. */}
      <table className={styles.table} tabIndex={0}>
        <caption>{t("declared")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("field")}</th>
            {versions.map((one, index) => (
              <th scope="col" key={one.version}>
                {t(index === versions.length - 1 ? "versionNow" : "version", { version: one.version })}
                <small>{t("versionAbout", { try: one.try, day: dayOf(one.at) })}</small>
              </th>
            ))}
            {findings ? (
              <th scope="col">
                {t("register")}
                <small>{findings.at ? t("found", { source: findings.source, day: dayOf(findings.at) }) : findings.source}</small>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {of.lines.map((line) => {
            const values = line.values.slice(from);
            const changed = values.some((value, index) => index > 0 && value !== values[index - 1]);
            return (
              <tr key={line.field} data-changed={changed ? "" : undefined}>
                <th scope="row">{line.field === "contactEmail" ? t("contactEmail") : line.label}</th>
                {values.map((value, index) => {
                  const next = values[index + 1];
                  const same = index > 0 && value === values[index - 1];
                  const key = `${line.field}-${versions[index]?.version}`;
                  if (same) {
                    return (
                      <td key={key} className={styles.same}>
                        {t("unchanged")}
                      </td>
                    );
                  }
                  return (
                    <td key={key}>
                      {next !== undefined && next !== value ? (
                        <del>{value || t("none")}</del>
                      ) : index > 0 ? (
                        <ins>{value || t("none")}</ins>
                      ) : (
                        value || t("none")
                      )}
                    </td>
                  );
                })}
                {findings ? (
                  <td>
                    {line.found ?? t("none")}{" "}
                    {line.result ? (
                      <span className={line.result === "same" ? styles.ok : styles.no}>
                        <Icon name={line.result === "same" ? "okSolid" : "noSolid"} size={14} />
                        <span className="hidden">{t(line.result === "same" ? "matches" : "differs")}</span>
                      </span>
                    ) : null}
                  </td>
                ) : null}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
