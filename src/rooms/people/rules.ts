import type { Instant } from "../../kit/dates.ts";
import { addSeconds } from "../../kit/dates.ts";
import type { Decision, Refused } from "../../kit/decision.ts";
import { accept, refuse, refuseAll } from "../../kit/decision.ts";
import { machine } from "../../kit/machine.ts";

/** A person's account. Deactivated, it opens nothing; what it did stays. */
export const user = machine("user", {
  states: ["active", "deactivated"],
  initial: "active",
  moves: {
    deactivate: { from: ["active"], to: "deactivated", by: "users.deactivate" },
    reactivate: { from: ["deactivated"], to: "active", by: "users.deactivate" },
  },
});

/** A temporary password went through somebody's hands: unused for so long, it opens nothing any more. */
export const TEMPORARY_HOURS = 72;
export const temporaryUntil = (now: Instant): Instant => addSeconds(now, TEMPORARY_HOURS * 3600);

export type SigningIn = {
  readonly state: (typeof user.states)[number];
  /** Until when a temporary password opens, on the business clock; null for one that the person chose. */
  readonly passwordExpiresAt: Instant | null;
  readonly staff: boolean;
  /** A second factor of any kind is set up. */
  readonly hasFactor: boolean;
};

/**
 * An unknown address, a wrong password and a deactivated account get the same answer, so that nobody learns who has an account here.
 * Only whoever knows a temporary password learns that its time is over. Whoever has a second factor owes it. The vendor's staff must have one; only the sandbox lets those in who have none.
 */
export function decideSignIn<Who extends SigningIn>(
  who: Who | undefined,
  passwordRight: boolean,
  sandbox: boolean,
  now: Instant,
): Decision<{ who: Who; complete: boolean }, "people.wrongCredentials" | "people.temporaryExpired" | "people.secondFactorMissing"> {
  if (!who || !passwordRight || who.state !== "active") return refuse("people.wrongCredentials");
  if (who.passwordExpiresAt !== null && Date.parse(who.passwordExpiresAt) <= Date.parse(now))
    return refuse("people.temporaryExpired", { expiredAt: who.passwordExpiresAt });
  if (who.staff && !who.hasFactor && !sandbox) return refuse("people.secondFactorMissing");
  return accept({ who, complete: !who.hasFactor });
}

export type LinkState = { readonly usedAt: Instant | null; readonly expiresAt: Instant };

/** A link opens its door once, and until its hour on the business clock. */
export function decideLink<L extends LinkState>(
  link: L | undefined,
  now: Instant,
): Decision<L, "people.linkUnknown" | "people.linkUsed" | "people.linkExpired"> {
  if (!link) return refuse("people.linkUnknown");
  if (link.usedAt !== null) return refuse("people.linkUsed");
  if (Date.parse(link.expiresAt) <= Date.parse(now)) return refuse("people.linkExpired");
  return accept(link);
}

const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const domainShape = new RegExp(`^(?=.{4,253}$)(?:${label}\\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$`);

/** A company's domain, however it was written: with `https://www.`, with an @, with accents, with a path. */
export function readDomain(text: string): string | undefined {
  const bare = text
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, "")
    .replace(/^.*@/, "")
    .replace(/^www\./, "")
    .replace(/[/?#:].*$/, "")
    .replace(/\.$/, "");
  if (!bare.includes(".") || /[\s\\]/.test(bare) || !URL.canParse(`http://${bare}`)) return undefined;
  const { hostname } = new URL(`http://${bare}`);
  return domainShape.test(hostname) ? hostname : undefined;
}

export const domainOf = (email: string): string => email.slice(email.lastIndexOf("@") + 1);
export const localPartOf = (email: string): string => email.slice(0, email.lastIndexOf("@"));

/** The domain and those it stands under: whoever has proven `kermadec.example` answers for `brest.kermadec.example` too. */
export function domainAndParents(domain: string): string[] {
  const parts = domain.split(".");
  return parts.slice(0, -1).map((_, index) => parts.slice(index).join("."));
}

/** Which domains belong to mail providers, and which local parts to nobody in particular. */
export type Mailboxes = { readonly personal: ReadonlySet<string>; readonly shared: ReadonlySet<string> };

const isPersonal = (domain: string, { personal }: Mailboxes): boolean => domainAndParents(domain).some((one) => personal.has(one));

export type WorkEmailRefusal = "people.personalMail" | "people.sharedMailbox";

/** A work identity is one person's address at their company. */
export function decideWorkEmail(email: string, mailboxes: Mailboxes, pointer = "/email"): Decision<string, WorkEmailRefusal> {
  const [domain, local] = [domainOf(email), localPartOf(email)];
  if (isPersonal(domain, mailboxes)) return refuse("people.personalMail", { domain }, pointer);
  if (mailboxes.shared.has(local.replace(/\+.*$/, ""))) return refuse("people.sharedMailbox", { mailbox: local }, pointer);
  return accept(email);
}

/** The domain of a company, however it was written. */
export function decideDomain(
  typed: string,
  mailboxes: Mailboxes,
  pointer = "/domain",
): Decision<string, "people.domainUnreadable" | "people.personalDomain"> {
  const domain = readDomain(typed);
  if (domain === undefined) return refuse("people.domainUnreadable", {}, pointer);
  return isPersonal(domain, mailboxes) ? refuse("people.personalDomain", { domain }, pointer) : accept(domain);
}

export type DirectoryRefusal =
  | WorkEmailRefusal
  | "people.domainUnreadable"
  | "people.personalDomain"
  | "people.emailOffDomain"
  | PasswordRefusal;

/** A directory is a company's: its domain is not a mail provider's, and its first administrator has an address on it. */
export function decideDirectory(
  asked: { domain: string; email: string },
  mailboxes: Mailboxes,
  password: Decision<string, PasswordRefusal>,
): Decision<{ domain: string; email: string; password: string }, DirectoryRefusal> {
  const refusals: Refused<DirectoryRefusal>[] = [];
  const domain = readDomain(asked.domain);
  const personal = domain !== undefined && isPersonal(domain, mailboxes);
  if (domain === undefined) refusals.push(refuse("people.domainUnreadable", {}, "/domain"));
  else if (personal) refusals.push(refuse("people.personalDomain", { domain }, "/domain"));

  const email = decideWorkEmail(asked.email, mailboxes);
  if (!email.ok) refusals.push(email);
  else if (domain !== undefined && !personal && domainOf(asked.email) !== domain) {
    refusals.push(refuse("people.emailOffDomain", { domain }, "/email"));
  }
  if (!password.ok) refusals.push(password);

  const [first, ...others] = refusals;
  if (first !== undefined) return refuseAll([first, ...others]);
  return accept({ domain: domain!, email: asked.email, password: (password as { value: string }).value });
}

/**
 * NIST SP 800-63B-4 for a password that stands alone: 15 characters at least, any of them, no recipe. Refused are only those
 * that somebody else would try first.
 */
export const passwordLength = { min: 15, max: 128 } as const;

export type PasswordRefusal =
  | "people.passwordShort"
  | "people.passwordLong"
  | "people.passwordSimple"
  | "people.passwordCommon"
  | "people.passwordPersonal";

const withoutAccents = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const lettersAndDigits = (text: string): string => withoutAccents(text).replace(/[^\p{L}\p{N}]/gu, "");
/** What is left of `motdepasse2026!` when the digits and signs around it go. */
const core = (text: string): string => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");

/** The shortest piece that makes the whole when it is repeated. */
function unitOf(text: string): string {
  const at = (text + text).indexOf(text, 1);
  return text.slice(0, at);
}

const rows = [
  "0123456789",
  "abcdefghijklmnopqrstuvwxyz",
  "azertyuiopqsdfghjklmwxcvbn",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertzuiopasdfghjklyxcvbnm",
];
const steps = new Set(
  rows.flatMap((row) => [...row].flatMap((sign, index) => [sign + row[(index + 1) % row.length], row[(index + 1) % row.length] + sign])),
);

/** Walks along the alphabet, the digits or a keyboard for nearly all of its way. */
function walks(text: string): boolean {
  const signs = [...text];
  const leaps = signs.slice(1).filter((sign, index) => !steps.has(signs[index]! + sign)).length;
  return leaps <= (signs.length - 1) / 5;
}

/**
 * @param about words that stand near the account: names, address, company, product. A password made of them and little else is guessed first.
 * @param isCommon whether a word is on the list of passwords that were found in use.
 * @returns the password as it is kept: in the one Unicode form that every keyboard's way of typing it leads to.
 */
export function decidePassword(
  typed: string,
  about: readonly string[],
  isCommon: (word: string) => boolean,
): Decision<string, PasswordRefusal> {
  const password = typed.normalize("NFKC");
  const length = [...password].length;
  const at = "/password";
  if (length < passwordLength.min) return refuse("people.passwordShort", { count: length, min: passwordLength.min }, at);
  if (length > passwordLength.max) return refuse("people.passwordLong", { count: length, max: passwordLength.max }, at);

  const lower = withoutAccents(password);
  const plain = lettersAndDigits(password);
  const unit = unitOf(lower);
  if (new Set(lower).size < 5 || walks(lower) || (plain.length > 5 && walks(plain))) return refuse("people.passwordSimple", {}, at);
  if ([lower, plain, unit, core(lower), core(plain), core(unit), unitOf(core(plain))].some(isCommon))
    return refuse("people.passwordCommon", {}, at);

  const words = [...new Set(about.map(lettersAndDigits))].filter((word) => word.length >= 3).sort((a, b) => b.length - a.length);
  const found = words.filter((word) => plain.includes(word));
  const left = found.reduce((text, word) => text.replaceAll(word, ""), plain).replace(/\p{N}/gu, "");
  if (found.length > 0 && left.length < 4) return refuse("people.passwordPersonal", { word: found[0]! }, at);
  return accept(password);
}

/** The words that stand near an account, for `decidePassword`. */
export const wordsAbout = (who: { email: string; givenName: string; familyName: string; domain?: string }): string[] => [
  ...[who.email, who.domain ?? ""].flatMap((address) => [address, ...address.split(/[@._+-]/)]),
  who.givenName,
  who.familyName,
  `${who.givenName}${who.familyName}`,
];

const alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

/** A password to be read aloud and typed once: groups of four, none of 0 and o, 1 and l. Sixteen bytes of chance give 80 bits. */
export function temporaryPasswordFrom(chance: Uint8Array): string {
  const signs = [...chance].slice(0, 16).map((byte) => alphabet[byte % 32]!);
  return [0, 4, 8, 12].map((start) => signs.slice(start, start + 4).join("")).join("-");
}
