import { addSeconds } from "../../kit/dates.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { newId } from "../../kit/ids.ts";
import type { Role } from "../../permissions.ts";
import type { AccountCtx, Actions } from "../../server/context.ts";
import { room } from "../../server/context.ts";
import { roleLabel } from "../../server/labels.ts";
import { makeToken } from "../../server/tokens.ts";
import * as accounts from "../accounts/door.ts";
import { developer } from "./contract.ts";
import { decideToken, decideUses, nameKey, tokenState, uses } from "./rules.ts";
import type { Application, Token } from "./store.ts";
import * as store from "./store.ts";

const developerRoles: readonly Role[] = ["developerOwner", "developerManager", "developer"];
const label = (ctx: AccountCtx, role: Role) => roleLabel(ctx.house.programme, role, ctx.lang);
const present = (ctx: AccountCtx, row: Application) => ({ ...row, roleLabel: label(ctx, row.role) });
const tokenView = (ctx: AccountCtx, { revokedAt, ...token }: Token) => ({
  ...token,
  state: tokenState({ ...token, revokedAt }, ctx.machine),
});

/** A refusal about a use names the programmes it belongs to. */
function named<R extends { readonly params: Readonly<Record<string, unknown>> }>(ctx: AccountCtx, refused: R): R {
  const { use } = refused.params as { use?: string };
  if (use === undefined) return refused;
  const programmes = ctx.house.programme.enrolmentProgrammes.filter(({ kind }) => kind === use).map(({ name }) => name[ctx.lang]);
  return { ...refused, params: { ...refused.params, programmes } };
}

const actions: Actions<typeof developer> = {
  async publisher(ctx) {
    const { tx, accountId, house } = ctx;
    const [publisher, people] = await Promise.all([
      store.loadPublisher(tx, accountId),
      accounts.membersWith(tx, accountId, developerRoles),
    ]);
    const none = { publisherId: null, name: "", contactName: "", contactEmail: "", website: "", version: 0, updatedAt: null };
    return accept({
      ...(publisher ?? none),
      people: people.map(({ userId, name, email, roles }) => ({
        userId,
        name,
        email,
        roleLabels: roles.filter((role) => developerRoles.includes(role)).map((role) => label(ctx, role)),
      })),
      roles: developerRoles.map((role) => ({ label: label(ctx, role), does: house.programme.roles[role].does[ctx.lang] })),
      moves: { edit: await ctx.door("developer.edit"), assign: await ctx.door("users.assignRoles") },
    });
  },

  async savePublisher(ctx, { body }) {
    const { tx, accountId } = ctx;
    const { version, ...typed } = body;
    // Hold the account first: whoever holds it may see whether there is a publisher; everyone else waits.
    await accounts.hold(tx, accountId);
    const before = await store.loadPublisher(tx, accountId);
    if ((before?.version ?? 0) !== version) return refuse("developer.publisherMoved");
    const key = nameKey(typed.name);
    if (await store.isNameTaken(tx, accountId, key)) return refuse("developer.nameTaken", { name: typed.name }, "/name");

    const saved = { ...typed, nameKey: key, at: ctx.now };
    const made = before ? await store.updatePublisher(tx, accountId, version, saved) : await store.insertPublisher(tx, accountId, saved);
    if (!made) return refuse("developer.nameTaken", { name: typed.name }, "/name");
    ctx.record({ type: "publisher.saved", accountId, subject: made.publisherId, data: { name: made.name, publisherId: made.publisherId } });

    return accept({ publisherId: made.publisherId, version: made.version });
  },

  async applications(ctx, { query }) {
    const rows = await store.listApplications(ctx.tx, ctx.accountId, query.cursor, ctx.machine, query.limit + 1);
    const page = rows.slice(0, query.limit);
    return accept({
      items: page.map((row) => present(ctx, row)),
      nextCursor: rows.length > query.limit ? page.at(-1)!.id : null,
      uses: uses.filter((use) => ctx.standing.enrolledKinds.includes(use)),
      moves: { register: await ctx.door("developer.applications") },
    });
  },

  async application(ctx, { params }) {
    const row = await store.loadApplication(ctx.tx, ctx.accountId, params.applicationId, ctx.machine);
    if (!row) return refuse("developer.applicationNotFound");
    const tokens = await store.listTokens(ctx.tx, ctx.accountId, row.id);
    const token = decideToken(row, ctx.actor.kind === "application");
    const retired = row.state === "active" ? undefined : refuse("developer.retired");
    const [change, createToken] = await Promise.all([
      ctx.door("developer.applications", retired),
      ctx.door("developer.applications", token.ok ? undefined : token),
    ]);
    return accept({
      ...present(ctx, row),
      tokens: tokens.map((one) => tokenView(ctx, one)),
      moves: { change, createToken, revokeToken: await ctx.door("developer.applications"), retire: change },
    });
  },

  async register(ctx, { body }) {
    const decision = decideUses(body.uses, ctx.standing.enrolledKinds);
    if (!decision.ok) return named(ctx, decision);
    const id = newId();
    await store.insertApplication(ctx.tx, ctx.accountId, {
      id,
      name: body.name,
      uses: decision.value,
      role: body.role,
      by: ctx.actor.name,
      at: ctx.now,
    });
    ctx.record({ type: "application.registered", accountId: ctx.accountId, subject: id, data: { name: body.name, uses: decision.value } });

    return accept(present(ctx, (await store.loadApplication(ctx.tx, ctx.accountId, id, ctx.machine))!));
  },

  async change(ctx, { params, body }) {
    await store.holdApplication(ctx.tx, ctx.accountId, params.applicationId);
    const row = await store.loadApplication(ctx.tx, ctx.accountId, params.applicationId, ctx.machine);
    if (!row) return refuse("developer.applicationNotFound");
    if (row.state !== "active") return refuse("developer.retired");
    const decision = decideUses(body.uses ?? row.uses, ctx.standing.enrolledKinds);
    if (!decision.ok) return named(ctx, decision);

    const to = { name: body.name ?? row.name, uses: decision.value, role: body.role ?? row.role };
    await store.updateApplication(ctx.tx, ctx.accountId, row.id, to);
    ctx.record({
      type: "application.changed",
      accountId: ctx.accountId,
      subject: row.id,
      data: { name: to.name, uses: to.uses, role: to.role },
    });

    return accept(present(ctx, { ...row, ...to, uses: [...to.uses] }));
  },

  async retire(ctx, { params }) {
    const row = await store.loadApplication(ctx.tx, ctx.accountId, params.applicationId, ctx.machine);
    if (!row) return refuse("developer.applicationNotFound");
    if (!(await store.retire(ctx.tx, ctx.accountId, row.id))) return refuse("developer.retired");
    ctx.record({ type: "application.retired", accountId: ctx.accountId, subject: row.id, data: { name: row.name } });
    return accept(present(ctx, { ...row, state: "retired", alive: 0 }));
  },

  async createToken(ctx, { params, body }) {
    const { tx, accountId } = ctx;
    // Hold the application first: whoever holds it may count its tokens; everyone else waits.
    await store.holdApplication(tx, accountId, params.applicationId);
    const row = await store.loadApplication(tx, accountId, params.applicationId, ctx.machine);
    if (!row) return refuse("developer.applicationNotFound");
    const decision = decideToken(row, ctx.actor.kind === "application");
    if (!decision.ok) return decision;

    const made = makeToken();
    const token = {
      id: newId(),
      applicationId: row.id,
      label: body.label,
      ending: made.ending,
      hash: made.hash,
      by: ctx.actor.name,
      at: ctx.machine,
      expiresAt: addSeconds(ctx.machine, body.days * 86_400),
    };
    await store.insertToken(tx, accountId, token);
    ctx.record({ type: "token.created", accountId, subject: row.id, data: { name: row.name, label: body.label, ending: made.ending } });

    return accept({ ...tokenView(ctx, (await store.loadToken(tx, accountId, row.id, token.id))!), token: made.token });
  },

  async revokeToken(ctx, { params }) {
    const { tx, accountId } = ctx;
    const row = await store.loadApplication(tx, accountId, params.applicationId, ctx.machine);
    if (!row) return refuse("developer.applicationNotFound");
    const token = await store.loadToken(tx, accountId, row.id, params.tokenId);
    if (!token) return refuse("developer.tokenNotFound");
    if (!(await store.revokeToken(tx, accountId, row.id, token.id, ctx.machine))) return refuse("developer.tokenRevoked");
    ctx.record({ type: "token.revoked", accountId, subject: row.id, data: { name: row.name, label: token.label, ending: token.ending } });
    return accept(tokenView(ctx, { ...token, revokedAt: ctx.machine }));
  },
};

export const developerRoom = room("developer", developer, actions);
