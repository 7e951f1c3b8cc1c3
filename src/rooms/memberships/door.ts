import type { Day, Instant } from "../../kit/dates.ts";
import { dayOf } from "../../kit/dates.ts";
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
import type { Year } from "./renewal.rules.ts";
import { decideAutoRenewal, yearOf } from "./renewal.rules.ts";
import type { MembershipKind, MembershipState } from "./rules.ts";
import { membership, termOf } from "./rules.ts";
import type { Membership } from "./store.ts";
import * as store from "./store.ts";
import { states as en } from "./words/en.ts";
import { states as fr } from "./words/fr.ts";

export type { Membership } from "./store.ts";

/**
 * Holds what a company may buy: whoever holds its network membership may look at what it owns and change it; everyone else waits.
 * @returns undefined for a company that is not an active member of the network.
 */
export const hold = (tx: Tx, accountId: string): Promise<Membership | undefined> => store.holdNetwork(tx, accountId);

/** A term that runs with nothing decided about it yet. */
const fresh = { autoRenewOffAt: null, autoRenewOffBy: null } as const;

export const list = (db: Db, accountId: string): Promise<Membership[]> => store.listMemberships(db, accountId);

/** The word for a state, in the reader's language: one word wherever a membership is shown. */
export const wordState = (state: MembershipState, lang: Lang): string => speaker({ fr, en }, lang)(state);

/** The days around the anniversary that comes next; undefined for what its programme does not sell any more. */
export function yearIn(programme: Programme, { kind, offerId, endsOn }: Pick<Membership, "kind" | "offerId" | "endsOn">): Year | undefined {
  const offer = kind === "offer" ? findOffer(programme, offerId) : undefined;
  return offer && yearOf(endsOn, offer.renewal);
}

/** The next reminder, from a day on. */
export const reminderIn = (programme: Programme, row: Pick<Membership, "kind" | "offerId" | "endsOn">, today: Day): Day | null =>
  yearIn(programme, row)?.remindersOn.find((day) => day >= today) ?? null;

/** Whether this reader may stop the automatic renewal, and why nobody starts it again before the next one. */
export async function autoRenewalDoors(ctx: AccountCtx, row: Membership) {
  const [stop, start] = [decideAutoRenewal(row, false), decideAutoRenewal(row, true)];
  return {
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
  const made: Membership = {
    ...what,
    ...fresh,
    id: newId(),
    state: membership.initial,
    term: 1,
    ...termOf(what.anchorOn, what.termMonths, 1),
  };
  if (!(await store.insertMembership(act.tx, accountId, { ...made, onlyOne, startedAt: act.now }))) return undefined;

  const { id: membershipId, offerId, packageId, startsOn, endsOn } = made;
  act.record({
    type: "membership.activated",
    accountId,
    subject: membershipId,
    data: { membershipId, offerId, packageId, startsOn, endsOn },
  });

  return made;
}

/** The free network level, from a day on. A company that has it keeps the one it has. */
export const startNetwork = (act: Act, accountId: string, anchorOn: Day): Promise<Membership | undefined> => {
  const { id: offerId, package: packageId, termMonths } = act.house.programme.membership;
  return start(act, accountId, { kind: "network", offerId, packageId, termMonths, anchorOn, autoRenew: false, onlyOne: true });
};

/** Notes that a benefit of the membership was used in a way that may end the right to a refund. The first time counts. */
export const noteUse = (tx: Tx, accountId: string, membershipId: string, what: RefundBlocker, at: Instant): Promise<unknown> =>
  store.noteUse(tx, accountId, membershipId, what, at);

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
  if (!row || !offer) return { until: null, possible: false, daysLeft: 0, days: 0, blockedBy: [], used: [] };
  const blockedBy = [...offer.refund.blockedBy];
  const uses = (await store.usesOf(db, accountId, membershipId)).map(({ what, at }) => ({ what, on: dayOf(at, zone) }));
  const used = uses.flatMap(({ what, on }) => blockedBy.filter((blocker) => blocker === what).map((blocker) => ({ what: blocker, on })));
  return { ...refundRight(programme, { offerId: row.offerId, on: row.startsOn }, uses, today), days: offer.refund.days, blockedBy, used };
}
