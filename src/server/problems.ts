import type { z } from "zod";
import type { Params, Refused } from "../kit/decision.ts";
import { writeDay, writeInstant, writeList, writeSize } from "../kit/format.ts";
import type { Filling, Lang, Text } from "../kit/words.ts";
import { say, speaker } from "../kit/words.ts";
import type { DoorView } from "../wire.ts";
import * as en from "./words/en.ts";
import * as fr from "./words/fr.ts";

/** RFC 9457, with our extensions: `code`, `errors` (RFC 6901 pointers), `door` (why it is closed) and `correlationId`. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance?: string;
  code: string;
  params?: Params;
  errors?: { pointer: string; code: string; detail: string }[];
  door?: DoorView;
  correlationId: string;
};

/** A refusal of the HTTP layer itself, thrown on the way to an action. */
export class HttpRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: keyof typeof fr.problems,
    readonly params: Params = {},
    readonly extra: Partial<Pick<Problem, "errors" | "door">> & { headers?: Record<string, string> } = {},
  ) {
    super(code);
  }
}

export type Refusals = Readonly<Record<Lang, Readonly<Record<string, Text>>>>;

/** Numbers keep their value; lists, days (`…On`) and instants (`…At`) are written in the reader's way. */
const fill = (params: Params, lang: Lang, zone = "UTC"): Filling =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (Array.isArray(value)) return [name, writeList(value, lang)];
      if (typeof value === "string" && /On$/.test(name)) return [name, writeDay(value, lang)];
      if (typeof value === "string" && /At$/.test(name)) return [name, writeInstant(value, lang, zone)];
      return [name, typeof value === "boolean" ? String(value) : (value as string | number)];
    }),
  );

/** One refusal as a sentence in the reader's language. @throws when no room words it: a test finds that before a person does. */
export function wordRefusal(refusals: Refusals, refusal: Refused, lang: Lang, labels: Filling, zone: string): string {
  const text = refusals[lang][refusal.code];
  if (text === undefined) throw new Error(`the refusal ${refusal.code} has no ${lang} sentence`);
  return say(text, lang, fill(refusal.params, lang, zone), labels);
}

export function problem(status: number, code: string, detail: string, lang: Lang, correlationId: string): Problem {
  const titles = speaker({ fr: fr.problems, en: en.problems }, lang);
  const title = `title.${status}` in fr.problems ? titles(`title.${status}` as "title.400") : titles("title.400");
  return { type: `/problems/${code}`, title, status, detail, code, correlationId };
}

export function wordHttpRefusal(refusal: HttpRefusal, lang: Lang, correlationId: string): Problem {
  const params = { ...refusal.params };
  const filling: Filling = { ...fill(params, lang), ...(typeof params.bytes === "number" && { max: writeSize(params.bytes, lang) }) };
  const words: Readonly<Record<string, Text>> = lang === "fr" ? fr.problems : en.problems;
  const { headers: _, ...extra } = refusal.extra;
  return { ...problem(refusal.status, refusal.code, say(words[refusal.code]!, lang, filling), lang, correlationId), ...extra };
}

const pointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** What is wrong at each field, in the reader's language, with what would be accepted. */
export function wordIssues(issues: readonly z.core.$ZodIssue[], lang: Lang): { pointer: string; code: string; detail: string }[] {
  const words = lang === "fr" ? fr.fields : en.fields;
  const types: Readonly<Record<string, string>> = lang === "fr" ? fr.types : en.types;
  const out: { pointer: string; code: string; detail: string }[] = [];
  const push = (path: readonly PropertyKey[], code: keyof typeof words, filling: Filling = {}) =>
    out.push({ pointer: pointer(path), code: `field.${code}`, detail: say(words[code] as Text, lang, filling) });

  for (const issue of issues) {
    switch (issue.code) {
      case "unrecognized_keys":
        for (const key of issue.keys) push([...issue.path, key], "unknown");
        break;
      case "invalid_type":
        if (issue.input === undefined) push(issue.path, "required");
        else push(issue.path, "type", { expected: types[issue.expected] ?? issue.expected });
        break;
      case "too_small":
        if (issue.origin === "string")
          Number(issue.minimum) <= 1 ? push(issue.path, "required") : push(issue.path, "tooShort", { count: Number(issue.minimum) });
        else push(issue.path, "tooSmall", { min: Number(issue.minimum) });
        break;
      case "too_big":
        if (issue.origin === "string") push(issue.path, "tooLong", { count: Number(issue.maximum) });
        else push(issue.path, "tooBig", { max: Number(issue.maximum) });
        break;
      case "invalid_format":
        push(issue.path, issue.format === "email" ? "email" : issue.format === "regex" ? "pattern" : "format");
        break;
      case "invalid_value":
        if (issue.input === undefined) push(issue.path, "required");
        else push(issue.path, "choice", { values: issue.values.map(String).join(", ") });
        break;
      case "custom":
        push(issue.path, issue.params?.word === "invisible" ? "invisible" : "format");
        break;
      default:
        push(issue.path, "format");
    }
  }
  return out;
}
