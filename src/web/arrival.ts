import { useRouter } from "@tanstack/react-router";
import type { RefObject } from "react";
import { useEffect, useRef } from "react";
import { useMaybeAccount } from "./shell.ts";
import { useShellWords } from "./words.ts";

/** Whether a page has been left for another since the last heading took the focus. */
let arrived = false;
let tabbed = false;

/** Called by the router after each change of path. */
export function markArrival(keepFocus: boolean): void {
  arrived = true;
  tabbed = keepFocus;
}

/**
 * `Page · Account · Espace partenaires` in the browser's bar; after a navigation the heading takes the focus, so that it is read aloud
 * and the next Tab starts from the top of the page.
 */
export function usePageTitle(title: string | undefined): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const t = useShellWords();
  const account = useMaybeAccount();
  const path = useRouter().state.location.pathname;

  useEffect(() => {
    if (title === undefined) return;
    document.title = [title, account?.name, t("product")].filter(Boolean).join(" · ");
  }, [title, account?.name, t]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new path on the same component is an arrival too.
  useEffect(() => {
    if (title === undefined || !arrived) return;
    arrived = false;
    if (!tabbed) heading.current?.focus({ preventScroll: true });
  }, [title, path]);

  return heading;
}
