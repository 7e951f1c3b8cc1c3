import { useQueryClient } from "@tanstack/react-query";
import type { Lang } from "../../kit/words.ts";
import { call } from "../api.ts";
import { request } from "../request.ts";

/** Ends the session and forgets everything that was read: a page of ours is loaded anew. */
export async function signOut(to = "/"): Promise<void> {
  await request("people.signOut");
  location.assign(to);
}

/** Changes the language for this browser and this person; everything on the screen is read again in it. */
export function useLanguageChange(): (language: Lang) => void {
  const queries = useQueryClient();
  return async (language) => {
    await call("house.language", { body: { language } });
    await queries.invalidateQueries();
  };
}
