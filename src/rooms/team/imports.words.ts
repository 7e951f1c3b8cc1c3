import { writeInstant, writeList } from "../../kit/format.ts";
import type { Filling, Lang } from "../../kit/words.ts";
import { say } from "../../kit/words.ts";
import type { Role } from "../../permissions.ts";
import type { House } from "../../server/house.ts";
import { roleLabel } from "../../server/labels.ts";
import type { LineProblem } from "./imports.rules.ts";
import * as en from "./words/en.ts";
import * as fr from "./words/fr.ts";

/** The headings of the file in a language; the sample is written with them. */
export const columnsOf = (lang: Lang) => (lang === "fr" ? fr.columns : en.columns);

/** What is wrong with a line and what would be accepted, in the reader's language. */
export function wordProblem({ programme, clock }: House, lang: Lang, { code, params }: LineProblem, labels: Filling): string {
  const texts = lang === "fr" ? fr.lines : en.lines;
  const isRoles = (value: unknown): value is readonly Role[] => Array.isArray(value);
  const filling = Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (isRoles(value))
        return [
          name,
          writeList(
            value.map((role) => roleLabel(programme, role, lang)),
            lang,
          ),
        ];
      if (name === "role" && code !== "role") return [name, roleLabel(programme, value as Role, lang)];
      return [name, name.endsWith("At") ? writeInstant(String(value), lang, clock.zone) : (value as string | number)];
    }),
  );
  return say(texts[code as keyof typeof texts], lang, filling, labels);
}
