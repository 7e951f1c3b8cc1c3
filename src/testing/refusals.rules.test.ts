import path from "node:path";
import { expect, test } from "vitest";
import { langs } from "../kit/words.ts";
import { loadProgramme } from "../programme/load.ts";
import { labelsOf } from "../programme/programme.ts";
import { refusals } from "../rooms/all.ts";
import { wordRefusal } from "../server/problems.ts";
import { wordingOf } from "./wording.ts";

const programme = loadProgramme(path.resolve("programmes/network"));

/** What a sentence asks for, by its name as `wordRefusal` reads it: a day, an instant, a count, a name. */
const sample = (name: string) =>
  /On$/.test(name)
    ? "2027-03-09"
    : /At$/.test(name)
      ? "2027-03-09T13:05:33Z"
      : /^(count|quantity|.*(seconds|minutes|days|most|left))$/i.test(name)
        ? 1234
        : "Kermadec";

test.each(langs)("every refusal reads well in %s: nothing unfilled, no code, no word or form of the other language", (lang) => {
  const wording = wordingOf(programme);
  const odd = Object.entries(refusals[lang]).flatMap(([code, text]) => {
    const forms = typeof text === "string" ? [text] : [text.one, text.other];
    const names = forms.flatMap((form) => [...form.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!));
    const params = Object.fromEntries([...names, "count"].map((name) => [name, sample(name)]));
    const said = wordRefusal(refusals, { ok: false, code, params }, lang, labelsOf(programme, lang), programme.timeZone);
    return wording(lang, [said]).map((what) => `${code}: ${what}`);
  });
  expect(odd).toEqual([]);
  expect(Object.keys(refusals[lang]).length).toBeGreaterThan(200);
});
