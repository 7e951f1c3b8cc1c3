import "./lib/node-version.mjs";

const { mkdirSync, rmSync } = await import("node:fs");
const path = await import("node:path");
const { setTimeout: pause } = await import("node:timers/promises");
const { stripVTControlCharacters } = await import("node:util");
const { installMissing } = await import("./lib/install.mjs");
const { endLeftovers } = await import("./lib/leftovers.mjs");
const { startOutside } = await import("./lib/outside-postgres.mjs");
const { endWithNpm } = await import("./lib/parent.mjs");
const { parts } = await import("./lib/parts.mjs");
const { borrow, findChromium, findPostgres, versionOf } = await import("./lib/programs.mjs");
const { endAll } = await import("./lib/run.mjs");
const { complain, say, Stop } = await import("./lib/say.mjs");

/*
 * npm test                                          everything, as in continuous integration
 * npm test -- --only=stories src/rooms/seats        some parts, and of the tests those whose file name contains the words
 *
 * DATABASE_URL_TEST  a PostgreSQL 15 to 18 for the external stories, instead of one that is found and started here
 * CHROMIUM_PATH      the browser of the journeys, instead of the one that is found
 * CI=true            whatever had to be left out is a failure
 */
const root = path.dirname(import.meta.dirname);
process.chdir(root);
const words = process.argv.slice(2);
const only = words.flatMap((word) => (word.startsWith("--only=") ? word.slice(7).split(",") : []));
const filters = words.filter((word) => !word.startsWith("--"));
const strict = process.env.CI === "true";
const reports = path.join(root, "reports", "tests");

const unknown = [...only.filter((name) => !parts.some((part) => part.name === name)), ...words.filter((word) => /^--(?!only=)/.test(word))];
if (unknown.length > 0) {
  complain(`${unknown.join(", ")} is not known here; the parts are ${parts.map((part) => part.name).join(", ")}.`);
  process.exit(2);
}
const chosen = parts.filter((part) => {
  if (only.length > 0) return only.includes(part.name);
  return filters.length === 0 || part.tests;
});

// The tests decide their own settings: nothing of the developer's own copy may reach them.
const settings =
  /^(PORT|HOST|NODE_ENV|TRUST_PROXY|DATABASE_URL.*|TEST_DATABASE_URL|SMTP_URL|MAIL_FROM|LOG_LEVEL|METRICS_TOKEN|ENTENTE_.*|PG[A-Z]+)$/;
const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !settings.test(name))),
  NO_COLOR: "1",
  FORCE_COLOR: "0",
};

let outside;
const context = {
  root,
  env,
  filters,
  reports,
  chromium: findChromium,
  outside: async () => {
    if (process.env.DATABASE_URL_TEST) return { url: process.env.DATABASE_URL_TEST, version: "of DATABASE_URL_TEST" };
    outside ??= await startOutside(findPostgres());
    return outside;
  },
};

let ending = 0;
function endEverything() {
  endAll("SIGKILL");
  outside?.drop();
  endLeftovers();
}
for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
  process.on(signal, async () => {
    if (ending) process.exit(code);
    ending = code;
    endAll("SIGTERM");
    await pause(2_000);
    endEverything();
    process.exit(code);
  });
}

endWithNpm();

let passed = 0;
let failed = 0;
const leftOut = [];

function tell(name, { passed: good, failed: bad, problems = [], leftOut: skipped = [], note }, since) {
  passed += good;
  failed += bad;
  const count = bad === 0 ? `${good} passed` : `${good} passed, ${bad} failed`;
  const time = `${((Date.now() - since) / 1000).toFixed(1)} s`;
  say(`${name.padEnd(10)}${count}${note ? ` (${note})` : ""}, ${time}`);
  for (const problem of problems) say(stripVTControlCharacters(problem).replace(/^/gm, "    "));
  for (const test of skipped) leave(`${name}: ${test}`);
}

/** Something could not run. Where nothing may be left out, that is a failure like any other. */
function leave(sentence) {
  leftOut.push(sentence);
  if (strict) failed++;
}

try {
  say(`Entente ${versionOf(root)} on Node ${process.versions.node}, ${process.platform} ${process.arch}`);
  await installMissing(root, { dev: true });
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const needed = new Set(chosen.flatMap((part) => part.needs ?? []));
  if (process.env.DATABASE_URL_TEST) needed.delete("postgres");
  const missing = await borrow([...needed]);

  for (const part of chosen) {
    if (ending) break;
    const since = Date.now();
    const lacks = (part.needs ?? []).filter((name) => missing[name]);
    for (const name of lacks) leave(`${part.name}: ${missing[name]}`);
    // Of the stories only a few want pdfsig, and they say so themselves.
    if (lacks.length > 0 && part.name !== "stories") continue;
    if (part.whole && leftOut.length > 0 && !strict) {
      leave(`${part.name}: it looks at every test, and not all could run`);
      continue;
    }
    try {
      tell(part.name, await part.run(context), since);
    } catch (error) {
      tell(part.name, { passed: 0, failed: 1, problems: [error instanceof Stop ? error.message : error.stack] }, since);
    }
  }
} catch (error) {
  failed++;
  complain(error instanceof Stop ? error.message : error.stack);
}

await outside?.stop();
endEverything();
for (const sentence of leftOut) say(`left out   ${sentence}`);
process.stdout.write(`${passed} passed, ${failed} failed\n`, () => process.exit(ending || (failed === 0 ? 0 : 1)));
