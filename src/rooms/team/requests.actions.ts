import { accept, refuse } from "../../kit/decision.ts";
import { newId } from "../../kit/ids.ts";
import type { Role } from "../../permissions.ts";
import { roles as everyRole, grantorsOf, mayGrant } from "../../permissions.ts";
import type { AccountCtx, Actions } from "../../server/context.ts";
import { roleLabel } from "../../server/labels.ts";
import * as accounts from "../accounts/door.ts";
import type { team } from "./contract.ts";
import { askedMail, decidedMail } from "./mails.ts";
import { decideAsk, decideDecline, isAskable } from "./requests.rules.ts";
import * as store from "./requests.store.ts";
import { namedRefusal } from "./views.ts";

const label = ({ house, lang }: AccountCtx, role: Role): string => roleLabel(house.programme, role, lang);
/** A fact is read in either language. */
const named = ({ house }: AccountCtx, role: Role) => ({
  fr: roleLabel(house.programme, role, "fr"),
  en: roleLabel(house.programme, role, "en"),
});

type Verbs = "myRoleRequests" | "askRole" | "roleRequests" | "declineRole";

export const requestActions: Pick<Actions<typeof team>, Verbs> = {
  async myRoleRequests(ctx, { query }) {
    const { accountId, person, house, lang } = ctx;
    const me = (await accounts.memberOf(ctx.tx, accountId, person.id))!;
    const rows = await store.ofPerson(ctx.tx, accountId, person.id, query.cursor ?? null, query.limit + 1);
    const page = rows.slice(0, query.limit);
    const asker = { roles: me.roles, guest: me.guest, enrolledKinds: ctx.standing.enrolledKinds };
    const askable = everyRole.filter((role) => isAskable(role, asker));
    const grantors = await accounts.membersWith(ctx.tx, accountId, [...new Set(askable.flatMap(grantorsOf))]);
    return accept({
      items: page.map(({ id, role, askedOfName, askedAt, state, decidedBy, reason }) => ({
        id,
        roleLabel: label(ctx, role),
        askedOf: askedOfName,
        askedAt,
        state,
        decidedBy,
        reason,
      })),
      nextCursor: rows.length > query.limit ? page.at(-1)!.id : null,
      choices: askable.map((role) => ({
        role,
        label: label(ctx, role),
        does: house.programme.roles[role].does[lang],
        holders: grantors
          .filter(({ userId, roles }) => userId !== person.id && mayGrant(role, roles))
          .map(({ userId, name }) => ({ userId, name })),
      })),
    });
  },

  async askRole(ctx, { body }) {
    const { accountId, person, standing } = ctx;
    const { role, note } = body;
    const me = (await accounts.memberOf(ctx.tx, accountId, person.id))!;
    const holder = await accounts.memberOf(ctx.tx, accountId, body.askedOf);
    const asker = { roles: me.roles, guest: me.guest, enrolledKinds: standing.enrolledKinds };
    const decided = decideAsk(role, asker, holder?.active && holder.userId !== person.id ? holder.roles : undefined);
    if (!decided.ok) return namedRefusal(ctx, decided);

    const id = newId();
    const made = { id, userId: person.id, role, askedOf: body.askedOf, note, on: ctx.today, at: ctx.now };
    if (!(await store.insert(ctx.tx, accountId, made))) return refuse("team.askedToday", { role: label(ctx, role) }, "/role");
    ctx.record({ type: "role.asked", accountId, subject: person.id, data: { name: me.name, role: named(ctx, role) } });
    ctx.post(askedMail(ctx.house, holder!, { accountId, company: standing.name, asker: me, role, note }));
    return accept({ id });
  },

  async roleRequests(ctx, { query }) {
    const rows = await store.open(ctx.tx, ctx.accountId, query.cursor ?? null, query.limit + 1);
    const page = rows.slice(0, query.limit);
    return accept({
      items: page.map(({ id, userId, name, email, role, askedOfName, note, askedAt }) => ({
        id,
        userId,
        name,
        email,
        role,
        roleLabel: label(ctx, role),
        askedOf: askedOfName,
        note,
        askedAt,
        yours: mayGrant(role, ctx.roles),
        givenBy: grantorsOf(role).map((one) => label(ctx, one)),
      })),
      nextCursor: rows.length > query.limit ? page.at(-1)!.id : null,
    });
  },

  async declineRole(ctx, { params, body }) {
    const { accountId, person } = ctx;
    const held = await store.hold(ctx.tx, accountId, params.requestId);
    if (!held) return refuse("team.requestGone");
    const decided = decideDecline(held.role, ctx.roles);
    if (!decided.ok) return namedRefusal(ctx, decided);
    const by = `${person.givenName} ${person.familyName}`;
    await store.decline(ctx.tx, accountId, held.id, { name: by, reason: body.reason, now: ctx.now });
    ctx.record({ type: "role.declined", accountId, subject: held.userId, data: { name: held.name, role: named(ctx, held.role) } });
    ctx.post(
      decidedMail(ctx.house, held, { accountId, company: ctx.standing.name, role: held.role, granted: false, by, reason: body.reason }),
    );
    return accept({});
  },
};
