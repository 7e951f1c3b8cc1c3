import type { z } from "zod";
import { langs, typeset } from "../kit/words.ts";
import { readMarkdown } from "./markdown.ts";
import { checkReferences } from "./references.ts";
import { type Programme, ProgrammeFile } from "./schema.ts";
import { type Path, Sources } from "./sources.ts";
import type { Text } from "./values.ts";

export { ProgrammeError } from "./sources.ts";

/**
 * Reads a programme's folder: all its yaml files and the agreements they name. The answer is whole, checked and frozen.
 * @throws ProgrammeError with every problem found, each with its file, line and field. Nothing is half loaded.
 */
export function loadProgramme(folder: string): Programme {
  const sources = new Sources(folder);
  sources.stopIfWrong();

  const parsed = ProgrammeFile.safeParse(sources.data, { reportInput: true });
  for (const issue of parsed.error?.issues ?? []) reportIssue(issue, sources);
  sources.stopIfWrong();

  const data = parsed.data!;
  checkReferences(data, (path, message) => sources.report(path, message));
  const agreements = data.agreements.map(({ files, ...agreement }, at) => ({ ...agreement, text: agreementText(files, at, sources) }));
  sources.stopIfWrong();

  return freeze(settleTexts({ ...data, pages: withOperator(data), agreements })) as Programme;
}

function reportIssue(issue: z.core.$ZodIssue, sources: Sources): void {
  const path = issue.path as Path;
  if (issue.code === "unrecognized_keys") {
    for (const key of issue.keys) sources.report([...path, key], "unknown field");
  } else if (issue.code === "invalid_type") {
    sources.report(path, issue.input === undefined ? "missing" : `should be ${issue.expected}, not ${shown(issue.input)}`);
  } else if (issue.code === "invalid_value") {
    sources.report(path, issue.input === undefined ? "missing" : `should be one of ${issue.values.join(", ")}, not ${shown(issue.input)}`);
  } else {
    sources.report(path, issue.input === undefined && path.length > 0 && issue.code === "invalid_union" ? "missing" : issue.message);
  }
}

const shown = (value: unknown): string => (typeof value === "object" ? (Array.isArray(value) ? "a list" : "a map") : JSON.stringify(value));

function agreementText(files: { fr: string; en: string }, at: number, sources: Sources): Text {
  const text = { fr: "", en: "" };
  for (const lang of langs) {
    const source = sources.text(files[lang], ["agreements", at, "files", lang]);
    if (source === undefined) continue;
    for (const { line, message } of readMarkdown(source).problems) sources.inFile(files[lang], line, message);
    text[lang] = source;
  }
  return text;
}

function withOperator({ pages, operator }: ProgrammeFile): ProgrammeFile["pages"] {
  const fill = (text: Text): Text =>
    Object.fromEntries(
      langs.map((lang) => [
        lang,
        text[lang]
          .replaceAll("{operator.name}", operator.name[lang])
          .replaceAll("{operator.address}", operator.address[lang])
          .replaceAll("{operator.email}", operator.email),
      ]),
    ) as Text;
  return Object.fromEntries(
    Object.entries(pages).map(([name, page]) => [
      name,
      { ...page, sections: page.sections.map((section) => ({ ...section, paragraphs: section.paragraphs.map(fill) })) },
    ]),
  ) as ProgrammeFile["pages"];
}

const isText = (value: object): value is Text =>
  "fr" in value && "en" in value && typeof value.fr === "string" && typeof value.en === "string";

/** Typesets every text once, here, so that no screen, mail or document can forget to. */
function settleTexts<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => settleTexts(item)) as T;
  if (isText(value)) return { fr: typeset(value.fr, "fr"), en: typeset(value.en, "en") } as T;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, settleTexts(inner)])) as T;
}

function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) for (const inner of Object.values(value)) freeze(inner);
  return Object.freeze(value);
}
