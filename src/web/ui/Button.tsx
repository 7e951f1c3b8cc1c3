/**
 * The button. One `primary` per view. A closed one keeps its label, takes focus and says why.
 * @example <Button kind="primary" working={act.working} onPress={save}>{t("save")}</Button>
 * @example <Button door={offer.doors.buy} onPress={buy}>{t("buy")}</Button>
 */
import type { ReactNode } from "react";
import { useId } from "react";
import type { Door } from "../problem.ts";
import { useUiWords } from "../words.ts";
import styles from "./Button.module.css";
import { DoorNote, openWhy } from "./Door.tsx";
import type { IconName } from "./Icon.tsx";
import { Icon } from "./Icon.tsx";
import { Link } from "./Link.tsx";

export type ButtonKind = "primary" | "outline" | "quiet" | "danger";
export type ButtonSize = "small" | "normal" | "large" | "wide";

type Look = { readonly kind?: ButtonKind; readonly size?: ButtonSize; readonly icon?: IconName; readonly children: ReactNode };

export type ButtonProps = Look & {
  readonly onPress?: () => void;
  readonly type?: "button" | "submit";
  /** The act is under way: the label stays, another press is ignored. */
  readonly working?: boolean;
  /** How far it is, when it counts: « 12 sur 40 ». */
  readonly progress?: string;
  readonly door?: Door | undefined;
  /** Where the reason stands: under the button, beside it, or elsewhere on the page (the id of a `DoorNote`). */
  readonly note?: "under" | "beside" | { readonly at: string };
  readonly label?: string;
  readonly describedBy?: string;
  readonly keys?: string;
  readonly id?: string;
};

const look = (kind: ButtonKind, size: ButtonSize, closed = false): string =>
  [styles.button, styles[size], closed ? styles.closed : styles[kind]].join(" ");

export function Button({
  kind = "outline",
  size = "normal",
  icon,
  type = "button",
  working = false,
  door,
  note = "under",
  ...rest
}: ButtonProps) {
  const t = useUiWords();
  const own = useId();
  const closed = door !== undefined && !door.open;
  const noteId = typeof note === "object" ? note.at : own;

  const press = () => {
    if (closed) openWhy(noteId);
    else if (!working) rest.onPress?.();
  };

  const button = (
    <button
      id={rest.id}
      type={closed || working ? "button" : type}
      className={look(kind, size, closed)}
      aria-disabled={closed || working ? true : undefined}
      aria-busy={working ? true : undefined}
      aria-label={rest.label}
      aria-describedby={closed ? `${noteId}-text` : rest.describedBy}
      onClick={press}
      data-working={working ? "" : undefined}
    >
      {closed ? <Icon name="lock" /> : icon ? <Icon name={icon} /> : null}
      <span>{rest.children}</span>
      {working ? <span className={styles.working}>{rest.progress ?? t("working")}</span> : null}
      {rest.keys && !closed ? <kbd className={styles.kbd}>{rest.keys}</kbd> : null}
    </button>
  );

  if (!closed || typeof note === "object") return button;
  return (
    <div className={note === "beside" ? styles.beside : styles.under}>
      {button}
      <DoorNote id={own} door={door} />
    </div>
  );
}

/** A link that looks like a button: for going somewhere, never for doing something. */
export function LinkButton({ to, kind = "outline", size = "normal", icon, children }: Look & { readonly to: string }) {
  return (
    <Link to={to} className={look(kind, size)}>
      {icon ? <Icon name={icon} /> : null}
      <span>{children}</span>
    </Link>
  );
}

/** A file of ours, as a button: it downloads, or opens in a new tab. */
export function FileLink({
  href,
  label,
  newTab = false,
  kind = "outline",
  size = "normal",
  icon = "download",
  children,
}: Look & { readonly href: string; readonly label?: string; readonly newTab?: boolean }) {
  return (
    <a
      href={href}
      className={look(kind, size)}
      aria-label={label}
      {...(newTab ? { target: "_blank", rel: "noreferrer" } : { download: "" })}
    >
      <Icon name={icon} />
      <span>{children}</span>
    </a>
  );
}

/** A button that is only a drawing: its name is spoken and shown on hover. */
export function IconButton({
  icon,
  label,
  onPress,
  pressed,
  expanded,
  id,
}: {
  icon: IconName;
  label: string;
  onPress?: () => void;
  pressed?: boolean;
  expanded?: boolean;
  id?: string;
}) {
  return (
    <button
      id={id}
      type="button"
      className={styles.icon}
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      onClick={onPress}
    >
      <Icon name={icon} />
    </button>
  );
}
