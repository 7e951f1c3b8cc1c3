import { dayOf, daysBetween } from "../../kit/dates.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { newId } from "../../kit/ids.ts";
import { agreementOn, findEnrolment } from "../../programme/programme.ts";
import type { Actions } from "../../server/context.ts";
import { room } from "../../server/context.ts";
import * as accounts from "../accounts/door.ts";
import { hasAccepted, inForceFor } from "../agreements/door.ts";
import { programmes } from "./contract.ts";
import { advance, told } from "./course.ts";
import { lettersOf } from "./letters.ts";
import { menuOf } from "./menu.ts";
import type { EnrolmentState } from "./rules.ts";
import { decideEnrol, decideLeave, decideRuling, enrolment, restingOn, rulings } from "./rules.ts";
import * as store from "./store.ts";
import { cardsOf, demandsOf, named, nameOf, peopleOf } from "./views.ts";

const cursorOf = ({ since, id }: { since: string; id: string }): string => Buffer.from(`${since} ${id}`).toString("base64url");

/** A cursor that is not ours asks for the first page. */
function readCursor(text: string | undefined): { since: string; id: string } | undefined {
  const found = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f-]{36})$/.exec(Buffer.from(text ?? "", "base64url").toString("utf8"));
  return found ? { since: found[1]!, id: found[2]! } : undefined;
}

const actions: Actions<typeof programmes> = {
  async list(ctx) {
    const { programme } = ctx.house;
    const { enrolmentProgrammes, enrolmentEntries } = programme;
    return accept({
      items: await cardsOf(ctx, enrolmentProgrammes),
      entries: enrolmentEntries.map((entry) => ({ programme: entry.programme, label: entry.label[ctx.lang] })),
      resources: { ...accounts.linkView(ctx.house, ctx.lang, "networkSite"), label: programme.labels.networkResources[ctx.lang] },
    });
  },

  async detail(ctx, { params }) {
    const one = findEnrolment(ctx.house.programme, params.programmeId);
    if (!one) return refuse("programmes.notFound");
    const [[card], people] = await Promise.all([cardsOf(ctx, [one]), peopleOf(ctx, one)]);
    return accept({ ...card!, people });
  },

  async menu(ctx) {
    return accept({ items: await menuOf(ctx) });
  },

  async enrol(ctx, { body }) {
    const { tx, accountId, house, standing } = ctx;
    const one = findEnrolment(house.programme, body.programme);
    if (!one) return refuse("programmes.notFound");
    // Hold the account first: whoever holds it may see what it is enrolled in; everyone else waits.
    await accounts.hold(tx, accountId);
    const before = await store.load(tx, accountId, one.id);
    const accepted = await hasAccepted(tx, accountId, inForceFor(ctx, one.agreement));
    const decision = decideEnrol(one, { standing, roles: ctx.roles, state: before?.state, accepted });
    if (!decision.ok) return named(ctx, decision);

    const made = await store.apply(tx, accountId, {
      id: newId(),
      programme: one.id,
      state: enrolment.initial,
      again: enrolment.from("applyAgain"),
      by: ctx.person.id,
      byName: ctx.actor.name,
      at: ctx.now,
    });
    if (!made) return named(ctx, refuse("programmes.already", { programme: one.id }));
    ctx.record(told(accountId, made, one, enrolment.initial));
    const row = (await store.load(tx, accountId, one.id))!;
    const state = await advance(ctx, accountId, row, one, false);

    return accept({ programme: one.id, state });
  },

  async leave(ctx, { params }) {
    const { tx, accountId, house } = ctx;
    const one = findEnrolment(house.programme, params.programmeId);
    if (!one) return refuse("programmes.notFound");
    await accounts.hold(tx, accountId);
    const rows = await store.list(tx, accountId);
    const row = rows.find(({ programme }) => programme === one.id);
    const active = rows.filter(({ state }) => state === "active").map(({ programme }) => programme);
    const decision = decideLeave(one, { state: row?.state, roles: ctx.roles }, restingOn(house.programme, one.id, active));
    if (!decision.ok) return named(ctx, decision);

    const moved = await store.move(tx, accountId, one.id, enrolment.from("leave"), decision.value, ctx.now);
    if (!row || !moved) return named(ctx, refuse("programmes.notEnrolled", { programme: one.id }));
    ctx.record(told(accountId, row, one, decision.value));

    return accept({ programme: one.id, state: decision.value });
  },

  async queue(ctx, { query }) {
    const { programme, clock } = ctx.house;
    const rows = await store.queue(ctx.tx, query.state, readCursor(query.cursor), query.limit + 1);
    const page = rows.slice(0, query.limit);
    return accept({
      items: page.map((row) => ({
        id: row.id,
        accountId: row.accountId,
        company: row.company,
        partnerId: row.partnerId,
        country: row.country,
        programme: nameOf(programme, row.programme, ctx.lang),
        state: row.state,
        version: row.version,
        appliedBy: row.appliedByName,
        since: row.since,
        age: daysBetween(dayOf(row.since, clock.zone), ctx.today),
        reason: row.reason,
        decidedBy: row.decidedByName,
        rulings: rulings.filter((ruling) => decideRuling(row, ruling, { version: row.version, reason: "given" }).ok),
      })),
      nextCursor: rows.length > query.limit ? cursorOf(page.at(-1)!) : null,
    });
  },

  async decide(ctx, { params, body }) {
    const { tx, house } = ctx;
    const found = await store.byId(tx, params.enrolmentId);
    const one = found && findEnrolment(house.programme, found.programme);
    if (!found || !one) return refuse("programmes.enrolmentNotFound");
    const { accountId } = found;
    await accounts.hold(tx, accountId);
    const row = (await store.byId(tx, params.enrolmentId))!;
    const decision = decideRuling(row, body.ruling, body);
    if (!decision.ok) return decision;

    const moved = await store.move(tx, accountId, row.programme, [row.state], decision.value, ctx.now, {
      by: ctx.actor.name,
      reason: body.reason,
    });
    if (!moved) return refuse("programmes.moved");
    const matter = body.ruling === "reinstate" ? "reinstated" : decision.value;
    ctx.record({ ...told(accountId, row, one, decision.value), type: `enrolment.${matter}` });
    const about = { accountId, company: row.company, one, reason: body.reason, applicant: row.appliedBy };
    if (matter === "qualified" || matter === "rejected" || matter === "suspended" || matter === "reinstated")
      for (const mail of await lettersOf(ctx, { ...about, matter })) ctx.post(mail);
    // The agreement may have been accepted before: then nothing is missing any more.
    if (decision.value !== "qualified") return accept({ state: decision.value, version: moved.version });
    const state = await advance(ctx, accountId, { ...row, state: "qualified", version: moved.version }, one, true);

    return accept({ state, version: state === "active" ? moved.version + 1 : moved.version });
  },

  async catalogue(ctx) {
    const { programme } = ctx.house;
    const [counted, members] = await Promise.all([store.counts(ctx.tx), store.countMembers(ctx.tx)]);
    return accept({
      items: programme.enrolmentProgrammes.map((one) => {
        const agreement = agreementOn(programme, one.agreement, ctx.today);
        const own = new Map(counted.filter((row) => row.programme === one.id).map(({ state, count }) => [state, count]));
        const companies: Partial<Record<EnrolmentState, number>> = one.kind === "network" ? members : Object.fromEntries(own);
        return {
          id: one.id,
          name: one.name[ctx.lang],
          fullName: one.fullName[ctx.lang],
          settings: one.settings,
          requirements: demandsOf(programme, one, ctx.lang),
          agreement: { title: agreement.title[ctx.lang], version: agreement.version },
          counts: enrolment.states.map((state) => ({ state, count: companies[state] ?? 0 })),
        };
      }),
    });
  },
};

export const programmesRoom = room("programmes", programmes, actions);
