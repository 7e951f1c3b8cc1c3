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
