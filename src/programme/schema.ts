import { z } from "zod";
import { langs } from "../kit/words.ts";
import { programmeKinds, roles } from "../permissions.ts";
import * as catalogue from "./catalogue.ts";
import { Listings } from "./listings.ts";
import { benefitKinds, labelNames, linkNames, membershipOptions } from "./names.ts";
import { Recovery } from "./recovery.ts";
import * as sales from "./selling.ts";
import { Support } from "./support.ts";
import { Transfers } from "./transfers.ts";
import { CountryCode, Currency, Id, OperatorText, Pattern, Rate, Text, TimeZone, Url } from "./values.ts";
import { Mailboxes, Verification } from "./verification.ts";

/** Who runs this copy. The legal pages name the operator from here. */
const Operator = z.strictObject({ name: Text, address: Text, email: z.email() });

const Series = z.string().regex(/^[A-Z]{1,6}$/, "is not a series such as FA");

/** Who sells, as the papers of an order name it. */
const Seller = z.strictObject({
  name: z.string().min(1),
  line1: z.string().min(1),
  line2: z.string().default(""),
  postalCode: z.string().min(1),
  city: z.string().min(1),
  country: CountryCode,
  vatNumber: z.string().min(1),
  /** The number in the company register, with what the register is called. */
  registration: z.strictObject({ label: Text, number: z.string().min(1) }),
  email: z.email(),
  /** What the numbers of each kind of paper begin with: FA-2027-000001. */
  series: z.strictObject({ invoice: Series, creditNote: Series, receipt: Series }),
  /** What the law wants said at the foot of an invoice: capital, penalties for late payment, mediation. */
  mentions: z.array(Text),
});

const Country = z.strictObject({
  code: CountryCode,
  name: Text,
  /** The currency in which the country's companies pay. */
  currency: Currency,
  /** `standard`: the country's standard rate is added to every order. `none`: no such tax is added. */
  vat: z.strictObject({
    applies: z.enum(["standard", "none"]),
    rate: Rate,
    /** The tax union that the country belongs to. Inside one, a company with a tax number accounts for the tax of a seller abroad itself. */
    union: z
      .string()
      .regex(/^[A-Z]{2,8}$/)
      .optional(),
  }),
  /** The form in which an invoice to this country is read by machines too. */
  invoices: z.enum(["facturX"]).optional(),
  /** Whether a company of this country may buy. If so, every offer has a price for it. */
  sellable: z.boolean(),
  postalCode: z.strictObject({ example: z.string().min(1) }).optional(),
  /** The company's number in its official register. `pattern` is for countries whose numbers no library checks. */
  registration: z.strictObject({
    label: Text,
    pattern: Pattern.optional(),
    example: z.string().min(1),
    required: z.boolean(),
    /** Where anybody may look a company up; the desk's link when it compares by hand. */
    search: Url.optional(),
  }),
});

const Link = z.strictObject({
  url: Url,
  label: Text,
  /** Whether the reader is told that the link leaves this site and how to come back (F-003). */
  leaving: z.boolean(),
});

const RoleWords = z.strictObject({
  label: Text,
  /** What the role does, in one sentence. */
  does: Text,
  /**
   * `directory`: effective in the company's directory too. `reseller`: of the reseller programmes. `business`: of this product alone.
   * `developer`: of the developer programmes.
   */
  family: z.enum(["directory", "reseller", "business", "developer"]),
});

const Page = z.strictObject({
  title: Text,
  /** The day on which the text last changed. */
  updatedOn: z.iso.date(),
  sections: z.array(z.strictObject({ heading: Text, paragraphs: z.array(OperatorText).min(1) })).min(1),
});

/** One cell of the comparison of membership options. */
const Cell = z.discriminatedUnion("shows", [
  /** Comprised; shown with a tick. */
  z.strictObject({ shows: z.literal("included"), text: Text }),
  z.strictObject({ shows: z.literal("notIncluded") }),
  z.strictObject({ shows: z.literal("text"), text: Text }),
  z.strictObject({ shows: z.literal("free") }),
  /** The offer's price in the default country, without tax, for one term. */
  z.strictObject({ shows: z.literal("price"), offer: Id }),
]);

const Home = z.strictObject({
  lead: Text,
  /** The values of F-004; `icon` is a picture of the design system. */
  values: z.array(z.strictObject({ icon: z.enum(["award", "store", "people", "inbox"]), text: Text })).min(1),
  /** What joining costs and how long it takes. */
  joinNote: Text,
  options: z.record(z.enum(membershipOptions), z.strictObject({ name: Text, summary: Text, description: Text })),
  comparison: z.array(z.strictObject({ label: Text, cells: z.record(z.enum(membershipOptions), Cell) })).min(1),
  /** What to have at hand (F-021). */
  checklist: z.array(z.strictObject({ title: Text, detail: Text, link: z.string().optional() })).min(1),
  /** The sentence under the checklist: what happens to the information. */
  checklistNote: Text,
  welcome: z.strictObject({
    lead: Text,
    paragraphs: z.array(Text).min(1),
    steps: z.array(z.strictObject({ title: Text, detail: Text })).min(1),
  }),
});

const Agreement = z.strictObject({
  id: Id,
  /** `2026-02`. An acceptance keeps it. */
  version: z.string().regex(/^[0-9A-Za-z.-]+$/, "is not a version such as 2026-02"),
  effectiveFrom: z.iso.date(),
  title: Text,
  /** The enrolment programme to which the agreement belongs. */
  programme: Id,
  /** The language that counts when two texts differ. */
  referenceLanguage: z.enum(langs),
  /** Only these of the roles that sign agreements may sign this one; all of them when it is left out. */
  signedBy: z.array(z.enum(roles)).min(1).optional(),
  /** Where this version applies; everywhere when it is not said. */
  countries: z.array(CountryCode).min(1).nullable().default(null),
  /** The last day on which a company that accepted an earlier version may accept this one; without it nobody has to. */
  acceptBy: z.iso.date().nullable().default(null),
  /** Paths of the texts, seen from the programme's folder. */
  files: z.strictObject({ fr: z.string().min(1), en: z.string().min(1) }),
});

/** What a company must have to enrol, besides the network's membership and the agreement, which every programme asks for. */
const EnrolmentRequirement = z.discriminatedUnion("kind", [
  /** The company's verification has ended well. Until then an application waits. */
  z.strictObject({ kind: z.literal("authorized") }),
  /** Only these of the roles that enrol may enrol in this programme. */
  z.strictObject({ kind: z.literal("role"), roles: z.array(z.enum(roles)).min(1) }),
  /** The company is active in another programme. */
  z.strictObject({ kind: z.literal("programme"), programme: Id }),
  /** The partner ID is of a country of this list, which is the company's own; every country of the programme when it is left out. */
  z.strictObject({ kind: z.literal("partnerIdInCountry"), countries: z.array(CountryCode).min(1).optional() }),
  /** The vendor's staff decide. */
  z.strictObject({ kind: z.literal("staffApproval") }),
]);

const EnrolmentProgramme = z.strictObject({
  id: Id,
  kind: z.enum(programmeKinds),
  name: Text,
  fullName: Text,
  /** What it is, in one or two sentences. */
  summary: Text,
  /** The entry of the settings menu that enrolment brings. */
  settings: z.enum(["partner", "developer"]),
  /** The name of its field in the partner profile. */
  statusLabel: Text,
  agreement: Id,
  requires: z.array(EnrolmentRequirement),
  /** Whoever has one of these roles enters the programme's pages: its group stands in their menu. */
  enteredBy: z.array(z.enum(roles)).min(1),
  /** The heading of its group in the menu, when that is not its name. */
  menuTitle: Text.optional(),
  /** What a company may do with its own legal data while it is active here (C12, handbook §3.11). Of several programmes, all of it holds. */
  legalChanges: z
    .strictObject({
      /** The roles that change the legal name; without them, all that change the profile do. */
      nameBy: z.array(z.enum(roles)).min(1).optional(),
      /** While the verification stands so, the legal name stays. */
      nameKeptWhile: z.array(z.enum(["pending", "actionNeeded", "rejected", "authorized"])).default([]),
      /** The country stays: the directory, the services and the currency are bound to it. */
      countryBound: z.boolean().default(false),
    })
    .optional(),
});

/** What the yaml files of one folder say together. Nothing unknown is let through. */
export const ProgrammeFile = z.strictObject({
  id: Id,
  name: Text,
  /** A day of this programme is a day here. */
  timeZone: TimeZone,
  /** The languages of the product; the first is used where nobody has chosen. */
  languages: z.array(z.enum(langs)).length(langs.length),
  operator: Operator,
  seller: Seller,
  defaultCountry: CountryCode,
  /** Days that are not working days, besides Saturdays and Sundays. */
  holidays: z.array(z.iso.date()),
  countries: z.array(Country).min(1),
  labels: z.record(z.enum(labelNames), Text),
  links: z
    .object(Object.fromEntries(linkNames.map((name) => [name, Link])) as Record<(typeof linkNames)[number], typeof Link>)
    .catchall(Link),
  roles: z.record(z.enum(roles), RoleWords),
  pages: z.strictObject({ legalNotice: Page, privacy: Page, terms: Page, accessibility: Page }),
  home: Home,
  verification: Verification,
  recovery: Recovery,
  mailboxes: Mailboxes,
  listings: Listings,
  support: Support,
  enrolmentProgrammes: z.array(EnrolmentProgramme).min(1),
  /** The entries of « enrolling in programmes », in their order (F-173); further programmes follow in the order of their list. */
  enrolmentEntries: z.array(z.strictObject({ programme: Id, label: Text })),
  membership: catalogue.Membership,
  /** How far ahead the renewals of a day may be looked at, and for how long a rehearsal is kept. */
  renewals: z.strictObject({ aheadDays: z.int().positive(), rehearsalKeptDays: z.int().positive() }),
  competencyLevels: z.array(catalogue.CompetencyLevel),
  offers: z.array(catalogue.Offer).min(1),
  transfers: Transfers,
  benefitKinds: z.record(z.enum(benefitKinds), Text),
  products: z.array(catalogue.Product).min(1),
  packages: z.array(catalogue.Package).min(1),
  selling: sales.Selling,
  guides: z.array(sales.Guide),
  agreements: z.array(Agreement).min(1),
});
export type ProgrammeFile = z.output<typeof ProgrammeFile>;

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

/**
 * A programme as the product holds it: checked, whole, frozen to the bottom. Every text is typeset already in both languages, the
 * operator's name stands in the legal pages, and the agreements carry their texts.
 */
export type Programme = DeepReadonly<
  Omit<ProgrammeFile, "agreements"> & {
    /** `text` is Markdown of the small subset that `markdown.ts` reads. */
    agreements: (Omit<ProgrammeFile["agreements"][number], "files"> & { text: Text })[];
  }
>;

export type Country = Programme["countries"][number];
export type ProgrammeLink = Programme["links"][string];
export type Offer = Programme["offers"][number];
export type Requirement = Offer["requires"][number];
export type TransferAccount = Programme["transfers"]["accounts"][number];
export type Product = Programme["products"][number];
export type ProductKind = Product["kind"];
export type SoftwareProduct = Extract<Product, { kind: "software" }>;
export type DeveloperSeatProduct = Extract<Product, { kind: "developerSeat" }>;
export type Package = Programme["packages"][number];
export type Selling = Programme["selling"];
export type PriceList = Selling["priceLists"][number];
export type Grant = Package["grants"][number];
export type Agreement = Programme["agreements"][number];
export type EnrolmentProgramme = Programme["enrolmentProgrammes"][number];
export type EnrolmentRequirement = EnrolmentProgramme["requires"][number];
export type Page = Programme["pages"]["legalNotice"];
export type PageName = keyof Programme["pages"];
export type VerificationTerms = Programme["verification"];
export type CheckTerms = VerificationTerms["checks"]["business"];
export type VerificationRule = CheckTerms["rules"][number];
export type VerificationReason = CheckTerms["reasons"][number];
export type ListingTerms = Programme["listings"];
export type SupportTerms = Programme["support"];
export type SupportTopic = SupportTerms["topics"][number];
