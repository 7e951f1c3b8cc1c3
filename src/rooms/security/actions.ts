import { addDays, startOf } from "../../kit/dates.ts";
import { accept } from "../../kit/decision.ts";
import type { AccountCtx, Actions } from "../../server/context.ts";
import { room } from "../../server/context.ts";
import { roleLabel } from "../../server/labels.ts";
import * as accounts from "../accounts/door.ts";
import * as people from "../people/door.ts";
import { security } from "./contract.ts";
import { asks, decidePolicy, REMIND_DAYS } from "./rules.ts";
import type { Cursor } from "./store.ts";
import * as store from "./store.ts";

const writeCursor = ({ key, id }: Cursor): string => Buffer.from(JSON.stringify([key, id])).toString("base64url");

/** A cursor that is not ours asks for the first page. */
function readCursor(text: string | undefined): Cursor | undefined {
  try {
    const [key, id] = JSON.parse(Buffer.from(text ?? "", "base64url").toString("utf8")) as unknown[];
    return typeof key === "string" && typeof id === "string" && /^[0-9a-f-]{36}$/.test(id) && !key.includes("\0") ? { key, id } : undefined;
  } catch {
    return undefined;
  }
}

/** Those who are asked hear of it now, and once more some days before, unless the policy has changed again by then. */
function tell(ctx: AccountCtx, dueOn: string): void {
  const { accountId } = ctx;
  const order = (stage: "set" | "soon", dueAt: string) =>
    ctx.enqueue({
      kind: "security.tell",
      key: `${accountId}:${ctx.now}:${stage}`,
      accountId,
      payload: { stage, changedAt: ctx.now },
      clock: "business",
      dueAt,
    });
  order("set", ctx.now);
  const reminderOn = addDays(dueOn, -REMIND_DAYS);
  if (reminderOn > ctx.today) order("soon", startOf(reminderOn, ctx.house.clock.zone));
}

const actions: Actions<typeof security> = {
  async state(ctx) {
    const { accountId } = ctx;
    const policy = await store.loadPolicy(ctx.tx, accountId);
    const [now, days, missing, change] = await Promise.all([
      store.figuresNow(ctx.tx, accountId, ctx.machine.slice(0, 10)),
      store.daysOf(ctx.tx, accountId),
      store.countMissing(ctx.tx, accountId, policy.askedOf),
      ctx.door("security.manage"),
    ]);
    return accept({ policy, now, days, missing, moves: { change } });
  },

  async people(ctx, { query }) {
    const { accountId, house, lang } = ctx;
    const policy = await store.loadPolicy(ctx.tx, accountId);
    const rows = await store.peopleOf(ctx.tx, accountId, { show: query.show, after: readCursor(query.cursor), limit: query.limit + 1 });
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    return accept({
      items: page.map(({ userId, givenName, familyName, email, roles, since }) => ({
        userId,
        name: `${givenName} ${familyName}`,
        email,
        roleLabels: roles.map((role) => roleLabel(house.programme, role, lang)),
        since,
        asked: asks(policy, roles),
      })),
      nextCursor: rows.length > query.limit && last ? writeCursor({ key: last.key, id: last.userId }) : null,
    });
  },

  async setPolicy(ctx, { body }) {
    const { accountId, person } = ctx;
    const stale = people.staleFactor(ctx);
    if (stale) return stale;
    const decided = decidePolicy(body, ctx.today);
    if (!decided.ok) return decided;

    const { askedOf, dueOn } = decided.value;
    await accounts.hold(ctx.tx, accountId);
    const dueAt = dueOn === null ? null : startOf(dueOn, ctx.house.clock.zone);
    await store.savePolicy(ctx.tx, accountId, { askedOf, dueOn, dueAt, by: person.id, now: ctx.now });
    ctx.record({ type: "security.policyChanged", accountId, subject: accountId, data: { askedOf, dueOn } });
    if (dueOn !== null) tell(ctx, dueOn);

    return accept({ askedOf, dueOn });
  },
};

export const securityRoom = room("security", security, actions);
