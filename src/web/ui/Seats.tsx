/**
 * Seats and those who wait for one.
 * @example <SeatMap seats={seats.map((s) => ({ id: s.id, holder: s.holder?.name }))} queue={queue.map((q) => q.name)} words={t("usedOf", { used, of })} />
 * @example <SeatCard title={t("seat", { n })} badge={<StatusBadge look="assigned">…</StatusBadge>} holder={name} since={t("since", { day })} note={…}><Button size="small">…</Button></SeatCard>
 */
import type { ReactNode } from "react";
import { Avatar, initials } from "./Avatar.tsx";
import styles from "./Seats.module.css";

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
