/**
 * The year of a membership: what has passed, what can be refunded, the weeks of renewal enlarged. Below 768 the list alone.
 * @example
 * <YearLine caption={t("yearSummary")} start={m.startsOn} anniversary={m.anniversaryOn} today={today} window={{ from: m.opensOn, to: m.lastDay }} refundableUntil={m.refundableUntil}
 *   words={{ active: t("active"), today: t("today"), window: t("windowOpen"), ended: t("ended"), elapsed: t("elapsed"), refundable: t("refundable"), renewal: t("renewal"), note: t("countedFrom"), day: t("day"), what: t("what") }}
 *   first={{ title: writeDay(m.startsOn, lang), text: t("bought") }} marks={[{ on: m.opensOn, text: t("firstReminder") }, …]} />
 */
import { useState } from "react";
import { writeDay } from "../../kit/format.ts";
import { useLang, useUiWords } from "../words.ts";
import { dayAfter, daysBetween, firsts, shareOf } from "./days.ts";
import styles from "./YearLine.module.css";

const locale = { fr: "fr-FR", en: "en-GB" } as const;

/** An axis of months. */
export function Months({ from, to }: { from: string; to: string }) {
  const lang = useLang();
  const at = shareOf(from, to);
  const write = new Intl.DateTimeFormat(locale[lang], { month: "short", timeZone: "UTC" });
  return (
    <div className={styles.months} aria-hidden="true">
      {firsts(from, to)
        .filter((day) => at(day) < 0.97)
        .map((day) => (
          <span key={day} style={{ insetInlineStart: `${at(day) * 100}%` }}>
            {write.format(new Date(`${day}T00:00:00Z`))}
            {day.slice(5, 7) === "01" ? ` ${day.slice(0, 4)}` : ""}
          </span>
        ))}
    </div>
  );
}

type Mark = { readonly on: string; readonly text: string };

type YearLineProps = {
  readonly caption: string;
  readonly start: string;
  readonly anniversary: string;
  readonly today: string;
  readonly window: { readonly from: string; readonly to: string };
  readonly refundableUntil?: string | null;
  readonly first: string;
  readonly marks: readonly Mark[];
  readonly words: Readonly<
    Record<"active" | "today" | "anniversary" | "window" | "ended" | "elapsed" | "refundable" | "renewal" | "note" | "day" | "what", string>
  >;
};

const offset = (days: number): string => (days < 0 ? `\u2212${-days}` : days === 0 ? "0" : `+${days}`);

export function YearLine({ caption, start, anniversary, today, window, refundableUntil, first, marks, words }: YearLineProps) {
  const t = useUiWords();
  const lang = useLang();
  const [table, setTable] = useState(false);
  const ends = dayAfter(window.to, 1);
  const lens = { from: dayAfter(window.from, -9), to: dayAfter(ends, 10) };
  const year = shareOf(start, lens.to);
  const near = shareOf(lens.from, lens.to);
  const percent = (share: number) => `${share * 100}%`;
  const all = [{ on: start, text: first }, ...marks, { on: today, text: words.today }].sort((a, b) => a.on.localeCompare(b.on));
  const short = (day: string) => writeDay(day, lang, "medium").replace(/\s\d{4}$/, "");

  return (
    <div className={styles.year}>
      <div className={table ? styles.away : styles.picture} role="img" aria-label={caption}>
        <div className={styles.heads}>
          <Head share={0} title={writeDay(start, lang)} text={first} />
          {today > start && today < lens.to ? <Head share={year(today)} title={words.today} text={writeDay(today, lang)} here /> : null}
          <Head share={year(anniversary)} title={writeDay(anniversary, lang)} text={words.anniversary} />
        </div>
        <div className={styles.strip}>
          <span className={styles.term} style={{ width: percent(year(anniversary)) }} />
          <span
            className={styles.hatched}
            style={{ insetInlineStart: percent(year(window.from)), width: percent(year(ends) - year(window.from)) }}
          />
          <span className={styles.elapsed} style={{ width: percent(year(today)) }}>
            {year(today) > 0.15 ? words.active : ""}
          </span>
          <span className={styles.line} style={{ insetInlineStart: percent(year(anniversary)) }} />
          {refundableUntil ? <span className={styles.thread} style={{ width: percent(year(refundableUntil)) }} /> : null}
        </div>
        <Months from={start} to={lens.to} />
        <span className={styles.bracket} style={{ insetInlineStart: percent(year(lens.from)) }} />
        <div className={styles.lens}>
          <div className={styles.marks}>
            {marks.map((mark, index) => {
              const next = marks[index + 1];
              const tight = (next !== undefined && near(next.on) - near(mark.on) < 0.15) || near(mark.on) > 0.9;
              return (
                <span key={mark.on} className={tight ? styles.markEnd : styles.mark} style={{ insetInlineStart: percent(near(mark.on)) }}>
                  <b>{short(mark.on)}</b>
                  <span>{mark.text}</span>
                </span>
              );
            })}
          </div>
          <div className={styles.near}>
            <span className={styles.before} style={{ width: percent(near(window.from)) }}>
              {words.active}
            </span>
            <span
              className={styles.open}
              style={{ insetInlineStart: percent(near(window.from)), width: percent(near(ends) - near(window.from)) }}
            >
              <span>{words.window}</span>
            </span>
            <span className={styles.ended} style={{ insetInlineStart: percent(near(ends)) }}>
              {words.ended}
            </span>
            {today >= lens.from && today <= lens.to ? (
              <span className={styles.marker} style={{ insetInlineStart: percent(near(today)) }} />
            ) : null}
          </div>
          <div className={styles.offsets}>
            {marks.map((mark) => (
              <span key={mark.on} style={{ insetInlineStart: percent(near(mark.on)) }}>
                {offset(daysBetween(anniversary, mark.on))}
              </span>
            ))}
          </div>
          <p>{words.note}</p>
        </div>
        <ul className={styles.legend}>
          <li data-look="elapsed">{words.elapsed}</li>
          {refundableUntil ? <li data-look="thread">{words.refundable}</li> : null}
          <li data-look="hatched">{words.renewal}</li>
        </ul>
      </div>
      <table className={table ? styles.table : styles.narrowTable}>
        <caption className="hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            <th scope="col">{words.what}</th>
          </tr>
        </thead>
        <tbody>
          {all.map((mark) => (
            <tr
              key={mark.on + mark.text}
              data-past={mark.on < today ? "" : undefined}
              data-today={mark.text === words.today ? "" : undefined}
            >
              <th scope="row">{writeDay(mark.on, lang)}</th>
              <td>{mark.text}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <button type="button" className={styles.switch} onClick={() => setTable(!table)}>
        {table ? t("asPicture") : t("asTable")}
      </button>
    </div>
  );
}

const Head = ({ share, title, text, here = false }: { share: number; title: string; text: string; here?: boolean }) => (
  <span
    className={share > 0.12 ? styles.headEnd : styles.head}
    style={{ insetInlineStart: `${share * 100}%` }}
    data-here={here ? "" : undefined}
  >
    <b>{title}</b>
    <span>{text}</span>
  </span>
);
