import type { Catalog } from "../../../kit/words.ts";
import type * as fr from "./fr.ts";

export const refusals: Catalog<typeof fr.refusals> = {
  "benefits.notFound": "This account has no such benefit.",
};

export const facts: Catalog<typeof fr.facts> = {
  "benefit.granted": "Benefit granted: {product}",
};

export const statuses: Catalog<typeof fr.statuses> = {
  toRequest: "To request",
  sealed: { one: "Key sealed", other: "{count} keys sealed" },
  opened: { one: "Key opened", other: "{count} keys opened" },
  free: "To assign",
  partly: "Partly assigned",
  full: "All assigned",
  included: "Included",
  ended: "Expired",
};

export const screens: Catalog<typeof fr.screens> = {
  title: "Benefits",
  parts: "Kinds of benefits",
  givenBy: "Given by ",
  andBy: ", and by ",
  until: " until {day}",
  untilPast: " until {day}, now past",
  toDo: "To do: ",
  keysToDo: { one: "{count} key to request", other: "{count} keys to request" },
  seatsToDo: { one: "{count} seat to assign", other: "{count} seats to assign" },
  and: " and ",
  emptyTitle: "You do not seem to have any benefits yet",
  emptyNoOffer: "No purchased offer is active on {account}.",
  emptyOtherKind: "The offers of {account} give none of this kind.",
  emptyWrongAccount: "They may be in your other account: {names}.",
  toOffers: "See the available offers",
  readOnly: "Read only: managing benefits is for certain roles.",
  product: "Product",
  quantity: "Quantity",
  source: "Offer",
  class: "Type",
  core: "Core",
  incremental: "Incremental",
  expires: "Expires",
  status: "Status",
  expiresNote: "“Expires” is the last day to activate.",
  whoKeys: "Who can get keys: {people}.",
  whoSeats: "Who can assign: {people}.",
  nobodyKeys: "Nobody in your company can get keys for the moment.",
  nobodySeats: "There is no global administrator in your company for the moment: nobody can assign.",
  person: "{name} ({roles})",
  you: "you",
  others: { one: "{count} other person", other: "{count} other people" },
  refundUntil: "Refundable until {day}",
  refundOver: "No longer refundable",
  refundOf: "{offer}: ",
  keysOpened: { one: "{count} key opened", other: "{count} keys opened" },
  seatsAssigned: { one: "{count} seat assigned", other: "{count} seats assigned" },
  refundLate: { one: "The {count} day for it ended on {day}.", other: "The {count} days for it ended on {day}." },
  refundKeyOpened: "A key was opened on {day}.",
  refundSeatAssigned: "A seat was assigned on {day}.",
  instructions: "Special instructions",
  resource: "Included in your membership: nothing to activate.",
};
