import { decimal } from "../../kit/money.ts";
import type { Lang } from "../../kit/words.ts";
import { speaker } from "../../kit/words.ts";
import type { Standing } from "../../permissions.ts";
import { membershipOptions } from "../../programme/names.ts";
import { offerOf, priceIn } from "../../programme/programme.ts";
import type { Country, Programme } from "../../programme/schema.ts";
import type { House } from "../../server/house.ts";
import { labelsOf } from "../../server/labels.ts";
import { linkView } from "./door.ts";
import { programmeStatus } from "./rules.ts";
import * as en from "./words/en.ts";
import * as fr from "./words/fr.ts";

const countryView = (country: Country, lang: Lang) => ({
  code: country.code,
  name: country.name[lang],
  postalCodeExample: country.postalCode?.example ?? "",
  registration: { label: country.registration.label[lang], example: country.registration.example, required: country.registration.required },
});

/** The countries whose companies may enrol, by name. */
export const countriesView = ({ countries }: Programme, lang: Lang) =>
  countries.map((country) => countryView(country, lang)).sort((a, b) => a.name.localeCompare(b.name, lang));

/** A company stays where it is, even when its country has left the programme. */
export const countryOr = (programme: Programme, code: string, lang: Lang) => {
  const known = programme.countries.find((country) => country.code === code);
  return known
    ? countryView(known, lang)
    : { code, name: code, postalCodeExample: "", registration: { label: "", example: "", required: false } };
};

/** What to have at hand before enrolling (F-021). */
export const checklistView = (house: House, lang: Lang) => ({
  items: house.programme.home.checklist.map(({ title, detail, link }) => ({
    title: title[lang],
    detail: detail[lang],
    link: link === undefined ? null : linkView(house, lang, link),
  })),
  note: house.programme.home.checklistNote[lang],
});

type Cell = Programme["home"]["comparison"][number]["cells"]["network"];

/** One cell of the comparison; a price is the offer's in the default country. */
function cellView(programme: Programme, cell: Cell, lang: Lang) {
  if (cell.shows === "price") {
    const offer = offerOf(programme, cell.offer);
    const price = priceIn(offer, programme.defaultCountry);
    if (price) return { shows: "price" as const, amount: decimal(price), currency: price.currency, termMonths: offer.termMonths };
    return { shows: "notIncluded" as const };
  }
  if (cell.shows === "free" || cell.shows === "notIncluded") return { shows: cell.shows };
  return { shows: cell.shows, text: cell.text[lang] };
}

/** The public page: F-004, F-005, F-021. */
export function homeView(house: House, lang: Lang) {
  const { programme } = house;
  const { home, labels } = programme;
  return {
    title: labels.whyJoin[lang],
    network: labels.network[lang],
    lead: home.lead[lang],
    values: home.values.map(({ icon, text }) => ({ icon, text: text[lang] })),
    joinNote: home.joinNote[lang],
    checklist: checklistView(house, lang),
    options: membershipOptions.map((id) => {
      const { name, summary, description } = home.options[id];
      return { id, name: name[lang], summary: summary[lang], description: description[lang] };
    }),
    comparison: home.comparison.map(({ label, cells }) => ({
      label: label[lang],
      cells: membershipOptions.map((id) => cellView(programme, cells[id], lang)),
    })),
    more: linkView(house, lang, "networkSite"),
  };
}

/** The programmes the company is enrolled in, each with its status in words. */
export function programmesView({ programme }: House, lang: Lang, standing: Pick<Standing, "agreementSigned" | "verification">) {
  const t = speaker({ fr: fr.states, en: en.states }, lang, labelsOf(programme, lang));
  const status = programmeStatus(standing);
  return programme.enrolmentProgrammes
    .filter(({ id }) => id === programme.membership.id)
    .map(({ id, name, fullName, statusLabel, agreement }) => ({
      id,
      name: fullName[lang],
      shortName: name[lang],
      statusLabel: statusLabel[lang],
      status,
      statusText: t(`programme.${status}`),
      agreement,
    }));
}
