import type { After } from "../../kit/cursor.ts";
import { readCursor as readAfter } from "../../kit/cursor.ts";
import type { Day, Instant } from "../../kit/dates.ts";
import { addDays, addSeconds, addWorkingDays, dayOf } from "../../kit/dates.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { machine } from "../../kit/machine.ts";
import type { SupportTerms, SupportTopic } from "../../programme/schema.ts";

/** Handbook §3.12. A request is never closed by the clock: somebody ends it, and says why. */
export const serviceRequest = machine("serviceRequest", {
  states: ["open", "attentionNeeded", "closed", "reopened"],
  initial: "open",
  moves: {
    ask: { from: ["open", "reopened", "attentionNeeded"], to: "attentionNeeded", by: "office.support" },
    answer: { from: ["open", "reopened", "attentionNeeded"], to: "open", by: "office.support" },
    settle: { from: ["open", "reopened", "attentionNeeded"], to: "closed", by: "office.support" },
    write: { from: ["open", "attentionNeeded"], to: "open", by: "support.ask" },
    writeAgain: { from: ["reopened"], to: "reopened", by: "support.ask" },
    close: { from: ["open", "reopened", "attentionNeeded"], to: "closed", by: "support.ask" },
    reopen: { from: ["closed"], to: "reopened", by: "support.ask" },
  },
});
export type RequestState = (typeof serviceRequest.states)[number];

export const aboutKinds = ["membership", "order"] as const;
export type AboutKind = (typeof aboutKinds)[number];

export const tabs = ["toTreat", "atPartner", "closed"] as const;
export type Tab = (typeof tabs)[number];

export type Turn = "partner" | "us" | "nobody";
export const turnOf = (state: RequestState): Turn => (state === "closed" ? "nobody" : state === "attentionNeeded" ? "partner" : "us");

/** A type of problem says itself how long it takes, or its severity does. */
export const daysFor = ({ severities }: Pick<SupportTerms, "severities">, topic: SupportTopic | undefined, severity: string): number =>
  topic?.answerWorkingDays ?? (severities.find(({ id }) => id === severity) ?? severities.find(({ usual }) => usual))!.answerWorkingDays;

/** The day by which the desk answers what came at this instant; null while it is not the desk's turn. */
export const dueFor = (state: RequestState, from: Instant, days: number, zone: string, holidays: ReadonlySet<Day>): Day | null =>
  turnOf(state) === "us" ? addWorkingDays(dayOf(from, zone), days, holidays) : null;

/** By its id, or by the name under which a page of ours asks for it (G-027). */
export const topicFor = ({ topics }: Pick<SupportTerms, "topics">, asked: string): SupportTopic | undefined =>
  topics.find(({ id, answersTo }) => id === asked || (answersTo as readonly string[]).includes(asked));

type Held = { readonly state: RequestState; readonly version: number };

/** What both sides may do only while the request is not closed. */
export const decideGoingOn = ({ state }: Pick<Held, "state">) => (state === "closed" ? refuse("support.closedAlready") : accept(undefined));

/** What needs besides that one has read everything. */
export function decideHavingRead(held: Held, seen: number) {
  const goingOn = decideGoingOn(held);
  return goingOn.ok && seen !== held.version ? refuse("support.changedMeanwhile") : goingOn;
}

export const lastReopenDay = (closedAt: Instant, days: number, zone: string): Day => addDays(dayOf(closedAt, zone), days);

export function decideReopen(
  { state, closedAt }: Pick<Held, "state"> & { closedAt: Instant | null },
  today: Day,
  days: number,
  zone: string,
) {
  if (state !== "closed" || closedAt === null) return refuse("support.notClosed");
  const last = lastReopenDay(closedAt, days, zone);
  return today <= last ? accept(undefined) : refuse("support.reopenOver", { days, lastOn: last });
}

type Owner = { readonly id: string; readonly name: string } | null;

/** Who answers has the request: nobody else has it. */
export const decideOwn = (owner: Owner, me: string) =>
  owner === null || owner.id === me ? accept(owner === null) : refuse("support.heldByOther", { name: owner.name });

export const decideClaim = (owner: Owner, me: string, takeOver: boolean) =>
  owner === null
    ? accept("claimed" as const)
    : owner.id === me
      ? accept("kept" as const)
      : takeOver
        ? accept("takenOver" as const)
        : refuse("support.heldByOther", { name: owner.name });

/** A request is handed over by whoever has it, or by whoever leads the desk. */
export const decideHandOver = (owner: Owner, me: string, leads: boolean) =>
  owner === null || owner.id === me || leads ? accept(undefined) : refuse("support.heldByOther", { name: owner.name });

/** When the next mail about a request leaves: at once, or, shortly after another, together with what follows. */
export const tellAt = (now: Instant, toldAt: Instant | null, minutes: number): Instant => {
  if (toldAt === null) return now;
  const next = addSeconds(toldAt, minutes * 60);
  return Date.parse(next) > Date.parse(now) ? next : now;
};

const isDayOrInstant = (key: string): boolean => /^\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?$/.test(key) && !Number.isNaN(Date.parse(key));

/** The lists of requests go by a day or an instant. */
export const readCursor = (cursor: string): After | undefined => readAfter(cursor, isDayOrInstant);
