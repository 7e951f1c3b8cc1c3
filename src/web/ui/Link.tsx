/**
 * A link inside the product. `~/offers` is a page of the account at hand; quiet links are ink with a hairline under them.
 * @example <Link to="~/settings/users">{t("users")}</Link>
 */

import type { HistoryState } from "@tanstack/react-router";
import { Link as RouterLink } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { placeOf, useHere } from "../here.ts";
import styles from "./Link.module.css";

export type LinkProps = {
  readonly to: string;
  readonly children: ReactNode;
  readonly quiet?: boolean;
  readonly className?: string | undefined;
  readonly "aria-current"?: "page" | "step" | undefined;
  readonly "aria-label"?: string | undefined;
  readonly title?: string | undefined;
  /** The focus stays on the link after the page has changed: for tabs. */
  readonly keepFocus?: boolean;
  readonly onClick?: () => void;
};

export function Link({ to, quiet = false, className, keepFocus = false, onClick, children, ...rest }: LinkProps) {
  const here = useHere();
  return (
    <RouterLink
      {...(placeOf(here(to)) as { to: string })}
      activeOptions={never}
      activeProps={nothing}
      className={className ?? (quiet ? styles.quiet : undefined)}
      {...(keepFocus ? { state: keepsFocus } : {})}
      {...(onClick ? { onClick } : {})}
      {...rest}
    >
      {children}
    </RouterLink>
  );
}

const nothing = {};
const never = { exact: true, includeSearch: true };
const keepsFocus: (last: HistoryState) => HistoryState = (last) => ({ ...last, keepFocus: true });

/** A link to somewhere else, in a new tab. */
export function OutLink({ href, children, label }: { href: string; children: ReactNode; label?: string }) {
  return (
    <a href={href} target="_blank" rel="noreferrer" aria-label={label}>
      {children}
    </a>
  );
}
