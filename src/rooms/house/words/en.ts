import type { Catalog } from "../../../kit/words.ts";
import type * as fr from "./fr.ts";

export const refusals: Catalog<typeof fr.refusals> = {
  "house.noSuchPage": "This page does not exist.",
};

export const screens: Catalog<typeof fr.screens> = {
  updated: "Text of {day}.",
};

export const overview: Catalog<typeof fr.overview> = {
  title: "Overview",
  answerSign: "Hello {name}. There is an agreement left to sign; the rest opens after it.",
  answerSetup: "Hello {name}. Your role is left to check; adding users will open after it.",
  answerPending: "Hello {name}. Your account is open; buying will open once the verification is complete.",
  answerActionNeeded: "Hello {name}. Your account is open; the verification is waiting for your answer.",
  answerRejected: "Hello {name}. The verification did not succeed; correct what is pointed out and it will go on.",
  answerLapsed:
    "Hello {name}. The account is read-only since the network membership ended; renewing it is free and opens everything again.",
  network: "Renew the network membership",
  networkActive: "Due on {ends}. It is free; without a renewal everything stays open until {kept}.",
  networkGrace: "The due date of {ends} has passed. Everything stays open until {kept}; renewing is free.",
  networkExpired: "It ended on {kept}: the account is read-only. Renewing is free, and everything opens again at once.",
  renew: "Renew",
  answerAuthorized: "Hello {name}. Everything is open.",
  tour: "Discover your dashboard",
  tourText: "Five steps, one minute. You will find the tour again under Resources.",
  takeTour: "Start the tour",
  noTour: "Not now",
  goOn: "Carry on with the enrolment",
  next: "Next steps",
  users: "Add users and give them permissions",
  usersText: { one: "You are the only person on this account so far.", other: "There are {count} of you on this account." },
  add: "Add",
  starterPack: "{label.buyOrRenewStarterPack}",
  subscribe: "Subscribe now",
  owned: "Your subscription runs until {day}.",
  benefits: "Manage the benefits of your membership",
  benefitsText: "The entry-level benefits come with network membership.",
  open: "Open",
  competencies: "{label.learnCompetencies}",
  account: "Account",
  toProfile: "Partner profile",
  agreement: "Agreement",
  signedOn: "signed on {day}",
  notSigned: "To be signed",
  contact: "Contact",
  oneAdmin: "Only one global administrator.",
  noAdmin: "No global administrator.",
  oneAdminText: "If they leave, the account closes to everybody.",
  noAdminText: "Buying stays closed.",
  secondAdmin: "Add a second one",
  firstAdmin: "Appoint one",
  activity: "Activity",
  allActivity: "See all",
  partnerId: "{label.partnerId}",
  copyId: "Copy the {label.partnerId}",
  signed: "Signed",
  programme: "{name} programme",
};
