import { isExpired } from "../../kit/cards.ts";
import { startOf } from "../../kit/dates.ts";
import { newId } from "../../kit/ids.ts";
import { findOffer } from "../../programme/programme.ts";
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
import type { Placed } from "./charging.ts";
import { charge, finishOrder, writeOrder } from "./charging.ts";
import * as orders from "./orders.store.ts";
import type { NotAsked } from "./renewal.letters.ts";
import { expiredLetters, lastDaysLetters, nearLetters, tellNotCharged } from "./renewal.letters.ts";
import { decideOffer } from "./rules.ts";
import { isWaiting } from "./transfer.rules.ts";
import { situationOf, soldToOf } from "./views.ts";

const BUSY_SECONDS = 30;
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
 * Places the order of the next term on the strength of the last one: its card, its terms, its buyer.
 * @returns undefined when nothing is to be charged; « busy » while somebody of the company is paying for the same offer, or is being given it back.
 */
async function place(act: Act, job: Job, gateway: PaymentGateway | undefined): Promise<Placed | "busy" | undefined> {
  const { programme } = act.house;
  const accountId = job.accountId!;
  // Hold first: a renewal by hand at this very moment is before this or after it.
  await memberships.hold(act.tx, accountId);
  const row = await waiting(act, job);
  // Its price may be on the way back: what comes of that decides whether there is anything to renew.
  if (row?.refundingAt) return "busy";
  if (!row?.autoRenew || (await orders.isAsked(act.tx, accountId, job.key))) return undefined;
  const term = memberships.renewalIn(programme, row, act.today);
  const offer = findOffer(programme, row.offerId);
  const profile = await loadProfile(act.tx, accountId);
  const billed = await billedTo(act.tx, accountId, act.today);
  if (!term.ok || !offer || !profile || !billed) return undefined;
  const paying = await orders.listPaying(act.tx, accountId, act.today);
  const underWay = paying.find(({ offerId }) => offerId === offer.id);
  if (underWay && !isWaiting(underWay.state)) return "busy";

  const not = (reason: NotAsked | "cardExpired") => tellNotCharged(act, accountId, row.id, reason).then(() => undefined);
  // A term is paid once: while somebody's transfer is expected for it, no card is charged. A later day asks again.
  if (underWay) return not("awaitingTransfer");
  const mandate = await orders.loadMandate(act.tx, accountId, row.id);
  if (!mandate) return not("noCard");
  if (gateway?.id !== mandate.method.gateway) return not("noProvider");
  const owned = await memberships.list(act.tx, accountId);
  const around = { owned, paying, provider: true, renews: row.id };
  const open = decideOffer(offer, situationOf({ house: act.house, lang: "fr", today: act.today }, offer, billed.buyer, around));
  if (!open.ok) return not(open.code === "purchasing.notMember" ? "networkEnded" : "notSold");
  if (isExpired(mandate.method, act.today)) return not("cardExpired");

  const order = {
    id: newId(),
    attemptId: newId(),
    cartId: null,
    renews: { membershipId: row.id, term: term.value, ...termOf(row.anchorOn, row.termMonths, term.value) },
    offerId: offer.id,
    packageId: row.packageId,
    termMonths: row.termMonths,
    onlyOne: offer.maxPerAccount === 1,
    amounts: open.value,
    placedOn: act.today,
    placedAt: act.now,
    soldTo: soldToOf(billed),
    ...mandate,
    transfer: null,
    requestKey: job.key,
    machine: act.machine,
  };
  return writeOrder(act, accountId, order, profile, offer);
}

/** The automatic charge of one day: placed once, asked once, and followed by what the provider answers. */
export async function chargeTerm(house: House, job: Job): Promise<void> {
  const gateway = paymentGateway(house);
  const wake = () => bellOf(house).wake();
  const placed = await inOneTransaction(house, wake, clock, null, (act) => place(act, job, gateway));
  if (placed === "busy") throw new TryLater("the same offer is being paid for or given back", BUSY_SECONDS);
  if (!placed || !gateway) return;

  const answer = await charge(house, gateway, placed.charge);
  // The settling job has the last word.
  if (answer.outcome === "unknown" || answer.outcome === "actionNeeded") return;
  const ids = { accountId: job.accountId!, orderId: placed.orderId, attemptId: placed.charge.attemptId };
  await inOneTransaction(house, wake, clock, null, (act) => finishOrder(act, ids, answer));
  if (answer.outcome === "unreachable" || answer.outcome === "closed")
    throw new TryLater("the payment provider does not answer", UNREACHABLE_SECONDS);
}
