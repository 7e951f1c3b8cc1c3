// Makes src/web/ui/font/inter.woff2 from the inter-ui package: Latin-1 and the marks French needs, weights 400 to 650.
// Ready-made Latin subsets lack the narrow no-break space and the slashed zero. Needs Python's fonttools and brotli.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";

const require = createRequire(import.meta.url);
const inter = path.dirname(require.resolve("inter-ui/package.json"));
const target = path.resolve(import.meta.dirname, "../src/web/ui/font/inter.woff2");
const python = process.env.PYTHON ?? "python3";

const unicodes = [
  "U+0020-007E",
  "U+00A0-00FF",
  "U+0152,U+0153,U+0178",
  "U+2009,U+2010-2015,U+2018-201A,U+201C-201E,U+2020,U+2022,U+2026,U+202F,U+2030,U+2032,U+2033,U+2039,U+203A",
  "U+20AC,U+2122,U+2190-2193,U+2196-2199,U+21A9,U+21B5,U+2212,U+2248,U+2260,U+2264,U+2265",
].join(",");

const folder = mkdtempSync(path.join(tmpdir(), "font-"));
try {
  const instance = path.join(folder, "instance.ttf");
  const run = (...args) => execFileSync(python, ["-m", ...args], { stdio: ["ignore", "ignore", "inherit"] });
  run("fontTools.varLib.instancer", path.join(inter, "variable/InterVariable.woff2"), "wght=400:650", "opsz=14", "-o", instance);
  run(
    "fontTools.subset",
    instance,
    `--unicodes=${unicodes}`,
    "--layout-features=kern,calt,tnum,zero,ss02,case",
    "--no-hinting",
    "--flavor=woff2",
    `--output-file=${target}`,
  );
  copyFileSync(path.join(inter, "LICENSE.txt"), path.join(path.dirname(target), "OFL.txt"));
  console.log(`${path.relative(process.cwd(), target)} ${(statSync(target).size / 1024).toFixed(1)} KB`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
