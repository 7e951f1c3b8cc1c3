/**
 * What a screen in the focus shell puts in the bar: the way out, « Brouillon enregistré à 10:42 ».
 * @example <FocusBar place={t("createAccount")} saved={t("savedAt", { time })} leave={{ label: t("later"), to: "/" }} />
 */
import { createContext, useContext } from "react";
import { createPortal } from "react-dom";
import styles from "./FocusBar.module.css";
import { Icon } from "./Icon.tsx";
import { Link } from "./Link.tsx";

export const FocusBarContext = createContext<HTMLElement | null>(null);

type Props = {
  readonly place?: string;
  readonly saved?: string | undefined;
  readonly leave?: { readonly label: string; readonly to: string; readonly onLeave?: () => void };
};

export function FocusBar({ place, saved, leave }: Props) {
  const slot = useContext(FocusBarContext);
  if (slot === null) return null;
  return createPortal(
    <>
      {place ? <span className={styles.place}>{place}</span> : null}
      <span className={styles.gap} />
      {saved ? (
        <span className={styles.saved} role="status">
          <Icon name="check" />
          {saved}
        </span>
      ) : null}
      {leave ? (
        <Link to={leave.to} className={styles.leave} {...(leave.onLeave && { onClick: leave.onLeave })}>
          {leave.label}
        </Link>
      ) : null}
    </>,
    slot,
  );
}
