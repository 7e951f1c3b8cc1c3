import type { Instant } from "../../kit/dates.ts";
import type { Lang } from "../../kit/words.ts";
import { say } from "../../kit/words.ts";
import type { Role, Standing } from "../../permissions.ts";
import { linkOf } from "../../programme/programme.ts";
import type { Db, Tx } from "../../server/db.ts";
import type { House } from "../../server/house.ts";
import { labelsOf } from "../../server/labels.ts";
import * as store from "./store.ts";
import * as users from "./users.store.ts";
import { links as en } from "./words/en.ts";
import { links as fr } from "./words/fr.ts";

export type { ProfileField } from "./profile.rules.ts";
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

export type MemberView = {
  readonly userId: string;
  readonly name: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
  readonly language: Lang;
  readonly roles: readonly Role[];
  readonly active: boolean;
};

/** One person of this account; another account's people are not found. */
export async function memberOf(db: Db, accountId: string, userId: string): Promise<MemberView | undefined> {
  const found = await users.loadMember(db, accountId, userId);
  if (!found) return undefined;
  const { givenName, familyName, email, language, roles } = found;
  return { userId, name: `${givenName} ${familyName}`, givenName, familyName, email, language, roles, active: found.state === "active" };
}

/** The network agreement has been accepted: what waited for it opens. A later acceptance changes nothing. */
export const markAgreementSigned = (tx: Tx, accountId: string, at: Instant): Promise<unknown> =>
  store.markAgreementSigned(tx, accountId, at);

/** The overall outcome of the verification, as the guard reads it. */
export const setVerification = (tx: Tx, accountId: string, state: Standing["verification"]): Promise<unknown> =>
  store.setVerification(tx, accountId, state);

export type LinkView = { readonly url: string; readonly label: string; readonly notice: string | null };

/** An outside link of the programme, with the notice that it leaves this site and how one comes back (F-003). */
export function linkView({ programme }: House, lang: Lang, name: string): LinkView {
  const link = linkOf(programme, name);
  const words = lang === "fr" ? fr : en;
  return { url: link.url, label: link.label[lang], notice: link.leaving ? say(words.leaving, lang, {}, labelsOf(programme, lang)) : null };
}
