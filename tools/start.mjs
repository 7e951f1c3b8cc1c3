import "./lib/node-version.mjs";

const path = await import("node:path");
const { installMissing } = await import("./lib/install.mjs");
const { explain } = await import("./lib/explain.mjs");
const { buildChanged } = await import("./lib/build.mjs");
const { endWithNpm } = await import("./lib/parent.mjs");
const { endAll } = await import("./lib/run.mjs");
const { complain, say } = await import("./lib/say.mjs");

const root = path.dirname(import.meta.dirname);
process.chdir(root);

// Until the server takes over, a signal ends what prepares it.
const leave = () => {
  endAll("SIGKILL");
  say();
  process.exit(130);
};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, leave);

endWithNpm();

try {
  await installMissing(root, { dev: false });
  await buildChanged(root);
  process.setSourceMapsEnabled(true);
  // The server hears the signals from here on: it ends its requests, its jobs and its database in that order.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.off(signal, leave);
  await import("../dist/server/main.js");
} catch (error) {
  complain(explain(error));
  process.exit(1);
}
