import { existsSync } from "node:fs";
import path from "node:path";
import { checkFeatures } from "../features.mjs";
import { cruise } from "../floors.mjs";
import { buildChanged } from "./build.mjs";
import { unwritten } from "./mails.mjs";
import { judgeProofs, proofs, prove } from "./proof.mjs";
import { run } from "./run.mjs";
import { runProject } from "./vitest.mjs";

const oneCheck = (problems) => ({ passed: problems.length === 0 ? 1 : 0, failed: problems.length === 0 ? 0 : 1, problems });

/** A program of a package, whose silence is consent: what it says counts only when it ends badly. */
const ask = async (root, env, program, ...words) => {
  const { code, output, errors } = await run(process.execPath, [path.join(root, "node_modules", program), ...words], {
    cwd: root,
    env,
    timeoutMs: 600_000,
  });
  return oneCheck(code === 0 ? [] : [(output + errors).trim() || `${program} ended with code ${code}`]);
};

/** A project that starts the built product, most of it in a browser. */
const walks = (name) => ({
  name,
  tests: true,
  needs: ["chromium"],
  run: ({ root, env, filters, reports, chromium }) =>
    existsSync(path.join(root, "dist", "stamp"))
      ? runProject(root, name, { filters, env: { ...env, CHROMIUM_PATH: chromium() }, reports, empty: filters.length > 0 })
      : oneCheck(["there is no build to walk through"]),
});

/**
 * The parts of `npm test`, in the order of what they cost to find out. Each answers what passed, what failed and why, and what it had
 * to leave out; `needs` names programs of the system.
 */
export const parts = [
  {
    name: "build",
    run: async ({ root, env }) => {
      await buildChanged(root);
      return sized(root, env);
    },
  },
  { name: "types", run: ({ root, env }) => ask(root, env, "typescript/bin/tsc", "-p", ".") },
  {
    name: "floors",
    run: async ({ root }) => {
      const { violations, files } = await cruise(root);
      // A cruiser that does not understand the compiler finds no files, breaks no rule and ends well.
      return oneCheck(files > 0 ? violations.map(({ line }) => line) : ["no file was looked at"]);
    },
  },
  { name: "lint", run: ({ root, env }) => ask(root, env, "@biomejs/biome/bin/biome", "check", "--colors=off", "--max-diagnostics=50") },
  { name: "unused", run: ({ root, env }) => ask(root, env, "knip/bin/knip.js", "--no-progress") },
  {
    name: "rules",
    tests: true,
    run: ({ root, env, filters, reports }) => runProject(root, "rules", { filters, env, reports, empty: filters.length > 0 }),
  },
  {
    name: "stories",
    tests: true,
    needs: ["pdfsig"],
    run: ({ root, env, filters, reports }) => runProject(root, "stories", { filters, env, reports, empty: filters.length > 0 }),
  },
  {
    name: "external",
    tests: true,
    needs: ["postgres"],
    run: async ({ root, env, filters, reports, outside }) => {
      const { url, version } = await outside();
      const told = await runProject(root, "external", {
        filters,
        env: { ...env, TEST_DATABASE_URL: url },
        reports,
        empty: filters.length > 0,
      });
      return { ...told, note: `on PostgreSQL ${version}` };
    },
  },
  walks("starts"),
  walks("journeys"),
  {
    name: "proof",
    run: async ({ root, env }) => {
      const { problems, notes } = await judgeProofs(root);
      for (const proof of proofs.filter(({ small }) => small)) {
        const { ok, said } = await prove(root, proof, { small: true, env, timeoutMs: 600_000 });
        if (!ok) problems.push(`${proof.command}, small: ${said.trim().split("\n").slice(-15).join("\n")}`);
      }
      return { ...oneCheck(problems), ...(notes.length > 0 && { note: notes.join("; ") }) };
    },
  },
  {
    name: "mails",
    whole: true,
    run: ({ root, reports }) => {
      const { templates, missing } = unwritten(root, reports);
      return {
        ...oneCheck(missing.map((mail) => `no story writes the mail ${mail}, so nobody has read it`)),
        note: `${templates} mails in both languages`,
      };
    },
  },
  {
    name: "features",
    whole: true,
    run: ({ root, reports }) => {
      const { ids, problems } = checkFeatures(root, reports);
      return { ...oneCheck(problems), note: `${ids} ids` };
    },
  },
];

async function sized(root, env) {
  const tool = path.join(root, "tools", "size.mjs");
  if (!existsSync(tool)) return oneCheck([]);
  const { code, output, errors } = await run(process.execPath, [tool], { cwd: root, env });
  return { ...oneCheck(code === 0 ? [] : [(output + errors).trim()]), note: output.trim().split("\n").at(-1) };
}
