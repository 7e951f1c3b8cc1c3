import type { Instant } from "../kit/dates.ts";
import { addSeconds } from "../kit/dates.ts";
import type { HouseClock } from "./clock.ts";
import type { Database, Statement, Tx } from "./db.ts";
import { sql } from "./db.ts";

export type Job = {
  readonly id: string;
  readonly kind: string;
  readonly key: string;
  readonly accountId: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly dueAt: Instant;
  readonly attempts: number;
};

/**
 * What runs when a job is due. `inside`: in the transaction that marks the job done, so that its effects happen exactly once.
 * `outside`: it talks to another system, which must recognise a repetition; the job is held by a lease and the work may run again after a crash.
 */
export type Handler =
  | { readonly inside: (tx: Tx, job: Job) => Promise<void> }
  | { readonly outside: (job: Job) => Promise<void>; readonly leaseSeconds: number };

/** Takes back dated work that has become needless; stands in the statement that made it so. */
export const takeBack = (kind: string, key: string): Statement =>
  sql`update jobs set state = 'cancelled' where kind = ${kind} and key = ${key} and state = 'waiting'`;

/** Thrown by a handler to be tried again at a time of its own choosing, without counting as a failure of the house. */
export class TryLater extends Error {
  constructor(
    reason: string,
    readonly seconds: number,
  ) {
    super(reason);
  }
}

const columns = sql`id, kind, key, account_id as "accountId", payload, due_at as "dueAt", attempts`;
const GIVE_UP_AFTER = 30;

/** Seconds before attempt n + 1: 5, 10, 20 … at most 15 minutes. */
export const backoff = (attempts: number): number => Math.min(900, 5 * 2 ** Math.min(attempts, 8));

/**
 * The bell and the hands that answer it. Any number of processes may run one on the same database: a due job is taken by one of them,
 * because taking it locks its row.
 */
export class Jobs {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = false;

  constructor(
    private readonly db: Database,
    private readonly clock: HouseClock,
    private readonly handlers: ReadonlyMap<string, Handler>,
    private readonly log: { error(details: object, message: string): void },
  ) {}

  /** Rings every `everyMs`, and at once when somebody calls `wake`. */
  start(everyMs = 1000): void {
    this.timer = setInterval(() => this.wake(), everyMs);
    this.timer.unref();
    this.wake();
  }

  wake(): void {
    if (this.stopped) return;
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = this.drain()
      .catch((error: Error) => this.log.error({ err: error }, "the bell could not ring"))
      .finally(() => {
        this.running = undefined;
        if (this.again) {
          this.again = false;
          this.wake();
        }
      });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  /** Runs what is due now until nothing is left. */
  async drain(): Promise<void> {
    while (!this.stopped && (await this.runOne())) {
      // Each turn takes the oldest due job.
    }
  }

  /** Lets the business clock travel: every job due on the way runs on its own date, in order, before the answer comes. */
  async travelTo(target: Instant): Promise<void> {
    for (;;) {
      await this.drainAll();
      const next = await this.db.one<{ dueAt: Instant }>(sql`
        select due_at as "dueAt" from jobs where state = 'waiting' and clock = 'business' and due_at > ${this.clock.now()} and due_at <= ${target} order by due_at limit 1`);
      if (!next) break;
      await this.clock.moveTo(this.db, next.dueAt);
    }
    await this.clock.moveTo(this.db, target);
    await this.drainAll();
  }

  /** Runs what is due and waits for what other hands have taken: when this returns, everything due until now has run. */
  async drainAll(): Promise<void> {
    for (;;) {
      await this.drain();
      // What the bell has sent outside is leased, so it does not look due any more; only waiting for the bell tells that it has ended.
      await this.running;
      const { clock } = this;
      const due = sql`state = 'waiting' and not_before <= ${clock.machine()}::timestamptz
        and ((clock = 'business' and due_at <= ${clock.now()}::timestamptz) or (clock = 'machine' and due_at <= ${clock.machine()}::timestamptz))`;
      // Taking the lock waits for the transaction that has the job in hand.
      await this.db.query(sql`select id from jobs where ${due} for share`);
      if (!(await this.db.one(sql`select 1 from jobs where ${due} limit 1`))) return;
    }
  }

  private async runOne(): Promise<boolean> {
    const taken: { job?: Job; failure?: Error } = {};
    try {
      let written: Statement | undefined;
      const take = async (tx: Tx): Promise<void> => {
        const machine = this.clock.machine();
        const job = await tx.one<Job>(sql`
          select ${columns} from jobs
          where state = 'waiting' and not_before <= ${machine}::timestamptz
            and ((clock = 'business' and due_at <= ${this.clock.now()}::timestamptz) or (clock = 'machine' and due_at <= ${machine}::timestamptz))
          order by due_at, id limit 1 for update skip locked`);
        if (!job) return;
        taken.job = job;
        const handler = this.handlers.get(job.kind);
        if (!handler) throw new Error(`nobody answers to jobs of kind ${job.kind}`);
        if ("inside" in handler) {
          await handler.inside(tx, job);
          written = sql`update jobs set state = 'done', done_at = ${machine}, attempts = attempts + 1, last_error = null where id = ${job.id}`;
        } else {
          written = sql`update jobs set attempts = attempts + 1, not_before = ${addSeconds(machine, handler.leaseSeconds)} where id = ${job.id}`;
        }
      };
      await this.db.transaction(take, () => written);
      const handler = taken.job && this.handlers.get(taken.job.kind);
      if (taken.job && handler && "outside" in handler) {
        await handler.outside(taken.job);
        await this.db.query(
          sql`update jobs set state = 'done', done_at = ${this.clock.machine()}, last_error = null where id = ${taken.job.id} and state = 'waiting'`,
        );
      }
    } catch (error) {
      if (!taken.job) throw error;
      await this.failed(taken.job, error as Error);
    }
    return taken.job !== undefined;
  }

  private async failed(job: Job, error: Error): Promise<void> {
    const attempts = job.attempts + 1;
    const patient = error instanceof TryLater;
    const wait = patient ? error.seconds : backoff(attempts);
    const state = !patient && attempts >= GIVE_UP_AFTER ? "failed" : "waiting";
    if (!patient) this.log.error({ job: job.kind, jobId: job.id, attempts, reason: error.message, stack: error.stack }, "a job failed");
    await this.db.query(sql`
      update jobs set state = ${state}, attempts = ${attempts}, last_error = ${error.message.slice(0, 500)}, not_before = ${addSeconds(this.clock.machine(), wait)}
      where id = ${job.id} and state = 'waiting'`);
  }

  /** Seconds by which the most overdue job that could run now is late; 0 when nothing is. A job waiting for its next try is not late. */
  async lateSeconds(): Promise<number> {
    const row = await this.db.one<{ late: number | null }>(sql`
      select extract(epoch from max(least(
        (case clock when 'business' then ${this.clock.now()}::timestamptz else ${this.clock.machine()}::timestamptz end) - due_at,
        ${this.clock.machine()}::timestamptz - not_before)))::float8 as late
      from jobs
      where state = 'waiting' and not_before <= ${this.clock.machine()}::timestamptz
        and due_at <= (case clock when 'business' then ${this.clock.now()}::timestamptz else ${this.clock.machine()}::timestamptz end)`);
    return Math.max(0, row?.late ?? 0);
  }
}
