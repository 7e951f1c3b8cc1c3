import type { HistoryState } from "@tanstack/react-router";
import { useNavigate, useParams, useRouter, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import { useMaybeAccount } from "./shell.ts";

declare module "@tanstack/react-router" {
  interface HistoryState {
    keepFocus?: boolean;
  }
}

const keepFocus: HistoryState = { keepFocus: true };

/** Fills `~/…` with the account of the address. */
export function useHere(): (to: string) => string {
  const account = useMaybeAccount();
  const params = useParams({ strict: false }) as Readonly<Record<string, string | undefined>>;
  const id = account?.id ?? params.accountId;
  return useCallback((to: string) => (to.startsWith("~/") && id !== undefined ? `/a/${id}${to.slice(1)}` : to), [id]);
}

/** An address in its parts, as the router takes them: `/join?next=x` is a path and what is asked of it. */
export function placeOf(address: string): { to: string; search: Record<string, string> } {
  const [to = "", asked = ""] = address.split("?");
  return { to, search: Object.fromEntries(new URLSearchParams(asked)) };
}

/** Goes to a page: `go("~/offers")`, `go("/sign-in", { replace: true })`. */
export function useGo(): (to: string, options?: { replace?: boolean }) => void {
  const navigate = useNavigate();
  const here = useHere();
  return useCallback(
    (to, options) => void navigate({ ...placeOf(here(to)), replace: options?.replace ?? false } as never),
    [navigate, here],
  );
}

/** Whether a page of the account stands in this edition: `stands("/settings/locations")`. */
export function useStands(): (page: string) => boolean {
  const { routesByPath } = useRouter();
  return useCallback((page) => `/a/$accountId${page}` in routesByPath, [routesByPath]);
}

/** A part of the path, as declared in `routes.tsx`: `usePart("offerId")`. */
export function usePart(name: string): string {
  const value = (useParams({ strict: false }) as Readonly<Record<string, string | undefined>>)[name];
  if (value === undefined) throw new Error(`no ${name} in this address`);
  return value;
}

/** The same where the part is not in every address of the page. */
export const useMaybePart = (name: string): string | undefined =>
  (useParams({ strict: false }) as Readonly<Record<string, string | undefined>>)[name];

/** One value kept in the address (sort, filter, page, open row), so that it can be shared and survives a reload. */
export function useAsked(name: string): [value: string | undefined, ask: (value: string | undefined) => void] {
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const navigate = useNavigate();
  const value = search[name];
  const ask = useCallback(
    (next: string | undefined) =>
      void navigate({ to: ".", search: ((last: object) => ({ ...last, [name]: next })) as never, replace: true, state: keepFocus }),
    [name, navigate],
  );
  return [value === undefined ? undefined : String(value), ask];
}
