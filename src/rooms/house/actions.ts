import { accept, refuse } from "../../kit/decision.ts";
import type { AccountPermit, Role } from "../../permissions.ts";
import { permits } from "../../permissions.ts";
import type { Actions, VisitorCtx } from "../../server/context.ts";
import { room } from "../../server/context.ts";
import { labelsOf, roleLabel } from "../../server/labels.ts";
import { house } from "./contract.ts";
import * as store from "./store.ts";

const HALF_A_YEAR = 180 * 86_400;

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
  };
  // The password alone tells nothing of what stands behind the second factor.
  if (!person.complete) return { ...who, accounts: [], staff: null, enrolment: null };

  const { accounts, enrolment } = await store.loadMe(ctx.tx, person.id, person.directoryId);
  return {
    ...who,
    accounts: accounts.map((account) => ({
      ...account,
      roleLabels: account.roles.map((role: Role) => roleLabel(ctx.house.programme, role, lang)),
    })),
    staff: person.staffRoles ? { roles: [...person.staffRoles] } : null,
    enrolment,
  };
}

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
};

export const houseRoom = room("house", house, actions);
