import type { Catalog } from "../../../kit/words.ts";
import type * as fr from "./fr.ts";

export const refusals: Catalog<typeof fr.refusals> = {
  "purchasing.notMember": "Only companies that are members {label.ofTheNetwork} can buy this offer.",
  "purchasing.requirementMissing": { one: "One requirement is missing: {missing}.", other: "{count} requirements are missing: {missing}." },
  "purchasing.notSoldInCountry": "This offer has no price for your country ({country}), so it cannot be bought there.",
  "purchasing.alreadyOwned": {
    one: "Your company already has this offer; one per company is possible.",
    other: "Your company already has this offer {count} times, which is the most a company can have.",
  },
  "purchasing.inFlight": "An order of this offer, placed by {name}, is being paid. Wait for its answer: nothing is charged twice.",
  "purchasing.noPaymentProvider": "Payment is not open here yet. Write to {contact}.",
  "purchasing.offerNotFound": "This offer does not exist.",
  "purchasing.cartNotFound": "This order is not yours, or does not exist. Start again from the offers page.",
  "purchasing.cartClosed": "You left this order. Start again from the offers page.",
  "purchasing.alreadyOrdered": "This order has been placed already, under number {number}. Nothing is charged twice.",
  "purchasing.cartChanged": "This order changed in another tab. Review it, then continue.",
  "purchasing.termsMissing": "Accept the terms and conditions of this order first.",
  "purchasing.termsChanged": "The terms and conditions have changed: version {version} is in force. Read and accept them for this order.",
  "purchasing.methodMissing": "Choose a payment method first.",
  "purchasing.methodNotFound": "This payment method does not exist in this account.",
  "purchasing.methodExpired": "The card ending in {last4} has expired. Choose another or add one.",
  "purchasing.priceChanged": "The price has changed: {now} instead of {was}. Nothing was charged. Review the order before buying.",
  "purchasing.cardNumber": "A card number never comes here. Type it in the payment service’s form only.",
  "purchasing.tokenUnknown": "The payment service does not recognise this card. Enter it again.",
  "purchasing.cardDeclined": "Your bank declined the card. Nothing was charged or bought. Try another card or check its address.",
  "purchasing.insufficientFunds": "There is not enough money on this card. Nothing was charged or bought. Try another card.",
  "purchasing.cardExpired": "Your bank says that this card has expired. Nothing was charged or bought. Try another card.",
  "purchasing.cvcWrong": "This card’s security code is wrong. Nothing was charged or bought. Enter the card again.",
  "purchasing.processingError": "The bank could not process this payment. Nothing was charged or bought. Try again, or use another card.",
  "purchasing.notCharged": "The payment did not go through in time and was cancelled. Nothing was charged or bought. Try again.",
  "purchasing.gatewayUnreachable": "The payment service does not answer. Nothing was charged or bought. Try again in a few minutes.",
  "purchasing.paymentUnknown":
    "The bank’s answer has not arrived. Do not pay elsewhere: we are asking again, and this page will tell you. Nothing will be charged twice.",
  "purchasing.orderNotFound": "This order does not exist in this account.",
};

export const facts: Catalog<typeof fr.facts> = {
  "terms.accepted": "Terms and conditions accepted for an order, version {version}",
  "paymentMethod.added": "Payment method added: {brand} ending in {last4}",
  "order.placed": "Order {number} placed",
  "order.paid": "Order {number} paid",
  "order.declined": "Order {number}: card declined, nothing charged",
  "order.abandoned": "Order {number} abandoned, nothing charged",
};

export const states: Catalog<typeof fr.states> = {
  paying: "Pending",
  paid: "Paid",
  declined: "Refused",
  abandoned: "Cancelled",
};

export const mails: Catalog<typeof fr.mails> = {
  "confirmed.subject": "Order {number} confirmed, {amount}",
  "confirmed.heading": "Your order is confirmed",
  "confirmed.debited": "Your {brand} card ending in {last4} has just been charged {amount}.",
  "confirmed.active": "{subscription}: active from {from} to {to}.",
  "confirmed.opens": "What opens: {benefits}.",
  "confirmed.number": "Order number",
  "confirmed.offer": "Offer",
  "confirmed.net": "Excl. VAT",
  "confirmed.tax": "VAT, {country}, {rate}",
  "confirmed.total": "Total incl. VAT",
  "confirmed.paidBy": "Paid by",
  "confirmed.card": "{brand} ending in {last4}",
  "confirmed.terms": "Terms and conditions",
  "confirmed.accepted": "{title}, version {version}, accepted for this order",
  "confirmed.renewal": "Renewal",
  "confirmed.renews": "Automatic, on {day}",
  "confirmed.refund": "Refund",
  "confirmed.refundDay": "Until {day}",
  "confirmed.refundUntil": "Until {day}, {conditions}",
  "confirmed.activateStarter": "{label.activateStarterPack}",
  "confirmed.activate": "Activate your benefits",
  footer: "You receive this message because you placed this order for {company}.",
};

/** What ends the right to a refund, as the condition under which it lasts. */
export const refundConditions: Catalog<typeof fr.refundConditions> = {
  keyOpened: "as long as no software key has been opened",
  seatAssigned: "as long as no seat has been assigned",
};
