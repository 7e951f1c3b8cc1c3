import type { Catalog } from "../../../kit/words.ts";
import type * as fr from "./fr.ts";

export * from "./screens.en.ts";

export const refusals: Catalog<typeof fr.refusals> = {
  "accounts.membershipRequired":
    "Your company has to be a member of its network first: join {label.theNetwork}, then come back here. What you typed is kept.",
  "accounts.directoryNeeded": "This takes your company’s work account. Sign in with it, or create one.",
  "accounts.directoryTaken": "This domain already belongs to the {name} account. An administrator of that account can add you to it.",
  "accounts.domainProven":
    "Meanwhile another company has proved that the domain {domain} is its own. If that is yours, ask to join it; otherwise create a directory on your own company’s domain. What you typed is kept.",
  "accounts.tooManyJoins": {
    one: "Too many tries from this place. Try again in {count} second.",
    other: "Too many tries from this place. Try again in {count} seconds.",
  },
  "accounts.needed": "This field is needed.",
  "accounts.tooLong": { one: "{count} character at most.", other: "{count} characters at most." },
  "accounts.strangeCharacters": "It holds invisible characters. Empty this field and type it again.",
  "accounts.countryUnknown": "Companies of this country cannot enrol. Choose one from the list.",
  "accounts.postalCode": "This postal code does not have the form used in this country: {country}. For example {example}.",
  "accounts.registrationNeeded": "This number is needed in this country: {label}. For example {example}.",
  "accounts.registrationFormat": "This number does not have the expected form: {label}, for example {example}.",
  "accounts.vatFormat": "This VAT number does not have the form used in this country. For example {example}.",
  "accounts.phone": "This number does not exist in this country. For example {example}, or with another country’s code, such as +33.",
  "accounts.languageUnknown": "Choose one of: French, English.",
  "accounts.email": "Incomplete address. Write it in full, for example first.last@company.example.",
  "accounts.profileMoved": "Someone changed this record at {time}. Your entries are kept; review the differences.",
  "accounts.nameByRole":
    "While your company is enrolled in {programme}, its legal name is changed only by: {needs}. The rest of the profile remains open to you.",
  "accounts.nameKept":
    "While your company is verified and enrolled in {programme}, its legal name stays as it is: leave the programme first, change the name, then enrol again.",
  "accounts.countryBound":
    "{programme} is bound to the country: the directory, the services and the currency depend on it. To move, leave the programme first, or enrol the other country’s company with a directory of its own.",
  "accounts.userNotFound": "This person does not exist in this account.",
  "accounts.userDeactivated": "This person no longer has access to the account. Reactivate them first.",
  "accounts.userActive": "This person already has access to the account.",
  "accounts.lastGlobalAdmin": "This account must keep a global administrator. Appoint another first.",
  "accounts.notForGuests": "This role is not for guests from another company: {role}. You may give them: {needs}.",
  "accounts.roleUnused": "The {role} role is of no use without a developer programme: enrol the company in one first.",
  "accounts.mayNotGrant": "You can neither give nor take away this role: {role}. These can: {needs}.",
  "accounts.notYourself": "You cannot deactivate yourself. Another person who administers the account can.",
  "accounts.aboveYou": "Only a global administrator can decide on a global administrator’s access.",
  "accounts.ownPassword": "This is your own password. Change it from the menu under your name, “Change password”.",
  "accounts.ownFactor": "This is your own second factor. Change it from the menu under your name, “Security”.",
  "accounts.noFactor": "This person has no second factor: there is nothing to remove.",
  "accounts.otherDirectory": "This person signs in with another company’s directory, which alone can reset their password.",
};

export const mails: Catalog<typeof fr.mails> = {
  addedSubject: "Your access to the {company} account",
  addedHeading: "Hello {name}",
  addedText: "{by} has given you access to the {company} account {label.inThePortal}.",
  addedPassword:
    "{by} will pass your temporary password on to you; it is not in this message. It works for {hours} hours; you will choose your own at the first sign-in.",
  resetSubject: "Your password has been reset",
  resetText: "{by} has replaced your password by a temporary one, and your sessions have ended.",
  resetPassword:
    "{by} will pass the temporary password on to you; it is not in this message, and works for {hours} hours. If this surprises you, talk to them.",
  signInName: "Sign-in name",
  account: "Account",
  signIn: "Sign in",
  footer: "You get this message because you have access to the {company} account {label.inThePortal}.",
};

export const facts: Catalog<typeof fr.facts> = {
  "account.created": "Account created",
  "legalProfile.changed": "Legal profile changed",
  "country.changed": "Country changed: {from} → {to}",
  "account.setupDone": "Account set-up finished",
  "user.added": "Access created for {name}",
  "user.cameIn": "Came in through the company’s directory: {name}",
  "user.rolesChanged": "Roles updated for {name}",
};

export const actors: Catalog<typeof fr.actors> = {
  staff: "our team",
  clock: "automatically",
  link: "from the link received by e-mail",
  visitor: "before enrolling",
};

export const report: Catalog<typeof fr.report> = {
  file: "users",
  name: "Name",
  email: "Work e-mail address",
  roles: "Roles",
  state: "Status",
  lastSignIn: "Last sign-in ({zone})",
  factor: "Second factor",
  active: "Active",
  invited: "Pending",
  deactivated: "Deactivated",
  yes: "yes",
  no: "no",
};
