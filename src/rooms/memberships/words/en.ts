import type { Catalog } from "../../../kit/words.ts";
import type * as fr from "./fr.ts";

export const refusals: Catalog<typeof fr.refusals> = {
  "memberships.notFound": "This membership does not exist in this account.",
  "memberships.renewsByHand": "This level is free and renewed by hand: it has no automatic renewal.",
  "memberships.autoRenewalIsOn": "Automatic renewal is on already.",
  "memberships.autoRenewalIsOff": "Automatic renewal is off already.",
  "memberships.autoRenewalLocked":
    "Automatic renewal cannot be turned on again before the subscription is renewed; the renewal turns it on again.",
  "memberships.ended": "This subscription has ended: it has no automatic renewal any more. You can buy the offer again.",
  "memberships.renewalTooEarly": "Renewal opens on {opensOn}.",
  "memberships.renewalOver": "Renewal was open until {closesOn}. You can buy the offer again.",
  "memberships.profileUnconfirmed": "Confirm that the legal profile is right, or correct it first.",
  "memberships.agreementUnseen": "Confirm that you have read the agreement.",
  "memberships.profileChanged": "The legal profile has changed meanwhile. Read it again before you renew.",
  "memberships.agreementChanged": "Version {version} of the agreement came into force meanwhile. Read it before you renew.",
  "memberships.agreementNotAccepted": "Version {version} of the agreement is in force: accept it before you renew.",
  "memberships.renewalGone": "This offer is not sold any more: it is not renewed.",
  "memberships.cancelled": "This subscription is cancelled: it is not renewed. You can buy the offer again.",
  "memberships.beingCancelled": "This subscription is being cancelled: it is not renewed.",
};

export const states: Catalog<typeof fr.states> = {
  active: "Active",
  grace: "Due for renewal",
  expired: "Expired",
  cancelled: "Cancelled",
};

export const facts: Catalog<typeof fr.facts> = {
  "membership.activated": "A membership is active",
  "membership.autoRenewalStopped": "Automatic renewal turned off",
  "membership.renewed": "Subscription renewed, from {startsOn} to {endsOn}",
  "membership.lapsed": "The date passed without a renewal: the benefits stay until {untilOn}",
  "membership.expired": "The subscription has ended, and its benefits with it",
  "network.reminded": "Reminder sent: renew the network membership",
  "network.renewed": "Network membership renewed, from {startsOn} to {endsOn}",
  "network.ended": "Network membership not renewed: the account is read-only since the day after {untilOn}",
  "membership.cancelled": "The subscription is cancelled and refunded, its benefits end",
};

export const mails: Catalog<typeof fr.mails> = {
  "stopped.subject": "Automatic renewal turned off: {subscription}",
  "stopped.heading": "Automatic renewal is off",
  "stopped.who": "{name} turned it off on {at} for {subscription}.",
  "stopped.stays": "The subscription stays active until {day}, with all its benefits. Nothing will be charged on that day.",
  "stopped.locked": "It cannot be turned on again before the subscription is renewed; the renewal turns it on again.",
  "stopped.reminder": "We will remind you to renew on {day}, before the subscription expires.",
  "action.membership": "See the subscription",
  footer: "You are receiving this message because you administer {company}’s subscriptions.",
};

export const networkMails: Catalog<typeof fr.networkMails> = {
  "near.subject": "{membership}: to be renewed before {day}",
  near: "Your company’s membership is due on {day}.",
  free: "Renewing it is free: you confirm the company’s legal profile, read the agreement in force again, then select “Renew”. Nothing is charged.",
  window: "You can do so from now on. Whichever day you choose, the next due date stays the same.",
  otherwise:
    "Without a renewal everything stays open until {day}. From {after} the account is read-only: everything can be read and downloaded, but nothing can be bought, handed out or changed.",
  "last.subject": "{membership}: last days to renew, until {day}",
  last: {
    one: "{count} day is left to renew your company’s membership: until {day}. Until then everything stays open.",
    other: "{count} days are left to renew your company’s membership: until {day}. Until then everything stays open.",
  },
  "lapsed.subject": "{membership}: ended, the account is read-only",
  lapsed:
    "{company}’s membership was not renewed and ended on {day}. Everything can still be read and downloaded; nothing can be bought, handed out or changed.",
  "lapsed.paid":
    "Your paid subscriptions keep the benefits that were handed out, but give nothing new. No automatic renewal is charged while the account is read-only.",
  "lapsed.back":
    "You can renew whenever you like, free of charge: everything opens again at once, and due dates stay counted from the day you joined.",
  action: "Renew the membership",
  footer: "You are receiving this message because you can renew {company}’s membership.",
};

export const renewal: Catalog<typeof fr.renewal> = {
  title: "Renew the network membership",
  answer: "Free of charge. Confirm the profile and the agreement, then select “Renew”.",
  answerLapsed: "The membership ended on {day}. Renew it: it is free, and everything opens again at once.",
  leave: "Leave without renewing",
  profile: "Legal profile",
  profileText: "Under this name and at this address the company is a member of the network.",
  correct: "Correct",
  profileRight: "This information is right.",
  profileMissing: "Confirm it, or correct the profile first.",
  agreement: "Agreement in force",
  agreementSigned: "Version {version}, accepted on {day} by {name}. It is still in force.",
  agreementNew: "Version {version} has been in force since {day}. It asks to be accepted anew.",
  read: "Read the agreement again",
  accept: "Read and accept",
  agreementSeen: "I have read the agreement in force.",
  agreementMissing: "Confirm it to go on.",
  period: "New period",
  periodText: "from {from} to {to}",
  periodHint: "Due dates stay counted from the day of joining, whichever day it is renewed.",
  price: "Price",
  freeOfCharge: "Free",
  renew: "Renew",
  note: "Nothing is charged.",
  renewed: "Membership renewed until {day}.",
};
