import type { Catalog } from "../../../kit/words.ts";
import type * as fr from "./fr.ts";

export const refusals: Catalog<typeof fr.refusals> = {
  "security.dayNeeded": "Say from which day the second factor is asked for, for example {exampleOn}.",
  "security.dayPast": "This day is over. Choose one from {firstOn} on.",
  "security.dayTooFar": "This day is too far away. Choose one until {lastOn}.",
  "security.noDayNeeded": "Where no second factor is asked for, no day is needed. Leave it empty.",
};

export const facts: Catalog<typeof fr.facts> = {
  "security.policyChanged": "Second-factor policy changed",
};

export const mails: Catalog<typeof fr.mails> = {
  "asked.subject": "A second factor will be asked for from {day}",
  "soon.subject": "Reminder: a second factor is asked for from {day}",
  "asked.heading": "Hello {name}",
  "asked.text": "From {day} on, the {company} account asks for a second factor besides the password. You have none yet.",
  "asked.how":
    "It is an app on your phone, or a passkey of your device. Setting it up takes two minutes; otherwise you are asked to at your first sign-in after that day.",
  "asked.action": "Set up a second factor",
  footer: "You receive this message because you have access to the {company} account {label.inThePortal}.",
};

export const screens: Catalog<typeof fr.screens> = {
  title: "Security requirements status",
  answerNobody: "No second factor is asked for in this account.",
  answerMet: "Everybody concerned has a second factor.",
  answerMissing: {
    one: "One person concerned has no second factor yet.",
    other: "{count} people concerned have no second factor yet.",
  },
  settings: "Settings",
  people: "People with a second factor",
  signIns: "Sign-ins with a second factor",
  signInsWindow: "over the last 7 days",
  of: "{part} of {count}",
  noSignIns: "no sign-in",
  policy: "What your company asks for",
  policyText: "When the day comes, whoever has no second factor is led to set one up before anything else. Nobody is locked out.",
  askedOf: "Second factor asked of",
  nobody: "Nobody",
  administrators: "Administrators",
  administratorsHint: "Everybody who has a role other than sales or helpdesk.",
  everybody: "Everybody",
  dueOn: "From",
  dueHint: "Those concerned are told at once, and three days before.",
  save: "Save",
  saved: "Saved. Those concerned are told.",
  savedNobody: "Saved. No second factor is asked for any more.",
  changed: "Changed by {name} on {at}.",
  list: "People",
  lacking: "Without a second factor",
  all: "Everybody",
  caption: "The people of the account and their second factor",
  person: "Person",
  roles: "Roles",
  noRole: "No role",
  factor: "Second factor",
  since: "Since {day}",
  none: "None",
  noneAsked: "None, asked for",
  emptyTitle: "Everybody has a second factor.",
  days: "Day by day",
  daysText: "Each day that is over is recorded once, shortly after midnight (UTC).",
  daysEmpty: "The first record is made tonight.",
  day: "Day",
};
