import type { FastifyInstance } from "fastify";
import type pg from "pg";
import type { Programme } from "../programme/schema.ts";
import { Library } from "../rooms/agreements/library.ts";
import { factWords, reactions, refusals, rooms } from "../rooms/all.ts";
import { actInside } from "./acts.ts";
import { hangBell } from "./bell.ts";
import { HouseClock } from "./clock.ts";
import { Database, migrate } from "./db.ts";
import { listen } from "./ear.ts";
import { clearContent } from "./files.ts";
import type { House, Log } from "./house.ts";
import { openRoom, openServer } from "./http.ts";
import type { Handler } from "./jobs.ts";
import { Jobs } from "./jobs.ts";
import type { Heard } from "./ledger.ts";
import type { Transport } from "./mail/transport.ts";
import { openTransport } from "./mail/transport.ts";
import { sendMail } from "./mailer.ts";
import { openMetrics } from "./metrics.ts";
import { openApiPages } from "./openapi.ts";
import { guardHeaders, openPages } from "./pages.ts";
import { checkOutside } from "./postgres/outside.ts";
import { openSealing } from "./sealing.ts";
import type { Secret } from "./secret.ts";
import { checkFingerprint } from "./secret.ts";
import type { Settings } from "./settings.ts";
import { openShelf } from "./shelf/open.ts";

/** Rooms that exist in the sandbox alone. */
const sandboxOnly: ReadonlySet<string> = new Set(["sandbox", "gateway"]);

export type OpenHouse = { readonly house: House; readonly app: FastifyInstance; readonly jobs: Jobs; close(): Promise<void> };

export type Assembly = {
  readonly settings: Settings;
  readonly connection: pg.PoolConfig;
  readonly programme: Programme;
  readonly secret: Secret;
  readonly log: Log;
  readonly migrations: string;
  /** The folder of the built pages, or undefined for the API alone. */
  readonly pages: string | undefined;
  /** Milliseconds between two turns of the bell; 0 leaves it silent until it is woken. */
  readonly bellEveryMs?: number;
};

/** Puts the house together on a database: migrations, rooms, reactions, bell. Listening is the caller's. */
export async function assemble(assembly: Assembly): Promise<OpenHouse> {
  const { settings, secret, log } = assembly;
  const db = new Database(assembly.connection, (error) => log.warn({ reason: error.message }, "a database connection broke"));
  if (settings.database.kind === "external") await checkOutside(db);
  await migrate(db.pool, assembly.migrations);
  await checkFingerprint(db, secret, settings);

  const clock = new HouseClock(assembly.programme.timeZone);
  await clock.read(db);
  const library = await Library.open(db, assembly.programme, clock);
  const sealing = await openSealing({ db, secret, settings, programme: assembly.programme, clock });
  const files = openShelf(settings);
  const hearing = new Map<string, (string | Heard)[]>();
  for (const room of reactions)
    for (const [fact, kinds] of Object.entries(room.hears ?? {})) hearing.set(fact, [...(hearing.get(fact) ?? []), ...kinds]);
  const house: House = {
    settings,
    db,
    clock,
    get programme() {
      return library.programme;
    },
    readAgreements: (through = db) => library.read(through),
    secret,
    sealing,
    files,
    log,
    hearing,
    factWords,
    url: settings.url,
  };

  const transport: Transport | null = settings.smtp ? openTransport(settings.smtp, settings.mailFrom) : null;
  const handlers = new Map<string, Handler>();
  const jobs = new Jobs(db, clock, handlers, log);
  const options = { refusals, wake: () => jobs.wake() };
  handlers.set("mail.send", { outside: (job) => sendMail(house, transport, job), leaseSeconds: 120 });
  handlers.set("files.clear", { outside: (job) => clearContent(house, String(job.payload.sha256)), leaseSeconds: 60 });
  for (const room of reactions) {
    for (const [kind, reaction] of Object.entries(room.jobs)) {
      handlers.set(
        kind,
        "inside" in reaction
          ? { inside: (tx, job) => actInside(house, tx, (act) => reaction.inside(act, job)) }
          : { outside: (job) => reaction.outside(house, job), leaseSeconds: reaction.leaseSeconds },
      );
    }
  }
  for (const [fact, kinds] of hearing)
    for (const kind of kinds.map((heard) => (typeof heard === "string" ? heard : heard.job)))
      if (!handlers.has(kind)) throw new Error(`${fact} is heard by ${kind}, which nobody answers`);

  const app = await openServer(house);
  guardHeaders(app, house);
  openMetrics(app, house, jobs);
  const open = rooms.filter((room) => settings.sandbox !== "off" || !sandboxOnly.has(room.name));
  for (const room of open) openRoom(app, house, options, room);
  openApiPages(app, house, open);
  if (assembly.pages) await openPages(app, assembly.pages);
  hangBell(house, jobs);

  const ear = await listen(db, {
    // A database that goes away in this moment says it again when it is back.
    clock: () =>
      void clock.read(db).then(
        () => jobs.wake(),
        (error: Error) => log.warn({ reason: error.message }, "the clock could not be read"),
      ),
    agreements: () =>
      void library.read(db).catch((error: Error) => log.warn({ reason: error.message }, "the published agreements could not be read")),
  });
  if (assembly.bellEveryMs !== 0) jobs.start(assembly.bellEveryMs);

  return {
    house,
    app,
    jobs,
    async close() {
      await jobs.stop();
      await app.close();
      transport?.close();
      ear.close();
      await db.close();
    },
  };
}
