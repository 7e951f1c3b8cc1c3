import path from "node:path";
import pino from "pino";
import { loadProgramme } from "../programme/load.ts";
import { prepareSandbox } from "../rooms/sandbox/demo.ts";
import type { OpenHouse } from "./assemble.ts";
import { assemble } from "./assemble.ts";
import { startEmbedded } from "./postgres/embedded.ts";
import { SecondCopyError } from "./postgres/errors.ts";
import { holdCopyLock } from "./postgres/lock.ts";
import { loadSecret } from "./secret.ts";
import { readSettings } from "./settings.ts";

const say = (line: string): void => void process.stdout.write(`${line}\n`);

type Ending = { readonly what: string; readonly end: () => Promise<void> };

/** From the environment to a listening house. What was begun is ended in the reverse order, once, whatever ends it. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  for (const warning of settings.warnings) say(warning);
  const programme = loadProgramme(settings.programme);
  // People read the terminal of a sandbox, machines read that of an operator.
  const log = pino(
    { level: settings.logLevel, base: null },
    settings.sandbox === "off"
      ? pino.destination(1)
      : pino.destination({ dest: path.join(settings.data, "entente.log"), mkdir: true, sync: false }),
  );

  const endings: Ending[] = [];
  let ending: Promise<void> | undefined;
  const end = (): Promise<void> => {
    ending ??= (async () => {
      for (const { end } of endings.reverse()) await end();
    })();
    return ending;
  };
  const fail = (error: Error): void => {
    say(error.message);
    void end().finally(() => process.exit(1));
  };
  let askedAt = 0;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      // One Ctrl-C may arrive twice, from the terminal and passed on by npm; a second one means it.
      if (ending && Date.now() - askedAt > 1_000) process.exit(1);
      if (ending) return;
      askedAt = Date.now();
      say("Stopping.");
      end().then(
        () => process.exit(0),
        (error: Error) => {
          say(error.message);
          process.exit(1);
        },
      );
    });
  }

  try {
    const connection =
      settings.database.kind === "external"
        ? { connectionString: settings.database.url }
        : await (async () => {
            const embedded = await startEmbedded({ dataDir: settings.data, log: (sentence) => log.info({}, sentence), onGone: fail });
            const lock = await holdCopyLock(embedded.connection, fail);
            endings.push({ what: "lock", end: () => lock.release() }, { what: "database", end: () => embedded.stop() });
            return embedded.connection;
          })();
    const secret = loadSecret(settings);
    const open: OpenHouse = await assemble({
      settings,
      connection,
      programme,
      secret,
      log,
      migrations: path.resolve("migrations"),
      pages: path.resolve("dist/web"),
    });
    endings.push({ what: "house", end: () => open.close() });

    await open.app.listen({ host: settings.host, port: settings.port });
    const signIns = settings.sandbox === "off" ? [] : await prepareSandbox(open);
    await untilReady(open);

    say(`\n  ${programme.name.fr}: ${settings.url}`);
    for (const line of signIns) say(`  ${line}`);
    say("ready");
  } catch (error) {
    // A second copy leaves the first one's database alone.
    if (!(error instanceof SecondCopyError)) await end();
    throw error;
  }
}

async function untilReady(open: OpenHouse): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await open.app.inject({ method: "GET", url: "/readyz" });
    if (answer.statusCode === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("The house did not become ready within 30 seconds; its log says why.");
}

await main();
