import { accept, refuse } from "../../kit/decision.ts";
import type { AccountCtx, Actions } from "../../server/context.ts";
import { countTry, networkOf, throttleKey } from "../../server/throttle.ts";
import { Email } from "../../wire.ts";
import * as accounts from "../accounts/door.ts";
import type { company } from "./contract.ts";
import type { OrganisationValues } from "./profiles.rules.ts";
import { decideOrganisation, decideSupport, languagesIn, MOST_LANGUAGES, MOST_SECTORS, sectors, sizes } from "./profiles.rules.ts";
import * as store from "./profiles.store.ts";
import { hourOf } from "./times.ts";

const READS_AN_HOUR = 300;

const supportView = (ctx: AccountCtx, held: store.Support | undefined) => ({
  website: held?.website ?? "",
  email: held?.email ?? "",
  phone: held?.phone ?? "",
  shown: held?.shown ?? false,
  publicPath: `/partners/${ctx.standing.partnerId}/support`,
  version: held?.version ?? 0,
  updatedAt: held?.updatedAt ?? null,
  updatedBy: held?.updatedByName ?? null,
});

const named = { fr: languagesIn("fr"), en: languagesIn("en") };
const known = new Set(named.fr.map(({ code }) => code));

const organisationView = (ctx: AccountCtx, held: store.Organisation | undefined) => ({
  size: sizes.find((size) => size === held?.size) ?? null,
  sectors: [...(held?.sectors ?? [])],
  languages: (held?.languages ?? []).map((code) => named[ctx.lang].find((one) => one.code === code) ?? { code, name: code }),
  version: held?.version ?? 0,
  updatedAt: held?.updatedAt ?? null,
  updatedBy: held?.updatedByName ?? null,
});

const moved = (ctx: AccountCtx, held: { updatedAt: string } | undefined) =>
  refuse("company.moved", { time: hourOf(ctx, held?.updatedAt ?? ctx.now) });

const same = (a: OrganisationValues, b: OrganisationValues): boolean =>
  a.size === b.size && a.sectors.join() === b.sectors.join() && a.languages.join() === b.languages.join();

type Verbs = "support" | "changeSupport" | "publicSupport" | "organisation" | "changeOrganisation";

export const profileActions: Pick<Actions<typeof company>, Verbs> = {
  async support(ctx) {
    const [held, edit] = await Promise.all([store.loadSupport(ctx.tx, ctx.accountId), ctx.door("company.edit")]);
    return accept({ ...supportView(ctx, held), moves: { edit } });
  },

  async changeSupport(ctx, { body }) {
    const { accountId, tx } = ctx;
    const { version, shown, ...typed } = body;
    const form = decideSupport(typed, ctx.standing.country, (text) => Email.safeParse(text).success);
    if (!form.ok) return form;
    await accounts.hold(tx, accountId);
    const before = await store.loadSupport(tx, accountId);
    if ((before?.version ?? 0) !== version) return moved(ctx, before);

    const values = { ...form.value, shown };
    await store.saveSupport(tx, accountId, version, values, { name: ctx.actor.name, at: ctx.now });
    ctx.record({ type: "support.changed", accountId, subject: accountId, data: { ...values } });

    return accept(supportView(ctx, await store.loadSupport(tx, accountId)));
  },

  async publicSupport(ctx, { params }) {
    const limit = { key: throttleKey(ctx.house.secret, "support.read", networkOf(ctx.ip)), most: READS_AN_HOUR, seconds: 3600 };
    const wait = await countTry(ctx.house.db, [limit], ctx.machine);
    if (wait > 0) return refuse("company.tooManyReads", { count: wait, retryAfterSeconds: wait });
    const found = await store.shownSupport(ctx.tx, params.partnerId);
    return found ? accept(found) : refuse("company.supportNotShown");
  },

  async organisation(ctx) {
    const [held, edit] = await Promise.all([store.loadOrganisation(ctx.tx, ctx.accountId), ctx.door("company.edit")]);
    const choices = { sectors: [...sectors], mostSectors: MOST_SECTORS, languages: named[ctx.lang], mostLanguages: MOST_LANGUAGES };
    return accept({ ...organisationView(ctx, held), choices, moves: { edit } });
  },

  async changeOrganisation(ctx, { body }) {
    const { accountId, tx } = ctx;
    const { version, ...typed } = body;
    const form = decideOrganisation(typed, known);
    if (!form.ok) return form;
    await accounts.hold(tx, accountId);
    const before = await store.loadOrganisation(tx, accountId);
    if ((before?.version ?? 0) !== version) return moved(ctx, before);
    if (before && same(before, form.value)) return accept(organisationView(ctx, before));

    await store.saveOrganisation(tx, accountId, version, form.value, { name: ctx.actor.name, at: ctx.now });
    ctx.record({ type: "organisation.changed", accountId, subject: accountId, data: { size: form.value.size } });

    return accept(organisationView(ctx, await store.loadOrganisation(tx, accountId)));
  },
};
