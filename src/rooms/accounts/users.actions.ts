import { dayOf } from "../../kit/dates.ts";
import type { Refused } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import type { Role } from "../../permissions.ts";
import { roles as everyRole, grantorsOf } from "../../permissions.ts";
import type { AccountCtx, Actions } from "../../server/context.ts";
import { roleLabel } from "../../server/labels.ts";
import * as people from "../people/door.ts";
import type { accounts } from "./contract.ts";
import { addedMail, resetMail } from "./mails.ts";
import { isStrange, tidy } from "./profile.rules.ts";
import type { Granter, Target } from "./rules.ts";
import { decideDeactivate, decideFirstRoles, decidePasswordReset, decideReactivate, decideRoles, mayChange, member } from "./rules.ts";
import * as store from "./store.ts";
import type { Cursor, Filter, Member } from "./users.store.ts";
import * as users from "./users.store.ts";

const label = (ctx: AccountCtx) => (role: Role) => roleLabel(ctx.house.programme, role, ctx.lang);
const nameOf = (who: Member): string => `${who.givenName} ${who.familyName}`;

const userView = (ctx: AccountCtx, who: Member) => ({
  userId: who.userId,
  name: nameOf(who),
  givenName: who.givenName,
  familyName: who.familyName,
  email: who.email,
  language: who.language,
  roles: [...who.roles],
  roleLabels: who.roles.map(label(ctx)),
  state: who.state === "active" && who.invited ? ("invited" as const) : who.state,
  you: who.userId === ctx.person.id,
  since: dayOf(who.since, ctx.house.clock.zone),
});

const writeCursor = ({ key, id }: Cursor): string => Buffer.from(JSON.stringify([key, id])).toString("base64url");

/** A cursor that is not ours asks for the first page. */
function readCursor(text: string | undefined): Cursor | undefined {
  if (text === undefined) return undefined;
  try {
    const [key, id] = JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as unknown[];
    return typeof key === "string" && typeof id === "string" && /^[0-9a-f-]{36}$/.test(id) && !key.includes("\0") ? { key, id } : undefined;
  } catch {
    return undefined;
  }
}

/** A refusal about a role names it, and those who could, in the reader's language. */
function named<C extends string>(ctx: AccountCtx, refused: Refused<C>): Refused<C> {
  const { role } = refused.params as { role?: Role };
  if (refused.code !== "accounts.mayNotGrant" || role === undefined) return refused;
  return { ...refused, params: { role: label(ctx)(role), needs: grantorsOf(role).map(label(ctx)) } };
}

type Situation = { who: Member; target: Target; granter: Granter; account: store.Account };

/** The person, what the account would be left with, and what the reader holds right now: looked at under the account's lock when it is held. */
async function situationOf(ctx: AccountCtx, userId: string): Promise<Situation | undefined> {
  const { tx, accountId, person } = ctx;
  const who = await users.loadMember(tx, accountId, userId);
  if (!who) return undefined;
  const account = await store.loadAccount(tx, accountId);
  const otherGlobalAdmins = await users.countOtherGlobalAdmins(tx, accountId, userId);
  const reader = await users.loadMember(tx, accountId, person.id);
  const self = userId === person.id;
  const granter = { roles: reader?.state === "active" ? reader.roles : [], self, enroller: account!.enrolledBy === person.id };
  return { who, account: account!, granter, target: { state: who.state, roles: who.roles, otherGlobalAdmins } };
}

async function heldSituationOf(ctx: AccountCtx, userId: string): Promise<Situation | undefined> {
  await store.hold(ctx.tx, ctx.accountId);
  return situationOf(ctx, userId);
}

const about = (ctx: AccountCtx, who: Member) => ({ userId: who.userId, accountId: ctx.accountId, name: nameOf(who) });

/** A guest stays a person of their own company: only their place here ends. Our own people sign in no more. */
const guestLeaves = async (ctx: AccountCtx, { userId, accountId, name }: ReturnType<typeof about>): Promise<void> =>
  ctx.record({ type: "user.deactivated", accountId, subject: userId, data: { name } });
const guestReturns = async (ctx: AccountCtx, { userId, accountId, name }: ReturnType<typeof about>): Promise<void> =>
  ctx.record({ type: "user.reactivated", accountId, subject: userId, data: { name } });

const closedBy = <C extends string>(decision: { ok: true } | Refused<C>): Refused<C> | undefined => (decision.ok ? undefined : decision);

type Verbs = "users" | "team" | "user" | "addUser" | "setRoles" | "deactivateUser" | "reactivateUser" | "resetPassword";

export const userActions: Pick<Actions<typeof accounts>, Verbs> = {
  async users(ctx, { query }) {
    const filter: Filter = { text: query.q || undefined, role: query.role, state: query.state === "all" ? undefined : query.state };
    const rows = await users.listMembers(ctx.tx, ctx.accountId, filter, readCursor(query.cursor), query.limit + 1);
    const total = await users.countMatching(ctx.tx, ctx.accountId, filter);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    return accept({
      items: page.map((who) => userView(ctx, who)),
      nextCursor: rows.length > query.limit && last ? writeCursor({ key: last.key, id: last.userId }) : null,
      total,
    });
  },

  async team(ctx) {
    const [account, counts, add] = await Promise.all([
      store.loadAccount(ctx.tx, ctx.accountId),
      users.countMembers(ctx.tx, ctx.accountId),
      ctx.door("users.add"),
    ]);
    const granter = { roles: ctx.roles, self: false, enroller: false };
    return accept({
      ...counts,
      roles: everyRole.map((role) => ({
        role,
        label: label(ctx)(role),
        does: ctx.house.programme.roles[role].does[ctx.lang],
        mayGrant: mayChange(role, granter),
      })),
      domain: account!.directoryDomain,
      moves: { add },
    });
  },

  async user(ctx, { params }) {
    const situation = await situationOf(ctx, params.userId);
    if (!situation) return refuse("accounts.userNotFound");
    const { who, target, granter, account } = situation;
    const sameDirectory = who.directoryId === account.directoryId;
    const [setRoles, deactivate, reactivate, resetPassword] = await Promise.all([
      ctx.door("users.assignRoles", closedBy(target.state === "active" ? accept(true) : refuse("accounts.userDeactivated"))),
      ctx.door("users.deactivate", closedBy(decideDeactivate(target, granter))),
      ctx.door("users.deactivate", closedBy(decideReactivate(target, granter))),
      ctx.door("users.resetPassword", closedBy(decidePasswordReset(target, granter, sameDirectory))),
    ]);
    return accept({
      ...userView(ctx, who),
      enroller: account.enrolledBy === who.userId,
      choices: everyRole.map((role) => ({
        role,
        label: label(ctx)(role),
        does: ctx.house.programme.roles[role].does[ctx.lang],
        held: who.roles.includes(role),
        mayChange: mayChange(role, granter),
        givenBy: grantorsOf(role).map(label(ctx)),
      })),
      moves: { setRoles, deactivate, reactivate, resetPassword },
    });
  },

  async addUser(ctx, { body }) {
    const { person, accountId } = ctx;
    const roles = decideFirstRoles(body.roles, { roles: ctx.roles, self: false, enroller: false });
    if (!roles.ok) return named(ctx, roles);
    const account = (await store.loadAccount(ctx.tx, accountId))!;
    const name = { givenName: tidy(body.givenName), familyName: tidy(body.familyName) };
    for (const [field, text] of Object.entries(name)) if (isStrange(text)) return refuse("accounts.strangeCharacters", {}, `/${field}`);
    const made = await people.createUser(ctx, { directoryId: account.directoryId, email: body.email, language: body.language, ...name });
    if (!made.ok) return made;

    const { userId, temporaryPassword } = made.value;
    await users.insertMember(ctx.tx, accountId, userId, roles.value, ctx.now);
    const fullName = `${name.givenName} ${name.familyName}`;
    ctx.record({ type: "user.added", accountId, subject: userId, data: { name: fullName, roles: roles.value } });
    ctx.post(
      addedMail(ctx.house, {
        accountId,
        company: account.legalName,
        to: body.email,
        name: fullName,
        language: body.language,
        by: `${person.givenName} ${person.familyName}`,
      }),
    );

    return accept({ userId, name: fullName, signInName: body.email, temporaryPassword });
  },

  async setRoles(ctx, { params, body }) {
    const { accountId } = ctx;
    const situation = await heldSituationOf(ctx, params.userId);
    if (!situation) return refuse("accounts.userNotFound");
    const { who, target, granter, account } = situation;
    const decided = decideRoles(target, body.roles, granter);
    if (!decided.ok) return named(ctx, decided);

    const { roles, added, removed } = decided.value;
    if (added.length + removed.length > 0) {
      await users.setRoles(ctx.tx, accountId, who.userId, roles);
      ctx.record({ type: "user.rolesChanged", accountId, subject: who.userId, data: { name: nameOf(who), added, removed } });
    }
    // The enrolling person has the role: the rest of the set-up opens, once and for all (F-041).
    const done =
      account.enrolledBy === who.userId && roles.includes("adminAgent") && (await store.markSetupDone(ctx.tx, accountId, ctx.now));
    if (done) ctx.record({ type: "account.setupDone", accountId, subject: accountId });

    return accept({
      userId: who.userId,
      roles: [...roles],
      roleLabels: roles.map(label(ctx)),
      setupDone: done || account.setupDoneAt !== null,
    });
  },

  async deactivateUser(ctx, { params }) {
    const situation = await heldSituationOf(ctx, params.userId);
    if (!situation) return refuse("accounts.userNotFound");
    const { who, target, granter, account } = situation;
    const decided = decideDeactivate(target, granter);
    if (!decided.ok) return decided;

    await users.moveMember(ctx.tx, ctx.accountId, who.userId, member.from("deactivate"), decided.value);
    await (who.directoryId === account.directoryId ? people.deactivateUser : guestLeaves)(ctx, about(ctx, who));

    return accept({ userId: who.userId, state: decided.value });
  },

  async reactivateUser(ctx, { params }) {
    const situation = await heldSituationOf(ctx, params.userId);
    if (!situation) return refuse("accounts.userNotFound");
    const { who, target, granter, account } = situation;
    const decided = decideReactivate(target, granter);
    if (!decided.ok) return decided;

    await users.moveMember(ctx.tx, ctx.accountId, who.userId, member.from("reactivate"), decided.value);
    await (who.directoryId === account.directoryId ? people.reactivateUser : guestReturns)(ctx, about(ctx, who));

    return accept({ userId: who.userId, state: decided.value });
  },

  async resetPassword(ctx, { params }) {
    // Not held: nothing is counted here, and a password takes a while to be made.
    const situation = await situationOf(ctx, params.userId);
    if (!situation) return refuse("accounts.userNotFound");
    const { who, target, granter, account } = situation;
    const decided = decidePasswordReset(target, granter, who.directoryId === account.directoryId);
    if (!decided.ok) return decided;
    const reset = await people.setTemporaryPassword(ctx, about(ctx, who));
    if (!reset.ok) return reset;

    const { person, accountId } = ctx;
    ctx.post(
      resetMail(ctx.house, {
        accountId,
        company: account.legalName,
        to: who.email,
        name: nameOf(who),
        language: who.language,
        by: `${person.givenName} ${person.familyName}`,
      }),
    );

    return accept({ userId: who.userId, name: nameOf(who), signInName: who.email, temporaryPassword: reset.value.temporaryPassword });
  },
};
