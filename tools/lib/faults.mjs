import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

/** Every planted fault of `tools/faults`, in the order of its files. */
export async function readFaults(root) {
  const folder = path.join(root, "tools", "faults");
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".mjs"))
    .sort();
  const modules = await Promise.all(files.map((name) => import(pathToFileURL(path.join(folder, name)).href)));
  return modules.flatMap(({ faults }) => faults);
}

/** How often the place of a fault stands in its file: it is planted only where that is once. */
export function placesOf(root, { file, find }) {
  const whole = path.join(root, file);
  return existsSync(whole) ? readFileSync(whole, "utf8").split(find).length - 1 : 0;
}

/** What keeps a fault from being planted and judged, one sentence each; empty when it can be. */
export function wrongWith(root, faults, testFiles) {
  const problems = [];
  const seen = new Set();
  for (const fault of faults) {
    const { name, file, find, replace, tests, breaks } = fault;
    if (seen.has(name)) problems.push(`${name}: the name stands twice`);
    seen.add(name);
    const places = placesOf(root, fault);
    if (places !== 1) problems.push(`${name}: the place to plant it is there ${places} times in ${file}`);
    if (find === replace) problems.push(`${name}: it changes nothing`);
    if (breaks.length === 0) problems.push(`${name}: it does not say what it breaks`);
    const texts = testFiles
      .filter((each) => tests.some((words) => each.includes(words)))
      .map((each) => readFileSync(path.join(root, each), "utf8"));
    for (const words of breaks) {
      if (!texts.some((text) => text.includes(words))) problems.push(`${name}: no test of ${tests.join(", ")} says “${words}”`);
    }
  }
  return problems;
}
