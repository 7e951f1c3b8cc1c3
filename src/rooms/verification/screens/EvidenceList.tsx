import { writeList } from "../../../kit/format.ts";
import { Prose } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { page as en } from "../words/page.en.ts";
import { page as fr } from "../words/page.fr.ts";
import type { Check } from "./status.ts";

const words = { fr, en };

/** What proves a check: one of these documents, showing this. Never left to be guessed (P2). */
export function EvidenceList({ of }: { of: Check }) {
  const t = useWords(words);
  const lang = useLang();
  if (of.evidence === null) return null;
  const wanted = of.ruled?.asked?.documents ?? [];
  const names = wanted.length > 0 ? wanted : of.evidence.oneOf.map(({ name }) => name);
  const or = new Intl.ListFormat(lang === "fr" ? "fr-FR" : "en-GB", { type: "disjunction" });
  return (
    <Prose>
      <p>{t("oneOf")}</p>
      <ul>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      <p>
        {of.evidence.need === "all"
          ? t("showingAll", { items: writeList(of.evidence.showing, lang) })
          : t("showingOne", { items: or.format(of.evidence.showing) })}
      </p>
      <p>
        <b>{t("exampleAccepted")}</b> {of.evidence.examples.accepted}
      </p>
      <p>
        <b>{t("exampleRefused")}</b> {of.evidence.examples.refused} {t("exampleAnswer", { text: of.evidence.examples.because })}
      </p>
    </Prose>
  );
}
