import type { Catalog } from "../../../kit/words.ts";
import type * as fr from "./fr.ts";

export * from "./screens.en.ts";

export const refusals: Catalog<typeof fr.refusals> = {
  "team.memberAlready": "{email} has access to this account already. Their roles are changed under “User management”.",
  "team.memberShutOut":
    "This person had access to this account and has it no longer. An administrator can reactivate them under “User management”.",
  "team.invitedAlready":
    "{email} is on the list of invitations already, until {untilAt}. Send the invitation again, or take it back first.",
  "team.invitationGone": "This invitation is no longer waiting: it was accepted or taken back, or belongs to another account.",
  "team.invitationUnknown": "This link does not exist, or a newer one has replaced it. Open the link of the latest message, in full.",
  "team.invitationUsed": "This invitation has been accepted already. If that was you, sign in.",
  "team.invitationRevoked": "This invitation was taken back. Talk to the person who sent it.",
  "team.invitationExpired": "This invitation ended on {expiredAt}. Ask the person who sent it to send another.",
  "team.senderGone":
    "The person who invited you no longer adds users to this account. Ask another administrator of the company to send you an invitation.",
  "team.invitationForAnother": "This invitation is for {email}. Sign out, then come back to this link with that account.",
  "team.notForStaff": "A member of our team does not enter a partner’s account. Ask for an invitation to another address.",
  "team.signInFirst": "{email} has an account {label.inThePortal} already. Sign in, then come back to this link.",
  "team.companyFirst":
    "Addresses on {domain} belong to a company that gives its own employees their access. Go through that company first, then come back to this link.",
  "team.roleHeld": "You have this role already.",
  "team.notAGrantor": "This person does not give this role: {role}. Those who can: {needs}.",
  "team.askedToday": "You have asked for this role today already: {role}. Wait for the answer, or ask again tomorrow.",
  "team.requestGone": "This request is no longer waiting for an answer: the role was given or refused, or it belongs to another account.",
  "team.csvNoFile": "Choose a CSV file.",
  "team.csvEncoding": "This file is not in UTF-8: its accents would be wrong. In your spreadsheet, choose “Save as”, then “CSV UTF-8”.",
  "team.csvUnreadable": "This file is not a readable CSV. In your spreadsheet, choose “Save as”, then “CSV UTF-8”.",
  "team.csvEmpty": "This file has no line below its headings. Write one person on each line.",
  "team.csvMissing": "Missing from the headings: {columns}. Start from the sample file.",
  "team.csvColumn":
    "The column “{column}” is not expected, or is there twice. Keep the headings of the sample file; a password has no place in it.",
  "team.csvTooMany": { one: "{count} line at most.", other: "{count} lines at most. Split this file into several." },
  "team.importGone":
    "This file is no longer here: another has replaced it, nobody confirmed it within a day, or it belongs to another account.",
  "team.importConfirmed": "This file has been confirmed already. Its invitations are sent once.",
  "team.importEmpty": "No line of this file can become an invitation. Correct it, then upload it again.",
  "team.importOfAnother": "Only the person who uploaded this file can confirm it: they answer for its invitations.",
};

export const facts: Catalog<typeof fr.facts> = {
  "invitation.sent": "Invitation sent to {name}",
  "invitation.resent": "Invitation sent again to {name}",
  "invitation.revoked": "Invitation to {name} taken back",
  "invitation.accepted": "Invitation accepted by {name}",
  "role.asked": "Role asked for by {name}: {role}",
  "role.declined": "Role refused to {name}: {role}",
  "invitation.fileConfirmed": "Invitations from a file: {count}",
};

export const mails: Catalog<typeof fr.mails> = {
  invitedSubject: "{sender} invites you into the {company} account",
  invitedHeading: "Hello {name}",
  invitedText: "{sender} invites you to join the account of {company} {label.inThePortal}.",
  invitedAct: "See the invitation",
  invitedUntil: "The link is valid until {until}, and can be used once.",
  invitedNotYou: "You do not know this person? Do nothing: without you, the invitation ends by itself.",
  account: "Account",
  address: "Your sign-in name",
  roles: "Roles offered",
  noRoles: "none for now",
  footer: "Sent by {label.thePortal} at the request of somebody who administers this account.",
  roleAskedSubject: "{name} asks you to give them a role",
  roleAskedText: "The link opens their sheet, where the role is ticked already. It is in force as soon as you press “Update”.",
  roleAskedAct: "Open their sheet",
  roleAskedRefuse: "To refuse, with your reason: “User management”, then “Role requests”.",
  person: "Person",
  role: "Role asked for",
  note: "Their message",
  roleGrantedSubject: "You now have the role {role}",
  roleGrantedText: "The role you asked for in the {company} account is yours, as of now.",
  roleDeclinedSubject: "You are not given the role {role}",
  roleDeclinedText:
    "Your request in the {company} account was refused. You can ask for the role again, or talk to the person who answered.",
  decidedBy: "Answered by",
  reason: "Reason",
  toRoles: "See my roles",
  footerMember: "You receive this message because you have access to the {company} account {label.inThePortal}.",
};

export const columns: Catalog<typeof fr.columns> = {
  givenName: "First name",
  familyName: "Last name",
  email: "Address",
  language: "Language",
  roles: "Roles",
  french: "French",
  english: "English",
  sampleFile: "sample-users",
};

export const lines: Catalog<typeof fr.lines> = {
  needed: "This cell is empty, and is needed.",
  tooLong: "More than {count} characters.",
  invisible: "There are invisible characters in it. Type this cell again.",
  email: "Incomplete address. Write it in full, for example given.family@company.example.",
  language: "Unknown language. Write French or English, or leave the cell empty.",
  role: "Unknown role: {role}. Write roles as on the “Roles and tasks” page, separated by a vertical bar ( | ).",
  twice: "This address is on line {line} already.",
  tooOften: "{count} invitations have gone to this address since yesterday. Try again tomorrow.",
  senderGone: "The person who confirmed this file no longer adds users to this account.",
  "people.personalMail": "Addresses on {domain} are personal. It takes the company’s.",
  "people.sharedMailbox": "{mailbox} is a shared mailbox. It takes the address of one person.",
  "team.memberAlready": "This person has access to the account already.",
  "team.memberShutOut": "This person no longer has access to the account. Reactivate them from the list of users.",
  "team.invitedAlready": "This person is invited already, until {untilAt}.",
  "accounts.mayNotGrant": "You cannot give this role: {role}. Those who can: {needs}.",
  "accounts.notForGuests": "The address is another company’s, and this role is not for guests: {role}. They may have: {needs}.",
  "accounts.roleUnused": "This role is of no use without a developer programme: {role}.",
};
