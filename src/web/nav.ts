import type { Entry, Group } from "./entries.ts";
import { firstGroup, isFor, lastGroup, officeGroups, ofKind, programmePath, sellGroup } from "./entries.ts";
import { pages } from "./routes.tsx";
import type { ShellAccount } from "./shell.ts";

type Programme = ShellAccount["programmes"][number];
const account = "/a/$accountId";

/** An entry whose page has parameters (`/benefits/$kind`) counts as there; its screen forwards the bare path. */
const exists = (prefix: string) => (entry: Entry) =>
  pages.some(({ path }) => path === `${prefix}${entry.path}` || path.startsWith(`${prefix}${entry.path}/`));

const present = (groups: readonly Group[], prefix: string): readonly Group[] =>
  groups.map((group) => ({ ...group, entries: group.entries.filter(exists(prefix)) })).filter(({ entries }) => entries.length > 0);

/** What referrals bring stands in their own group once the company is enrolled in them, and in the network's until then. */
const pagesOf = ({ kind }: Programme, all: readonly Programme[]): readonly Entry[] => [
  ...(ofKind[kind] ?? []),
  ...(kind === "network" && !all.some((other) => other.kind === "referrals") ? (ofKind.referrals ?? []) : []),
];

const groupOf = (programme: Programme, all: readonly Programme[]): Group => ({
  word: null,
  title: programme.title,
  ...(programme.title !== programme.name && { badge: programme.name }),
  entries: [
    ...pagesOf(programme, all).filter(exists(account)),
    { word: "enrolment", icon: "shield", path: programmePath(programme), permit: "programmes.view" },
  ],
});

/** The menu of one account for its reader: a group for each programme that the company is enrolled in and the reader's roles enter. */
export function partnerNav(of: Pick<ShellAccount, "views" | "programmes">): readonly Group[] {
  const mine = of.programmes.filter((one) => one.mine);
  return [...present([firstGroup], account), ...mine.map((one) => groupOf(one, mine)), ...present([sellGroup, lastGroup], account)]
    .map((group) => ({ ...group, entries: group.entries.filter(isFor(of)) }))
    .filter(({ entries }) => entries.length > 0);
}

/** What a member without any role sees of the menu (F-181): themselves, and the support, which anybody may ask. */
export const ownNav: readonly Group[] = [
  { word: null, entries: [{ word: "myProfile", icon: "user", path: "/me" }] },
  { ...lastGroup, entries: lastGroup.entries.filter(({ permit }) => permit === undefined) },
];

export const officeNav = (): readonly Group[] => present(officeGroups, "/office");

/** Whether the entry is the present place. */
export const isHere = (entry: Entry, base: string, path: string): boolean =>
  entry.exact
    ? path === base + entry.path
    : [entry.path, ...(entry.also ?? [])].some((one) => path === base + one || path.startsWith(`${base}${one}/`));
