import type { Catalog } from "../../../kit/words.ts";
import type * as fr from "./fr.ts";

export const refusals: Catalog<typeof fr.refusals> = {
  "refunds.nothingPaid": "No paid order of this account carries this subscription.",
  "refunds.orderChanged": "This subscription was renewed meanwhile: read the page again before you cancel. Nothing is cancelled.",
  "refunds.givenBack": "This order is refunded already, since {refundedOn}.",
  "refunds.underWay": "This subscription is being cancelled already. Nothing is refunded twice.",
  "refunds.renewedSince": "The subscription was renewed since, until {endsOn}: the renewal’s order is the one to refund.",
  "refunds.renewalUnderWay": "A renewal is waiting for its payment. Finish it or cancel it, then try again.",
  "refunds.membershipOver": "The subscription has ended already: its last day was {endsOn}.",
  "refunds.noRule": "The offer has left the programme: no rule says any more whether it can be refunded.",
  "refunds.tooLate": {
    one: "It was bought on {placedOn} and could be refunded for {count} day, until {untilOn}.",
    other: "It was bought on {placedOn} and could be refunded for {count} days, until {untilOn}.",
  },
  "refunds.keyOpened": "The key of {product} was opened by {name} on {openedOn}.",
  "refunds.aKeyOpened": "A software key was opened on {openedOn}.",
  "refunds.seatAssigned": "A seat was assigned on {assignedOn}.",
  "refunds.byHand": "This order was not paid by card: it cannot be refunded from here. Write to {contact}.",
  "refunds.noProvider": "The service that took this payment cannot be reached from here. Write to {contact}.",
  "refunds.askedAlready": "Your company has asked for it already: case {number}. We will answer soon.",
  "refunds.notThere": "This case does not exist.",
  "refunds.badCursor": "The rest of this list is gone. Reload the page.",
  "refunds.noSuchOrder": "No paid order of this account has this number.",
  "refunds.standsAlready": "This order has a case already: {number}.",
  "refunds.decidedAlready": "This case is decided already, or was withdrawn. Read it again.",
  "refunds.changedMeanwhile": "This case changed while you were reading it. Read it again, then decide.",
  "refunds.ownRequest": "You opened this case: somebody else has to approve it.",
  "refunds.ownException": "You proposed this exception: somebody else has to confirm it.",
  "refunds.exceptionNeedsReason": "The rule stands against it. To propose an exception, write why.",
};

export const facts: Catalog<typeof fr.facts> = {
  "refund.asked": "Cancellation and refund asked for, case {number}",
  "refund.begun": "Refund accepted and passed to the payment service, case {number}",
  "refund.refused": "Refund refused, case {number}",
  "refund.withdrawn": "Request for a refund withdrawn, case {number}",
  "refund.failed": "Refund refused by the payment service, case {number}: the subscription goes on",
};

export const states: Catalog<typeof fr.states> = {
  requested: "Request under review",
  proposed: "Request under review",
  paying: "Accepted, refund on its way",
  refunded: "Refunded",
  failed: "Not refunded",
  refused: "Refused",
  withdrawn: "Withdrawn",
};

export const deskStates: Catalog<typeof fr.deskStates> = {
  requested: "To decide",
  proposed: "Exception to confirm",
  paying: "With the payment service",
  refunded: "Refunded",
  failed: "Refused by the payment service",
  refused: "Refused",
  withdrawn: "Withdrawn by the partner",
};

export const met: Catalog<typeof fr.met> = {
  order: "The order is paid, and has not been refunded.",
  membership: "The subscription runs, and this order paid for its term.",
  days: "Bought on {placedOn}, refundable until {untilOn}: asked for on {askedOn}.",
  keyOpened: "No software key is open. A sealed key does not count.",
  seatAssigned: "No seat has been assigned.",
  payment: "Paid by card: the refund goes back to the {brand} card ending in {last4}.",
};

export const thread: Catalog<typeof fr.thread> = {
  refunded: "{subscription} is cancelled. {amount} goes back to your {brand} card ending in {last4}.",
  refused: "We cannot cancel and refund this subscription. {reason}",
};

export const mails: Catalog<typeof fr.mails> = {
  "refunded.subject": "Order {number} refunded, {amount}",
  "refunded.heading": "Your subscription is cancelled and refunded",
  "refunded.money": "{amount} goes back to your card, {card}. Your bank may take a few days to show it.",
  "refunded.ends":
    "{subscription} is cancelled since {day}: seats are taken back from their holders, sealed keys go back to the stock, credits end.",
  "refunded.nothing": "Automatic renewal is off: nothing will be charged any more. You can buy the offer again whenever you like.",
  "refused.subject": "Cancellation refused: {subscription}",
  "refused.heading": "Your request to cancel is refused",
  "refused.goesOn": "The subscription goes on until {day}, with all its benefits.",
  "refused.stop": "You can still turn its automatic renewal off, from its page: it will end on that day.",
  "failed.subject": "Not refunded: {subscription}",
  "failed.heading": "The refund could not be made",
  "failed.text": "The payment service refused to refund the card, {card}. Nothing is cancelled: the subscription goes on as before.",
  "failed.next": "Ask our support to cancel it, from the subscription’s page: a person will see to it.",
  case: "Case",
  order: "Order",
  askedBy: "Asked for by",
  net: "Net",
  tax: "VAT",
  total: "Total refunded",
  card: "{brand} ending in {last4}",
  act: "See the subscription",
  footer: "You receive this message because you administer the subscriptions of {company}, or asked for this cancellation.",
};
