import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { compare, readLedger, testsOf } from "./lib/ledger.mjs";

/** Holds docs/features.md against the reports of a test run. */
export function checkFeatures(root, reports) {
  const ledger = path.join(root, "docs/features.md");
  if (!existsSync(ledger)) return { ids: 0, problems: ["docs/features.md does not exist"] };
  const rows = readLedger(readFileSync(ledger, "utf8"));
  const told = readdirSync(reports)
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(readFileSync(path.join(reports, name), "utf8")));
  const problems = compare(rows, testsOf(told, root), (file) => existsSync(path.join(root, file)));
  if (rows.length === 0) problems.push("docs/features.md lists nothing");
  return { ids: rows.flatMap((row) => row.ids).length, problems };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = path.dirname(import.meta.dirname);
  const { ids, problems } = checkFeatures(root, path.join(root, "reports", "tests"));
  for (const problem of problems) console.log(problem);
  console.log(`${ids} ids listed, ${problems.length} problems`);
  process.exit(problems.length === 0 ? 0 : 1);
}
