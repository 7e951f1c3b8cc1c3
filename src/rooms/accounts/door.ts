import type { Instant } from "../../kit/dates.ts";
import type { Decision } from "../../kit/decision.ts";
import { refuse } from "../../kit/decision.ts";
import { writeDay } from "../../kit/format.ts";
import type { Filling, Lang } from "../../kit/words.ts";
import { say } from "../../kit/words.ts";
import type { Role, Standing } from "../../permissions.ts";
import { roles as everyRole } from "../../permissions.ts";
import { findCountry, linkOf } from "../../programme/programme.ts";
import type { Country } from "../../programme/schema.ts";
import type { AccountCtx, Act } from "../../server/context.ts";
import type { Db, Tx } from "../../server/db.ts";
import type { House } from "../../server/house.ts";
import { labelsOf } from "../../server/labels.ts";
import type { StoredFact } from "../../server/ledger.ts";
import { Email } from "../../wire.ts";
import { decideWorkEmail } from "../people/door.ts";
import type { CountryTerms } from "./profile.rules.ts";
import * as store from "./store.ts";
import * as users from "./users.store.ts";
import { links as en, actors as enActors } from "./words/en.ts";
import { links as fr, actors as frActors } from "./words/fr.ts";

export * from "./members.door.ts";
export { registrationFormHolds } from "./numbers.rules.ts";
export type { ProfileField } from "./profile.rules.ts";
export { decideFirstRoles } from "./rules.ts";
export type { Holder } from "./users.store.ts";

/** Locks the account for the rest of the transaction: whoever holds it decides about it; everyone else waits. */
export const hold = (tx: Tx, accountId: string): Promise<unknown> => store.hold(tx, accountId);

export type Profile = {
  readonly accountId: string;
  readonly partnerId: string;
  readonly name: string;
  /** Grows by one with each change of the legal profile. */
  readonly dataVersion: number;
  readonly addressLine1: string;
  readonly addressLine2: string;
  readonly postalCode: string;
  readonly city: string;
  readonly country: string;
  readonly registrationNumber: string;
  readonly vatNumber: string;
  readonly contact: {
    readonly givenName: string;
    readonly familyName: string;
    readonly email: string;
    readonly phone: string;
    readonly language: Lang;
  };
  readonly verification: Standing["verification"];
  readonly directoryId: string;
  readonly directoryDomain: string;
  readonly enrolledBy: string;
  readonly agreementSignedAt: Instant | null;
  readonly createdAt: Instant;
};

/** The legal profile and the primary contact as they stand. */
export async function loadProfile(db: Db, accountId: string): Promise<Profile | undefined> {
  const account = await store.loadAccount(db, accountId);
  if (!account) return undefined;
  const {
    legalName,
    contactGivenName,
    contactFamilyName,
    contactEmail,
    contactPhone,
    contactLanguage,
    setupDoneAt: _,
    updatedAt: __,
    ...rest
  } = account;
  return {
    ...rest,
    name: legalName,
    contact: {
      givenName: contactGivenName,
      familyName: contactFamilyName,
      email: contactEmail,
      phone: contactPhone,
      language: contactLanguage,
    },
  };
}

/** The active people of the account who hold any of these roles, by name. */
export const membersWith = (db: Db, accountId: string, roles: readonly Role[]): Promise<users.Holder[]> =>
  users.membersWith(db, accountId, roles);

/** How many active people hold each role. */
export const countHolders = (db: Db, accountId: string): Promise<ReadonlyMap<Role, number>> => users.countHolders(db, accountId);

export type MemberView = {
  readonly userId: string;
  readonly name: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
  readonly language: Lang;
  readonly roles: readonly Role[];
  readonly active: boolean;
  /** A person of another company, or with an address elsewhere: they hold C16's roles at most. */
  readonly guest: boolean;
};

/** One person of this account; another account's people are not found. */
export async function memberOf(db: Db, accountId: string, userId: string): Promise<MemberView | undefined> {
  const found = await users.loadMember(db, accountId, userId);
  if (!found) return undefined;
  return memberView(found);
}

/** The network agreement has been accepted: what waited for it opens. A later acceptance changes nothing. */
export const markAgreementSigned = (tx: Tx, accountId: string, at: Instant): Promise<unknown> =>
  store.markAgreementSigned(tx, accountId, at);

/** The overall outcome of the verification, as the guard reads it. */
export const setVerification = (tx: Tx, accountId: string, state: Standing["verification"]): Promise<unknown> =>
  store.setVerification(tx, accountId, state);

/**
 * Other companies whose legal name stands in a text, whole words only.
 * @param text in small letters, without accents and signs, as the listings' rules fold it
 */
export const namedIn = (db: Db, accountId: string, text: string): Promise<string[]> => store.namedIn(db, accountId, text);

export type LinkView = { readonly url: string; readonly label: string; readonly notice: string | null };

/** An outside link of the programme, with the notice that it leaves this site and how one comes back (F-003). */
export function linkView({ programme }: House, lang: Lang, name: string): LinkView {
  const link = linkOf(programme, name);
  const words = lang === "fr" ? fr : en;
  return { url: link.url, label: link.label[lang], notice: link.leaving ? say(words.leaving, lang, {}, labelsOf(programme, lang)) : null };
}

/** What a country asks for, in the reader's language. */
export const termsOf = (country: Country, lang: Lang): CountryTerms => ({
  code: country.code,
  name: country.name[lang],
  postalCode: country.postalCode,
  registration: {
    label: country.registration.label[lang],
    pattern: country.registration.pattern,
    example: country.registration.example,
    required: country.registration.required,
  },
});

/** The same of a country as typed; undefined when companies of it cannot enrol. */
export function countryTerms({ programme }: House, code: string, lang: Lang): CountryTerms | undefined {
  const country = findCountry(programme, code);
  return country && termsOf(country, lang);
}

/** A contact's address: written in full, at a company, and one person's. */
export const checkWorkEmail =
  ({ programme }: House) =>
  (typed: string): Decision<string, "accounts.email" | "people.personalMail" | "people.sharedMailbox"> => {
    const email = Email.safeParse(typed);
    if (!email.success) return refuse("accounts.email");
    return decideWorkEmail(programme, email.data, "/contactEmail");
  };

/** A partner ID that nobody has had and nobody will be given again: companies and their locations count in one row. */
export const nextPartnerId = (tx: Tx): Promise<string> => store.nextPartnerId(tx);

/** What a fact kept, as its sentence takes it; a name that the programme words in two languages is said in the reader's. */
const fillingOf = (fact: StoredFact, lang: Lang): Filling =>
  Object.fromEntries(
    Object.entries(fact.data).flatMap(([name, value]) => {
      const said = typeof value === "object" && value !== null ? (value as Partial<Record<Lang, string>>)[lang] : value;
      if (typeof said === "string" && /On$/.test(name)) return [[name, writeDay(said, lang)]];
      return typeof said === "string" || typeof said === "number" ? [[name, said]] : [];
    }),
  );

/** A fact in the reader's language: what, who, and on which side. Colleagues by name, our staff as a team. */
export function wordFact(ctx: Pick<AccountCtx, "house" | "lang" | "labels">, fact: StoredFact) {
  const words = ctx.lang === "fr" ? frActors : enActors;
  const ours = fact.actorKind === "staff" || fact.actorKind === "clock";
  return {
    id: fact.id,
    type: fact.type,
    text: say(ctx.house.factWords[ctx.lang][fact.type]!, ctx.lang, fillingOf(fact, ctx.lang), ctx.labels),
    who: fact.actorKind === "person" || fact.actorKind === "application" ? fact.actorName : words[fact.actorKind],
    at: fact.at,
    side: ours ? ("ours" as const) : ("partner" as const),
  };
}

const memberView = ({ givenName, familyName, state, userId, email, language, roles, guest }: users.Member): MemberView => ({
  userId,
  name: `${givenName} ${familyName}`,
  givenName,
  familyName,
  email,
  language,
  roles,
  guest,
  active: state === "active",
});

/** One active person of this account by their address. */
export async function memberByEmail(db: Db, accountId: string, email: string): Promise<MemberView | undefined> {
  const found = await users.memberByEmail(db, accountId, email);
  return found && memberView(found);
}

/**
 * Somebody proved who they are to the account: they become its global administrator, in force at their next sign-in. The account is held.
 * @returns false when they have the role, or no place in the account any more.
 */
export async function grantGlobalAdmin(act: Act, accountId: string, userId: string): Promise<boolean> {
  await store.hold(act.tx, accountId);
  const who = await users.loadMember(act.tx, accountId, userId);
  if (who?.state !== "active" || who.roles.includes("globalAdmin")) return false;
  const held = everyRole.filter((role) => role === "globalAdmin" || who.roles.includes(role));
  await users.raise(act.tx, accountId, userId, held, act.machine);
  const name = `${who.givenName} ${who.familyName}`;
  act.record({ type: "user.rolesChanged", accountId, subject: userId, data: { name, added: ["globalAdmin"], removed: [] } });
  return true;
}
