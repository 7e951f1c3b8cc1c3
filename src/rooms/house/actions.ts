import { accept, refuse } from "../../kit/decision.ts";
import type { AccountPermit, Role } from "../../permissions.ts";
import { opensToRoles, permits } from "../../permissions.ts";
import { activeIn, findOffer } from "../../programme/programme.ts";
import type { Actions, VisitorCtx } from "../../server/context.ts";
import { room } from "../../server/context.ts";
import { labelsOf, roleLabel } from "../../server/labels.ts";
import { linkView } from "../accounts/door.ts";
import * as memberships from "../memberships/door.ts";
import { isHeld, isStarter, stateOn } from "../memberships/rules.ts";
import { house } from "./contract.ts";
import * as store from "./store.ts";

const HALF_A_YEAR = 180 * 86_400;

const views = (Object.keys(permits) as AccountPermit[]).filter((permit) => permit.endsWith(".view"));
/**
 * The programmes of one account as the menus show them (handbook §3.19). The network is there for every company, whatever its membership
 * comes to: its page says what is missing.
 */
function enteredOf({ house, lang }: VisitorCtx, account: store.MyAccount) {
  const { enrolled } = activeIn(house.programme, account, account.enrolments);
  return house.programme.enrolmentProgrammes
    .filter(({ id, kind }) => kind === "network" || enrolled.includes(id))
    .map((one) => ({
      id: one.id,
      kind: one.kind,
      name: one.name[lang],
      title: (one.menuTitle ?? one.name)[lang],
      settings: one.settings,
      mine: opensToRoles("programmes.view", account.roles, one.enteredBy),
    }));
}

async function meOf(ctx: VisitorCtx) {
  const { person, lang } = ctx;
  if (!person) return null;
  const who = {
    id: person.id,
    name: `${person.givenName} ${person.familyName}`,
    givenName: person.givenName,
    email: person.email,
    complete: person.complete,
    mustChangePassword: person.mustChangePassword,
    factorDue: person.factorDue,
  };
  // The password alone tells nothing of what stands behind the second factor.
  if (!person.complete) return { ...who, directory: null, accounts: [], staff: null, enrolment: null };

  const [{ accounts, enrolment }, directory] = await Promise.all([
    store.loadMe(ctx.tx, person, ctx.today),
    store.domainOf(ctx.tx, person.directoryId),
  ]);
  return {
    ...who,
    directory,
    accounts: accounts.map((account) => ({
      id: account.id,
      name: account.name,
      partnerId: account.partnerId,
      roles: account.roles,
      unread: account.unread,
      networkEndedOn: account.networkEndedOn,
      programmes: enteredOf(ctx, account),
      roleLabels: account.roles.map((role: Role) => roleLabel(ctx.house.programme, role, lang)),
      views: views.filter((permit) => opensToRoles(permit, account.roles)),
    })),
    staff: person.staffRoles ? { roles: [...person.staffRoles] } : null,
    enrolment,
  };
}

const tourView = (end: store.TourEnd | undefined) => ({ due: end === undefined, ended: end?.ended ?? null, endedAt: end?.endedAt ?? null });

const actions: Actions<typeof house> = {
  async shell(ctx) {
    const { programme, settings } = ctx.house;
    return accept({
      lang: ctx.lang,
      now: ctx.now,
      today: ctx.today,
      timeZone: programme.timeZone,
      sandbox: settings.sandbox !== "off",
      programme: {
        id: programme.id,
        name: programme.name[ctx.lang],
        labels: labelsOf(programme, ctx.lang),
        pages: Object.entries(programme.pages).map(([id, page]) => ({ id, title: page.title[ctx.lang] })),
      },
      me: await meOf(ctx),
    });
  },

  async language(ctx, { body }) {
    ctx.cookies.set("entente-language", body.language, { maxAgeSeconds: HALF_A_YEAR });
    if (ctx.person) await store.setLanguage(ctx.tx, ctx.person.id, body.language);
    return accept({ language: body.language });
  },

  async page(ctx, { params }) {
    const pages: Readonly<Record<string, (typeof ctx.house.programme.pages)["terms"]>> = ctx.house.programme.pages;
    const page = Object.hasOwn(pages, params.page) ? pages[params.page] : undefined;
    if (!page) return refuse("house.noSuchPage");
    return accept({
      title: page.title[ctx.lang],
      updatedOn: page.updatedOn,
      sections: page.sections.map((section) => ({
        heading: section.heading[ctx.lang],
        paragraphs: section.paragraphs.map((paragraph) => paragraph[ctx.lang]),
      })),
    });
  },

  async doors(ctx) {
    const names = Object.keys(permits) as AccountPermit[];
    const views = await Promise.all(names.map((permit) => ctx.door(permit)));
    return accept({ doors: Object.fromEntries(names.map((permit, index) => [permit, views[index]!])) });
  },

  async steps(ctx) {
    const { programme } = ctx.house;
    const [users, starterPack, benefits, rows] = await Promise.all([
      ctx.door("users.add"),
      ctx.door("offers.buy"),
      ctx.door("benefits.view"),
      memberships.list(ctx.tx, ctx.accountId),
    ]);
    const network = rows.find(({ kind }) => kind === "network");
    const due = network && memberships.renewalIn(programme, network, ctx.today).ok ? network : undefined;
    const held = rows.filter((row) => isHeld(row, ctx.today));
    const owned = held.find(({ kind, offerId }) => {
      const offer = kind === "offer" ? findOffer(programme, offerId) : undefined;
      return offer !== undefined && isStarter(programme, offer);
    });
    const none = { link: null, owned: null, due: null };
    return accept({
      items: [
        // First of all, from the day its window opens until somebody has renewed it.
        ...(due
          ? [
              {
                ...{ id: "network" as const, door: await ctx.door("memberships.renew"), ...none },
                due: { endsOn: due.endsOn, keptUntil: due.keptUntil, state: stateOn(due, ctx.today) },
              },
            ]
          : []),
        { id: "users" as const, door: users, ...none },
        { id: "starterPack" as const, door: starterPack, ...none, owned: owned ? { membershipId: owned.id, endsOn: owned.endsOn } : null },
        { id: "benefits" as const, door: benefits, ...none },
        { id: "competencies" as const, door: { open: true as const }, ...none, link: linkView(ctx.house, ctx.lang, "competencies") },
      ],
    });
  },

  async guides(ctx) {
    const { lang } = ctx;
    const items = ctx.house.programme.guides.map(({ id, task, title, page }) => ({ id, task: task[lang], title: title[lang], page }));
    return accept({ items });
  },

  async tour(ctx) {
    return accept(tourView(await store.tourOf(ctx.tx, ctx.person.id)));
  },

  async endTour(ctx, { body }) {
    await store.endTour(ctx.tx, ctx.person.id, body.ended, ctx.now);
    return accept(tourView(await store.tourOf(ctx.tx, ctx.person.id)));
  },
};

export const houseRoom = room("house", house, actions);
