import { accept, refuse } from "../../kit/decision.ts";
import { newId, newToken } from "../../kit/ids.ts";
import { tidy } from "../../kit/names.ts";
import { findCountry } from "../../programme/programme.ts";
import type { Actions, PersonCtx, VisitorCtx } from "../../server/context.ts";
import { hashToken } from "../../server/session.ts";
import { countTry, networkOf, throttleKey } from "../../server/throttle.ts";
import { administersDirectory, attachDirectory, provenBy } from "../people/door.ts";
import type { accounts } from "./contract.ts";
import { checkWorkEmail, termsOf } from "./door.ts";
import { decideProfile, profileFields } from "./profile.rules.ts";
import { rolesOfEnroller } from "./rules.ts";
import * as store from "./store.ts";
import { insertMember } from "./users.store.ts";
import { checklistView, countriesView, homeView } from "./views.ts";

const JOIN_COOKIE = "entente-join";
const HALF_A_YEAR = 180 * 86_400;
const JOINS_AN_HOUR = 30;

/** What this browser holds of a join made here. */
const joinToken = (ctx: VisitorCtx): Buffer | null => {
  const token = ctx.cookies.get(JOIN_COOKIE);
  return token ? hashToken(token) : null;
};
const joinOf = (ctx: VisitorCtx) => store.findJoin(ctx.tx, ctx.person?.directoryId ?? null, joinToken(ctx));
const joinedView = (join: store.Join | undefined) => (join ? { companyName: join.companyName, country: join.country } : null);

/** Everything known so far for the form, the newest word first: the draft, then the join and the directory, then the person. */
function prefill(ctx: PersonCtx, draft: store.Draft | undefined, join: store.Join | undefined, directory: store.Directory | undefined) {
  const { person } = ctx;
  const known: Record<string, string> = {
    legalName: join?.companyName ?? (directory && directory.name !== directory.domain ? directory.name : ""),
    country: join?.country ?? ctx.house.programme.defaultCountry,
    contactGivenName: person.givenName,
    contactFamilyName: person.familyName,
    contactEmail: person.email,
    contactLanguage: person.language,
  };
  const values = Object.fromEntries(profileFields.map((field) => [field, draft?.data[field] ?? known[field] ?? ""])) as Record<
    (typeof profileFields)[number],
    string
  >;
  return { ...values, contactIs: draft?.data.contactIs === "other" ? ("other" as const) : ("me" as const) };
}

type Verbs = "home" | "welcome" | "join" | "enrolment" | "saveDraft" | "enrol";

export const enrolmentActions: Pick<Actions<typeof accounts>, Verbs> = {
  async home(ctx) {
    return accept(homeView(ctx.house, ctx.lang));
  },

  async welcome(ctx) {
    const { programme } = ctx.house;
    const { welcome } = programme.home;
    return accept({
      lead: welcome.lead[ctx.lang],
      paragraphs: welcome.paragraphs.map((paragraph) => paragraph[ctx.lang]),
      steps: welcome.steps.map(({ title, detail }) => ({ title: title[ctx.lang], detail: detail[ctx.lang] })),
      checklist: checklistView(ctx.house, ctx.lang),
      joined: joinedView(await joinOf(ctx)),
      countries: countriesView(programme, ctx.lang),
      defaultCountry: programme.defaultCountry,
    });
  },

  async join(ctx, { body }) {
    const { companyName } = body;
    const limit = { key: throttleKey(ctx.house.secret, "join.network", networkOf(ctx.ip)), most: JOINS_AN_HOUR, seconds: 3600 };
    const wait = await countTry(ctx.house.db, [limit], ctx.machine);
    if (wait > 0) return refuse("accounts.tooManyJoins", { count: wait, retryAfterSeconds: wait });
    if (!findCountry(ctx.house.programme, body.country)) return refuse("accounts.countryUnknown", {}, "/country");

    const token = joinToken(ctx);
    const changed = token && (await store.changeJoin(ctx.tx, token, { companyName, country: body.country }));
    if (!changed) {
      const made = { id: newId(), token: newToken(), companyName, country: body.country };
      await store.insertJoin(ctx.tx, { ...made, tokenHash: hashToken(made.token), joinedAt: ctx.now });
      ctx.cookies.set(JOIN_COOKIE, made.token, { maxAgeSeconds: HALF_A_YEAR });
      ctx.record({ type: "network.joined", subject: made.id, data: { country: body.country } });
    }

    return accept({ companyName, country: body.country });
  },

  async enrolment(ctx) {
    const { person, house } = ctx;
    const { programme } = house;
    const directory = person.directoryId ? await store.loadDirectory(ctx.tx, person.directoryId) : undefined;
    const join = await joinOf(ctx);
    const draft = await store.loadDraft(ctx.tx, person.id);
    const account = directory?.accountId ? await store.loadAccount(ctx.tx, directory.accountId) : undefined;
    const mine = account?.enrolledBy === person.id ? account : undefined;
    const step = mine
      ? !mine.agreementSignedAt
        ? "agreement"
        : mine.setupDoneAt
          ? "done"
          : "roles"
      : account
        ? "done"
        : !directory
          ? "directory"
          : join
            ? "profile"
            : "join";

    const { checks } = programme.verification;
    return accept({
      step,
      accountId: account?.accountId ?? null,
      joined: joinedView(join),
      directory: directory ? { domain: directory.domain, name: directory.name } : null,
      me: { givenName: person.givenName, familyName: person.familyName, email: person.email },
      values: prefill(ctx, draft, join, directory),
      savedAt: draft?.savedAt ?? null,
      countries: countriesView(programme, ctx.lang),
      checks: Object.entries(checks).map(([id, check]) => ({ id, name: check.name[ctx.lang], purpose: check.purpose[ctx.lang] })),
      helpEmail: programme.operator.email,
    });
  },

  async saveDraft(ctx, { body }) {
    const { person } = ctx;
    const join = await joinOf(ctx);
    if (join && join.directoryId === null && person.directoryId) await store.claimJoin(ctx.tx, join.id, person.directoryId);

    await store.saveDraft(ctx.tx, person.id, body, ctx.now);

    return accept({ savedAt: ctx.now });
  },

  async enrol(ctx, { body }) {
    const { person } = ctx;
    const { directoryId } = person;
    if (!directoryId) return refuse("accounts.directoryNeeded");
    const directory = await store.loadDirectory(ctx.tx, directoryId);
    if (directory?.accountName) return refuse("accounts.directoryTaken", { name: directory.accountName });
    // Somebody may have proved the domain while this directory was on its way: then the company has its account, or the makings of it.
    const owner = directory && (await provenBy(ctx.tx, directory.domain));
    if (owner && owner.directoryId !== directoryId) return refuse("accounts.domainProven", { domain: directory.domain });
    const join = await joinOf(ctx);
    if (!join) return refuse("accounts.membershipRequired", { join: `${ctx.house.url}/join` });
    const country = findCountry(ctx.house.programme, tidy(body.country));
    const profile = decideProfile(body, country && termsOf(country, ctx.lang), checkWorkEmail(ctx.house));
    if (!profile.ok) return profile;

    const accountId = newId();
    const partnerId = await store.insertAccount(ctx.tx, {
      id: accountId,
      enrolledBy: person.id,
      directoryId,
      createdAt: ctx.now,
      profile: profile.value,
    });
    if (partnerId === undefined) {
      const taken = await store.loadDirectory(ctx.tx, directoryId);
      return refuse("accounts.directoryTaken", { name: taken?.accountName ?? "" });
    }
    await attachDirectory(ctx, directoryId, accountId);
    const roles = rolesOfEnroller(await administersDirectory(ctx.tx, person.id));
    await insertMember(ctx.tx, accountId, person.id, roles, ctx.now);
    await store.attachJoin(ctx.tx, join.id, accountId, directoryId);
    await store.dropDraft(ctx.tx, person.id);
    ctx.record({
      type: "account.created",
      accountId,
      subject: accountId,
      data: { partnerId, dataVersion: 1, country: profile.value.country },
    });

    return accept({ accountId, partnerId });
  },
};
