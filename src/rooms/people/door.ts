import type { Instant } from "../../kit/dates.ts";
import { addSeconds } from "../../kit/dates.ts";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { newToken } from "../../kit/ids.ts";
import type { Lang } from "../../kit/words.ts";
import type { StaffRole } from "../../permissions.ts";
import type { Programme } from "../../programme/schema.ts";
import type { Act } from "../../server/context.ts";
import type { Db } from "../../server/db.ts";
import { hashToken } from "../../server/session.ts";
import type { createUserRefusals } from "./contract.ts";
import * as factors from "./factors.store.ts";
import type { Busy } from "./hashing.ts";
import { hashPassword } from "./hashing.ts";
import { mailboxesOf } from "./mailboxes.ts";
import { securityMail } from "./mails.ts";
import { choosePassword, newTemporaryPassword } from "./passwords.ts";
import type { PasswordRefusal, WorkEmailRefusal } from "./rules.ts";
import * as rules from "./rules.ts";
import { domainOf } from "./rules.ts";
import * as store from "./store.ts";

export { createUserRefusals } from "./contract.ts";
export * from "./directories.door.ts";
/**
 * Before what is sensitive: `const stale = people.staleFactor(ctx); if (stale) return stale;`. Whoever has a second factor has given it in
 * this session in the last quarter of an hour. Spread `recentFactorRefusals` of the contract into the endpoint's refusals; its page shows `FactorAgain`.
 */
export { staleFactor } from "./factors.ts";
export * from "./providers.door.ts";

/** Written in full already (`Email` of the wire): whether it is one person's at a company. The refusal points at `/email`, or where told. */
export const decideWorkEmail = (programme: Programme, email: string, pointer?: string): Decision<string, WorkEmailRefusal> =>
  rules.decideWorkEmail(email, mailboxesOf(programme), pointer);

/** A password on its way to an account. A temporary one is shown once and must be changed at the first sign-in. */
export type PreparedPassword = { readonly plain: string; readonly hash: string; readonly temporary: boolean };

const prepare = async (plain: string, temporary: boolean): Promise<Decision<PreparedPassword, Busy>> => {
  const hashed = await hashPassword(plain);
  return hashed.ok ? accept({ plain, hash: hashed.value, temporary }) : hashed;
};

/** Made before a transaction begins, a password does not keep a connection waiting for the processor. */
export const prepareTemporaryPassword = (): Promise<Decision<PreparedPassword, Busy>> => prepare(newTemporaryPassword(), true);

/** For the people of the sandbox, whose passwords are printed. No rule is applied. */
export const prepareKnownPassword = (plain: string): Promise<Decision<PreparedPassword, Busy>> => prepare(plain, false);

/** One that the person has chosen, by the rules for everybody's. */
export async function prepareChosenPassword(
  programme: Programme,
  typed: string,
  who: { email: string; givenName: string; familyName: string },
): Promise<Decision<PreparedPassword, Busy | PasswordRefusal>> {
  const chosen = choosePassword(programme, typed, { ...who, domain: domainOf(who.email) });
  return chosen.ok ? prepare(chosen.value, false) : chosen;
}

export type NewColleague = {
  readonly directoryId: string;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly language: Lang;
  /** The account whose list of activities tells of it. */
  readonly accountId?: string;
  /** Without it a temporary one is made here. */
  readonly password?: PreparedPassword;
  /** Invited from elsewhere: the address need not be on the directory's domain. */
  readonly guest?: boolean;
};

/**
 * A person in a company's directory. `email` is lower-cased already (`Email` of the wire). Refusals point at `/email`; spread
 * `createUserRefusals` into the refusals of the endpoint.
 */
export async function createUser(
  act: Act,
  asked: NewColleague,
): Promise<Decision<{ userId: string; temporaryPassword: string }, keyof typeof createUserRefusals>> {
  const { email, givenName, familyName, language, directoryId } = asked;
  const work = decideWorkEmail(act.house.programme, email);
  if (!work.ok) return work;
  const directory = await store.directoryById(act.tx, directoryId);
  if (!directory) throw new Error(`no directory ${directoryId}`);
  if (!asked.guest && domainOf(email) !== directory.domain) return refuse("people.emailOffDomain", { domain: directory.domain }, "/email");
  const password = asked.password ? accept(asked.password) : await prepareTemporaryPassword();
  if (!password.ok) return password;

  const { plain, hash, temporary } = password.value;
  const made = { directoryId, email, givenName, familyName, language, passwordHash: hash, mustChangePassword: temporary };
  const userId = await store.insertUser(act.tx, made, act.now);
  if (userId === undefined) return refuse("people.emailTaken", { email }, "/email");
  act.record({ type: "user.created", accountId: asked.accountId, subject: userId, data: { name: `${givenName} ${familyName}` } });

  return accept({ userId, temporaryPassword: plain });
}

type About = {
  readonly userId: string;
  /** The account whose list of activities tells of it. */
  readonly accountId?: string;
};

/** Shown once by whoever set it; the person's sessions end, and the next sign-in asks for a password of their own. */
export async function setTemporaryPassword(
  act: Act,
  { userId, accountId, password }: About & { readonly password?: PreparedPassword },
): Promise<Decision<{ temporaryPassword: string }, Busy>> {
  const prepared = password ? accept(password) : await prepareTemporaryPassword();
  if (!prepared.ok) return prepared;

  const name = await store.setPassword(act.tx, userId, { hash: prepared.value.hash, temporaryUntil: rules.temporaryUntil(act.now) });
  await store.endSessions(act.tx, userId);
  await store.dropLinks(act.tx, userId, "passwordReset");
  act.record({ type: "user.temporaryPasswordSet", accountId, subject: userId, data: { name } });

  return accept({ temporaryPassword: prepared.value.plain });
}

/** A person's name as they write it themselves. */
export async function rename(act: Act, who: About & { readonly givenName: string; readonly familyName: string }): Promise<void> {
  const { userId, accountId, givenName, familyName } = who;
  const before = await store.rename(act.tx, userId, { givenName, familyName });
  if (before === undefined) return;
  act.record({ type: "user.renamed", accountId, subject: userId, data: { before, name: `${givenName} ${familyName}` } });
}

/** Signs a person out everywhere, at once. */
export async function endSessions(act: Act, { userId, accountId }: About): Promise<void> {
  const count = await store.endSessions(act.tx, userId);
  if (count > 0) act.record({ type: "user.sessionsEnded", accountId, subject: userId, data: { count } });
}

/** @returns false when the person was deactivated already. */
export async function deactivateUser(act: Act, { userId, accountId }: About): Promise<boolean> {
  const name = await store.moveUser(act.tx, userId, "deactivate");
  if (name === undefined) return false;
  await store.endSessions(act.tx, userId);
  await store.dropLinks(act.tx, userId, "passwordReset");
  act.record({ type: "user.deactivated", accountId, subject: userId, data: { name } });
  return true;
}

/** @returns false when the person was active already. */
export async function reactivateUser(act: Act, { userId, accountId }: About): Promise<boolean> {
  const name = await store.moveUser(act.tx, userId, "reactivate");
  if (name === undefined) return false;
  act.record({ type: "user.reactivated", accountId, subject: userId, data: { name } });
  return true;
}

/** @returns false when the directory belongs to an account already: it belongs to one at most. */
export async function attachDirectory(act: Act, directoryId: string, accountId: string): Promise<boolean> {
  if (!(await store.attachDirectory(act.tx, directoryId, accountId))) return false;
  act.record({ type: "directory.attached", accountId, subject: directoryId });
  return true;
}

/** The account whose directory has proven the domain of this address, if one has. */
export const provenAccountOf = async (db: Db, email: string): Promise<string | undefined> =>
  (await store.provenDirectory(db, domainOf(email)))?.accountId;

export type Known = { readonly userId: string; readonly name: string; readonly active: boolean; readonly directoryId: string | null };

/** The person who has this address, whoever they work for. */
export async function userByEmail(db: Db, email: string): Promise<Known | undefined> {
  const who = await store.userByEmail(db, email);
  return (
    who && { userId: who.id, name: `${who.givenName} ${who.familyName}`, active: who.state === "active", directoryId: who.directoryId }
  );
}

/** Since when the directory's domain is proven; null while it is not. */
export const domainProvenAt = async (db: Db, directoryId: string): Promise<Instant | null> =>
  (await store.directoryById(db, directoryId))?.provenAt ?? null;

/** @returns false when another company has proven the domain, or one that it stands under. Proving it again changes nothing. */
export async function proveDomain(act: Act, directoryId: string, accountId?: string): Promise<boolean> {
  const proven = await store.proveDomain(act.tx, directoryId, act.now);
  if (proven === "now") act.record({ type: "directory.domainProven", accountId, subject: directoryId });
  return proven !== "by another";
}

export type StaffRefusal = WorkEmailRefusal | "people.partnerCannotBeStaff" | "people.staffDeactivated";

const invitationSeconds = 72 * 3600;

/** A member of the vendor's staff, or one who needs a new second factor: the newest link is the only one that opens. */
export async function inviteStaff(
  act: Act,
  asked: { email: string; givenName: string; familyName: string; language: Lang; roles?: readonly StaffRole[] },
): Promise<Decision<{ token: string; expiresAt: Instant; roles: StaffRole[]; again: boolean }, StaffRefusal>> {
  const work = decideWorkEmail(act.house.programme, asked.email);
  if (!work.ok) return work;
  const { email, givenName, familyName, language } = asked;
  const made = { directoryId: null, email, givenName, familyName, language, passwordHash: null, mustChangePassword: false };
  const madeId = await store.insertUser(act.tx, made, act.now);
  const known = madeId === undefined ? await store.userByEmail(act.tx, email) : undefined;
  if (known && known.directoryId !== null) return refuse("people.partnerCannotBeStaff", { email });
  if (known && known.state !== "active") return refuse("people.staffDeactivated", { email });

  const userId = (madeId ?? known?.id)!;
  const roles = await store.enlist(act.tx, userId, asked.roles, act.now);
  const token = newToken();
  const expiresAt = addSeconds(act.now, invitationSeconds);
  await store.insertLink(act.tx, { tokenHash: hashToken(token), purpose: "staffInvitation", userId, now: act.now, expiresAt });
  act.record({ type: "staff.invited", subject: userId, data: { roles } });
  return accept({ token, expiresAt, roles, again: known !== undefined });
}

/** A member of staff whose password is known from the start: the sandbox's. @returns false when the address is somebody's already. */
export async function createStaff(
  act: Act,
  made: { email: string; givenName: string; familyName: string; language: Lang; roles: readonly StaffRole[]; password: PreparedPassword },
): Promise<boolean> {
  const { roles, password, ...person } = made;
  const userId = await store.insertUser(
    act.tx,
    { ...person, directoryId: null, passwordHash: password.hash, mustChangePassword: false },
    act.now,
  );
  if (userId === undefined) return false;
  await store.enlist(act.tx, userId, roles, act.now);
  act.record({ type: "staff.invited", subject: userId, data: { roles } });
  return true;
}

/**
 * Somebody lost what they give their second factor with, and an administrator takes it away: the sessions end, the password alone
 * opens once more, and the person is told. @returns false when they had none.
 */
export async function resetFactors(act: Act, { userId, accountId, by }: About & { readonly by: string }): Promise<boolean> {
  await factors.holdUser(act.tx, userId);
  const who = (await store.userById(act.tx, userId))!;
  if (!who.hasFactor) return false;
  await factors.dropAll(act.tx, userId);
  await store.endSessions(act.tx, userId);
  act.record({ type: "user.factorsReset", accountId, subject: userId, data: { name: `${who.givenName} ${who.familyName}` } });
  act.post(securityMail(act.house, who, act.now, "factorsReset", { by }));
  return true;
}

/** Members of the vendor's staff who have one of these roles, by name: to whom something may be handed over. */
export const staffWith = (db: Db, roles: readonly StaffRole[]): Promise<{ id: string; name: string; roles: StaffRole[] }[]> =>
  store.staffWith(db, roles);
