import "./lib/node-version.mjs";

const { execFileSync, spawn } = await import("node:child_process");
const { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } = await import("node:fs");
const { tmpdir } = await import("node:os");
const path = await import("node:path");
const { placesOf, readFaults } = await import("./lib/faults.mjs");

/*
 * npm run faults                 plants each fault in a copy, one at a time, and expects the tests that promise the opposite to fail
 * npm run faults -- lock mail    those whose name contains a word
 *
 * Only the tests that a fault must break are run. It survives when one of them still passes, or when its place is not there once: then a
 * proof is missing.
 */
const root = path.dirname(import.meta.dirname);
const words = process.argv.slice(2);
const chosen = (await readFaults(root)).filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));

const copy = mkdtempSync(path.join(tmpdir(), "entente-faults-"));
const clean = () => rmSync(copy, { recursive: true, force: true });
process.on("exit", clean);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { cwd: root, encoding: "utf8" }).split("\n").filter(Boolean);
for (const file of files) {
  mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
  cpSync(path.join(root, file), path.join(copy, file));
}
symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"));

const asWritten = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The names of the tests that failed, or undefined when the run told nothing. */
function runTests({ project = "stories", tests, breaks }) {
  const report = path.join(copy, "faults-report.json");
  rmSync(report, { force: true });
  const child = spawn(
    process.execPath,
    [
      path.join("node_modules", "vitest", "vitest.mjs"),
      "run",
      ...["--project", project, "--reporter=json", `--outputFile=${report}`],
      ...["--testNamePattern", breaks.map(asWritten).join("|")],
      ...tests,
    ],
    { cwd: copy, stdio: "ignore" },
  );
  return new Promise((resolve) => {
    child.on("exit", () => {
      try {
        const told = JSON.parse(readFileSync(report, "utf8"));
        const failed = told.testResults.flatMap((file) =>
          file.assertionResults.filter((test) => test.status === "failed").map((test) => test.fullName),
        );
        // A file that does not even load has broken every promise in it.
        const broken = told.testResults.some(
          (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
        );
        resolve(broken ? breaks : failed);
      } catch {
        resolve(undefined);
      }
    });
  });
}

let caught = 0;
const survivors = [];
for (const fault of chosen) {
  const file = path.join(copy, fault.file);
  const places = placesOf(copy, fault);
  if (places !== 1) {
    survivors.push(`${fault.name}: the place to plant it is there ${places} times in ${fault.file}`);
    continue;
  }
  const before = readFileSync(file, "utf8");
  writeFileSync(
    file,
    before.replace(fault.find, () => fault.replace),
  );
  const started = Date.now();
  const failed = await runTests(fault);
  writeFileSync(file, before);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const missing = failed === undefined ? fault.breaks : fault.breaks.filter((id) => !failed.some((name) => name.includes(id)));
  if (missing.length === 0) {
    caught++;
    console.log(`caught    ${fault.name} (${failed.length} tests, ${seconds} s)`);
  } else {
    survivors.push(`${fault.name}: ${failed === undefined ? "the run told nothing" : `not broken: ${missing.join(", ")}`}`);
    console.log(`SURVIVED  ${fault.name} (${seconds} s)`);
  }
}

for (const survivor of survivors) console.log(survivor);
console.log(`${caught} caught, ${survivors.length} survived`);
process.exitCode = survivors.length > 0 ? 1 : 0;
