import { writeList } from "../../kit/format.ts";
import { countryOf, versionsOn } from "../../programme/programme.ts";
import type { Country } from "../../programme/schema.ts";
import type { AccountCtx } from "../../server/context.ts";
import { roleLabel } from "../../server/labels.ts";
import type { LegalTerms } from "./legal.rules.ts";
import { decideCountry, decideName } from "./legal.rules.ts";
import { countryOr } from "./views.ts";

/** The programmes that the company is active in. */
const active = ({ house, standing }: AccountCtx) => house.programme.enrolmentProgrammes.filter(({ id }) => standing.enrolled.includes(id));

/** Why the reader may not change the legal name or the country of the company: what its programmes say, or nothing. */
export function legalRefusalsOf(ctx: AccountCtx) {
  const { lang, house } = ctx;
  const terms = active(ctx).flatMap(({ name, legalChanges }): LegalTerms[] =>
    legalChanges ? [{ programme: name[lang], ...legalChanges }] : [],
  );
  const { verification } = ctx.standing;
  const wordRoles = (roles: Parameters<typeof roleLabel>[1][]) =>
    writeList(
      roles.map((role) => roleLabel(house.programme, role, lang)),
      lang,
    );
  return {
    name: decideName(terms, { verification, roles: ctx.roles }, (roles) => wordRoles([...roles])),
    country: decideCountry(terms),
  };
}

/** What a move to another country would change for the company, so that nobody learns it afterwards (G-023). */
export function moveView(ctx: AccountCtx, from: string, to: Country) {
  const { programme } = ctx.house;
  const { lang, today } = ctx;
  const before = programme.countries.find(({ code }) => code === from);
  const tax = (country: Country | undefined) => (country?.vat.applies === "standard" ? country.vat.rate : null);
  const inForce = (id: string, country: string) => versionsOn(programme, id, today, country).at(-1);
  const business = programme.verification.checks.business.name[lang];
  return {
    from: countryOr(programme, from, lang),
    to: countryOr(programme, to.code, lang),
    currency: { before: before?.currency ?? null, after: countryOf(programme, to.code).currency },
    vatRate: { before: tax(before), after: tax(to) },
    sellable: to.sellable,
    agreements: active(ctx).flatMap(({ name, agreement }) => {
      const [now, then] = [inForce(agreement, from), inForce(agreement, to.code)];
      return now === then ? [] : [{ programme: name[lang], title: then?.title[lang] ?? null, version: then?.version ?? null }];
    }),
    checks: from === to.code ? [] : [business],
  };
}
