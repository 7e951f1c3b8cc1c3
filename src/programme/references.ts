import { supportEntrances } from "./names.ts";
import type { ProgrammeFile } from "./schema.ts";
import type { Path } from "./sources.ts";

type Report = (path: Path, message: string) => void;

/** Reports every name that points at nothing, every id given twice, and every pair of facts that contradict each other. */
export function checkReferences(programme: ProgrammeFile, report: Report): void {
  const ids = {
    offers: unique(programme.offers, "offers", report),
    products: unique(programme.products, "products", report),
    packages: unique(programme.packages, "packages", report),
    levels: unique(programme.competencyLevels, "competencyLevels", report),
    enrolments: unique(programme.enrolmentProgrammes, "enrolmentProgrammes", report),
    agreements: new Set(programme.agreements.map(({ id }) => id)),
    links: new Set(Object.keys(programme.links)),
    countries: new Set(programme.countries.map(({ code }) => code)),
  };
  const must = (set: ReadonlySet<string>, id: string, path: Path, what: string) => {
    if (!set.has(id)) report(path, `there is no ${what} "${id}"`);
  };

  must(ids.countries, programme.defaultCountry, ["defaultCountry"], "country");
  must(ids.countries, programme.seller.country, ["seller", "country"], "country");
  must(ids.packages, programme.membership.package, ["membership", "package"], "package");
  repeated(programme.languages, (at) => report(["languages", at], "is given twice"));
  repeated(programme.holidays, (at) => report(["holidays", at], "is given twice"));
  repeated(
    programme.countries.map(({ code }) => code),
    (at) => report(["countries", at, "code"], "is given twice"),
  );
  checkEnrolments(programme, ids, must, report);
  repeated(
    programme.agreements.map(({ id, version }) => `${id} ${version}`),
    (at) => report(["agreements", at, "version"], "is given twice"),
  );
  for (const [at, agreement] of programme.agreements.entries()) {
    must(ids.enrolments, agreement.programme, ["agreements", at, "programme"], "enrolment programme");
    for (const [place, code] of (agreement.countries ?? []).entries())
      must(ids.countries, code, ["agreements", at, "countries", place], "country");
    if (agreement.acceptBy !== null && agreement.acceptBy < agreement.effectiveFrom)
      report(["agreements", at, "acceptBy"], "lies before effectiveFrom");
  }

  for (const [at, country] of programme.countries.entries()) {
    if (country.vat.applies === "none" && Number(country.vat.rate) !== 0) report(["countries", at, "vat", "rate"], 'should be "0"');
    fits(country.registration.pattern, country.registration.example, ["countries", at, "registration", "example"], report);
  }

  repeated(
    programme.transfers.accounts.map(({ currency }) => currency),
    (at) => report(["transfers", "accounts", at, "currency"], "is given twice"),
  );

  checkHome(programme, ids, must);
  checkProducts(programme, ids, must, report);
  checkOffers(programme, ids, must, report);
  checkVerification(programme, report);
  checkListings(programme, ids, must, report);
  checkSelling(programme, ids, must, report);
  checkSupport(programme, must, report);
}

function checkSupport({ support }: ProgrammeFile, must: Must, report: Report): void {
  const groups = unique(support.groups, ["support", "groups"], report);
  const topics = unique(support.topics, ["support", "topics"], report);
  unique(support.severities, ["support", "severities"], report);
  unique(support.replies, ["support", "replies"], report);
  repeated(
    support.reasons.map(({ code }) => code),
    (at) => report(["support", "reasons", at, "code"], "is given twice"),
  );
  for (const [at, topic] of support.topics.entries()) {
    must(groups, topic.group, ["support", "topics", at, "group"], "group");
    unique(topic.solutions, ["support", "topics", at, "solutions"], report);
  }
  for (const entrance of supportEntrances) {
    const answering = support.topics.filter(({ answersTo }) => answersTo.includes(entrance)).length;
    if (answering !== 1) report(["support", "topics"], `${answering} of them answer to "${entrance}"; it should be one`);
  }
  const usual = support.severities.filter((one) => one.usual).length;
  if (usual !== 1) report(["support", "severities"], `${usual} of them are usual; it should be one`);
  for (const [at, { topics: named = [] }] of support.replies.entries())
    for (const [entry, id] of named.entries()) must(topics, id, ["support", "replies", at, "topics", entry], "topic");
}

function checkListings({ listings }: ProgrammeFile, ids: Ids, must: Must, report: Report): void {
  unique(listings.regions, ["listings", "regions"], report);
  for (const list of ["industries", "products", "services"] as const) unique(listings[list], ["listings", list], report);
  repeated(
    listings.rules.map(({ code }) => code),
    (at) => report(["listings", "rules", at, "code"], "is given twice"),
  );
  for (const [at, { countries }] of listings.regions.entries()) {
    for (const [entry, code] of countries.entries()) must(ids.countries, code, ["listings", "regions", at, "countries", entry], "country");
  }
}

type Ids = Readonly<
  Record<"enrolments" | "offers" | "products" | "packages" | "levels" | "agreements" | "links" | "countries", ReadonlySet<string>>
>;
type Must = (set: ReadonlySet<string>, id: string, path: Path, what: string) => void;

function checkEnrolments({ enrolmentProgrammes, enrolmentEntries }: ProgrammeFile, ids: Ids, must: Must, report: Report): void {
  for (const [at, { id, kind, agreement, requires }] of enrolmentProgrammes.entries()) {
    must(ids.agreements, agreement, ["enrolmentProgrammes", at, "agreement"], "agreement");
    // The first is the one a company joins by enrolling here; the others rest on it.
    if ((kind === "network") !== (at === 0)) {
      report(
        ["enrolmentProgrammes", at, "kind"],
        at === 0 ? "should be network: the first programme is the network" : "only the first is the network",
      );
    }
    for (const [entry, requirement] of requires.entries()) {
      const path = ["enrolmentProgrammes", at, "requires", entry] as const;
      if (requirement.kind === "programme") {
        must(ids.enrolments, requirement.programme, [...path, "programme"], "enrolment programme");
        if (requirement.programme === id) report([...path, "programme"], "a programme cannot require itself");
      }
      if (requirement.kind === "partnerIdInCountry") {
        for (const [which, code] of (requirement.countries ?? []).entries())
          must(ids.countries, code, [...path, "countries", which], "country");
      }
    }
    repeated(
      requires.map((requirement) => (requirement.kind === "programme" ? `${requirement.kind} ${requirement.programme}` : requirement.kind)),
      (entry) => report(["enrolmentProgrammes", at, "requires", entry], "is given twice"),
    );
  }
  repeated(
    enrolmentProgrammes.map(({ agreement }) => agreement),
    (at) => report(["enrolmentProgrammes", at, "agreement"], "is another programme's agreement already"),
  );
  for (const [at, { programme }] of enrolmentEntries.entries()) {
    must(ids.enrolments, programme, ["enrolmentEntries", at, "programme"], "enrolment programme");
  }
}

function checkHome({ home }: ProgrammeFile, ids: Ids, must: Must): void {
  for (const [at, item] of home.checklist.entries()) {
    if (item.link !== undefined) must(ids.links, item.link, ["home", "checklist", at, "link"], "link");
  }
  for (const [at, row] of home.comparison.entries()) {
    for (const [column, cell] of Object.entries(row.cells)) {
      if (cell.shows === "price") must(ids.offers, cell.offer, ["home", "comparison", at, "cells", column, "offer"], "offer");
    }
  }
}

function checkSelling({ selling, guides }: ProgrammeFile, { countries }: Ids, must: Must, report: Report): void {
  const types = unique(selling.types, ["selling", "types"], report);
  const items = unique(selling.items, ["selling", "items"], report);
  unique(guides, "guides", report);
  for (const [at, { type }] of selling.items.entries()) must(types, type, ["selling", "items", at, "type"], "type of things sold");
  for (const [at, { from, prices }] of selling.priceLists.entries()) {
    const path = ["selling", "priceLists", at] as const;
    if (at > 0 && from <= selling.priceLists[at - 1]!.from) report([...path, "from"], "is not after the list before it");
    repeated(
      prices.flatMap((group) => group.countries),
      () => report([...path, "prices"], "a country has two prices"),
    );
    for (const [group, { countries: where, items: priced }] of prices.entries()) {
      for (const [entry, code] of where.entries()) must(countries, code, [...path, "prices", group, "countries", entry], "country");
      for (const id of Object.keys(priced)) must(items, id, [...path, "prices", group, "items", id], "thing sold");
    }
  }
}

function checkProducts({ products, packages }: ProgrammeFile, ids: Ids, must: Must, report: Report): void {
  for (const [at, product] of products.entries()) {
    if ("portalLink" in product && product.portalLink !== undefined) {
      must(ids.links, product.portalLink, ["products", at, "portalLink"], "link");
    }
    if (product.kind !== "software") continue;
    const languages = unique(product.languages, ["products", at, "languages"], report);
    const systems = unique(product.systems, ["products", at, "systems"], report);
    for (const [entry, download] of product.downloads.entries()) {
      must(languages, download.language, ["products", at, "downloads", entry, "language"], "language of this product");
      must(systems, download.system, ["products", at, "downloads", entry, "system"], "operating system of this product");
    }
    repeated(
      product.downloads.map(({ fileName }) => fileName),
      (entry) => report(["products", at, "downloads", entry, "fileName"], "is given twice"),
    );
  }
  for (const [at, { id, includes, grants }] of packages.entries()) {
    for (const [entry, included] of includes.entries()) {
      must(ids.packages, included, ["packages", at, "includes", entry], "package");
      if (included === id) report(["packages", at, "includes", entry], "a package cannot include itself");
    }
    for (const [entry, grant] of grants.entries())
      must(ids.products, grant.product, ["packages", at, "grants", entry, "product"], "product");
    repeated(
      grants.map((grant) => `${grant.product} ${grant.class}`),
      (entry) => report(["packages", at, "grants", entry, "product"], "is granted twice"),
    );
  }
}

function checkOffers(programme: ProgrammeFile, ids: Ids, must: Must, report: Report): void {
  for (const [at, offer] of programme.offers.entries()) {
    must(ids.packages, offer.package, ["offers", at, "package"], "package");
    must(ids.agreements, offer.terms, ["offers", at, "terms"], "agreement");
    for (const [entry, requirement] of offer.requires.entries()) {
      if (requirement.kind === "competency")
        must(ids.levels, requirement.level, ["offers", at, "requires", entry, "level"], "competency level");
    }
    if (offer.renewal.windowOpensDay > offer.renewal.windowClosesDay)
      report(["offers", at, "renewal", "windowOpensDay"], "should not be later than windowClosesDay");
    checkRenewal(offer.renewal, ["offers", at, "renewal"], report);
    checkPrices(programme, at, must, ids, report);

    const granted = new Map(
      programme.packages.find(({ id }) => id === offer.package)?.grants.map((grant) => [grant.product, grant.quantity]),
    );
    for (const [entry, highlight] of offer.highlights.entries()) {
      for (const [which, id] of highlight.products.entries()) {
        const path = ["offers", at, "highlights", entry] as const;
        const product = programme.products.find((candidate) => candidate.id === id);
        const figure = product?.kind === "cloudUsage" ? Number(product.credit.value.amount) : granted.get(id);
        if (!product) report([...path, "products", which], `there is no product "${id}"`);
        else if (!granted.has(id)) report([...path, "products", which], `the package ${offer.package} does not grant "${id}"`);
        else if (figure !== highlight.figure)
          report([...path, "figure"], `is ${highlight.figure}, but the package grants ${figure} of "${id}"`);
      }
    }
  }
}

/** The card is asked while the renewal is open, and the benefits stay as long as it is. */
function checkRenewal(renewal: ProgrammeFile["offers"][number]["renewal"], at: readonly (string | number)[], report: Report): void {
  const { chargeOnDay, retryDays, windowClosesDay, graceDays } = renewal;
  for (const [entry, day] of retryDays.entries())
    if (day <= chargeOnDay || day > windowClosesDay)
      report([...at, "retryDays", entry], "should come after chargeOnDay and not after windowClosesDay");
  if (graceDays < windowClosesDay) report([...at, "graceDays"], "should not be less than windowClosesDay");
}

function checkPrices(programme: ProgrammeFile, at: number, must: Must, ids: Ids, report: Report): void {
  const priced = new Map<string, string>();
  for (const [entry, { countries, currency }] of programme.offers[at]!.prices.entries()) {
    for (const [which, code] of countries.entries()) {
      const path = ["offers", at, "prices", entry, "countries", which];
      must(ids.countries, code, path, "country");
      if (priced.has(code)) report(path, `${code} has a price already`);
      priced.set(code, currency);
      const country = programme.countries.find((candidate) => candidate.code === code);
      if (country && country.currency !== currency) {
        report(["offers", at, "prices", entry, "currency"], `is ${currency}, but companies of ${code} pay in ${country.currency}`);
      }
      if (country?.sellable === false) report(path, `${code} is not sellable`);
    }
  }
  const missing = programme.countries.filter(({ code, sellable }) => sellable && !priced.has(code)).map(({ code }) => code);
  if (missing.length > 0) report(["offers", at, "prices"], `no price for ${missing.join(", ")}`);
}

function checkVerification({ verification }: ProgrammeFile, report: Report): void {
  for (const [name, check] of Object.entries(verification.checks)) {
    const rules = unique(check.rules, ["verification", "checks", name, "rules"], report);
    for (const [at, { code, decisions, rule, remedies }] of check.reasons.entries()) {
      const path = ["verification", "checks", name, "reasons", at] as const;
      if (!code.startsWith(`${name}.`)) report([...path, "code"], `should begin with "${name}."`);
      if (rule !== undefined && !rules.has(rule)) report([...path, "rule"], `there is no rule "${rule}" in this check`);
      const authorises = decisions.includes("authorise");
      if (authorises && decisions.length > 1) report([...path, "decisions"], "authorise should stand alone");
      if (authorises !== (remedies.length === 0)) {
        report([...path, "remedies"], authorises ? "should be empty" : "should say what the partner can do");
      }
      if (remedies.includes("document") && !check.documents)
        report([...path, "remedies"], "asks for a document, but the check accepts none");
    }
    const refused = check.documents?.examples.refused.reason;
    const given = check.reasons.find(({ code }) => code === refused);
    if (refused !== undefined && (given === undefined || given.decisions.includes("authorise"))) {
      report(
        ["verification", "checks", name, "documents", "examples", "refused", "reason"],
        `no reason "${refused}" refuses in this check`,
      );
    }
    for (const decision of ["authorise", "reject"] as const) {
      if (!check.reasons.some(({ decisions }) => decisions.includes(decision))) {
        report(["verification", "checks", name, "reasons"], `no reason to ${decision}`);
      }
    }
    for (const [at, { id, automatic }] of check.rules.entries()) {
      if (automatic && !check.reasons.some(({ rule, decisions }) => rule === id && decisions.includes("authorise"))) {
        report(["verification", "checks", name, "rules", at], `is automatic, but no reason authorises by "${id}"`);
      }
    }
    repeated(
      check.reasons.map(({ code }) => code),
      (at) => report(["verification", "checks", name, "reasons", at, "code"], "is given twice"),
    );
  }
}

function repeated(values: readonly string[], found: (at: number) => void): void {
  for (const [at, value] of values.entries()) if (values.indexOf(value) < at) found(at);
}

function unique(list: readonly { readonly id: string }[], path: string | Path, report: Report): ReadonlySet<string> {
  const names = list.map(({ id }) => id);
  repeated(names, (at) => report([...(typeof path === "string" ? [path] : path), at, "id"], "is given twice"));
  return new Set(names);
}

function fits(pattern: string | undefined, example: string, path: Path, report: Report): void {
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, "u").test(example)) report(path, "does not fit its own pattern");
}
