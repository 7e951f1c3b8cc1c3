import type { Catalog } from "../../../kit/words.ts";
import type * as fr from "./fr.ts";

export const refusals: Catalog<typeof fr.refusals> = {
  "seats.benefitNotFound": "This account has no such benefit, or the benefit has no seats.",
  "seats.notFound": "This account has no such seat.",
  "seats.userNotFound": "This person is not a user of this account. Add them first, under user management.",
  "seats.userInactive": "{name}’s user account is deactivated. Reactivate it, or choose somebody else.",
  "seats.alreadyHolds": "{name} already holds a seat of this benefit.",
  "seats.noneLeft": { one: "No seat left: the only one is assigned.", other: "No seat left: all {count} are assigned." },
  "seats.ended": "This benefit could be assigned until {expiresOn} only.",
  "seats.beingCancelled": "This subscription is cancelled or being cancelled: its seats are not assigned any more.",
  "seats.notAssigned": "This seat is free already.",
  "seats.tooSoon": "This seat can change hands from {opensOn}, {days} days after it was assigned.",
};

export const facts: Catalog<typeof fr.facts> = {
  "seat.assigned": "Seat assigned to {name}: {product}",
  "seat.released": "Seat removed from {name}: {product}",
};

export const mails: Catalog<typeof fr.mails> = {
  "assigned.subject": "A {product} seat is yours",
  "assigned.heading": "A {product} seat is yours",
  "assigned.text": "{giver} has assigned you a {product} seat for {company}. It is active from now until {until}.",
  "assigned.portal": "You manage your subscription in {label.theSeatPortal}.",
  footer: "This message concerns the {company} account.",
};

export const screens: Catalog<typeof fr.screens> = {
  caption: "Your company’s subscriptions",
  mine: "Your seat",
  mineSince: "{product}, yours since {since}, until {until}.",
  mineWhere: "You manage your subscription here: ",
  count: { one: "{count} of {of} assigned", other: "{count} of {of} assigned" },
  seat: "Seat {n}",
  assigned: "Assigned",
  free: "Free",
  nobody: "To be assigned to a user.",
  since: "since {day}",
  user: "User",
  userHint: "Their name or address. An e-mail tells them of the seat; it is active at once.",
  moreUsers: "Other users match: give more of the name.",
  choose: "Choose a user in the list.",
  assign: "Assign a user",
  assignedTo: "Seat assigned to {name}. An e-mail tells them.",
  everybody: "Every active user already has a seat of this subscription.",
  missing: "Is the user missing from the list? ",
  addUsers: "Add users",
  addUsersEnd: " in Account settings, then come back to this row.",
  remove: "Remove",
  removeOf: "Remove {name}’s seat",
  removeTitle: "Remove {name}’s seat?",
  removeStops: "Their {product} subscription stops at once.",
  removeFrees: "The seat is free again: it can be assigned at any time.",
  keep: "Leave",
  removed: "Seat removed from {name}.",
  seats: "{product} seats",
  number: "Seat",
  holder: "Holder",
  held: "Since",
  portal: "Each holder manages their subscription here: ",
  instructions: "Special instructions",
};
