import { dayOf } from "../../kit/dates.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { tidy } from "../../kit/names.ts";
import { findCountry } from "../../programme/programme.ts";
import type { AccountCtx, Actions } from "../../server/context.ts";
import { factsOf } from "../../server/ledger.ts";
import type { accounts } from "./contract.ts";
import { checkWorkEmail, termsOf, wordFact } from "./door.ts";
import { legalRefusalsOf, moveView } from "./legal.ts";
import type { ProfileValues } from "./profile.rules.ts";
import { changedFields, decideProfile, profileFields } from "./profile.rules.ts";
import { ADVISED_GLOBAL_ADMINS } from "./rules.ts";
import type { Account } from "./store.ts";
import * as store from "./store.ts";
import { countMembers } from "./users.store.ts";
import { countriesView, countryOr, programmesView } from "./views.ts";

/** The account of the path is there: the guard has just read it. */
async function accountOf(ctx: AccountCtx): Promise<Account> {
  const account = await store.loadAccount(ctx.tx, ctx.accountId);
  if (!account) throw new Error(`account ${ctx.accountId} has gone`);
  return account;
}

const valuesOf = (account: Account): ProfileValues =>
  Object.fromEntries(profileFields.map((field) => [field, account[field]])) as Record<(typeof profileFields)[number], string>;

type Verbs = "overview" | "activity" | "profile" | "countryChange" | "changeProfile";

export const accountActions: Pick<Actions<typeof accounts>, Verbs> = {
  async overview(ctx) {
    const { standing, house, lang } = ctx;
    const [account, counts] = await Promise.all([accountOf(ctx), countMembers(ctx.tx, ctx.accountId)]);
    return accept({
      partnerId: account.partnerId,
      verification: account.verification,
      agreementSigned: standing.agreementSigned,
      setupDone: standing.setupDone,
      contact: `${account.contactGivenName} ${account.contactFamilyName}`,
      users: counts.users,
      globalAdmins: counts.globalAdmins,
      advisedGlobalAdmins: ADVISED_GLOBAL_ADMINS,
      programmes: programmesView(house, lang, standing),
      moves: { activity: await ctx.door("activity.view") },
    });
  },

  async activity(ctx, { query }) {
    const types = Object.keys(ctx.house.factWords[ctx.lang]);
    const facts = await factsOf(ctx.tx, ctx.accountId, { types, ...(query.cursor && { before: query.cursor }), limit: query.limit + 1 });
    const page = facts.slice(0, query.limit);
    return accept({ items: page.map((fact) => wordFact(ctx, fact)), nextCursor: facts.length > query.limit ? page.at(-1)!.id : null });
  },

  async profile(ctx) {
    const { house, lang } = ctx;
    const account = await accountOf(ctx);
    return accept({
      partnerId: account.partnerId,
      values: valuesOf(account),
      dataVersion: account.dataVersion,
      updatedAt: account.updatedAt,
      createdOn: dayOf(account.createdAt, house.clock.zone),
      country: countryOr(house.programme, account.country, lang),
      countries: countriesView(house.programme, lang),
      programmes: programmesView(house, lang, ctx.standing),
      moves: {
        edit: await ctx.door("profile.edit"),
        name: await ctx.door("profile.edit", legalRefusalsOf(ctx).name),
        country: await ctx.door("profile.edit", legalRefusalsOf(ctx).country),
      },
    });
  },

  async countryChange(ctx, { query }) {
    const account = await accountOf(ctx);
    const to = findCountry(ctx.house.programme, tidy(query.country));
    return to ? accept(moveView(ctx, account.country, to)) : refuse("accounts.countryUnknown");
  },

  async changeProfile(ctx, { body }) {
    await store.hold(ctx.tx, ctx.accountId);
    const account = await accountOf(ctx);
    const { dataVersion, ...typed } = body;
    if (dataVersion !== account.dataVersion)
      return refuse("accounts.profileMoved", { time: hourOf(ctx, account.updatedAt), dataVersion: account.dataVersion });
    const before = valuesOf(account);
    const country = findCountry(ctx.house.programme, tidy(typed.country ?? account.country));
    const given = Object.fromEntries(profileFields.map((field) => [field, typed[field] ?? before[field]])) as Record<
      (typeof profileFields)[number],
      string
    >;
    const decided = decideProfile(given, country && termsOf(country, ctx.lang), checkWorkEmail(ctx.house));
    if (!decided.ok) return decided;

    const changed = changedFields(before, decided.value);
    if (changed.length === 0) return accept({ dataVersion, changed });
    const legal = legalRefusalsOf(ctx);
    const nameOf = (code: string) => findCountry(ctx.house.programme, code)?.name ?? code;
    if (legal.name && changed.includes("legalName")) return legal.name;
    if (legal.country && changed.includes("country")) return legal.country;
    const version = await store.updateProfile(ctx.tx, ctx.accountId, dataVersion, decided.value, ctx.now);
    if (version === undefined) throw new Error(`account ${ctx.accountId} changed under its lock`);
    ctx.record({
      type: "legalProfile.changed",
      accountId: ctx.accountId,
      subject: ctx.accountId,
      data: { dataVersion: version, fields: changed },
    });
    if (changed.includes("country"))
      ctx.record({
        type: "country.changed",
        accountId: ctx.accountId,
        subject: ctx.accountId,
        data: { from: nameOf(before.country), to: nameOf(decided.value.country) },
      });

    return accept({ dataVersion: version, changed });
  },
};

const hourOf = (ctx: AccountCtx, at: string): string =>
  new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: ctx.house.clock.zone }).format(
    new Date(at),
  );
