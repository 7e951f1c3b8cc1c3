import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The names that mails have in the code: `"N3.documentNeeded"`, and whatever stands after `template:`. */
export function templatesIn(source) {
  const named = [...source.matchAll(/"(N\d{1,2}\.[a-zA-Z]+)"/g), ...source.matchAll(/template: "([a-zA-Z]+\.[a-zA-Z]+)"/g)];
  return [...new Set(named.map(([, name]) => name))];
}

/**
 * Every mail that a room may write and that no story has written in a language: the stories' houses note what they wrote, and read it as its
 * reader would.
 */
export function unwritten(root, reports) {
  const folder = path.join(root, "src", "rooms");
  const sources = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  const templates = [...new Set(sources.flatMap((name) => templatesIn(readFileSync(path.join(folder, name), "utf8"))))].sort();
  const notes = path.join(reports, "mails.txt");
  const written = new Set(existsSync(notes) ? readFileSync(notes, "utf8").split("\n") : []);
  const missing = templates.flatMap((name) =>
    ["fr", "en"].filter((lang) => !written.has(`${name} ${lang}`)).map((lang) => `${name} in ${lang}`),
  );
  return { templates: templates.length, missing };
}
