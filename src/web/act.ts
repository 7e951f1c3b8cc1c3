import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import type { EndpointName, Input, Result } from "./endpoints.ts";
import { Problem } from "./problem.ts";
import { newKey, request } from "./request.ts";

type Loose = Readonly<Record<string, unknown>>;

type Options<N extends EndpointName> = {
  readonly onDone?: (reply: Result<N>, input: Input<N>) => void;
  /** Endpoints (`seats.list`) or rooms (`seats`) to read again; without it everything on the screen is read again. */
  readonly invalidates?: readonly string[];
};

export type Act<N extends EndpointName> = {
  /** Answers the reply, or `undefined` when the answer was a no (then see `problem`) or when one is already under way. */
  readonly act: (input: Input<N>) => Promise<Result<N> | undefined>;
  readonly working: boolean;
  readonly problem: Problem | null;
  readonly done: Result<N> | null;
  readonly reset: () => void;
};

/** The key of one intention: the same again after silence, another after an answer or when what is asked changes. */
export function intentions(make: () => string = newKey) {
  let held: { asked: string; key: string } | null = null;
  return {
    keyFor(input: unknown): string {
      const asked = JSON.stringify(input) ?? "";
      if (held?.asked !== asked) held = { asked, key: make() };
      return held.key;
    },
    answered(): void {
      held = null;
    },
  };
}

/**
 * Does something, once however often one presses.
 * @example
 * const assign = useAct("seats.assign", { onDone: () => toast({ text: t("assigned") }) });
 * <Button working={assign.working} onPress={() => assign.act({ accountId, seatId, body: { userId } })}>…</Button>
 */
export function useAct<N extends EndpointName>(name: N, options: Options<N> = {}): Act<N> {
  const queries = useQueryClient();
  const [state, setState] = useState<{ working: boolean; problem: Problem | null; done: Result<N> | null }>(idle);
  const busy = useRef(false);
  const [intention] = useState(() => intentions());
  const latest = useRef(options);
  latest.current = options;

  const act = useCallback(
    async (input: Input<N>): Promise<Result<N> | undefined> => {
      if (busy.current) return undefined;
      busy.current = true;
      setState({ working: true, problem: null, done: null });

      try {
        const reply = (await request(name, input as Loose, intention.keyFor(input))) as Result<N>;
        intention.answered();
        const { invalidates } = latest.current;
        await queries.invalidateQueries({
          predicate: ({ queryKey: [, read] }) =>
            invalidates === undefined || invalidates.some((one) => read === one || String(read).startsWith(`${one}.`)),
        });
        setState({ working: false, problem: null, done: reply });
        latest.current.onDone?.(reply, input);
        return reply;
      } catch (thrown) {
        if (!(thrown instanceof Problem)) throw thrown;
        if (!thrown.unanswered) intention.answered();
        setState({ working: false, problem: thrown, done: null });
        return undefined;
      } finally {
        busy.current = false;
      }
    },
    [name, queries, intention],
  );

  return { act, ...state, reset: () => setState(idle) };
}

const idle = { working: false, problem: null, done: null };
