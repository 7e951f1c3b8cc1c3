import { useWords } from "../../../web/words.ts";
import { desk as en } from "../words/desk.en.ts";
import { desk as fr } from "../words/desk.fr.ts";

const words = { fr, en };

/** Of the vendor's desk for what is paid by transfer. */
export const useDeskWords = () => useWords(words);
