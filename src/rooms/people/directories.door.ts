import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { newId } from "../../kit/ids.ts";
import type { Act, VisitorCtx } from "../../server/context.ts";
import { countTry, settleTries } from "../../server/throttle.ts";
import type { proofRefusals } from "./contract.ts";
import * as directories from "./directories.store.ts";
import { readCode, takeCode } from "./factors.ts";
import { verifyPassword } from "./hashing.ts";
import { codeLimit, directoryLimit, invitationLimit, signInLimits, tooMany } from "./limits.ts";
import { mailboxesOf } from "./mailboxes.ts";
import { decideDomain, decideSignIn } from "./rules.ts";
import * as store from "./store.ts";

export type { AccountDirectory } from "./directories.store.ts";
export { directoriesOf, directoryIn, hasDirectory, holdDirectory, ownDirectory, provenBy } from "./directories.store.ts";
export { MOST_INVITATIONS } from "./limits.ts";
export { domainOf } from "./rules.ts";
export { directoryById } from "./store.ts";

/** A company's domain, as it is written anywhere: of an address, of a site. A mail provider's is nobody's. The refusal points at `pointer`. */
export const readCompanyDomain = (act: Pick<Act, "house">, typed: string, pointer: string) =>
  decideDomain(typed, mailboxesOf(act.house.programme), pointer);

/** Counts the invitations of one company to one address. */
export const tooManyInvitations = (ctx: VisitorCtx, accountId: string, email: string) =>
  tooMany(ctx, invitationLimit(ctx, accountId, email));

/** The same within an act, for many at once: what is taken back with the act was not counted. The account is held. */
export const mayInviteAgain = async (act: Act, accountId: string, email: string): Promise<boolean> =>
  (await countTry(act.tx, [invitationLimit(act, accountId, email)], act.machine)) === 0;

/** Counts a visitor's look at directories, which tells whether a company is here. */
export const tooManyLooks = (ctx: VisitorCtx) => tooMany(ctx, directoryLimit(ctx));

/** A directory without a password in it: its people come through its provider. */
export async function createProviderDirectory(act: Act, domain: string): Promise<{ id: string; domain: string }> {
  const id = newId();
  await store.insertDirectory(act.tx, { id, domain, now: act.now });
  act.record({ type: "directory.created", subject: id, data: { domain } });
  return { id, domain };
}

/** @returns false when it was not the account's any more. */
export async function detachDirectory(act: Act, accountId: string, directory: { id: string; domain: string }): Promise<boolean> {
  if (!(await directories.detachDirectory(act.tx, accountId, directory.id))) return false;
  act.record({ type: "directory.detached", accountId, subject: directory.id, data: { domain: directory.domain } });
  return true;
}

export type Proven = { readonly userId: string; readonly directoryId: string; readonly name: string };

/**
 * Somebody's word for a directory: the address and password of one of its people, with a code where they have a second factor, counted and
 * answered like a sign-in. No session comes of it.
 */
export async function proveByPassword(
  ctx: VisitorCtx,
  typed: { email: string; password: string; code?: string | undefined },
): Promise<Decision<Proven, keyof typeof proofRefusals>> {
  const limits = signInLimits(ctx, typed.email);
  const closed = await tooMany(ctx, limits.person, limits.network);
  if (closed) return closed;
  const found = await store.userByEmail(ctx.tx, typed.email);
  const checked = await verifyPassword(typed.password, found?.passwordHash ?? null);
  if (!checked.ok) {
    await settleTries(ctx.tx, { uncount: [limits.person.key, limits.network.key] });
    return checked;
  }
  const decision = decideSignIn(found, checked.value, true, ctx.now);
  if (!decision.ok || decision.value.who.directoryId === null) return refuse("people.wrongCredentials");
  const { who, complete } = decision.value;
  if (!complete) {
    const open = await proveFactor(ctx, who, typed.code);
    if (!open.ok) return open;
  }
  await settleTries(ctx.tx, { forget: [limits.person.key], uncount: [limits.network.key] });
  return accept({ userId: who.id, directoryId: who.directoryId!, name: `${who.givenName} ${who.familyName}` });
}

async function proveFactor(
  ctx: VisitorCtx,
  who: store.Kept,
  typed: string | undefined,
): Promise<Decision<true, "people.codeNeeded" | "people.wrongCode" | "people.usedCode" | "people.tooManyTries">> {
  if (typed === undefined) return refuse("people.codeNeeded", {}, "/code");
  const limit = codeLimit(ctx, who.id);
  const closed = await tooMany(ctx, limit);
  if (closed) return closed;
  const code = await readCode({ ...ctx, person: who }, typed);
  if (code === undefined) return refuse("people.wrongCode", {}, "/code");
  const taken = await ctx.transaction((act) => takeCode(act, who, code));
  if (!taken) return refuse("people.usedCode", {}, "/code");
  await settleTries(ctx.tx, { forget: [limit.key] });
  return accept(true);
}
