import type { Refused } from "../kit/decision.ts";
import { writeList } from "../kit/format.ts";
import type { Lang } from "../kit/words.ts";
import { speaker } from "../kit/words.ts";
import type { AccountPermit, Reason, Role } from "../permissions.ts";
import { doorOf, permits } from "../permissions.ts";
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

/** The people of one company who hold one of these roles: the keys to a closed door. */
const holdersOf = (db: Db, accountId: string, roles: readonly Role[]): Promise<Holder[]> =>
  db.query<Holder>(sql`
    select u.given_name || ' ' || u.family_name as name, m.roles
    from members m join users u on u.id = m.user_id and u.state = 'active'
    where m.account_id = ${accountId} and m.state = 'active' and m.roles && ${roles}::text[]
    order by u.family_name, u.given_name limit 20`);

export type ClosedView = Extract<DoorView, { open: false }>;

/**
 * How a permit stands for the reader, worded. Nothing here decides: `doorOf` did, and a room's refusal did; this only says it.
 * @param also a refusal of the room's own rules, already worded, that closes the door too.
 */
export async function wordDoor(
  holdersAmong: Holders,
  programme: Programme,
  lang: Lang,
  permit: AccountPermit,
  membership: Membership,
  also?: { refusal: Refused; text: string },
): Promise<DoorView> {
  const door = doorOf(permit, membership.roles, membership.standing);
  return door.open && !also
    ? { open: true }
    : wordClosedDoor(holdersAmong, programme, lang, permit, membership, door.open ? [] : door.reasons, also);
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
): Promise<ClosedView> {
  const rule = permits[permit];
  // The holders of the role are named for every closed door: they can open it, or say why nobody can yet.
  const holders = rule.roles === "anyMember" ? [] : await holdersAmong(membership.standing.accountId, rule.roles);
  const t = speaker({ fr, en }, lang, labelsOf(programme, lang));
  const label = (role: Role) => roleLabel(programme, role, lang);
  const or = (roles: readonly Role[]) =>
    new Intl.ListFormat(lang === "fr" ? "fr-FR" : "en-GB", { type: "disjunction" }).format(roles.map(label));

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
    const role = label(reason.code === "hasGlobalAdmin" ? "globalAdmin" : "adminAgent");
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
  const own = also ? [{ code: also.refusal.code, needs: "", has: "", rule: also.text }] : [];
  return {
    open: false,
    text,
    reasons: [...worded.map(({ text: _, ...reason }) => reason), ...own],
    holders: holders.map((holder) => ({
      name: holder.name,
      roles: holder.roles.filter((role) => rule.roles !== "anyMember" && (rule.roles as readonly Role[]).includes(role)).map(label),
    })),
  };
}
