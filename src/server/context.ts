import type { Day, Instant } from "../kit/dates.ts";
import type { Refused } from "../kit/decision.ts";
import type { AnswerOf, Endpoint, InputOf } from "../kit/endpoint.ts";
import { newId } from "../kit/ids.ts";
import type { Lang } from "../kit/words.ts";
import type { AccountPermit, Role, StaffPermit, StaffRole, Standing } from "../permissions.ts";
import type { DoorView } from "../wire.ts";
import type { Db, Tx } from "./db.ts";
import type { House } from "./house.ts";
import type { Job } from "./jobs.ts";
import type { Actor, Entries, Fact, Heard, JobOrder, OutgoingMail } from "./ledger.ts";
import type { Person } from "./session.ts";

/** What every act may do beside its own tables. Written in one statement of the act's transaction when it ends well. */
export type Scribe = {
  record(fact: Fact): void;
  enqueue(job: JobOrder): void;
  post(mail: OutgoingMail): void;
};

export const scribe = (entries: Entries): Scribe => ({
  record: (fact) => void entries.facts.push({ ...fact, id: newId() }),
  enqueue: (job) => void entries.jobs.push(job),
  post: (mail) => void entries.mails.push(mail),
});

/** Shared by requests and by jobs: the house, the transaction, both clocks' readings, the pen. */
export type Act = Scribe & {
  readonly house: House;
  /** The transaction of this act (for a GET and for `ownTransactions`, the pool). */
  readonly tx: Tx;
  /** The business instant and day. */
  readonly now: Instant;
  readonly today: Day;
  /** The machine's instant, for sessions, throttles and leases. */
  readonly machine: Instant;
};

export type Cookies = {
  set(name: string, value: string, options?: { maxAgeSeconds?: number }): void;
  clear(name: string): void;
  get(name: string): string | undefined;
};

export type VisitorCtx = Act & {
  readonly lang: Lang;
  readonly actor: Actor;
  readonly person: Person | undefined;
  readonly ip: string;
  readonly userAgent: string;
  readonly requestId: string;
  readonly cookies: Cookies;
  readonly idempotencyKey: string | undefined;
  /** The programme's labels in the reader's language, for sentences. */
  readonly labels: Readonly<Record<string, string>>;
  /** Runs `work` in a transaction of its own with its own entries; for `ownTransactions` endpoints. */
  transaction<T>(work: (act: Act) => Promise<T>): Promise<T>;
};
export type PersonCtx = VisitorCtx & { readonly person: Person };
export type AccountCtx = PersonCtx & {
  /** The account of the path, which the reader belongs to. Stands first in every store call. */
  readonly accountId: string;
  readonly roles: readonly Role[];
  readonly standing: Standing;
  /** How a permit stands for this reader, worded; `also` closes the door further with the room's own refusal, `only` narrows its roles. */
  door(permit: AccountPermit, also?: Refused, only?: readonly Role[]): Promise<DoorView>;
};
export type StaffCtx = PersonCtx & { readonly staffRoles: readonly StaffRole[] };

export type CtxOf<E extends Endpoint> = E["permit"] extends AccountPermit
  ? AccountCtx
  : E["permit"] extends StaffPermit
    ? StaffCtx
    : E["permit"] extends "me"
      ? PersonCtx
      : VisitorCtx;

export type Action<E extends Endpoint> = (ctx: CtxOf<E>, input: InputOf<E>) => Promise<AnswerOf<E>>;
export type Actions<C extends Readonly<Record<string, Endpoint>>> = { readonly [K in keyof C]: Action<C[K]> };

/** A room at the door of the house: its contract and one action for each endpoint. */
export type Room = {
  readonly name: string;
  readonly contract: Readonly<Record<string, Endpoint>>;
  readonly actions: Readonly<Record<string, (ctx: never, input: never) => Promise<unknown>>>;
};
export const room = <C extends Readonly<Record<string, Endpoint>>>(name: string, contract: C, actions: Actions<C>): Room =>
  ({ name, contract, actions }) as unknown as Room;

/** What a room does when it hears a fact or a bell. */
export type Reaction =
  | { readonly inside: (act: Act, job: Job) => Promise<void> }
  | { readonly outside: (house: House, job: Job) => Promise<void>; readonly leaseSeconds: number };
export type Reactions = {
  /** Fact type → kinds of jobs to run after it, each always or only after a fact whose data say so. */
  readonly hears?: Readonly<Record<string, readonly (string | Heard)[]>>;
  /** Kind of job → what to do. */
  readonly jobs: Readonly<Record<string, Reaction>>;
};
export type { Db };
