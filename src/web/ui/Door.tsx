/**
 * Why something is closed, with the names of those who can open it. All words come from the server's reply.
 * @example <DoorNote id="buy-note" door={offer.doors.buy} />  …  <Button door={offer.doors.buy} note={{ at: "buy-note" }}>…</Button>
 */
import { useState } from "react";
import type { Door } from "../problem.ts";
import { useUiWords } from "../words.ts";
import { Avatar } from "./Avatar.tsx";
import styles from "./Door.module.css";
import { Icon } from "./Icon.tsx";
import { Link } from "./Link.tsx";

/** A press on the closed button opens its explanation and goes there. */
export function openWhy(noteId: string): void {
  const why = document.getElementById(`${noteId}-why`);
  if (why?.getAttribute("aria-expanded") === "false") why.click();
  why?.focus();
}

export function DoorNote({ id, door, quiet = false }: { id: string; door: Door | undefined; quiet?: boolean }) {
  const t = useUiWords();
  const [shown, show] = useState(false);
  if (door === undefined || door.open) return null;
  const explains = door.reasons.length > 0 || door.holders.length > 0;

  return (
    <div className={styles.note}>
      <p className={styles.line}>
        <span id={`${id}-text`}>
          {quiet ? null : <b>{t("closed")} </b>}
          {door.text}
        </span>
        {explains ? (
          <>
            {" "}
            <button
              id={`${id}-why`}
              type="button"
              className={styles.why}
              aria-expanded={shown}
              aria-controls={`${id}-panel`}
              onClick={() => show(!shown)}
            >
              {t("why")}
            </button>
          </>
        ) : null}
      </p>
      {shown ? <Explanation id={`${id}-panel`} door={door} /> : null}
    </div>
  );
}

function Explanation({ id, door }: { id: string; door: Door & { open: false } }) {
  const t = useUiWords();
  return (
    <section id={id} className={styles.panel} aria-label={t("whyTitle")}>
      <h3 className={styles.title}>
        <Icon name="help" />
        {t("whyTitle")}
      </h3>
      {door.reasons.map((reason) => (
        <dl key={reason.needs} className={styles.list}>
          {reason.needs ? (
            <>
              <dt>{t("needs")}</dt>
              <dd>{reason.needs}</dd>
            </>
          ) : null}
          {reason.has ? (
            <>
              <dt>{t("has")}</dt>
              <dd>{reason.has}</dd>
            </>
          ) : null}
          {reason.rule ? (
            <>
              <dt>{t("rule")}</dt>
              <dd>{reason.rule}</dd>
            </>
          ) : null}
        </dl>
      ))}
      <p className={styles.can}>{t("can")}</p>
      {door.holders.length === 0 ? <p>{t("nobody")}</p> : null}
      <ul className={styles.holders}>
        {door.holders.map((holder) => (
          <li key={holder.name}>
            <Avatar name={holder.name} size={28} />
            <span>
              {holder.name}
              <small>{holder.roles.join(", ")}</small>
            </span>
          </li>
        ))}
      </ul>
      {door.asks && door.asks.length > 0 && door.holders.length > 0 ? (
        <Link to={`~/me/roles?ask=${door.asks.join(",")}`} className={styles.why}>
          {t("ask")}
        </Link>
      ) : null}
    </section>
  );
}
