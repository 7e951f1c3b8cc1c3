import type { Day } from "../kit/dates.ts";
import type { Money } from "../kit/money.ts";
import { fromDecimal } from "../kit/money.ts";
import type { Lang } from "../kit/words.ts";
import type { Standing } from "../permissions.ts";
import { isNetworkMember } from "../permissions.ts";
import type { CheckName, LinkName, ProgrammeLabel } from "./names.ts";
import type {
  Agreement,
  Country,
  EnrolmentProgramme,
  Grant,
  Offer,
  Package,
  Product,
  Programme,
  ProgrammeLink,
  TransferAccount,
  VerificationReason,
  VerificationRule,
} from "./schema.ts";

/**
 * Questions that one asks a programme. Ids that come from people are looked up with `find…` and may be unknown; ids that come from the
 * programme itself or from what it granted are asked for with `…Of`, and an unknown one is a bug that throws.
 */
const known = <T>(found: T | undefined, what: string, id: string): T => {
  if (found === undefined) throw new Error(`the programme has no ${what} ${id}`);
  return found;
};

const gathered = new WeakMap<Programme, Partial<Record<Lang, Record<ProgrammeLabel, string>>>>();

/** The labels of one language, as `say` and `speaker` of kit/words.ts take them. Gathered once for each programme. */
export function labelsOf(programme: Programme, lang: Lang): Record<ProgrammeLabel, string> {
  const known = gathered.get(programme) ?? {};
  gathered.set(programme, known);
  known[lang] ??= Object.fromEntries(Object.entries(programme.labels).map(([name, text]) => [name, text[lang]])) as Record<
    ProgrammeLabel,
    string
  >;
  return known[lang];
}

export const findOffer = (programme: Programme, id: string): Offer | undefined => programme.offers.find((offer) => offer.id === id);
export const offerOf = (programme: Programme, id: string): Offer => known(findOffer(programme, id), "offer", id);

export const findProduct = (programme: Programme, id: string): Product | undefined =>
  programme.products.find((product) => product.id === id);
export const productOf = (programme: Programme, id: string): Product => known(findProduct(programme, id), "product", id);

export const packageOf = (programme: Programme, id: string): Package =>
  known(
    programme.packages.find((candidate) => candidate.id === id),
    "package",
    id,
  );

export const findEnrolment = (programme: Programme, id: string): EnrolmentProgramme | undefined =>
  programme.enrolmentProgrammes.find((one) => one.id === id);

/**
 * The programmes in which a company is active: the network by its own account, the others by their enrolments, which rest while the
 * network's membership does.
 * @param enrolments the ids of its active enrolments.
 */
export function activeIn(
  programme: Programme,
  account: Pick<Standing, "agreementSigned" | "verification">,
  enrolments: readonly string[],
): Pick<Standing, "enrolled" | "enrolledKinds"> {
  if (!isNetworkMember(account)) return { enrolled: [], enrolledKinds: [] };
  const active = programme.enrolmentProgrammes.filter(({ id, kind }) => kind === "network" || enrolments.includes(id));
  return { enrolled: active.map(({ id }) => id), enrolledKinds: [...new Set(active.map(({ kind }) => kind))] };
}

export const findCountry = (programme: Programme, code: string): Country | undefined =>
  programme.countries.find((country) => country.code === code);
export const countryOf = (programme: Programme, code: string): Country => known(findCountry(programme, code), "country", code);

export const linkOf = (programme: Programme, name: LinkName | (string & {})): ProgrammeLink => known(programme.links[name], "link", name);

/** The price without tax of one term in a country; undefined where the offer is not sold. */
export function priceIn(offer: Offer, country: string): Money | undefined {
  const price = offer.prices.find(({ countries }) => countries.includes(country));
  return price && fromDecimal(price.amount, price.currency);
}

/** The account to which a currency is transferred; undefined where nobody pays by transfer. */
export const transferAccountIn = ({ transfers }: Programme, currency: string): TransferAccount | undefined =>
  transfers.accounts.find((account) => account.currency === currency);

/** What a package grants itself; the packages that it includes were granted by the levels it requires. */
export const grantsOf = (programme: Programme, packageId: string): readonly (Grant & { readonly definition: Product })[] =>
  packageOf(programme, packageId).grants.map((grant) => ({ ...grant, definition: productOf(programme, grant.product) }));

/** Whether a version applies in a country; without one, only what applies everywhere does. */
export const appliesIn = ({ countries }: Pick<Agreement, "countries">, country: string | undefined): boolean =>
  countries === null || (country !== undefined && countries.includes(country));

/**
 * The older before the newer; of two that take effect on one day, a country's own text comes after the one for everywhere, and otherwise the
 * one published later (as the programme lists them) after the other.
 */
export const byEffect = (a: Pick<Agreement, "effectiveFrom" | "countries">, b: Pick<Agreement, "effectiveFrom" | "countries">): number =>
  a.effectiveFrom < b.effectiveFrom
    ? -1
    : a.effectiveFrom > b.effectiveFrom
      ? 1
      : Number(a.countries !== null) - Number(b.countries !== null);

/** The versions of an agreement that apply in a country and have taken effect by a day, the oldest first. */
export const versionsOn = (programme: Programme, id: string, day: Day, country?: string): Agreement[] =>
  programme.agreements
    .filter((agreement) => agreement.id === id && agreement.effectiveFrom <= day && appliesIn(agreement, country))
    .sort(byEffect);

/** The version of an agreement in force on a day in a country: the latest that is effective by then. */
export const agreementOn = (programme: Programme, id: string, day: Day, country?: string): Agreement =>
  known(versionsOn(programme, id, day, country).at(-1), `agreement in force on ${day}`, id);

/** Days that are not working days, as `addWorkingDays` takes them. */
export const holidaysOf = (programme: Programme): ReadonlySet<Day> => new Set(programme.holidays);

/** The rule that the product decides alone in a check, with the reason it then gives; undefined where a person always decides. */
export function automaticRule(
  programme: Programme,
  check: CheckName,
): { readonly rule: VerificationRule; readonly reason: VerificationReason } | undefined {
  const { rules, reasons } = programme.verification.checks[check];
  const rule = rules.find(({ automatic }) => automatic);
  const reason = rule && reasons.find(({ decisions, rule: by }) => by === rule.id && decisions.includes("authorise"));
  return rule && reason && { rule, reason };
}
