import type { Card } from "../../kit/cards.ts";
import { isExpired } from "../../kit/cards.ts";
import type { Day } from "../../kit/dates.ts";
import { findOffer } from "../../programme/programme.ts";
import type { Programme } from "../../programme/schema.ts";
import { renewalIn } from "../memberships/renewal.rules.ts";
import type { Amounts, OwnedRow } from "./rules.ts";
import { decideOffer, situationIn } from "./rules.ts";
import type { Buyer } from "./tax.rules.ts";

/** Why the house does not even ask the bank. */
export const notAskedReasons = ["noCard", "awaitingTransfer", "notSold", "networkEnded", "noProvider", "cardExpired"] as const;
export type NotAsked = (typeof notAskedReasons)[number];

/** All that an automatic charge looks at, as the run of the day and its rehearsal read it alike. */
export type ChargeFacts<M> = {
  readonly programme: Programme;
  /** Whom an order of a day names, and what its tax depends on. */
  readonly buyerOn: (day: Day) => Buyer;
  /** The membership that is to be renewed, and everything that its company owns. */
  readonly row: OwnedRow;
  readonly owned: readonly OwnedRow[];
  /** The last order of the membership: its card, its terms, its buyer. */
  readonly mandate: M | undefined;
  /** The provider this house charges with. */
  readonly provider: string | undefined;
  /** Somebody of the company is paying for the same offer at this moment. */
  readonly paying: boolean;
  /** The last day on which a transfer for the same offer is expected. */
  readonly awaitingUntil: Day | null;
  /** The vendor's staff hold the automatic renewals back: all of them, or this company's. */
  readonly held: boolean;
};

export type ChargeDecision<M> =
  /** Renewed already, stopped, too early or over. */
  | { readonly does: "nothing" }
  | { readonly does: "wait" }
  | { readonly does: "hold" }
  | { readonly does: "tell"; readonly reason: NotAsked }
  | { readonly does: "charge"; readonly term: number; readonly amounts: Amounts; readonly mandate: M };

/** The one decision behind the automatic charge of a day and behind every rehearsal of it. */
export function decideCharge<M extends { readonly method: Card & { readonly gateway: string } }>(
  facts: ChargeFacts<M>,
  today: Day,
): ChargeDecision<M> {
  const { programme, row, mandate } = facts;
  // Its price may be on the way back: what comes of that decides whether there is anything to renew.
  if (row.refundingAt !== null) return { does: "wait" };
  const term = row.autoRenew ? renewalIn(programme, row, today) : undefined;
  const offer = findOffer(programme, row.offerId);
  if (!term?.ok || row.kind !== "offer" || !offer) return { does: "nothing" };
  if (facts.held) return { does: "hold" };
  if (facts.paying) return { does: "wait" };

  // A term is paid once: while somebody's transfer is expected for it, no card is charged. A later day asks again.
  if (facts.awaitingUntil !== null && today <= facts.awaitingUntil) return { does: "tell", reason: "awaitingTransfer" };
  if (!mandate) return { does: "tell", reason: "noCard" };
  if (facts.provider !== mandate.method.gateway) return { does: "tell", reason: "noProvider" };
  const around = { owned: facts.owned, paying: undefined, awaiting: undefined, provider: true, renews: row.id };
  const open = decideOffer(offer, situationIn(programme, "fr", today, offer, facts.buyerOn(today), around));
  if (!open.ok) return { does: "tell", reason: open.code === "purchasing.notMember" ? "networkEnded" : "notSold" };
  if (isExpired(mandate.method, today)) return { does: "tell", reason: "cardExpired" };
  return { does: "charge", term: term.value, amounts: open.value, mandate };
}
