import { pages } from "./routes.tsx";
import type { IconName } from "./ui/Icon.tsx";
import type * as fr from "./words/fr.ts";

type Word = keyof typeof fr.shell;
export type Entry = {
  readonly word: Word;
  readonly icon: IconName;
  readonly path: string /** Further pages that belong to it. */;
  readonly also?: readonly string[];
};
export type Group = { readonly word: Word | null; readonly programme?: boolean; readonly entries: readonly Entry[] };

const partnerGroups: readonly Group[] = [
  { word: null, entries: [{ word: "overview", icon: "home", path: "/overview" }] },
  {
    word: "partnership",
    programme: true,
    entries: [
      { word: "offers", icon: "tag", path: "/offers", also: ["/memberships"] },
      { word: "benefits", icon: "box", path: "/benefits" },
      { word: "competencies", icon: "medal", path: "/competencies" },
    ],
  },
  { word: "support", entries: [{ word: "requests", icon: "lifebuoy", path: "/requests" }] },
];

const officeGroups: readonly Group[] = [
  { word: "files", entries: [{ word: "verification", icon: "shield", path: "/verification" }] },
  { word: "programme", entries: [{ word: "keys", icon: "key", path: "/keys" }] },
  {
    word: "network",
    entries: [
      { word: "companies", icon: "building", path: "/accounts" },
      { word: "jobs", icon: "list", path: "/jobs" },
    ],
  },
];

/** What stands behind the gear: « Paramètres du partenaire ». */
const settings: readonly Entry[] = [
  { word: "partnerProfile", icon: "building", path: "/settings/profile", also: ["/settings/verification"] },
  { word: "users", icon: "users", path: "/settings/users" },
  { word: "agreements", icon: "file", path: "/agreements" },
];

/** An entry whose page has parameters (`/benefits/$kind`) counts as there; its screen forwards the bare path. */
const exists = (prefix: string) => (entry: Entry) =>
  pages.some(({ path }) => path === `${prefix}${entry.path}` || path.startsWith(`${prefix}${entry.path}/`));

const present = (groups: readonly Group[], prefix: string): readonly Group[] =>
  groups.map((group) => ({ ...group, entries: group.entries.filter(exists(prefix)) })).filter(({ entries }) => entries.length > 0);

export const partnerNav = (): readonly Group[] => present(partnerGroups, "/a/$accountId");
export const settingsNav = (): readonly Entry[] => settings.filter(exists("/a/$accountId"));
export const officeNav = (): readonly Group[] => present(officeGroups, "/office");

/** Whether the entry is the present place. */
export const isHere = (entry: Entry, base: string, path: string): boolean =>
  [entry.path, ...(entry.also ?? [])].some((one) => path === base + one || path.startsWith(`${base}${one}/`));
