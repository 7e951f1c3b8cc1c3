import type { AccountPermit, ProgrammeKind } from "../permissions.ts";
import type { ShellAccount } from "./shell.ts";
import type { IconName } from "./ui/Icon.tsx";
import type * as fr from "./words/fr.ts";

type Word = keyof typeof fr.shell;
export type Entry = {
  readonly word: Word;
  readonly icon: IconName;
  readonly path: string /** Further pages that belong to it. */;
  readonly also?: readonly string[];
  /** Without the roles for it the entry is left out of the menu, and « Voir pourquoi » names it. */
  readonly permit?: AccountPermit;
  /** Pages under its path are others'. */
  readonly exact?: true;
};
/** `word` is a heading of ours, `title` a programme's; `badge` its short name, when its heading is another. */
export type Group = { readonly word: Word | null; readonly title?: string; readonly badge?: string; readonly entries: readonly Entry[] };

/** The two entries behind the gear. Which programmes bring which is the programme's data (handbook §3.19). */
export const settingsEntries = ["partner", "developer"] as const;
export type SettingsEntry = (typeof settingsEntries)[number];

export const firstGroup: Group = { word: null, entries: [{ word: "overview", icon: "home", path: "/overview", permit: "account.view" }] };
export const sellGroup: Group = {
  word: "sell",
  entries: [
    { word: "catalogue", icon: "list", path: "/catalogue", permit: "catalogue.view" },
    { word: "prices", icon: "chart", path: "/prices", permit: "prices.view" },
  ],
};
export const lastGroup: Group = {
  word: "support",
  entries: [
    { word: "support", icon: "lifebuoy", path: "/support" },
    { word: "requests", icon: "inbox", path: "/requests" },
    { word: "resources", icon: "help", path: "/resources", permit: "account.view" },
  ],
};

/** The pages that programmes of a kind bring into their group of the menu, before the page of the enrolment itself. */
export const ofKind: Partial<Record<ProgrammeKind, readonly Entry[]>> = {
  network: [
    { word: "offers", icon: "tag", path: "/offers", also: ["/memberships", "/orders", "/ahead"], permit: "offers.view" },
    { word: "benefits", icon: "box", path: "/benefits", permit: "benefits.view" },
    { word: "competencies", icon: "medal", path: "/competencies" },
  ],
  referrals: [{ word: "listings", icon: "store", path: "/listings", permit: "listings.view" }],
};

export const officeGroups: readonly Group[] = [
  {
    word: "files",
    entries: [
      { word: "verification", icon: "shield", path: "/verification" },
      { word: "support", icon: "lifebuoy", path: "/support" },
      { word: "payments", icon: "card", path: "/payments" },
      { word: "refunds", icon: "back", path: "/refunds" },
      { word: "billing", icon: "file", path: "/tax" },
      { word: "invoices", icon: "file", path: "/invoices" },
      { word: "renewals", icon: "clock", path: "/renewals" },
    ],
  },
  {
    word: "programme",
    entries: [
      { word: "programmes", icon: "list", path: "/programmes" },
      { word: "keys", icon: "key", path: "/keys" },
      { word: "agreements", icon: "file", path: "/agreements" },
    ],
  },
  {
    word: "network",
    entries: [
      { word: "companies", icon: "building", path: "/accounts" },
      { word: "locations", icon: "store", path: "/locations" },
      { word: "recoveries", icon: "key", path: "/recoveries" },
      { word: "listings", icon: "tag", path: "/listings" },
      { word: "jobs", icon: "list", path: "/jobs" },
    ],
  },
];

/** What stands behind the gear, by entry: « Paramètres du partenaire », « Paramètres du développeur ». */
export const settings: readonly (Entry & { readonly entry: SettingsEntry })[] = [
  {
    entry: "partner",
    word: "partnerProfile",
    icon: "building",
    path: "/settings/profile",
    also: ["/settings/verification", "/settings/identifiers", "/settings/locations", "/settings/support", "/settings/organisation"],
    permit: "profile.view",
  },
  { entry: "partner", word: "billing", icon: "file", path: "/settings/billing", permit: "billing.view" },
  { entry: "partner", word: "users", icon: "users", path: "/settings/users", permit: "users.view" },
  { entry: "partner", word: "securityState", icon: "shield", path: "/settings/security", permit: "security.view" },
  { entry: "partner", word: "tenants", icon: "key", path: "/settings/directories", permit: "directories.view" },
  { entry: "partner", word: "agreements", icon: "file", path: "/agreements", permit: "agreements.view" },
  { entry: "partner", word: "programmes", icon: "list", path: "/settings/programmes", exact: true, permit: "programmes.view" },
  { entry: "partner", word: "journal", icon: "list", path: "/activity", permit: "activity.view" },
  { entry: "partner", word: "roleTable", icon: "list", path: "/settings/roles", permit: "self.view" },
  { entry: "developer", word: "publisher", icon: "megaphone", path: "/developer/publisher", permit: "developer.view" },
  { entry: "developer", word: "developerRoles", icon: "users", path: "/developer/roles", permit: "developer.view" },
  { entry: "developer", word: "applications", icon: "key", path: "/developer/applications", permit: "developer.view" },
  { entry: "developer", word: "developerAgreements", icon: "file", path: "/developer/agreements", permit: "developer.view" },
];

/** Every entry for partners, whoever reads: what « Voir pourquoi » goes through. */
export const everyEntry: readonly Entry[] = [
  ...firstGroup.entries,
  ...Object.values(ofKind).flat(),
  ...sellGroup.entries,
  ...lastGroup.entries,
  ...settings,
];

type Programme = ShellAccount["programmes"][number];

/** Whether the reader's roles open the entry's page (F-164). */
export const isFor =
  ({ views }: Pick<ShellAccount, "views">) =>
  ({ permit }: Entry) =>
    permit === undefined || views.includes(permit);

/** Where a programme's own page stands: under the settings entry that it brings. */
export const programmePath = ({ id, settings: entry }: Pick<Programme, "id" | "settings">): string =>
  `${entry === "developer" ? "/developer" : "/settings"}/programmes/${id}`;

/** The programmes that bring a settings entry; without any there is no such entry. */
export const behind = (entry: SettingsEntry, programmes: readonly Programme[]): readonly Programme[] =>
  programmes.filter((one) => one.settings === entry);

/** The pages of one settings entry that the reader's roles open. */
export const settingsNav = (of: Pick<ShellAccount, "views">, entry: SettingsEntry): readonly Entry[] =>
  settings.filter((each) => each.entry === entry).filter(isFor(of));

/** The entries behind the gear: each stands while the company is enrolled in a programme tied to it and the reader's roles open a page of it (F-168). */
export const openEntries = (of: Pick<ShellAccount, "views" | "programmes">): readonly SettingsEntry[] =>
  settingsEntries.filter((entry) => behind(entry, of.programmes).length > 0 && settingsNav(of, entry).length > 0);

/** The sides for which a company reads its legal information: the partner's always, the reseller's and the developer's with their programmes. */
export const legalTabsOf = (
  programmes: readonly Pick<Programme, "kind" | "settings">[],
): readonly ("partner" | "reseller" | "developer")[] => [
  "partner",
  ...(programmes.some(({ kind }) => kind === "reseller") ? (["reseller"] as const) : []),
  ...(programmes.some((one) => one.settings === "developer") ? (["developer"] as const) : []),
];
