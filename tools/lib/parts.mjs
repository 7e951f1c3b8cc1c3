import { existsSync } from "node:fs";
import path from "node:path";
import { checkFeatures } from "../features.mjs";
import { cruise } from "../floors.mjs";
import { buildChanged } from "./build.mjs";
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
  {
    name: "journeys",
    tests: true,
    needs: ["chromium"],
    run: ({ root, env, filters, reports, chromium }) =>
      existsSync(path.join(root, "dist", "stamp"))
        ? runProject(root, "journeys", { filters, env: { ...env, CHROMIUM_PATH: chromium() }, reports, empty: filters.length > 0 })
        : oneCheck(["there is no build to walk through"]),
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
