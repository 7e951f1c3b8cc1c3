import type { Refused } from "../../kit/decision.ts";
import type { Lang } from "../../kit/words.ts";
import { speaker } from "../../kit/words.ts";
import type { AccountPermit, Role } from "../../permissions.ts";
import { permits } from "../../permissions.ts";
import type { AccountCtx } from "../../server/context.ts";
import type { House } from "../../server/house.ts";
import { labelsOf, roleLabel } from "../../server/labels.ts";
import * as en from "../../server/words/tasks.en.ts";
import * as fr from "../../server/words/tasks.fr.ts";

export const everyPermit = Object.keys(permits) as AccountPermit[];

export const roleView = ({ programme }: House, lang: Lang, role: Role) => ({
  role,
  label: roleLabel(programme, role, lang),
  does: programme.roles[role].does[lang],
});

/** One row for each permit, under the area before its dot, in the order of the permissions table. */
export function tasksByArea<Row>({ programme }: House, lang: Lang, rowOf: (permit: AccountPermit, label: string) => Row) {
  const labels = labelsOf(programme, lang);
  const task = speaker({ fr: fr.tasks, en: en.tasks }, lang, labels);
  const area = speaker({ fr: fr.areas, en: en.areas }, lang, labels);
  const found = new Map<string, { area: string; label: string; tasks: Row[] }>();
  for (const permit of everyPermit) {
    const name = permit.split(".")[0] as fr.Area;
    const group = found.get(name) ?? { area: name, label: area(name), tasks: [] };
    group.tasks.push(rowOf(permit, task(permit)));
    found.set(name, group);
  }
  return [...found.values()];
}

/** A refusal about a role names it, and those who could or could be given, in the reader's language. */
export function namedRefusal<C extends string>({ house, lang }: Pick<AccountCtx, "house" | "lang">, refused: Refused<C>): Refused<C> {
  const { role, needs } = refused.params as { role?: Role; needs?: readonly Role[] };
  if (role === undefined || needs === undefined) return refused;
  const label = (one: Role): string => roleLabel(house.programme, one, lang);
  return { ...refused, params: { role: label(role), needs: needs.map(label) } };
}
