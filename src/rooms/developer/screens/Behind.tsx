import { writeList } from "../../../kit/format.ts";
import { behind } from "../../../web/entries.ts";
import { useAccount } from "../../../web/shell.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { screens as en } from "../words/screens.en.ts";
import { screens as fr } from "../words/screens.fr.ts";

const words = { fr, en };

/** The sentence under a developer page's title: what it is for, and the programmes that brought it. */
export function useBehind(): (answer: string) => string {
  const t = useWords(words);
  const lang = useLang();
  const names = behind("developer", useAccount().programmes).map(({ name }) => name);
  return (answer) => (names.length === 0 ? answer : `${answer} ${t("behind", { programmes: writeList(names, lang) })}`);
}
