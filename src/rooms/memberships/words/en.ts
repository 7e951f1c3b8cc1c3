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
  "memberships.renewalGone": "This offer is not sold any more: it is not renewed.",
};

export const states: Catalog<typeof fr.states> = {
  active: "Active",
  grace: "Due for renewal",
  expired: "Expired",
};

export const facts: Catalog<typeof fr.facts> = {
  "membership.activated": "A membership is active",
  "membership.autoRenewalStopped": "Automatic renewal turned off",
  "membership.renewed": "Subscription renewed, from {startsOn} to {endsOn}",
  "membership.lapsed": "The date passed without a renewal: the benefits stay until {untilOn}",
  "membership.expired": "The subscription has ended, and its benefits with it",
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
