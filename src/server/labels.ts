import type { Lang } from "../kit/words.ts";
import type { Role } from "../permissions.ts";
import type { Programme } from "../programme/schema.ts";

export { labelsOf } from "../programme/programme.ts";

export const roleLabel = (programme: Programme, role: Role, lang: Lang): string => programme.roles[role].label[lang];
