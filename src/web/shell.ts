import { queryOptions, useQuery } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import type { Result } from "./endpoints.ts";
import type { Problem } from "./problem.ts";
import { readKey, request } from "./request.ts";

/** What every page needs to know: who reads, in which language, of which programme, on which day. */
export type Shell = Result<"house.shell">;
export type ShellMe = NonNullable<Shell["me"]>;
export type ShellAccount = ShellMe["accounts"][number];

export const shellKey = readKey("house.shell");

export const shellQuery = queryOptions<Shell, Problem>({
  queryKey: shellKey,
  queryFn: async ({ signal }) => (await request("house.shell", {}, undefined, signal)) as Shell,
  staleTime: 60_000,
});

export const ShellContext = createContext<Shell | null>(null);

/** The reply of the shell. Always there below the entry. */
export function useShell(): Shell {
  const shell = useContext(ShellContext);
  if (shell === null) throw new Error("no shell above this component");
  return shell;
}

export const useShellReading = () => useQuery(shellQuery);

/** The signed-in person. Only for screens behind the sign-in. */
export function useMe(): ShellMe {
  const { me } = useShell();
  if (me === null) throw new Error("nobody is signed in");
  return me;
}

export const AccountContext = createContext<ShellAccount | null>(null);

/** The account of the address `/a/{accountId}/…`. Only for screens under it. */
export function useAccount(): ShellAccount {
  const account = useContext(AccountContext);
  if (account === null) throw new Error("no account in this address");
  return account;
}

export const useMaybeAccount = (): ShellAccount | null => useContext(AccountContext);

/** Where somebody belongs after signing in. */
export function homeOf(shell: Shell): string {
  const { me } = shell;
  if (me === null) return "/";
  if (!me.complete) return "/sign-in/code";
  if (me.mustChangePassword) return "/password/change";
  if (me.factorDue) return "/sign-in/factor";
  if (me.enrolment !== null) return `/enrol/${me.enrolment.step}`;
  const [account] = me.accounts;
  if (account !== undefined) return `/a/${account.id}/overview`;
  return me.staff === null ? "/" : "/office/verification";
}

/** An address of this site, as a browser would read it: tabs and backslashes turn `/\t/elsewhere` into another site's. */
function ownPath(next: string): string | null {
  const here = "http://here.invalid";
  if (!next.startsWith("/") || !URL.canParse(next, here)) return null;
  const { origin, pathname, search, hash } = new URL(next, here);
  return origin === here && !pathname.startsWith("//") ? pathname + search + hash : null;
}

/**
 * Where to go after signing in: the page asked for before, when it is one of ours, else home. A step that is still owed comes first and
 * takes the page along.
 */
export function afterSignIn(shell: Shell, next: string | null | undefined): string {
  const home = homeOf(shell);
  const wanted = next == null ? null : ownPath(next);
  if (wanted === null || /^\/(sign-in|password)(?![^/?#])/.test(wanted)) return home;
  const owed = shell.me !== null && (!shell.me.complete || shell.me.mustChangePassword || shell.me.factorDue);
  return owed ? `${home}?next=${encodeURIComponent(wanted)}` : wanted;
}
