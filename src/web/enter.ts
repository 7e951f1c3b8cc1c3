import { useQueryClient } from "@tanstack/react-query";
import { useGo } from "./here.ts";
import { afterSignIn, shellKey, shellQuery } from "./shell.ts";

/**
 * After something that changes who one is or what one belongs to (signing in, a step of joining): reads the shell again, forgets what
 * was read before, and goes to the page asked for, else home.
 * @example const enter = useEnter(); const signIn = useAct("people.signIn", { onDone: () => enter(next), invalidates: [] });
 */
export function useEnter(): (next?: string | null) => Promise<void> {
  const queries = useQueryClient();
  const go = useGo();
  return async (next) => {
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[1] !== shellKey[1] });
    const shell = await queries.fetchQuery({ ...shellQuery, staleTime: 0 });
    // The pages hear of a new reading in a task of their own. Going before that, one would arrive as who one was, and be sent back.
    await new Promise((heard) => setTimeout(heard));
    go(afterSignIn(shell, next), { replace: true });
  };
}
