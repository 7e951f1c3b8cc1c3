import { csvRecord } from "../../kit/csv.ts";
import { dayOf, minuteOf } from "../../kit/dates.ts";
import type { Refused } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { speaker } from "../../kit/words.ts";
import type { Role } from "../../permissions.ts";
import { roles as everyRole, grantorsOf, isUsed } from "../../permissions.ts";
import type { AccountCtx, Actions } from "../../server/context.ts";
import { roleLabel } from "../../server/labels.ts";
import * as people from "../people/door.ts";
import type { accounts } from "./contract.ts";
import { addedMail, resetMail } from "./mails.ts";
import type { Granter, Target } from "./rules.ts";
import {
  decideDeactivate,
  decideFactorReset,
  decideFirstRoles,
  decidePasswordReset,
  decideReactivate,
  decideRoles,
  mayChange,
  member,
} from "./rules.ts";
import * as store from "./store.ts";
import type { Cursor, Filter, Member } from "./users.store.ts";
import * as users from "./users.store.ts";
import * as en from "./words/en.ts";
import * as fr from "./words/fr.ts";

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
  const { role, needs } = refused.params as { role?: Role; needs?: readonly Role[] };
  if (role === undefined || needs === undefined) return refused;
  return { ...refused, params: { role: label(ctx)(role), needs: needs.map(label(ctx)) } };
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
  const granter = {
    roles: reader?.state === "active" ? reader.roles : [],
    self,
    enroller: account!.enrolledBy === person.id,
    enrolledKinds: ctx.standing.enrolledKinds,
  };
  return { who, account: account!, granter, target: { state: who.state, roles: who.roles, otherGlobalAdmins, guest: who.guest } };
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

const REPORT_BATCH = 500;

/** Everybody of the account, a batch in memory at a time. A cell that a spreadsheet would run is made plain by `csvRecord`. */
async function* reportOf(ctx: AccountCtx): AsyncGenerator<string> {
  const t = speaker({ fr: fr.report, en: en.report }, ctx.lang, ctx.labels);
  const { zone } = ctx.house.clock;
  yield `\ufeff${csvRecord([t("name"), t("email"), t("roles"), t("state"), t("lastSignIn", { zone }), t("factor")])}`;
  for (let after: Cursor | undefined; ; ) {
    const batch: users.Reported[] = await users.listReported(ctx.tx, ctx.accountId, after, REPORT_BATCH);
    for (const who of batch) {
      const { state } = userView(ctx, who);
      const roles = who.roles.map(label(ctx)).join(", ");
      yield csvRecord([
        nameOf(who),
        who.email,
        roles,
        t(state),
        who.lastSignIn === null ? "" : minuteOf(who.lastSignIn, zone),
        t(who.hasFactor ? "yes" : "no"),
      ]);
    }
    const last = batch.at(-1);
    if (batch.length < REPORT_BATCH || !last) return;
    after = { key: last.key, id: last.userId };
  }
}

type Verbs =
  | "users"
  | "team"
  | "exportUsers"
  | "user"
  | "addUser"
  | "setRoles"
  | "deactivateUser"
  | "reactivateUser"
  | "resetPassword"
  | "resetFactor";

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
    const [account, counts, add, report] = await Promise.all([
      store.loadAccount(ctx.tx, ctx.accountId),
      users.countMembers(ctx.tx, ctx.accountId),
      ctx.door("users.add"),
      ctx.door("users.export"),
    ]);
    const granter = { roles: ctx.roles, self: false, enroller: false };
    return accept({
      ...counts,
      roles: everyRole
        .filter((role) => isUsed(role, ctx.standing))
        .map((role) => ({
          role,
          label: label(ctx)(role),
          does: ctx.house.programme.roles[role].does[ctx.lang],
          mayGrant: mayChange(role, granter),
        })),
      domain: account!.directoryDomain,
      moves: { add, export: report },
    });
  },

  async exportUsers(ctx) {
    const file = (ctx.lang === "fr" ? fr : en).report.file;
    return accept({
      lines: reportOf(ctx),
      name: `${file}-${ctx.standing.partnerId}-${ctx.today}.csv`,
      type: "text/csv; charset=utf-8; header=present",
    });
  },

  async user(ctx, { params }) {
    const situation = await situationOf(ctx, params.userId);
    if (!situation) return refuse("accounts.userNotFound");
    const { who, target, granter, account } = situation;
    const sameDirectory = who.directoryId === account.directoryId;
    const granted = await users.grantedOf(ctx.tx, ctx.accountId, who.userId);
    const [setRoles, deactivate, reactivate, resetPassword, resetFactor] = await Promise.all([
      ctx.door("users.assignRoles", closedBy(target.state === "active" ? accept(true) : refuse("accounts.userDeactivated"))),
      ctx.door("users.deactivate", closedBy(decideDeactivate(target, granter))),
      ctx.door("users.deactivate", closedBy(decideReactivate(target, granter))),
      ctx.door("users.resetPassword", closedBy(decidePasswordReset(target, granter, sameDirectory))),
      ctx.door("users.resetFactor", closedBy(decideFactorReset({ ...target, hasFactor: who.hasFactor }, granter, sameDirectory))),
    ]);
    return accept({
      ...userView(ctx, who),
      enroller: account.enrolledBy === who.userId,
      choices: everyRole
        .filter((role) => isUsed(role, ctx.standing) || who.roles.includes(role))
        .map((role) => ({
          role,
          label: label(ctx)(role),
          does: ctx.house.programme.roles[role].does[ctx.lang],
          held: who.roles.includes(role),
          mayChange: mayChange(role, granter),
          fromGroup: who.roles.includes(role) ? (granted[role] ?? null) : null,
          givenBy: grantorsOf(role).map(label(ctx)),
        })),
      moves: { setRoles, deactivate, reactivate, resetPassword, resetFactor },
    });
  },

  async addUser(ctx, { body }) {
    const { person, accountId } = ctx;
    const roles = decideFirstRoles(body.roles, { roles: ctx.roles, enrolledKinds: ctx.standing.enrolledKinds });
    if (!roles.ok) return named(ctx, roles);
    const account = (await store.loadAccount(ctx.tx, accountId))!;
    const name = { givenName: body.givenName, familyName: body.familyName };
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

  async resetFactor(ctx, { params }) {
    const stale = people.staleFactor(ctx);
    if (stale) return stale;
    const situation = await heldSituationOf(ctx, params.userId);
    if (!situation) return refuse("accounts.userNotFound");
    const { who, target, granter, account } = situation;
    const decided = decideFactorReset({ ...target, hasFactor: who.hasFactor }, granter, who.directoryId === account.directoryId);
    if (!decided.ok) return decided;

    const { person } = ctx;
    await people.resetFactors(ctx, { userId: who.userId, accountId: ctx.accountId, by: `${person.givenName} ${person.familyName}` });

    return accept({ userId: who.userId });
  },
};
