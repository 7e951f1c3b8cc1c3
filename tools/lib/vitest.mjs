import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { run } from "./run.mjs";

/**
 * One project of vitest.config.ts, told by its own report: how many tests passed, what failed and what was left out.
 * A file that does not load, or a run that breaks, is a failure although no test of it says so.
 */
export async function runProject(root, project, { filters = [], env, reports, empty = false }) {
  const report = path.join(reports, `${project}.json`);
  rmSync(report, { force: true });
  const words = [
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    "--passWithNoTests",
    ...filters,
  ];
  const program = path.join(root, "node_modules/vitest/vitest.mjs");
  const { code, output, errors } = await run(process.execPath, [program, ...words], {
    cwd: root,
    env: { ...env, TEST_REPORTS: reports },
    timeoutMs: 45 * 60_000,
  });

  let told;
  try {
    told = JSON.parse(readFileSync(report, "utf8"));
  } catch {
    return { passed: 0, failed: 1, problems: [`vitest gave no report: ${tail(errors || output)}`] };
  }
  const tests = told.testResults.flatMap((file) => file.assertionResults);
  const count = (status) => tests.filter((test) => test.status === status).length;
  const passed = count("passed");
  const failures = tests
    .filter((test) => test.status === "failed")
    .map((test) => `${test.fullName}\n${indent(test.failureMessages.join("\n"))}`);
  const broken = told.testResults
    .filter((file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"))
    .map((file) => `${path.relative(root, file.name)} did not run\n${indent(file.message)}`);
  const problems = [...failures, ...broken];
  if (code !== 0 && problems.length === 0) problems.push(`vitest ended with code ${code}: ${tail(errors || output)}`);
  if (tests.length === 0 && problems.length === 0 && !empty) problems.push("no test was found");
  const leftOut = tests.filter((test) => !["passed", "failed"].includes(test.status)).map((test) => test.fullName);
  return { passed, failed: problems.length, problems, leftOut, report };
}

const indent = (text = "") =>
  text
    .split("\n")
    .slice(0, 30)
    .map((line) => `      ${line}`)
    .join("\n");
const tail = (text) => text.trim().split("\n").slice(-40).join("\n");
