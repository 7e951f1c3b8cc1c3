import { addDays } from "../../kit/dates.ts";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { machine } from "../../kit/machine.ts";

/** Handbook §3.9: assigning activates; removing frees the seat for another person. */
export const seat = machine("seat", {
  states: ["free", "assigned"],
  initial: "free",
  moves: {
    assign: { from: ["free"], to: "assigned", by: "seats.assign" },
    release: { from: ["assigned"], to: "free", by: "seats.release" },
  },
});
export type SeatState = (typeof seat.states)[number];

export type Candidate = { state: "active" | "deactivated"; holdsOne: boolean };

/** Who may be given a seat: an active member of the account who does not hold one of this benefit already. */
export function decideHolder(
  candidate: Candidate | undefined,
  name: string,
): Decision<null, "seats.userNotFound" | "seats.userInactive" | "seats.alreadyHolds"> {
  if (!candidate) return refuse("seats.userNotFound", {}, "/userId");
  if (candidate.state !== "active") return refuse("seats.userInactive", { name }, "/userId");
  if (candidate.holdsOne) return refuse("seats.alreadyHolds", { name }, "/userId");
  return accept(null);
}

/** Handbook C3: a seat passes on at any time, or after the programme's days since it was assigned. */
export function decideRelease(
  held: { state: SeatState; assignedOn: string | null },
  cooldownDays: number,
  today: string,
): Decision<null, "seats.notAssigned" | "seats.tooSoon"> {
  if (held.state !== "assigned" || held.assignedOn === null) return refuse("seats.notAssigned");
  const opensOn = addDays(held.assignedOn, cooldownDays);
  if (cooldownDays > 0 && today < opensOn) return refuse("seats.tooSoon", { opensOn, days: cooldownDays });
  return accept(null);
}
