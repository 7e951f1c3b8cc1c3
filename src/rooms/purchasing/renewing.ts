import { startOf } from "../../kit/dates.ts";
import { newId } from "../../kit/ids.ts";
import { offerOf } from "../../programme/programme.ts";
import { inOneTransaction } from "../../server/acts.ts";
import { bellOf } from "../../server/bell.ts";
import type { Act } from "../../server/context.ts";
import type { House } from "../../server/house.ts";
import type { Job } from "../../server/jobs.ts";
import { TryLater } from "../../server/jobs.ts";
import type { PaymentGateway } from "../../server/payments.ts";
import { loadProfile } from "../accounts/door.ts";
import { billedTo } from "../billing/door.ts";
import { paymentGateway } from "../gateway/door.ts";
import type { Membership } from "../memberships/door.ts";
import * as memberships from "../memberships/door.ts";
import { isHeld, termOf } from "../memberships/rules.ts";
import * as ahead from "./ahead.store.ts";
import { factsOf } from "./charge.facts.ts";
import { decideCharge } from "./charge.rules.ts";
import type { Placed } from "./charging.ts";
import { charge, finishOrder, writeOrder } from "./charging.ts";
import * as orders from "./orders.store.ts";
import { expiredLetters, lastDaysLetters, nearLetters, tellNotCharged } from "./renewal.letters.ts";
import { soldToOf } from "./views.ts";

const BUSY_SECONDS = 30;
/** So many companies share one transaction. */
const PAGE = 200;
const UNREACHABLE_SECONDS = 900;
const clock = { kind: "clock", id: null, name: "" } as const;

type Turn = { readonly membershipId: string; readonly term: number };

/** The dated work of a term that has begun: the reminders, and the days on which the card is asked. */
export async function schedule(act: Act, job: Job): Promise<void> {
  const accountId = job.accountId!;
  const row = await memberships.load(act.tx, accountId, String(job.payload.membershipId));
  const year = row && memberships.yearIn(act.house.programme, row);
  if (!row || !year) return;
  const payload: Turn = { membershipId: row.id, term: row.term };
  const days = [
    ...year.remindersOn.map((day) => ["purchasing.remind", day] as const),
    ...year.chargesOn.map((day) => ["purchasing.charge", day] as const),
  ];
  for (const [kind, day] of days)
    act.enqueue({
      kind,
      key: `${row.id}:${row.term}:${day}`,
      accountId,
      payload,
      clock: "business",
      dueAt: startOf(day, act.house.clock.zone),
    });
}

/** The membership that a bell is about, if it still waits for the renewal of that term. */
async function waiting(act: Act, job: Job): Promise<Membership | undefined> {
  const { membershipId, term } = job.payload as Turn;
  const row = await memberships.load(act.tx, job.accountId!, membershipId);
  return row?.term === term && isHeld(row, act.today) ? row : undefined;
}

/** N8 before the anniversary and N9 after it, to whoever renews. What has been renewed meanwhile is not reminded of. */
export async function remind(act: Act, job: Job): Promise<void> {
  const accountId = job.accountId!;
  const row = await waiting(act, job);
  if (!row) return;
  const letters = act.today <= row.endsOn ? await nearLetters(act, accountId, row) : await lastDaysLetters(act, accountId, row);
  for (const letter of letters) act.post(letter);
  act.record({ type: "renewal.reminded", accountId, subject: row.id, data: { endsOn: row.endsOn } });
}

export async function tellExpired(act: Act, job: Job): Promise<void> {
  const row = await memberships.load(act.tx, job.accountId!, String(job.payload.membershipId));
  if (row) for (const letter of await expiredLetters(act, job.accountId!, row)) act.post(letter);
}

/**
 * Places the order of the next term on the strength of the last one: its card, its terms, its buyer. What is decided is decided by the rule that
 * a rehearsal asks too.
 * @returns undefined when nothing is to be charged; « busy » while somebody of the company is paying for the same offer, or is being given it back; « again » when it was held back
 *   and has just been released.
 */
async function place(act: Act, job: Job, gateway: PaymentGateway | undefined): Promise<Placed | "busy" | "again" | undefined> {
  const { programme } = act.house;
  const accountId = job.accountId!;
  const { membershipId, term } = job.payload as Turn;
  // Hold first: a renewal by hand at this very moment is before this or after it.
  await memberships.hold(act.tx, accountId);
  const facts = (await factsOf(act.tx, programme, gateway?.id, [accountId])).find(({ row }) => row.id === membershipId);
  if (facts?.row.term !== term || (facts.row.refundingAt === null && (await orders.isAsked(act.tx, accountId, job.key)))) return undefined;
  const { row } = facts;

  const decided = decideCharge(facts, act.today);
  if (decided.does === "nothing") return undefined;
  if (decided.does === "wait") return "busy";
  if (decided.does === "hold") return keepBack(act, accountId, row);
  if (decided.does === "tell") return tellNotCharged(act, accountId, row.id, decided.reason).then(() => undefined);

  const offer = offerOf(programme, row.offerId);
  const profile = await loadProfile(act.tx, accountId);
  const billed = await billedTo(act.tx, accountId, act.today);
  if (!profile || !billed) return undefined;
  const order = {
    id: newId(),
    attemptId: newId(),
    cartId: null,
    renews: { membershipId: row.id, term: decided.term, ...termOf(row.anchorOn, row.termMonths, decided.term) },
    offerId: offer.id,
    packageId: row.packageId,
    termMonths: row.termMonths,
    onlyOne: offer.maxPerAccount === 1,
    amounts: decided.amounts,
    placedOn: act.today,
    placedAt: act.now,
    soldTo: soldToOf(billed),
    ...decided.mandate,
    transfer: null,
    requestKey: job.key,
    machine: act.machine,
  };
  return writeOrder(act, accountId, order, profile, offer);
}

/** The vendor's staff hold it back: it waits, and its company's history says so. */
async function keepBack(act: Act, accountId: string, row: Membership): Promise<"again" | undefined> {
  const kept = await ahead.holdCharge(act.tx, accountId, row.id, row.term, act.today);
  if (kept === "released") return "again";
  if (kept === "noted") act.record({ type: "renewal.held", accountId, subject: row.id, data: { endsOn: row.endsOn } });
  return undefined;
}

/** Asks again for what was held back and is not any more, page by page; what is still within its window is charged. */
export async function resume(act: Act, job: Job): Promise<void> {
  const waiting = await ahead.takeWaiting(act.tx, PAGE);
  for (const { membershipId, accountId, term } of waiting)
    act.enqueue({
      kind: "purchasing.charge",
      key: `${membershipId}:${term}:${String(job.payload.holdId)}`,
      accountId,
      payload: { membershipId, term } satisfies Turn,
      clock: "business",
      dueAt: act.now,
    });
  const last = waiting.at(-1);
  if (waiting.length === PAGE && last)
    act.enqueue({ kind: job.kind, key: `${job.key} ${last.membershipId}`, payload: job.payload, clock: "business", dueAt: act.now });
}

/** The automatic charge of one day: placed once, asked once, and followed by what the provider answers. */
export async function chargeTerm(house: House, job: Job): Promise<void> {
  const gateway = paymentGateway(house);
  const wake = () => bellOf(house).wake();
  const placed = await inOneTransaction(house, wake, clock, null, (act) => place(act, job, gateway));
  if (placed === "busy") throw new TryLater("the same offer is being paid for or given back", BUSY_SECONDS);
  if (placed === "again") throw new TryLater("it was held back and has just been released", 1);
  if (!placed || !gateway) return;

  const answer = await charge(house, gateway, placed.charge);
  // The settling job has the last word.
  if (answer.outcome === "unknown" || answer.outcome === "actionNeeded") return;
  const ids = { accountId: job.accountId!, orderId: placed.orderId, attemptId: placed.charge.attemptId };
  await inOneTransaction(house, wake, clock, null, (act) => finishOrder(act, ids, answer));
  if (answer.outcome === "unreachable" || answer.outcome === "closed")
    throw new TryLater("the payment provider does not answer", UNREACHABLE_SECONDS);
}
