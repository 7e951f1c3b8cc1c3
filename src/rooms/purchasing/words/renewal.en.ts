import type { Catalog } from "../../../kit/words.ts";
import type * as fr from "./renewal.fr.ts";

export const mails: Catalog<typeof fr.mails> = {
  "near.off.subject": "{subscription}: to be renewed before it is due on {day}",
  "near.off": "Your subscription is due on {day}. Its automatic renewal is off: it will not renew by itself.",
  "near.transfer":
    "Your subscription is due on {day}. Its last term was paid by transfer: no card is linked to it, and it will not renew by itself.",
  "near.on.subject": "{subscription}: automatic renewal on {day}",
  "near.on": "Your card {card} will be charged on {day}, for another term.",
  "near.onAmount": "Your card {card} will be charged {amount}, tax included, on {day}.",
  "near.nothing": "There is nothing for you to do.",
  "near.cardExpires":
    "Please note: on that day the card {card} will have expired. Renew by hand with another card, before or after that date.",
  "near.networkEnds":
    "Please note: without a renewal, your network membership will have ended on {day}. The account will then be read-only and nothing will be charged. Renew it first: it is free.",
  "near.stop": "You can turn off automatic renewal until that day, on the subscription’s page.",
  window: "You can renew it from {from} to {to}. Whichever day you choose, the date it is next due stays the same.",
  price: "Current price of the renewal: {amount}, tax included.",
  ends: "Without a renewal, the benefits stop on {day}.",
  "last.subject": "{subscription}: last days to renew, until {day}",
  last: {
    one: "{count} day is left to renew your subscription: until {day}. Until then your benefits stay as they are.",
    other: "{count} days are left to renew your subscription: until {day}. Until then your benefits stay as they are.",
  },
  "charged.subject": "{subscription}: renewed until {day}",
  charged: "Your card {card} has just been charged {amount}.",
  "charged.next": "The next automatic renewal is due on {day}. You can turn it off at any time.",
  number: "Order number",
  net: "Without tax",
  total: "Total with tax",
  period: "Period",
  periodText: "from {from} to {to}",
  "failed.subject": "{subscription}: the automatic renewal could not be charged",
  "failed.again": "We will try again on {day}, with the same card.",
  "failed.noMore": "We will not try again.",
  "failed.byHand": "You can renew by hand with another card, until {day}: your benefits stay as they are until then.",
  "failed.networkFirst":
    "Renew the network membership first: it is free, and the account opens again at once. The subscription can be renewed until {day}.",
  "expired.subject": "{subscription}: ended",
  "expired.seats": "The subscription was not renewed. Seats have been taken back from their holders, and credits stop.",
  "expired.keys": "The rights to use the software stop too: uninstall it or buy licences. Keys that were opened can still be read.",
  "expired.again": "You can buy the offer again: it will be a new subscription, with a date of its own.",
  card: "{brand} ending in {last4}",
  "action.membership": "See the subscription",
  footer: "You are receiving this message because you administer {company}’s subscriptions.",
};

export const reasons: Catalog<typeof fr.reasons> = {
  declined: "The bank declined the card. Nothing was charged.",
  insufficientFunds: "The card has insufficient funds. Nothing was charged.",
  cardExpired: "The card has expired. Nothing was charged.",
  cvcWrong: "The bank declined the card’s security code. Nothing was charged.",
  processingError: "The bank could not process the payment. Nothing was charged.",
  authenticationNeeded: "The bank asks you to confirm this payment yourself. Nothing was charged: renew by hand, the same card will do.",
  noCard: "No card is linked to this subscription. Nothing was charged.",
  awaitingTransfer: "A transfer is expected for this term: no card is charged.",
  notSold: "The offer cannot be bought by your company at the moment. Nothing was charged.",
  networkEnded: "The network membership has ended: the account is read-only. Nothing was charged.",
  noProvider: "Payment by card is not open here. Nothing was charged.",
};
