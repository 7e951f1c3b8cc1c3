// What a partner downloads before the overview can be used: the entry, the shell, the page, with what they import. Run after the build.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

const budgetKb = 180;
const web = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, "../dist/web"));
const index = path.join(web, ".vite", "manifest.json");
if (!existsSync(index)) {
  console.error("There is no build to measure.");
  process.exit(1);
}
const manifest = JSON.parse(readFileSync(index, "utf8"));

const entry = Object.keys(manifest).find((name) => manifest[name].isEntry);
const shell = Object.keys(manifest).find((name) => name.endsWith("shells/PartnerShell.tsx"));
const page = Object.keys(manifest).find((name) => /\/screens\/Overview\.tsx$/.test(name));

const files = new Set();
const visited = new Set();
const visit = (name) => {
  if (name === undefined || visited.has(name)) return;
  visited.add(name);
  const chunk = manifest[name];
  files.add(chunk.file);
  for (const sheet of chunk.css ?? []) files.add(sheet);
  for (const further of chunk.imports ?? []) visit(further);
};
for (const name of [entry, shell, page]) visit(name);

const sized = [...files]
  .map((file) => [file, gzipSync(readFileSync(path.join(web, file)), { level: 9 }).length])
  .sort((a, b) => b[1] - a[1]);
const total = sized.reduce((sum, [, bytes]) => sum + bytes, 0) / 1024;
for (const [file, bytes] of sized) console.log(`${(bytes / 1024).toFixed(1).padStart(7)} KB  ${file}`);
console.log(`first load of the overview: ${total.toFixed(1)} KB of ${budgetKb} KB${page ? "" : " (the page itself is not there yet)"}`);
process.exit(total > budgetKb ? 1 : 0);
