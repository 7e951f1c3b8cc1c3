import type { Lang } from "../kit/words.ts";
import { langs } from "../kit/words.ts";
import type { Role } from "../permissions.ts";
import type { Programme } from "../programme/schema.ts";

const flat = new WeakMap<Programme, Record<Lang, Record<string, string>>>();

/** The programme's labels in one language, for `{label.x}` in sentences. */
export function labelsOf(programme: Programme, lang: Lang): Record<string, string> {
  let both = flat.get(programme);
  if (!both) {
    both = { fr: {}, en: {} };
    for (const each of langs) for (const [name, text] of Object.entries(programme.labels)) both[each][name] = text[each];
    flat.set(programme, both);
  }
  return both[lang];
}

export const roleLabel = (programme: Programme, role: Role, lang: Lang): string => programme.roles[role].label[lang];
