import type { Refused } from "../../../kit/decision.ts";
import type { Filling } from "../../../kit/words.ts";
import { say } from "../../../kit/words.ts";
import { useTongue } from "../../../web/words.ts";
import { decidePassword, wordsAbout } from "../rules.ts";
import * as en from "../words/en.ts";
import * as fr from "../words/fr.ts";

export const words = { fr: fr.screens, en: en.screens };
export const securityWords = { fr: fr.security, en: en.security };

type Whose = { readonly email: string; readonly givenName: string; readonly familyName: string };

/**
 * What can be said about a new password before it is sent, in the words of the server: its length, and whether it is made of what stands
 * on the same page. The list of passwords found in use stays on the server.
 */
export function usePasswordCheck(): (password: string, whose: Whose) => string | undefined {
  const { lang, labels } = useTongue();
  const texts = lang === "fr" ? fr.refusals : en.refusals;
  const word = ({ code, params }: Refused<keyof typeof texts>) => say(texts[code], lang, params as Filling, labels);

  return (password, whose) => {
    if (password === "") return undefined;
    const decision = decidePassword(password, wordsAbout(whose), () => false);
    return decision.ok ? undefined : word(decision);
  };
}
