import { addSeconds } from "../../kit/dates.ts";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { newId, newToken } from "../../kit/ids.ts";
import type { Lang } from "../../kit/words.ts";
import type { Role } from "../../permissions.ts";
import type { Act, VisitorCtx } from "../../server/context.ts";
import type { Db } from "../../server/db.ts";
import { Rollback } from "../../server/db.ts";
import type { House } from "../../server/house.ts";
import { hashToken } from "../../server/session.ts";
import { mailboxesOf } from "./mailboxes.ts";
import type { ProviderClient, ProviderTrouble, Secrets } from "./providers.protocol.ts";
import { readAnswer, sendTo } from "./providers.protocol.ts";
import type { ArrivalRefusal, Claims, GroupRoles, LinkRefusal, Purpose } from "./providers.rules.ts";
import { decideArrival, decideLinkIdentity, grantedBy } from "./providers.rules.ts";
import type { Attempt, Provider } from "./providers.store.ts";
import * as store from "./providers.store.ts";
import { freshSession, shownSession } from "./sessions.ts";
import * as people from "./store.ts";

export type { Checked, ProviderClient } from "./providers.protocol.ts";
export { callbackAddress, isReachable, testProvider } from "./providers.protocol.ts";
export type { Claims, GroupRoles, WayIn } from "./providers.rules.ts";
export { readIssuer } from "./providers.rules.ts";
export type { Identity, Provider } from "./providers.store.ts";
export {
  countIdentities,
  countsWithoutPassword,
  holdProvider,
  identitiesOf,
  isEmailHeld,
  providerByClient,
  providerFor,
  providerOf,
  waysIn,
} from "./providers.store.ts";

const secretOf = (issuer: string, clientId: string): string => `provider client:${issuer}:${clientId}`;

/** The client as it talks to its provider. */
export const clientOf = (house: House, { issuer, clientId, clientSecret, groupsClaim }: Provider): ProviderClient => ({
  issuer,
  clientId,
  clientSecret: house.secret.open(clientSecret, secretOf(issuer, clientId)).toString("utf8"),
  groupsClaim,
});

/** Puts a provider before a directory, or changes the one that is there. @returns false when another directory has this client. */
export const setProvider = (act: Act, directoryId: string, client: ProviderClient, groupRoles: GroupRoles): Promise<boolean> =>
  store.setProvider(act.tx, {
    directoryId,
    issuer: client.issuer,
    clientId: client.clientId,
    clientSecret: act.house.secret.seal(client.clientSecret, secretOf(client.issuer, client.clientId)),
    groupsClaim: client.groupsClaim,
    groupRoles,
    now: act.now,
  });

/**
 * Takes the provider away from a directory. What was opened through it ends, but for the session of whoever does it; who stood behind
 * which subject stays known, so that the same issuer finds the same people again.
 * @returns how many people have no password yet, or undefined when there was no provider any more.
 */
export async function removeProvider(
  act: Act,
  accountId: string,
  asked: { directory: { id: string; domain: string }; issuer: string; but: Buffer },
): Promise<number | undefined> {
  const { directory, issuer, but } = asked;
  const [without] = await store.countsWithoutPassword(act.tx, [directory.id]);
  if (!(await store.dropProvider(act.tx, directory.id))) return undefined;
  await store.endSessionsThrough(act.tx, { directoryId: directory.id, issuer, but });
  act.record({ type: "directory.providerRemoved", accountId, subject: directory.id, data: { domain: directory.domain } });
  return without?.count ?? 0;
}

/** What an attempt keeps beside its secrets: where one wanted to go, and a provider that stands before no directory yet. */
export type Baggage = {
  readonly next?: string | undefined;
  readonly domain?: string | undefined;
  readonly client?: ProviderClient | undefined;
  /** The group whose people administer the directory, for a provider that is new here. */
  readonly adminGroup?: string | undefined;
};

export type Journey = {
  readonly purpose: Purpose;
  readonly client: ProviderClient;
  readonly directoryId: string | null;
  readonly accountId?: string | undefined;
  readonly userId?: string | undefined;
  readonly hint?: string | undefined;
  readonly baggage: Baggage;
};

const BROWSER_COOKIE = "entente-provider";
/** On the machine's clock: long enough for a password and a telephone, too short to be found later. */
const attemptSeconds = 600;

/** The browser's own mark, made when it first sets out: what another browser brings back is nobody's. */
const browserOf = (ctx: VisitorCtx): Buffer | undefined => {
  const token = ctx.cookies.get(BROWSER_COOKIE);
  return token === undefined ? undefined : hashToken(token);
};

const sealOf = (id: string): string => `provider attempt:${id}`;
const outcomeOf = (id: string): string => `provider outcome:${id}`;

/** Sends a browser to a provider. What must be found again is sealed; only the state's hash is kept in the clear. */
export async function setOut(ctx: VisitorCtx, journey: Journey): Promise<Decision<{ location: string }, ProviderTrouble>> {
  const sent = await sendTo(ctx.house, journey.client, journey.hint);
  if (!sent.ok) return sent;
  const { secrets, location } = sent.value;
  await writeDown(ctx, journey, secrets);
  return accept({ location });
}

type Whose = Pick<Journey, "purpose" | "directoryId" | "accountId" | "userId" | "baggage">;

async function writeDown(ctx: VisitorCtx, journey: Whose, secrets: Secrets, proof?: object): Promise<string> {
  const id = newId();
  const { secret } = ctx.house;
  const browser = ctx.cookies.get(BROWSER_COOKIE) ?? newToken();
  await store.insertAttempt(ctx.tx, {
    id,
    stateHash: hashToken(secrets.state),
    browserHash: hashToken(browser),
    purpose: journey.purpose,
    directoryId: journey.directoryId,
    accountId: journey.accountId ?? null,
    userId: journey.userId ?? null,
    state: proof === undefined ? "sent" : "proven",
    sealed: secret.seal(JSON.stringify({ secrets, baggage: journey.baggage }), sealOf(id)),
    outcome: proof === undefined ? null : secret.seal(JSON.stringify(proof), outcomeOf(id)),
    machine: ctx.machine,
    expiresAt: addSeconds(ctx.machine, attemptSeconds),
  });
  ctx.cookies.set(BROWSER_COOKIE, browser, { maxAgeSeconds: 2 * attemptSeconds });
  return id;
}

/** What a password has proven at once, kept as what a provider proves on the way back. @returns its id. */
export const keepProofOf = (ctx: VisitorCtx, whose: Whose, proof: object): Promise<string> =>
  writeDown(ctx, whose, { state: newToken(), nonce: "", verifier: "" }, proof);

export type Return = {
  readonly id: string;
  readonly purpose: Purpose;
  readonly directoryId: string | null;
  readonly accountId: string | null;
  readonly userId: string | null;
  readonly baggage: Baggage;
  readonly secrets: Secrets;
};

const opened = ({ house }: VisitorCtx, { sealed, ...attempt }: Attempt): Return => ({
  ...attempt,
  ...(JSON.parse(house.secret.open(sealed, sealOf(attempt.id)).toString("utf8")) as Pick<Return, "baggage" | "secrets">),
});

/** Whoever comes back from a provider: with a state of ours, in the browser that set out, for the first time, in time. */
export async function comeBack(ctx: VisitorCtx, state: string | undefined): Promise<Return | undefined> {
  const browserHash = browserOf(ctx);
  if (state === undefined || browserHash === undefined) return undefined;
  const taken = await store.takeAttempt(ctx.tx, { stateHash: hashToken(state), browserHash, machine: ctx.machine });
  return taken && opened(ctx, taken);
}

/** What the provider says of the person, once everything about its answer is right. */
export const readReturn = (
  ctx: VisitorCtx,
  back: Return,
  client: ProviderClient,
  query: Readonly<Record<string, string>>,
): Promise<Decision<Claims, ProviderTrouble>> => readAnswer(ctx.house, client, back.secrets, query);

/** Keeps why it ended in a no, so that the page which tells it can be read in either language, and again. */
export const keepRefusal = (ctx: VisitorCtx, id: string, refusal: { code: string; params: object }): Promise<boolean> =>
  store.moveAttempt(ctx.tx, id, "refuse", { outcome: ctx.house.secret.seal(JSON.stringify(refusal), outcomeOf(id)) });

export const keepProof = (act: Act, id: string, proof: object): Promise<boolean> =>
  store.moveAttempt(act.tx, id, "prove", {
    outcome: act.house.secret.seal(JSON.stringify(proof), outcomeOf(id)),
    expiresAt: addSeconds(act.machine, attemptSeconds),
  });

export const finishAttempt = (act: Pick<Act, "tx">, id: string): Promise<boolean> => store.moveAttempt(act.tx, id, "finish");

/** What became of an attempt of this browser. */
export async function outcomeFor<T>(
  ctx: VisitorCtx,
  id: string,
): Promise<
  | { state: Attempt["state"]; accountId: string | null; userId: string | null; purpose: Purpose; baggage: Baggage; outcome: T | undefined }
  | undefined
> {
  const browserHash = browserOf(ctx);
  const found = browserHash && (await store.attemptById(ctx.tx, id, browserHash, ctx.machine));
  if (!found) return undefined;
  const { state, accountId, userId, purpose } = found;
  const outcome = found.outcome && (JSON.parse(ctx.house.secret.open(found.outcome, outcomeOf(id)).toString("utf8")) as T);
  return { state, accountId, userId, purpose, baggage: opened(ctx, found).baggage, outcome: outcome ?? undefined };
}

/** What `arrive` would say, before anything is written. */
export async function foreseeArrival(
  act: Pick<Act, "house" | "tx">,
  { claims, directory }: { claims: Claims; directory: { id: string; domain: string } },
): Promise<ReturnType<typeof decideArrival>> {
  const known = await store.knownAs(act.tx, claims.issuer, claims.subject);
  const emailHeld = claims.email !== undefined && (await store.isEmailHeld(act.tx, claims.email));
  return decideArrival({ claims, directory, known, emailHeld, mailboxes: mailboxesOf(act.house.programme) });
}

export type Arrived = {
  readonly userId: string;
  /** Written down just now. */
  readonly isNew: boolean;
  readonly name: string;
  /** Which roles the person's groups give in the directory's account, each with its group. */
  readonly granted: Partial<Record<Role, string>>;
};

/** Lets somebody in whom the directory's provider has just vouched for, or writes them down. Two first arrivals at once make one person. */
export async function arrive(
  act: Act,
  at: { directory: { id: string; domain: string }; groupRoles: GroupRoles; claims: Claims; language: Lang },
): Promise<Decision<Arrived, ArrivalRefusal>> {
  const { directory, claims, language } = at;
  const { issuer, subject, groups } = claims;
  const decided = await foreseeArrival(act, { claims, directory });
  if (!decided.ok) return decided;
  const granted = grantedBy(at.groupRoles, groups);
  if ("userId" in decided.value) {
    const { userId } = decided.value;
    await store.noteGroups(act.tx, { issuer, subject, groups });
    const who = (await people.userById(act.tx, userId))!;
    return accept({ userId, isNew: false, name: `${who.givenName} ${who.familyName}`, granted });
  }

  const { email } = decided.value;
  const { givenName, familyName } = claims;
  const name = `${givenName} ${familyName}`;
  const made = { directoryId: directory.id, email, givenName, familyName, language, passwordHash: null, mustChangePassword: false };
  const userId = await people.insertUser(act.tx, made, act.now);
  // Somebody wrote the address down while we looked: perhaps ourselves, in another window.
  if (userId === undefined) {
    const meanwhile = await store.knownAs(act.tx, issuer, subject);
    if (meanwhile?.directoryId !== directory.id) return refuse("people.emailHeld", { email, domain: directory.domain });
    return accept({ userId: meanwhile.userId, isNew: false, name, granted });
  }
  if (!(await store.insertIdentity(act.tx, { issuer, subject, userId, groups, now: act.now })))
    throw new Rollback(refuse("people.identityElsewhere", { domain: directory.domain }));
  act.record({ type: "user.created", subject: userId, data: { name } });
  return accept({ userId, isNew: true, name, granted });
}

/** Adds the provider's identity to the person who set out to do so, signed in as themselves. */
export async function linkIdentity(
  act: Act,
  at: { userId: string; directory: { id: string; domain: string }; claims: Claims },
): Promise<Decision<true, LinkRefusal>> {
  const { issuer, subject, groups } = at.claims;
  const who = await people.userById(act.tx, at.userId);
  const known = await store.knownAs(act.tx, issuer, subject);
  const decided = decideLinkIdentity({
    personId: at.userId,
    personDirectoryId: who?.directoryId ?? null,
    directory: at.directory,
    known,
  });
  if (!decided.ok) return decided;
  if (decided.value === "linked already") return accept(true);
  if (!(await store.insertIdentity(act.tx, { issuer, subject, userId: at.userId, groups, now: act.now })))
    return refuse("people.identityTaken", { domain: at.directory.domain });
  act.record({ type: "user.identityLinked", subject: at.userId });
  return accept(true);
}

/**
 * Whether somebody administers their directory: with the built-in one whoever has a password there does, as its first administrator or by
 * their hand; through a provider it takes a group that gives the role (handbook §2.5, §3.1).
 */
export async function administersDirectory(db: Db, userId: string): Promise<boolean> {
  const who = await people.userById(db, userId);
  if (!who?.directoryId) return false;
  if (who.passwordHash !== null) return true;
  const provider = await store.providerOf(db, who.directoryId);
  const identities = await store.identitiesOf(db, userId);
  return identities.some(
    ({ issuer, groups }) => provider?.issuer === issuer && grantedBy(provider.groupRoles, groups).globalAdmin !== undefined,
  );
}

/**
 * A session for somebody whom a provider, or a link in their own mailbox, has just vouched for. Whoever has a second factor here owes it, unless the provider asked for one of its own.
 * @returns what hands the session to the browser once the act is done, or undefined when they were deactivated meanwhile.
 */
export async function openProviderSession(
  ctx: VisitorCtx,
  act: Act,
  { userId, withFactor, issuer }: { userId: string; withFactor: boolean; issuer?: string | undefined },
): Promise<(() => void) | undefined> {
  const who = await people.userById(act.tx, userId);
  const session = freshSession(ctx);
  const opened = await people.openSession(act.tx, {
    userId,
    checkedHash: who?.passwordHash ?? null,
    tokenHash: session.tokenHash,
    earlier: shownSession(ctx),
    complete: withFactor || !who?.hasFactor,
    withFactor,
    issuer,
    userAgent: ctx.userAgent,
    machine: ctx.machine,
  });
  if (!opened) return undefined;
  act.record({ type: "user.signedIn", subject: userId });
  return session.hand;
}
