/**
 * Seats and those who wait for one.
 * @example <SeatMap seats={seats.map((s) => ({ id: s.id, holder: s.holder?.name }))} queue={queue.map((q) => q.name)} words={t("usedOf", { used, of })} />
 * @example <SeatCard title={t("seat", { n })} badge={<StatusBadge look="assigned">…</StatusBadge>} holder={name} since={t("since", { day })} note={…}><Button size="small">…</Button></SeatCard>
 */
import type { ReactNode } from "react";
import { useState } from "react";
import { writeDay } from "../../kit/format.ts";
import { useLang, useUiWords } from "../words.ts";
import { Avatar, initials } from "./Avatar.tsx";
import { shareOf } from "./days.ts";
import styles from "./Seats.module.css";
import { Months } from "./YearLine.tsx";

export function SeatMap({
  seats,
  queue,
  words,
}: {
  seats: readonly { readonly id: string; readonly holder?: string | undefined }[];
  queue: readonly string[];
  words: string;
}) {
  return (
    <div className={styles.map}>
      <span className={styles.squares} role="img" aria-label={words}>
        {seats.map((seat) => (
          <span key={seat.id} className={seat.holder ? styles.taken : styles.free}>
            {seat.holder ? initials(seat.holder) : null}
          </span>
        ))}
        {queue.length > 0 ? <span className={styles.rule} /> : null}
        {queue.map((name, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place in the queue is the identity.
          <span key={index} className={styles.waiting}>
            {initials(name)}
          </span>
        ))}
      </span>
      <span aria-hidden="true" className={styles.words}>
        {words}
      </span>
    </div>
  );
}

export const SeatCard = ({
  title,
  badge,
  holder,
  since,
  note,
  children,
}: {
  title: string;
  badge: ReactNode;
  holder?: string | undefined;
  since?: ReactNode;
  note?: ReactNode;
  children?: ReactNode;
}) => (
  <section className={styles.card} aria-label={title}>
    <div className={styles.head}>
      <span>{title}</span>
      {badge}
    </div>
    {holder ? (
      <div className={styles.who}>
        <Avatar name={holder} size={36} me />
        <span>
          <b>{holder}</b>
          {since ? <small>{since}</small> : null}
        </span>
      </div>
    ) : null}
    {note ? <p className={styles.note}>{note}</p> : null}
    {children ? <div className={styles.acts}>{children}</div> : null}
  </section>
);

export type LedgerRow = {
  readonly label: string;
  readonly spans: readonly { readonly name: string; readonly from: string; readonly to: string | null }[];
};

/** Who held which seat when: bars for the eye, the same as a table. */
export function SeatLedger({
  rows,
  from,
  today,
  caption,
  columns,
}: {
  rows: readonly LedgerRow[];
  from: string;
  today: string;
  caption: string;
  columns: { readonly seat: string; readonly holder: string; readonly from: string; readonly to: string };
}) {
  const t = useUiWords();
  const lang = useLang();
  const [table, setTable] = useState(false);
  const at = shareOf(from, today);

  return (
    <div className={styles.ledger}>
      {table ? (
        <table className={styles.table}>
          <caption className="hidden">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{columns.seat}</th>
              <th scope="col">{columns.holder}</th>
              <th scope="col">{columns.from}</th>
              <th scope="col">{columns.to}</th>
            </tr>
          </thead>
          <tbody>
            {rows.flatMap((row) =>
              row.spans.map((span) => (
                <tr key={row.label + span.from + span.name}>
                  <th scope="row">{row.label}</th>
                  <td>{span.name}</td>
                  <td>{writeDay(span.from, lang)}</td>
                  <td>{span.to ? writeDay(span.to, lang) : ""}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      ) : (
        <div role="img" aria-label={caption} className={styles.picture}>
          {rows.map((row) => (
            <div key={row.label} className={styles.lane}>
              <span>{row.label}</span>
              <div className={styles.track}>
                {row.spans.map((span) => {
                  const [start, end] = [at(span.from), at(span.to ?? today)];
                  return (
                    <span
                      key={span.from + span.name}
                      className={span.to === null ? styles.now : styles.past}
                      style={{ insetInlineStart: `${start * 100}%`, width: `max(2px, ${(end - start) * 100}%)` }}
                    >
                      {span.name}
                    </span>
                  );
                })}
              </div>
            </div>
          ))}
          <div className={styles.lane}>
            <span />
            <Months from={from} to={today} />
          </div>
        </div>
      )}
      <button type="button" className={styles.switch} onClick={() => setTable(!table)}>
        {table ? t("asPicture") : t("asTable")}
      </button>
    </div>
  );
}
