import path from "node:path";
import { run } from "./lib/run.mjs";

/** What stands against the floors of .dependency-cruiser.cjs, one line each, and how many files were looked at. */
export async function cruise(root, folder = root) {
  const program = path.join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const words = [program, "src", "--config", path.join(root, ".dependency-cruiser.cjs"), "--output-type", "json"];
  const { output, errors, code } = await run(process.execPath, words, { cwd: folder });
  let summary;
  try {
    ({ summary } = JSON.parse(output));
  } catch {
    throw new Error(`dependency-cruiser gave no answer (code ${code}): ${errors.trim()}`);
  }
  const violations = summary.violations.map(({ rule, from, to, cycle }) => ({
    rule: rule.name,
    line: `${rule.name}: ${from} → ${cycle ? cycle.map((step) => step.name ?? step).join(" → ") : to}`,
  }));
  return { violations, files: summary.totalCruised };
}
