import { Fragment } from "react";
import { writeDay } from "../../../kit/format.ts";
import type { BenefitKind } from "../../../programme/names.ts";
import { useShell } from "../../../web/shell.ts";
import { Link } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { screens as en } from "../words/en.ts";
import { screens as fr } from "../words/fr.ts";
import type { Overview } from "./BenefitsFrame.tsx";

const words = { fr, en };

/** The line under the title: which offers give this part and until when; then, for those who manage, what is left to do. */
export function Given({ of: { sources, toDo, moves }, kind }: { of: Overview; kind: BenefitKind }) {
  const t = useWords(words);
  const lang = useLang();
  const { today } = useShell();
  const giving = sources.filter((source) => source.kinds.includes(kind));
  const left = [
    ...(moves.manage.open && toDo.keys > 0 ? [{ to: "~/benefits/software", text: t("keysToDo", { count: toDo.keys }) }] : []),
    ...(moves.manage.open && toDo.seats > 0 ? [{ to: "~/benefits/developerSeats", text: t("seatsToDo", { count: toDo.seats }) }] : []),
  ];

  return (
    <>
      {giving.map((source, index) => (
        <Fragment key={source.name + source.until}>
          {index === 0 ? t("givenBy") : t("andBy")}
          <b>{source.name}</b>
          {t(source.until < today ? "untilPast" : "until", { day: writeDay(source.until, lang) })}
        </Fragment>
      ))}
      {giving.length > 0 ? ". " : null}
      {left.length > 0 ? t("toDo") : null}
      {left.map((one, index) => (
        <Fragment key={one.to}>
          {index > 0 ? t("and") : null}
          <Link quiet to={one.to}>
            {one.text}
          </Link>
        </Fragment>
      ))}
      {left.length > 0 ? "." : null}
    </>
  );
}
