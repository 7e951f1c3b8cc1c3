import type { Refused } from "../kit/decision.ts";
import { writeDay, writeList } from "../kit/format.ts";
import type { Lang } from "../kit/words.ts";
import { speaker } from "../kit/words.ts";
import type { AccountPermit, Condition, ProgrammeKind, Reason, Role } from "../permissions.ts";
import { doorOf, grantingRoles, isOfRoles, needsOf, rolesFor, rolesThatOpen } from "../permissions.ts";
import type { Programme } from "../programme/schema.ts";
import type { DoorView } from "../wire.ts";
import type { Db } from "./db.ts";
import { sql } from "./db.ts";
import { labelsOf, roleLabel } from "./labels.ts";
import type { Membership } from "./session.ts";
import { doors as en } from "./words/en.ts";
import { doors as fr } from "./words/fr.ts";

type Holder = { name: string; roles: Role[] };

/** Answers "who holds one of these roles" once per request, however many doors of a list ask. */
export type Holders = (accountId: string, roles: readonly Role[]) => Promise<Holder[]>;
export function holdersIn(db: Db): Holders {
  const asked = new Map<string, Promise<Holder[]>>();
  return (accountId, roles) => {
    const key = roles.join();
    const known = asked.get(key) ?? holdersOf(db, accountId, roles);
    asked.set(key, known);
    return known;
  };
}

/**
 * The people of one company who hold one of these roles: the keys to a closed door. They are few among many members, and looked up one by
 * one; the limit keeps the planner from reading everybody instead.
 */
const holdersOf = (db: Db, accountId: string, roles: readonly Role[]): Promise<Holder[]> =>
  db.query<Holder>(sql`
    select u.given_name || ' ' || u.family_name as name, m.roles
    from members m
    join lateral (select given_name, family_name from users where id = m.user_id and state = 'active' limit 1) u on true
    where m.account_id = ${accountId} and m.state = 'active' and m.roles <> '{}' and m.roles && ${roles}::text[]
    order by u.family_name, u.given_name limit 20`);

/** The role that a condition's sentence names. */
const roleNamedBy = (condition: Condition): Role => (condition === "hasGlobalAdmin" ? "globalAdmin" : "adminAgent");

const disjunction = (names: readonly string[], lang: Lang): string =>
  new Intl.ListFormat(lang === "fr" ? "fr-FR" : "en-GB", { type: "disjunction" }).format(names);

const programmesIn = (
  { enrolmentProgrammes }: Programme,
  lang: Lang,
  wanted: (one: Programme["enrolmentProgrammes"][number]) => boolean,
): string[] => enrolmentProgrammes.filter(wanted).map(({ name }) => name[lang]);

/** The network's membership is worded by itself; every other programme by its name. */
const whichWords = (kinds: readonly ProgrammeKind[]) => (kinds.includes("network") ? ("network" as const) : ("enrolled" as const));

/** What a permit asks of the account besides a role, each as a phrase. */
export function wordNeeds(programme: Programme, lang: Lang, permit: AccountPermit): string[] {
  const t = speaker({ fr, en }, lang, labelsOf(programme, lang));
  const { conditions, enrolledIn } = needsOf(permit);
  const programmes = disjunction(
    programmesIn(programme, lang, ({ kind }) => enrolledIn.includes(kind)),
    lang,
  );
  return [
    ...(enrolledIn.length > 0 ? [t(`${whichWords(enrolledIn)}.needs`, { programmes })] : []),
    ...conditions.map((condition) => t(`${condition}.needs`, { role: roleLabel(programme, roleNamedBy(condition), lang) })),
  ];
}

export type ClosedView = Extract<DoorView, { open: false }>;

/**
 * How a permit stands for the reader, worded. Nothing here decides: `doorOf` did, and a room's refusal did; this only says it.
 * @param also a refusal of the room's own rules, already worded, that closes the door too.
 * @param only narrows the permit's roles.
 */
export async function wordDoor(
  holdersAmong: Holders,
  programme: Programme,
  lang: Lang,
  permit: AccountPermit,
  membership: Membership,
  also?: { refusal: Refused; text: string },
  only?: readonly Role[],
): Promise<DoorView> {
  const door = doorOf(permit, membership.roles, membership.standing, only);
  return door.open && !also
    ? { open: true }
    : wordClosedDoor(holdersAmong, programme, lang, permit, membership, door.open ? [] : door.reasons, also, only);
}

/** The words of a door that is closed for these reasons. */
export async function wordClosedDoor(
  holdersAmong: Holders,
  programme: Programme,
  lang: Lang,
  permit: AccountPermit,
  membership: Membership,
  reasons: readonly Reason[],
  also?: { refusal: Refused; text: string },
  only?: readonly Role[],
): Promise<ClosedView> {
  const byCode = (wanted: Reason["code"]) => reasons.some(({ code }) => code === wanted);
  const own = rolesFor(permit, only);
  // Of a lapsed network membership, those who renew it have the key. Where any member may pass: those who give roles, for somebody without one;
  // those who could enrol the company, when a programme is missing.
  const lapsed = byCode("networkCurrent");
  const keys =
    lapsed && !reasons.some(isOfRoles)
      ? rolesThatOpen("memberships.renew")
      : typeof own !== "string"
        ? own
        : byCode("anyRole")
          ? grantingRoles
          : byCode("enrolled")
            ? rolesThatOpen("programmes.enrol")
            : [];
  // The holders of the role are named for every closed door: they can open it, or say why nobody can yet.
  const holders = keys.length === 0 ? [] : await holdersAmong(membership.standing.accountId, keys);
  const renewers = lapsed ? await holdersAmong(membership.standing.accountId, rolesThatOpen("memberships.renew")) : [];
  const t = speaker({ fr, en }, lang, labelsOf(programme, lang));
  const label = (role: Role) => roleLabel(programme, role, lang);
  const listOf = (names: readonly string[]) => disjunction(names, lang);
  const or = (roles: readonly Role[]) => listOf(roles.map(label));

  const worded = reasons.map((reason) => {
    if (reason.code === "role") {
      const needs = or(reason.needs);
      const names = holders.map((holder) => holder.name);
      const text =
        names.length === 0
          ? t("role.text", { needs })
          : t(names.length === 1 ? "role.textHolder" : "role.textHolders", { needs, holders: writeList(names, lang) });
      return {
        code: "role",
        text,
        needs: t("role.needs", { needs }),
        has: reason.has.length === 0 ? t("role.hasNone") : t("role.has", { has: writeList(reason.has.map(label), lang) }),
        rule: t("role.rule"),
      };
    }
    if (reason.code === "enrolled") {
      const programmes = programmesIn(programme, lang, ({ kind }) => reason.needs.includes(kind));
      const has = programmesIn(programme, lang, ({ id }) => reason.has.includes(id));
      const which = whichWords(reason.needs);
      return {
        code: reason.code,
        text: t(`${which}.text`, { programmes: listOf(programmes) }),
        needs: t(`${which}.needs`, { programmes: listOf(programmes) }),
        has: has.length === 0 ? t("enrolled.hasNone") : t("enrolled.has", { has: writeList(has, lang) }),
        rule: t(`${which}.rule`),
      };
    }
    if (reason.code === "anyRole") {
      const names = holders.map((holder) => holder.name);
      const text = names.length === 0 ? t("anyRole.text") : t("anyRole.textHolders", { holders: writeList(names, lang) });
      return { code: "anyRole", text, needs: t("anyRole.needs"), has: t("role.hasNone"), rule: t("anyRole.rule") };
    }
    if (reason.code === "networkCurrent") {
      const names = renewers.map((holder) => holder.name);
      const day = writeDay(reason.has, lang);
      return {
        code: reason.code,
        text:
          names.length === 0
            ? t("networkCurrent.text", { day })
            : t(names.length === 1 ? "networkCurrent.textHolder" : "networkCurrent.textHolders", { day, holders: writeList(names, lang) }),
        needs: t("networkCurrent.needs"),
        has: t("networkCurrent.has", { day }),
        rule: t("networkCurrent.rule"),
      };
    }
    const role = label(roleNamedBy(reason.code));
    return {
      code: reason.code,
      text: t(`${reason.code}.text`, { role }),
      needs: t(`${reason.code}.needs`, { role }),
      has: reason.code === "authorized" ? t(`authorized.has.${reason.has as "pending"}`) : t(`${reason.code}.has`),
      rule: t(`${reason.code}.rule`),
    };
  });

  const first = worded[0]?.text ?? also?.text ?? "";
  const text =
    worded.length > 0 && also ? `${first} ${also.text}` : worded.length > 1 ? worded.map((reason) => reason.text).join(" ") : first;
  const ofTheRoom = also ? [{ code: also.refusal.code, needs: "", has: "", rule: also.text }] : [];
  return {
    open: false,
    text,
    reasons: [...worded.map(({ text: _, ...reason }) => reason), ...ofTheRoom],
    holders: holders.map((holder) => ({ name: holder.name, roles: holder.roles.filter((role) => keys.includes(role)).map(label) })),
    asks: reasons.some(isOfRoles) ? [...rolesThatOpen(permit, only)] : [],
  };
}
