import "./lib/node-version.mjs";

const { existsSync, readFileSync, writeFileSync } = await import("node:fs");
const os = await import("node:os");
const path = await import("node:path");
const { buildChanged } = await import("./lib/build.mjs");
const { findChromium } = await import("./lib/programs.mjs");
const { proofs, prove, readProofs } = await import("./lib/proof.mjs");
const { endAll, run } = await import("./lib/run.mjs");
const { complain, during, say } = await import("./lib/say.mjs");

/*
 * npm run proof                   every heavy proof at its full size, and docs/proof.md with what came of it
 * npm run proof -- bench faults   some of them; the others keep what they say
 *
 * It takes hours. Bench figures want a machine on which nothing else runs.
 */
const root = path.dirname(import.meta.dirname);
process.chdir(root);
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !proofs.some((proof) => proof.name === name));
if (unknown.length > 0) {
  complain(`${unknown.join(", ")} is not known here; the proofs are ${proofs.map(({ name }) => name).join(", ")}.`);
  process.exit(2);
}
const { output: changes } = await run("git", ["status", "--porcelain", "--untracked-files=no"], { cwd: root });
if (changes.split("\n").some((line) => line && !line.endsWith("docs/proof.md"))) {
  complain("Figures name the commit they were made at: commit what has changed first.");
  process.exit(2);
}
for (const signal of ["SIGINT", "SIGTERM"])
  process.on(signal, () => {
    endAll("SIGKILL");
    process.exit(1);
  });

const file = path.join(root, "docs", "proof.md");
const kept = existsSync(file) ? readProofs(readFileSync(file, "utf8")) : new Map();
const { output: commit } = await run("git", ["rev-parse", "HEAD"], { cwd: root });
const [processor] = os.cpus();
const machine = `${os.cpus().length} × ${processor.model.trim()}, ${Math.round(os.totalmem() / 2 ** 30)} GB, ${os.type()} ${os.release().split("-")[0]}, Node ${process.versions.node}`;
const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0", CHROMIUM_PATH: findChromium() ?? "" };

let failed = 0;
await buildChanged(root);
for (const proof of proofs) {
  if (asked.length > 0 && !asked.includes(proof.name)) continue;
  const { ok, said } = await during(proof.title, () => prove(root, proof, { env }));
  if (!ok) {
    failed++;
    complain(said.trim().split("\n").slice(-30).join("\n"));
  }
  const load = os.loadavg()[0].toFixed(1);
  const how = `\`${proof.command}\`, commit \`${commit.trim()}\`, ${new Date().toISOString().slice(0, 10)}, on ${machine}; load at the end ${load}.`;
  const text = [`## ${proof.name}`, "", `${proof.title}.`, "", how, "", ...(ok ? [] : ["**It failed.**", ""]), ...proof.figures(said)];
  kept.set(proof.name, { text: text.join("\n").trimEnd() });
  write();
}
process.exitCode = failed > 0 ? 1 : 0;

function write() {
  const head = [
    "# What was proved at full size, and when",
    "",
    "`npm run proof` writes this file. Each part names its command, the commit it ran at, the day and the machine. `npm test` runs the same proofs small,",
    "fails when a commit named here is not in the history, and says when the code has moved on since.",
  ].join("\n");
  const parts = proofs.flatMap(({ name }) => (kept.has(name) ? [kept.get(name).text] : []));
  writeFileSync(file, `${[head, ...parts].join("\n\n")}\n`);
  say(`docs/proof.md is written.`);
}
