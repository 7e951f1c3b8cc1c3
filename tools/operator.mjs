import "./lib/node-version.mjs";

const path = await import("node:path");
const { buildChanged } = await import("./lib/build.mjs");
const { explain } = await import("./lib/explain.mjs");
const { installMissing } = await import("./lib/install.mjs");
const { complain, say } = await import("./lib/say.mjs");

/* npm run operator -- add staff@vendor.example */
const root = path.dirname(import.meta.dirname);
process.chdir(root);
try {
  await installMissing(root, { dev: false });
  await buildChanged(root);
  const { operate } = await import("../dist/server/operator.js");
  say(await operate(process.argv.slice(2), process.env));
  process.exit(0);
} catch (error) {
  complain(explain(error));
  process.exit(1);
}
