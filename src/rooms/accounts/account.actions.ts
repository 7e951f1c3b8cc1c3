import { dayOf } from "../../kit/dates.ts";
import { accept, refuse } from "../../kit/decision.ts";
import type { Filling, Lang } from "../../kit/words.ts";
import { say } from "../../kit/words.ts";
import { findCountry } from "../../programme/programme.ts";
import type { AccountCtx, Actions } from "../../server/context.ts";
import type { StoredFact } from "../../server/ledger.ts";
import { factsOf } from "../../server/ledger.ts";
import type { accounts } from "./contract.ts";
import { linkView } from "./door.ts";
import { checkEmail } from "./enrolment.actions.ts";
import type { ProfileValues } from "./profile.rules.ts";
import { changedFields, decideProfile, profileFields, tidy } from "./profile.rules.ts";
import { ADVISED_GLOBAL_ADMINS } from "./rules.ts";
import type { Account } from "./store.ts";
import * as store from "./store.ts";
import { countMembers } from "./users.store.ts";
import { countriesView, countryOr, programmesView, termsOf } from "./views.ts";
import * as en from "./words/en.ts";
import * as fr from "./words/fr.ts";

/** The account of the path is there: the guard has just read it. */
async function accountOf(ctx: AccountCtx): Promise<Account> {
  const account = await store.loadAccount(ctx.tx, ctx.accountId);
  if (!account) throw new Error(`account ${ctx.accountId} has gone`);
  return account;
}

const valuesOf = (account: Account): ProfileValues =>
  Object.fromEntries(profileFields.map((field) => [field, account[field]])) as Record<(typeof profileFields)[number], string>;

/** What a fact kept, as its sentence takes it; a name that the programme words in two languages is said in the reader's. */
const fillingOf = (fact: StoredFact, lang: Lang): Filling =>
  Object.fromEntries(
    Object.entries(fact.data).flatMap(([name, value]) => {
      const said = typeof value === "object" && value !== null ? (value as Partial<Record<Lang, string>>)[lang] : value;
      return typeof said === "string" || typeof said === "number" ? [[name, said]] : [];
    }),
  );

/** A fact in the reader's language. */
function activityItem(ctx: AccountCtx, fact: StoredFact) {
  const words = ctx.lang === "fr" ? fr.actors : en.actors;
  const ours = fact.actorKind === "staff" || fact.actorKind === "clock";
  return {
    id: fact.id,
    type: fact.type,
    text: say(ctx.house.factWords[ctx.lang][fact.type]!, ctx.lang, fillingOf(fact, ctx.lang), ctx.labels),
    who: fact.actorKind === "person" ? fact.actorName : words[fact.actorKind],
    at: fact.at,
    side: ours ? ("ours" as const) : ("partner" as const),
  };
}

type Verbs = "overview" | "activity" | "profile" | "changeProfile";

export const accountActions: Pick<Actions<typeof accounts>, Verbs> = {
  async overview(ctx) {
    const { standing, house, lang } = ctx;
    const [account, counts] = await Promise.all([accountOf(ctx), countMembers(ctx.tx, ctx.accountId)]);
    const [users, starterPack, benefits] = await Promise.all([ctx.door("users.add"), ctx.door("offers.buy"), ctx.door("benefits.view")]);
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
      steps: [
        { id: "users" as const, door: users, link: null },
        { id: "starterPack" as const, door: starterPack, link: null },
        { id: "benefits" as const, door: benefits, link: null },
        { id: "competencies" as const, door: { open: true as const }, link: linkView(house, lang, "competencies") },
      ],
    });
  },

  async activity(ctx, { query }) {
    const types = Object.keys(ctx.house.factWords[ctx.lang]);
    const facts = await factsOf(ctx.tx, ctx.accountId, { types, ...(query.cursor && { before: query.cursor }), limit: query.limit + 1 });
    const page = facts.slice(0, query.limit);
    return accept({ items: page.map((fact) => activityItem(ctx, fact)), nextCursor: facts.length > query.limit ? page.at(-1)!.id : null });
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
      moves: { edit: await ctx.door("profile.edit") },
    });
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
    const decided = decideProfile(given, country && termsOf(country, ctx.lang), checkEmail(ctx));
    if (!decided.ok) return decided;

    const changed = changedFields(before, decided.value);
    if (changed.length === 0) return accept({ dataVersion, changed });
    const version = await store.updateProfile(ctx.tx, ctx.accountId, dataVersion, decided.value, ctx.now);
    if (version === undefined) throw new Error(`account ${ctx.accountId} changed under its lock`);
    ctx.record({
      type: "legalProfile.changed",
      accountId: ctx.accountId,
      subject: ctx.accountId,
      data: { dataVersion: version, fields: changed },
    });

    return accept({ dataVersion: version, changed });
  },
};

const hourOf = (ctx: AccountCtx, at: string): string =>
  new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: ctx.house.clock.zone }).format(
    new Date(at),
  );
