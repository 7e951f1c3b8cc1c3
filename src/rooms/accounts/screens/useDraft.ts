import { useEffect, useRef, useState } from "react";
import { call, Problem } from "../../../web/api.ts";

const PAUSE_MS = 800;
const AGAIN_MS = 5_000;

type Values = Readonly<Record<string, string>>;

/**
 * Keeps what is typed by itself: a moment after the last stroke, and at once when the page is left or hidden. Only what changed is sent, so
 * that a second tab keeps its own. What could not be saved is tried again.
 * @returns the instant of the last saving, and `stop`, after which nothing more is sent.
 */
export function useDraft(values: Values, first: string | null): { savedAt: string | null; stop: () => void } {
  const [savedAt, setSavedAt] = useState(first);
  const kept = useRef(values);
  const now = useRef(values);
  const stopped = useRef(false);
  now.current = values;

  const flush = useRef(async (): Promise<boolean> => {
    const changed = Object.fromEntries(Object.entries(now.current).filter(([name, value]) => kept.current[name] !== value));
    if (stopped.current || Object.keys(changed).length === 0) return true;
    const before = kept.current;
    kept.current = { ...before, ...changed };
    try {
      const reply = await call("accounts.saveDraft", { body: changed });
      setSavedAt(reply.savedAt);
      return true;
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown;
      // Only what nobody has changed meanwhile goes back to being unsaved.
      for (const name of Object.keys(changed)) kept.current = { ...kept.current, [name]: before[name] ?? "" };
      return false;
    }
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the values starts the pause anew.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const save = async () => {
      if (!(await flush.current())) timer = setTimeout(save, AGAIN_MS);
    };
    timer = setTimeout(save, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [values]);

  useEffect(() => {
    const leave = () => void (document.visibilityState === "hidden" && flush.current());
    const last = flush.current;
    document.addEventListener("visibilitychange", leave);
    return () => {
      document.removeEventListener("visibilitychange", leave);
      void last();
    };
  }, []);

  return {
    savedAt,
    stop: () => {
      stopped.current = true;
    },
  };
}
