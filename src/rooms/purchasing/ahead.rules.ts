import type { Card } from "../../kit/cards.ts";
import type { Day } from "../../kit/dates.ts";
import { addDays } from "../../kit/dates.ts";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { machine } from "../../kit/machine.ts";
import type { Programme } from "../../programme/schema.ts";
import { yearIn } from "../memberships/renewal.rules.ts";
import { isHeld, isOver, membership, termOf } from "../memberships/rules.ts";
import type { ChargeFacts, NotAsked } from "./charge.rules.ts";
import { decideCharge } from "./charge.rules.ts";
import type { Amounts, OwnedRow } from "./rules.ts";

/** A rehearsal of a day: begun, then read page by page until it is whole. */
export const rehearsal = machine("rehearsal", {
  states: ["running", "ready"],
  initial: "running",
  moves: { finish: { from: ["running"], to: "ready", by: "clock" } },
});
export type RehearsalState = (typeof rehearsal.states)[number];

/** What a day brings to a membership when nobody does anything. */
export const happenings = ["charge", "notCharged", "held", "reminder", "grace", "end"] as const;
export type Happening = (typeof happenings)[number];

export type Ahead = {
  readonly on: Day;
  readonly what: Happening;
  readonly row: OwnedRow;
  /** What the card is asked for, and with which card. */
  readonly amounts: Amounts | null;
  readonly card: Card | null;
  readonly reason: NotAsked | null;
  /** The bank refused this card the last time it was asked: it may refuse it again. */
  readonly refusedBefore: boolean;
  /** When the card is asked again, after a day on which it is not. */
  readonly againOn: Day | null;
};

export type AheadFacts<M> = Omit<ChargeFacts<M>, "paying"> & { readonly refusedBefore: boolean };

/**
 * Every day after `from` and until `until` on which something happens to a membership, by the decisions that the run of each day takes, and the
 * membership as it stands then. What a bank will answer nobody knows: a charge that is asked for is taken for paid, and the next term begins.
 */
export function lookAhead<M extends { readonly method: Card & { readonly gateway: string } }>(
  facts: AheadFacts<M>,
  from: Day,
  until: Day,
): { readonly told: Ahead[]; readonly row: OwnedRow } {
  const told: Ahead[] = [];
  let next: OwnedRow | undefined = facts.row;
  let standing = facts.row;
  while (next) {
    standing = next;
    next = undefined;
    const quiet = { row: standing, amounts: null, card: null, reason: null, refusedBefore: false, againOn: null };
    for (const { on, what } of daysOf(facts.programme, standing)) {
      if (on <= from || on > until) continue;
      if (what !== "charge") {
        if (what === "end" || isHeld(standing, on)) told.push({ ...quiet, on, what });
        continue;
      }
      const decided = decideCharge({ ...facts, row: standing, paying: false }, on);
      if (decided.does === "hold") told.push({ ...quiet, on, what: "held" });
      if (decided.does === "tell") {
        const againOn = chargesOf(facts.programme, standing).find((day) => day > on) ?? null;
        told.push({ ...quiet, on, what: "notCharged", reason: decided.reason, card: facts.mandate?.method ?? null, againOn });
      }
      if (decided.does === "charge") {
        const { amounts, mandate, term } = decided;
        told.push({ ...quiet, on, what: "charge", amounts, card: mandate.method, refusedBefore: facts.refusedBefore });
        next = nextTerm(facts.programme, standing, term);
        break;
      }
    }
  }
  return { told: told.sort((a, b) => a.on.localeCompare(b.on)), row: standing };
}

const chargesOf = (programme: Programme, row: OwnedRow): readonly Day[] => yearIn(programme, row)?.chargesOn ?? [];

/** The days of one term in their order; on one day a term lapses before the card is asked, as its bells were asked for. */
function daysOf(programme: Programme, row: OwnedRow): { on: Day; what: "reminder" | "charge" | "grace" | "end" }[] {
  if (isOver(row.state)) return [];
  const year = yearIn(programme, row);
  const days = [
    ...(row.keptUntil > row.endsOn ? [{ on: addDays(row.endsOn, 1), what: "grace" as const }] : []),
    { on: addDays(row.keptUntil, 1), what: "end" as const },
    ...(year?.remindersOn ?? []).map((on) => ({ on, what: "reminder" as const })),
    ...(year?.chargesOn ?? []).map((on) => ({ on, what: "charge" as const })),
  ];
  return days.sort((a, b) => a.on.localeCompare(b.on));
}

function nextTerm(programme: Programme, row: OwnedRow, term: number): OwnedRow {
  const days = termOf(row.anchorOn, row.termMonths, term);
  return {
    ...row,
    ...days,
    term,
    state: membership.to("renew"),
    keptUntil: yearIn(programme, { ...row, ...days })?.keptUntil ?? days.endsOn,
  };
}

export type RehearsalRefusal = "purchasing.dayPast" | "purchasing.dayFar";

/** A day that can be looked at: after today, and no further than the programme lets one look. */
export function decideDay(on: Day, today: Day, aheadDays: number): Decision<Day, RehearsalRefusal> {
  if (on <= today) return refuse("purchasing.dayPast", { afterOn: today }, "/on");
  const last = addDays(today, aheadDays);
  return on > last ? refuse("purchasing.dayFar", { lastOn: last }, "/on") : accept(on);
}

/** How long before an anniversary the programme's year begins to do something: what is due later is not touched by a day. */
export const leadDays = ({ offers, membership: level }: Programme): number =>
  -Math.min(
    0,
    ...[...offers, level].flatMap(({ renewal }) => [...renewal.reminderDays, "chargeOnDay" in renewal ? renewal.chargeOnDay : 0]),
  );
