import { createContext, useContext, useMemo } from "react";
import type { Catalog, Filling, Lang, Speak, Words } from "../kit/words.ts";
import { speaker } from "../kit/words.ts";
import * as en from "./words/en.ts";
import * as fr from "./words/fr.ts";

/** The reader's language and the programme's labels in it. Set once by the entry, from the reply of the shell. */
export type Tongue = { readonly lang: Lang; readonly labels: Filling };

export const TongueContext = createContext<Tongue>({ lang: "fr", labels: {} });

export const useTongue = (): Tongue => useContext(TongueContext);
export const useLang = (): Lang => useContext(TongueContext).lang;

/**
 * The words of a room, in the reader's language.
 * @example const t = useWords({ fr: fr.screens, en: en.screens }); t("title", { count: 3 })
 */
export function useWords<W extends Words>(catalogues: { readonly fr: W; readonly en: Catalog<W> }): Speak<W> {
  const { lang, labels } = useTongue();
  const { fr: french, en: english } = catalogues;
  return useMemo(() => speaker({ fr: french, en: english }, lang, labels), [french, english, lang, labels]);
}

const shellWords = { fr: fr.shell, en: en.shell };
const uiWords = { fr: fr.ui, en: en.ui };

export const useShellWords = (): Speak<typeof fr.shell> => useWords(shellWords);
export const useUiWords = (): Speak<typeof fr.ui> => useWords(uiWords);
