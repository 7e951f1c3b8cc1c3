import type { Day } from "../../kit/dates.ts";
import type { Programme } from "../../programme/schema.ts";
import type { Db } from "../../server/db.ts";
import { buyersOf } from "../billing/door.ts";
import * as memberships from "../memberships/door.ts";
import type { AheadFacts } from "./ahead.rules.ts";
import * as ahead from "./ahead.store.ts";
import type { ChargeFacts } from "./charge.rules.ts";
import type { Mandate } from "./orders.store.ts";
import * as orders from "./orders.store.ts";
import { isWaiting } from "./transfer.rules.ts";

const later = (a: Day | null, b: Day | null): Day | null => (a !== null && (b === null || a > b) ? a : b);

export type Facts = ChargeFacts<Mandate> & AheadFacts<Mandate> & { readonly accountId: string; readonly row: memberships.Membership };

/** What the decisions about the memberships of some companies look at: as many questions for two hundred of them as for one. */
export async function factsOf(db: Db, programme: Programme, provider: string | undefined, accountIds: readonly string[]): Promise<Facts[]> {
  const [rows, buyers, mandates, refused, underWay, held] = await Promise.all([
    memberships.listOf(db, accountIds),
    buyersOf(db, accountIds),
    orders.mandatesOf(db, accountIds),
    orders.refusedMethods(db, accountIds),
    orders.underWayOf(db, accountIds),
    ahead.heldAmong(db, accountIds),
  ]);
  const owned = new Map<string, memberships.Membership[]>();
  for (const { accountId, ...row } of rows) {
    const own = owned.get(accountId);
    if (own) own.push(row);
    else owned.set(accountId, [row]);
  }
  return rows.flatMap(({ accountId, ...row }) => {
    const buyerOn = buyers.get(accountId);
    if (buyerOn === undefined) return [];
    const mandate = mandates.get(row.id);
    const ofThis = underWay.filter((one) => one.accountId === accountId && one.offerId === row.offerId);
    return [
      {
        ...{ accountId, programme, buyerOn, row, mandate, provider },
        owned: owned.get(accountId)!,
        paying: ofThis.some(({ state }) => !isWaiting(state)),
        awaitingUntil: ofThis.map(({ payUntil }) => payUntil).reduce(later, null),
        held: held.has(accountId),
        refusedBefore: mandate !== undefined && refused.has(mandate.method.id),
      },
    ];
  });
}
