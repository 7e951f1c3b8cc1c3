import type { Catalog } from "../../../kit/words.ts";
import type * as fr from "./fr.ts";
import * as notices from "./notices.en.ts";
import * as factors from "./security.en.ts";

export { security, securityMails } from "./security.en.ts";

export const refusals: Catalog<typeof fr.refusals> = {
  ...factors.refusals,
  ...notices.refusals,
  "people.wrongCredentials": "Wrong address or password. Check both, or choose a new password with “Forgotten your password?”.",
  "people.temporaryExpired":
    "This temporary password stopped working on {expiredAt}. Ask whoever gave it to you for another, or choose your own with “Forgotten your password?”.",
  "people.tooManyTries": { one: "Too many tries. Try again in a minute.", other: "Too many tries. Try again in {count} minutes." },
  "people.busy": "Many people are signing in right now. Nothing is lost here; try again in a few seconds.",
  "people.personalMail": "Personal address. Use one of your company’s, for example first.last@company.example.",
  "people.sharedMailbox": "“{mailbox}@” is a shared mailbox. Use one person’s address, for example first.last@company.example.",
  "people.personalDomain": "{domain} is a mail service, not a company’s domain. Give your company’s own, for example company.example.",
  "people.domainUnreadable": "This is not a domain name. Write what follows the @ in your addresses, for example company.example.",
  "people.domainProven":
    "A company has already proven that the domain {domain} is theirs. If it is yours, ask its administrators to add you.",
  "people.emailOffDomain": "The address must be on {domain}, for example first.last@{domain}.",
  "people.emailTaken":
    "{email} already has an account. Sign in with this address, or choose a new password with “Forgotten your password?”.",
  "people.secondFactorMissing":
    "Your account has no second factor yet, which staff need. Ask the person who operates this site for a new invitation link.",
  "people.secondFactorOwed": "First give your second factor: your sign-in is not finished.",
  "people.noSecondFactorOwed": "You have no second factor: this sign-in does not wait for a code.",
  "people.wrongCode":
    "This is not the right code. Copy the six digits that your app shows now, and check that your phone’s clock is right.",
  "people.usedCode": "This code has already been used. Wait for the next one: it appears within 30 seconds.",
  "people.passwordShort": {
    one: "Too short: {count} character, and {min} are needed. Three or four unrelated words will do, spaces included.",
    other: "Too short: {count} characters, and {min} are needed. Three or four unrelated words will do, spaces included.",
  },
  "people.passwordLong": { one: "Too long: {count} character, at most {max}.", other: "Too long: {count} characters, at most {max}." },
  "people.passwordSimple": "Too easy to guess: a sequence or a repetition. Take three or four unrelated words instead.",
  "people.passwordCommon": "This is a common password, or a common one with digits around it. Take three or four unrelated words instead.",
  "people.passwordPersonal":
    "“{word}” can be guessed from your account. Add several words that have nothing to do with you, or choose something else.",
  "people.passwordSame": "This is the present password. Choose another.",
  "people.wrongCurrent": "This is not your present password.",
  "people.partnerCannotBeStaff": "{email} belongs to a partner company’s directory. Staff have addresses of their own.",
  "people.staffDeactivated": "The account of {email} is deactivated. Reactivate it first.",
  "people.codeNeeded":
    "This person has a second factor. Give the six-digit code of their application as well, or one of their recovery codes.",
  "people.providerForbidden":
    "{host} cannot be reached from here. The address must begin with https:// and be public, for example https://login.company.example.",
  "people.providerDown": "{host} does not answer. Try again in a few minutes; if it goes on, tell your company’s IT.",
  "people.providerUnfit":
    "{host} does not describe itself as an identity provider that works here: OpenID Connect with a code and PKCE (S256). Check the issuer’s address, letter by letter.",
  "people.providerClientRefused":
    "{host} refuses the application’s client ID or secret. An administrator must correct them in the tenant’s settings.",
  "people.providerSaidNo": "{host} did not agree ({said}). Start again, or ask your company’s IT why.",
  "people.providerAnswerWrong":
    "The answer of {host} does not pass our checks, and nobody was signed in. Start again; if it happens again, tell your company’s IT.",
  "people.identityElsewhere": "This identity does not belong to the directory of {domain}. Sign in through your own company’s directory.",
  "people.identityDeactivated": "Your access is deactivated. An administrator of your company can restore it.",
  "people.identityTaken": "This identity at {domain} is already another person’s. Sign in to {domain} with your own.",
  "people.providerNoEmail":
    "The identity provider of {domain} did not give your address. Ask your company’s IT to add it to what is passed on (email).",
  "people.providerEmailUnverified":
    "The identity provider of {domain} does not vouch for {email} being yours. Ask your company’s IT to confirm it (email_verified).",
  "people.providerEmailOffDomain": "{email} is not an address of {domain}. This tenant takes addresses such as first.last@{domain} only.",
  "people.emailHeld":
    "{email} already has an account, with another way of signing in. Sign in as before, then link the sign-in of {domain} to that account.",
  "people.linkUnknown":
    "This link does not exist, or a newer one has replaced it. Open the link of the last message you received, all of it.",
  "people.linkUsed": "This link has already been used. It opens once; ask for a new one.",
  "people.linkExpired": "This link is no longer valid. Ask for a new one.",
};

export const states: Catalog<typeof fr.states> = {
  active: "Active",
  deactivated: "Deactivated",
};

export const facts: Catalog<typeof fr.facts> = {
  ...factors.facts,
  ...notices.facts,
  "directory.created": "Directory created: {domain}",
  "directory.attached": "Directory attached to the account",
  "directory.domainProven": "Domain proven",
  "directory.detached": "Tenant removed: {domain}",
  "directory.providerRemoved": "Sign-in through an identity provider removed: {domain}",
  "directory.providerSet": "Sign-in through an identity provider set: {domain}",
  "user.created": "User added: {name}",
  "user.renamed": "Name corrected: {before} became {name}",
  "user.signedIn": "Signed in",
  "user.secondFactorGiven": "Second factor given",
  "user.signedOut": "Signed out",
  "user.sessionsEnded": { one: "One sign-in ended", other: "{count} sign-ins ended" },
  "user.passwordChanged": "Password changed",
  "user.passwordResetAsked": "Link for a new password asked for",
  "user.passwordReset": "Password chosen by the link received",
  "user.temporaryPasswordSet": "Temporary password given to {name}",
  "user.deactivated": "User deactivated: {name}",
  "user.reactivated": "User reactivated: {name}",
  "user.identityLinked": "Company sign-in linked to an account",
  "staff.invited": "Member of staff invited",
  "staff.joined": "Member of staff joined: {name}",
};

export const mails: Catalog<typeof fr.mails> = {
  "reset.subject": "Choose a new password",
  "reset.heading": "Choose a new password",
  "reset.text": "Hello {name}, you asked for a new password for {email}. This link opens the page where you choose it.",
  "reset.action": "Choose a password",
  "reset.until": "The link is valid until {until}, and opens once.",
  "reset.notYou": "Did you not ask for anything? Do nothing: your password stays the same.",
  "changed.subject": "Your password has changed",
  "changed.heading": "Your password has changed",
  "changed.text": "Hello {name}, the password of {email} was changed on {at}.",
  "changed.ended": "Every other sign-in with this address has been ended.",
  "changed.action": "Choose another password",
  "changed.notYou": "Was it not you? Choose another password at once, then tell an administrator of your company.",
  footer: "Sent by {label.thePortal} about your user account.",
};

export const screens: Catalog<typeof fr.screens> = {
  email: "Work e-mail address",
  emailHint: "For example first.last@company.example. Personal addresses are refused.",
  password: "Password",
  newPassword: "New password",
  passwordHint: "At least {min} characters. Three or four unrelated words will do, spaces included.",
  givenName: "First name",
  familyName: "Last name",
  signIn: "Sign in",
  signInTitle: "Sign in",
  signInAnswer: "With your company’s work account.",
  withCompany: "Sign in with your company",
  forgotten: "Forgotten your password?",
  noAccount: "Does your company have no work account?",
  createAccount: "Create an account",
  helpTitle: "Do you not know your work account?",
  helpLeaves: "The link opens another site in a new tab. This page stays open: come back to it to carry on.",
  signedInAs: "The account {email} is open here.",
  carryOn: "Carry on",
  otherPerson: "Sign in with another account",
  passwordChanged: "Your password is changed. Sign in with the new one.",

  stepTitle: "Sign in to your company",
  stepAnswer: "This takes the global administrator of your company’s work account.",
  stepHave: "Your company has a work account",
  stepHaveText: "Sign in with the address and password of its global administrator.",
  stepOwn: "Your company has its own identity provider",
  stepOwnText: "Do your colleagues already sign in to their tools through a page of your company? It can serve here too.",
  stepOwnNew: "Set up this sign-in",
  stepNone: "Your company has none yet",
  stepNoneText: "Create it now, with its first global administrator. It takes two minutes.",
  rolesTitle: "Appropriate roles",
  rolesFirst: "Global administrator",
  rolesSecond: "Admin agent",
  rolesElse: "Do you have neither? Ask your company’s global administrator to enrol it.",
  back: "Back",
  next: "Next",

  directoryTitle: "Create your company’s work account",
  directoryAnswer: "It is the directory of your company’s people. You become its first global administrator.",
  company: "Company",
  domain: "The company’s domain name",
  domainHint: "What follows the @ in your addresses, for example company.example.",
  firstAdmin: "First global administrator",
  directoryEmailHint: "An address in your own name, on the company’s domain.",
  language: "Language of messages",
  french: "Français",
  english: "English",
  createDirectory: "Create an account",
  knownTitle: "Your company has an account in {label.thePortal}",
  knownText: "Ask to join it rather than make a second one: its administrators answer, and choose your roles.",
  knownAct: "Ask to join",
  createdTitle: "Sign in with the account you created",
  createdAnswer: "The directory of {domain} is ready. To carry on enrolling, sign in with its credentials.",
  createdMessage: "The work account of {domain} is created.",
  whatNext: "Next",
  whatNextText: "You sign in with this account, then fill in your company’s legal profile.",
  whyDomain: "Why the domain?",
  whyDomainText: "It tells which company addresses belong to. Personal mail services are refused.",

  codeTitle: "Second factor",
  codeAnswer: "Your password is right; what is left is to prove that it is you.",
  code: "Six-digit code",
  codeHint: "It changes every 30 seconds.",
  confirm: "Confirm",
  codeWho: "Sign-in begun with {email}.",

  changeTitle: "Change password",
  changeAnswer: "Your other sign-ins will be ended.",
  firstTitle: "Choose your password",
  firstAnswer: "The one you received was temporary. Only you will know the new one.",
  current: "Present password",
  temporary: "Temporary password",
  change: "Change password",
  changed: "Password changed. Your other sign-ins are ended.",

  forgottenTitle: "Forgotten password",
  forgottenAnswer: "We send you a link to choose a new one.",
  send: "Send the link",
  sentTitle: "Look at your messages",
  sentAnswer: "If {email} has an account, a message has just left. Its link is valid for one hour.",
  sentNothing: "Nothing after a few minutes? Look in the junk folder, check the address, or ask an administrator of your company.",
  again: "Try another address",
  toSignIn: "Back to signing in",

  resetTitle: "Choose a new password",
  resetAnswer: "For {email}. Your open sign-ins will be ended.",
  resetAct: "Choose this password",
  linkTitle: "This link no longer opens",
  newLink: "Ask for a new link",

  staffTitle: "Welcome to the team",
  staffAnswer: "For {email}. This link is valid until {until}, and opens once.",
  staffWho: "You",
  staffFactor: "Second factor",
  staffFactorText: "Add this account to an authenticator app on your phone, then copy the code that it shows.",
  staffAct: "Finish and sign in",
  staffNewLink: "Ask the person who operates this site for a new link.",
};
