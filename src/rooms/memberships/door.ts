import type { Day, Instant } from "../../kit/dates.ts";
import { addDays, dayOf, startOf } from "../../kit/dates.ts";
import { newId } from "../../kit/ids.ts";
import type { Lang } from "../../kit/words.ts";
import { speaker } from "../../kit/words.ts";
import type { RefundBlocker } from "../../programme/names.ts";
import { findOffer } from "../../programme/programme.ts";
import type { Programme } from "../../programme/schema.ts";
import type { AccountCtx, Act } from "../../server/context.ts";
import type { Db, Tx } from "../../server/db.ts";
import type { RefundRight } from "./refund.rules.ts";
import { refundRight } from "./refund.rules.ts";
import { decideAutoRenewal, renewalIn, yearIn } from "./renewal.rules.ts";
import type { MembershipKind, MembershipState } from "./rules.ts";
import { isHeld, membership, termOf } from "./rules.ts";
import type { Membership } from "./store.ts";
import * as store from "./store.ts";
import { states as en } from "./words/en.ts";
import { states as fr } from "./words/fr.ts";

export { renewalIn, yearIn } from "./renewal.rules.ts";
export type { Membership } from "./store.ts";

/** Holds what a company may buy: whoever holds its network membership may look at what it owns and change it; everyone else waits. */
export const hold = (tx: Tx, accountId: string): Promise<Membership | undefined> => store.holdNetwork(tx, accountId);

/** The network's free level of an account, which everything that is bought rests on. */
export const networkOf = (db: Db, accountId: string): Promise<Membership | undefined> => store.loadNetwork(db, accountId);

/** A term that runs with nothing decided about it yet. */
const fresh = { autoRenewOffAt: null, autoRenewOffBy: null, refundingAt: null, cancelledOn: null } as const;

export const list = (db: Db, accountId: string): Promise<Membership[]> => store.listMemberships(db, accountId);

export const load = (db: Db, accountId: string, id: string): Promise<Membership | undefined> => store.loadMembership(db, accountId, id);

/** The memberships of several companies, for whoever looks at many of them. */
export const listOf = (db: Db, accountIds: readonly string[]): Promise<(Membership & { accountId: string })[]> =>
  store.listOf(db, accountIds);

/** How many memberships run that end by a day, and one page of them. */
export const countRunning = (db: Db, endsBy: Day): Promise<number> => store.countRunning(db, endsBy);
export const runningPage = (db: Db, endsBy: Day, after: string, limit: number): Promise<{ id: string; accountId: string }[]> =>
  store.runningPage(db, endsBy, after, limit);

/** The memberships whose benefits can be used today. */
export const listHeld = async (db: Db, accountId: string, today: Day): Promise<Membership[]> =>
  (await store.listMemberships(db, accountId)).filter((row) => isHeld(row, today));

/** The word for a state, in the reader's language: one word wherever a membership is shown. */
export const wordState = (state: MembershipState, lang: Lang): string => speaker({ fr, en }, lang)(state);

/** The next reminder, from a day on. */
export const reminderIn = (programme: Programme, row: Pick<Membership, "kind" | "offerId" | "endsOn">, today: Day): Day | null =>
  yearIn(programme, row)?.remindersOn.find((day) => day >= today) ?? null;

/** Until when the benefits of a term stay: as the programme says, or to its last day for what is not sold any more. */
const keptUntil = (programme: Programme, of: Pick<Membership, "kind" | "offerId" | "endsOn">): Day =>
  yearIn(programme, of)?.keptUntil ?? of.endsOn;

/** Whether this reader may renew it now, or stop the automatic renewal, and why nobody starts that again before the next one. */
export async function renewalDoors(ctx: AccountCtx, row: Membership) {
  const held = { ...row, over: !isHeld(row, ctx.today) };
  const [stop, start] = [decideAutoRenewal(held, false), decideAutoRenewal(held, true)];
  const renewal = renewalIn(ctx.house.programme, row, ctx.today);
  return {
    renew: await ctx.door(row.kind === "network" ? "memberships.renew" : "offers.buy", renewal.ok ? undefined : renewal),
    stopAutoRenewal: await ctx.door("memberships.manage", stop.ok ? undefined : stop),
    startAutoRenewal: await ctx.door("memberships.manage", start.ok ? undefined : start),
  };
}

export type Start = {
  readonly kind: MembershipKind;
  readonly offerId: string;
  readonly packageId: string;
  readonly termMonths: number;
  /** The day from which all anniversaries are counted: a day of the programme. */
  readonly anchorOn: Day;
  readonly autoRenew: boolean;
  readonly onlyOne: boolean;
};

/**
 * Starts the first term of a membership in the transaction of the act that caused it, and says so in `membership.activated`.
 * @returns undefined when the account has its one active membership of this offer already: nothing is written then.
 */
export async function start(act: Act, accountId: string, { onlyOne, ...what }: Start): Promise<Membership | undefined> {
  const term = termOf(what.anchorOn, what.termMonths, 1);
  const made: Membership = {
    ...what,
    ...fresh,
    ...term,
    id: newId(),
    state: membership.initial,
    term: 1,
    keptUntil: keptUntil(act.house.programme, { ...what, ...term }),
    paidOn: what.anchorOn,
  };
  if (!(await store.insertMembership(act.tx, accountId, { ...made, onlyOne, startedAt: act.now }))) return undefined;

  const { id: membershipId, offerId, packageId, startsOn, endsOn } = made;
  act.record({
    type: "membership.activated",
    accountId,
    subject: membershipId,
    data: { membershipId, offerId, packageId, kind: what.kind, startsOn, endsOn, untilOn: made.keptUntil },
  });
  ringFor(act, accountId, made);

  return made;
}

/**
 * Asks for the bells of a term: the days on which it lapses and ends, if it is not renewed before. What is bought has its reminders and charges
 * from the room that sells; those of the network's free level are asked for here.
 */
export function ringFor(act: Act, accountId: string, row: Membership): void {
  const { id, term, endsOn } = row;
  const reminders = row.kind === "network" ? (yearIn(act.house.programme, row)?.remindersOn ?? []) : [];
  const bells = [
    ["memberships.lapse", addDays(endsOn, 1), `${id}:${term}`],
    ["memberships.expire", addDays(row.keptUntil, 1), `${id}:${term}`],
    ...reminders.filter((day) => day >= act.today).map((day) => ["memberships.remind", day, `${id}:${term}:${day}`] as const),
  ] as const;
  for (const [kind, day, key] of bells)
    act.enqueue({
      kind,
      key,
      accountId,
      payload: { membershipId: id, term },
      clock: "business",
      dueAt: startOf(day, act.house.clock.zone),
    });
}

/**
 * The next term of a membership, in the transaction of the order that paid for it: counted from the first day of all, so that the anniversary
 * stays where it is (C6). A renewal by hand turns the automatic renewal on again, unless there is no card for it.
 * @returns undefined when that term has begun already.
 */
export async function renew(
  act: Act,
  accountId: string,
  asked: {
    readonly membershipId: string;
    readonly term: number;
    readonly paidOn: Day;
    readonly autoRenewOn: boolean;
    /** There is nothing that could be charged for the term after it. */
    readonly autoRenewOff?: boolean;
  },
): Promise<Membership | undefined> {
  const row = await store.holdMembership(act.tx, accountId, asked.membershipId);
  if (!row) return undefined;
  const { kind, offerId, packageId, id: membershipId } = row;
  const { term, paidOn, autoRenewOn, autoRenewOff = false } = asked;
  const days = termOf(row.anchorOn, row.termMonths, term);
  const next = { from: term - 1, term, paidOn, ...days, keptUntil: keptUntil(act.house.programme, { kind, offerId, ...days }) };
  if (!(await store.renewMembership(act.tx, accountId, row.id, { ...next, autoRenewOn, autoRenewOff }))) return undefined;

  act.record({
    type: "membership.renewed",
    accountId,
    subject: membershipId,
    data: { membershipId, offerId, packageId, kind, term, ...days, untilOn: next.keptUntil },
  });
  const made: Membership = {
    ...row,
    ...next,
    ...(autoRenewOn && { ...fresh, autoRenew: true }),
    ...(autoRenewOff && { autoRenew: false }),
    state: membership.to("renew"),
  };
  ringFor(act, accountId, made);

  return made;
}

/**
 * The next term of the network's free level, which the caller holds. Everything that rested opens with it, on any day.
 * @param said what the person has confirmed, for the history.
 */
export async function renewNetwork(
  act: Act,
  accountId: string,
  row: Membership,
  term: number,
  said: { readonly profileVersion: number; readonly agreement: string },
): Promise<boolean> {
  const period = termOf(row.anchorOn, row.termMonths, term);
  const next = { from: row.term, term, ...period, keptUntil: keptUntil(act.house.programme, { ...row, ...period }), paidOn: act.today };
  if (!(await store.renewMembership(act.tx, accountId, row.id, { ...next, autoRenewOn: false }))) return false;

  const { id: membershipId, offerId, packageId, kind } = row;
  act.record({
    type: "network.renewed",
    accountId,
    subject: membershipId,
    data: { membershipId, offerId, packageId, kind, term, ...period, untilOn: next.keptUntil, ...said },
  });
  ringFor(act, accountId, { ...row, ...next, state: membership.to("renew") });
  return true;
}

/** The free network level, from a day on. A company that has it keeps the one it has. */
export const startNetwork = (act: Act, accountId: string, anchorOn: Day): Promise<Membership | undefined> => {
  const { id: offerId, package: packageId, termMonths } = act.house.programme.membership;
  return start(act, accountId, { kind: "network", offerId, packageId, termMonths, anchorOn, autoRenew: false, onlyOne: true });
};

/**
 * Notes that a benefit of the membership was used in a way that may end the right to a refund. The first time counts.
 * @returns false when the membership is being given back, or was: then it may not be used.
 */
export const noteUse = (tx: Tx, accountId: string, membershipId: string, what: RefundBlocker, at: Instant): Promise<boolean> =>
  store.noteUse(tx, accountId, membershipId, what, at);

/** One membership, held: whoever uses its benefits meanwhile is before the holder or waits. */
export const holdOne = (tx: Tx, accountId: string, id: string): Promise<Membership | undefined> => store.holdMembership(tx, accountId, id);

/** What was done in the running term that may end the right to a refund. */
export const usesOf = (db: Db, accountId: string, id: string): Promise<{ what: string; at: Instant }[]> => store.usesOf(db, accountId, id);

/** Its price is on the way back: nothing of it is used or renewed from now on, until it is cancelled or kept. */
export const beginCancelling = (act: Act, accountId: string, id: string): Promise<boolean> =>
  store.setRefunding(act.tx, accountId, id, act.now);

/** The price does not come back: the membership goes on as it was. */
export const keepAfterAll = (act: Act, accountId: string, id: string): Promise<boolean> => store.setRefunding(act.tx, accountId, id, null);

/** The price is given back: the membership ends now, and with it everything that it gave. */
export async function cancel(act: Act, accountId: string, row: Pick<Membership, "id" | "offerId" | "term">): Promise<void> {
  const { id: membershipId, offerId, term } = row;
  if (!(await store.cancelMembership(act.tx, accountId, membershipId, act.today)))
    throw new Error(`membership ${membershipId} is given back, but nothing of it was on the way`);
  act.record({
    type: "membership.cancelled",
    accountId,
    subject: membershipId,
    data: { membershipId, offerId, term, cancelledOn: act.today },
  });
}

/** How the right to a refund stands today, by the rule that the refund itself obeys, with what ends it and what has ended it. */
export async function refundOf(
  db: Db,
  programme: Programme,
  zone: string,
  accountId: string,
  membershipId: string,
  today: Day,
): Promise<RefundRight & { days: number; blockedBy: RefundBlocker[]; used: { what: RefundBlocker; on: Day }[] }> {
  const row = await store.loadMembership(db, accountId, membershipId);
  const offer = row?.kind === "offer" ? findOffer(programme, row.offerId) : undefined;
  if (!row || !offer || row.state === "cancelled") return { until: null, possible: false, daysLeft: 0, days: 0, blockedBy: [], used: [] };
  const blockedBy = [...offer.refund.blockedBy];
  const uses = (await store.usesOf(db, accountId, membershipId)).map(({ what, at }) => ({ what, on: dayOf(at, zone) }));
  const used = uses.flatMap(({ what, on }) => blockedBy.filter((blocker) => blocker === what).map((blocker) => ({ what: blocker, on })));
  return { ...refundRight(programme, { offerId: row.offerId, on: row.paidOn }, uses, today), days: offer.refund.days, blockedBy, used };
}
