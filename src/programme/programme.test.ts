import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { langs, say, typeset } from "../kit/words.ts";
import { roles } from "../permissions.ts";
import { loadProgramme } from "./load.ts";
import { blocksOf } from "./markdown.ts";
import { agreementOn, automaticRule, countryOf, findOffer, grantsOf, holidaysOf, labelsOf, linkOf, offerOf, priceIn } from "./programme.ts";

const model = loadProgramme("programmes/network");
const example = loadProgramme("src/testing/programme-example");

/** Every text of a programme with the path to it. */
function textsOf(value: unknown, path = ""): { path: string; fr: string; en: string }[] {
  if (typeof value !== "object" || value === null) return [];
  const { fr, en } = value as { fr?: unknown; en?: unknown };
  if (typeof fr === "string" && typeof en === "string") return [{ path, fr, en }];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, path === "" ? key : `${path}.${key}`));
}

describe("the model programme", () => {
  test("loads, and nothing in it can be changed afterwards", () => {
    expect(model.name.fr).toBe("Microsoft Partner Network");
    expect(() => {
      (model.offers[0]!.prices[0] as { amount: string }).amount = "1.00";
    }).toThrow(TypeError);
    expect(Object.isFrozen(model.verification.checks.business.reasons[0]!.text)).toBe(true);
  });

  test("F-120 the figures of the pack's offer page are those of the programme's data: 10, 3 and 1 licences, 10 and 5 seats, USD 100 a month", () => {
    const pack = offerOf(model, "action-pack");
    const figures = pack.highlights.map(({ figure, name }) => [figure, name.en]);
    expect(figures).toEqual([
      [10, "Windows 10 Enterprise"],
      [3, "Visual Studio Professional"],
      [1, "Visual Studio Team Services"],
      [10, "Office 365 (E3)"],
      [5, "Enterprise Mobility Suite"],
      [100, "USD of Microsoft Azure credits"],
    ]);

    const granted = Object.fromEntries(grantsOf(model, pack.package).map(({ product, quantity }) => [product, quantity]));
    expect(granted).toMatchObject({
      "windows-10-enterprise": 10,
      "visual-studio-professional": 3,
      "visual-studio-team-services": 1,
      "office-365-e3": 10,
      "enterprise-mobility-suite": 5,
      "dynamics-crm-online-professional": 5,
      "product-support-incidents": 10,
      "advisory-hours": 5,
    });
    const credit = model.products.find(({ kind }) => kind === "cloudUsage");
    expect(credit).toMatchObject({ credit: { per: "month", value: { amount: "100.00", currency: "USD" } } });
  });

  test("the network level grants exactly the entry-level set: training, support, customer connections", () => {
    const names = grantsOf(model, model.membership.package).map(({ definition, quantity }) => [
      definition.kind,
      definition.name.fr,
      quantity,
    ]);
    expect(names).toEqual([
      ["resource", "Formation", 1],
      ["resource", "Support", 1],
      ["resource", "Connexions client", 1],
    ]);
    expect(model.membership.termMonths).toBe(12);
  });

  test("the four values and the three options are worded as the seeds word them", () => {
    expect(model.home.values.map(({ text }) => text.fr)).toEqual([
      "Démarquer votre entreprise",
      "Être prêt pour le marché",
      "Identifier et développer des partenariats stratégiques",
      "Entrer en contact avec les clients et les prospects",
    ]);
    expect(Object.values(model.home.options).map(({ name }) => name.fr)).toEqual([
      "Adhésion au réseau",
      "Adhésion à l’abonnement Microsoft Action Pack",
      "Compétences de Microsoft",
    ]);
    expect(model.home.checklist).toHaveLength(5);
  });

  test("what the home page says in words agrees with the data behind it", () => {
    const { slaWorkingDays } = model.verification;
    expect(model.home.checklistNote.fr).toContain(`${slaWorkingDays} jours ouvrés`);
    expect(model.home.checklistNote.en).toContain(`${slaWorkingDays} working days`);

    const granted = Object.fromEntries(grantsOf(model, "starter").map(({ product, quantity }) => [product, quantity]));
    const cells = model.home.comparison.map(({ cells }) => cells.starterPack).flatMap((cell) => ("text" in cell ? [cell.text.fr] : []));
    expect(cells).toContain(
      `${granted["windows-10-enterprise"]} Windows 10 Entreprise, ${granted["visual-studio-professional"]} Visual Studio Professional, ${granted["office-365-e3"]} Office 365 (E3), et d’autres`,
    );
    expect(cells).toContain(`${granted["advisory-hours"]} heures par an`);
  });

  test("the pack costs 425.00 € without tax in France, is priced in every country that is open for sale, and in no other", () => {
    for (const offer of model.offers) {
      for (const country of model.countries) {
        const price = priceIn(offer, country.code);
        expect([offer.id, country.code, price?.currency]).toEqual([
          offer.id,
          country.code,
          country.sellable ? country.currency : undefined,
        ]);
      }
    }
    expect(priceIn(offerOf(model, "action-pack"), "FR")).toEqual({ minor: 42500, currency: "EUR" });
    expect(priceIn(offerOf(model, "action-pack"), "US")).toEqual({ minor: 47500, currency: "USD" });
    expect(priceIn(offerOf(model, "silver-membership"), "FR")).toEqual({ minor: 159000, currency: "EUR" });
    expect(priceIn(offerOf(model, "gold-membership"), "FR")).toEqual({ minor: 473000, currency: "EUR" });
    expect(countryOf(model, "FR").vat).toEqual({ applies: "standard", rate: "0.20", union: "EU" });
  });

  test("renewal and refund follow the decided parameters", () => {
    for (const offer of model.offers) {
      expect(offer.renewal).toEqual({
        windowOpensDay: -15,
        windowClosesDay: 30,
        reminderDays: [-15, 23],
        chargeOnDay: 0,
        retryDays: [3, 10, 20],
        graceDays: 30,
      });
      expect(offer.refund).toEqual({ days: 30, blockedBy: ["keyOpened"] });
      expect([offer.termMonths, offer.maxPerAccount]).toEqual([12, 1]);
    }
  });

  test("each label is the seeds' own, and each role has one", () => {
    expect(model.labels).toMatchObject({
      partnerId: { fr: "ID MPN" },
      programmeStatus: { fr: "Statut du programme MPN" },
      networkAgreement: { fr: "Contrat Microsoft Partner Network" },
      starterPackSubscription: { fr: "Abonnement au Microsoft Action Pack" },
      developerSeats: { fr: "Abonnements Visual Studio" },
    });
    expect(Object.keys(model.roles).sort()).toEqual([...roles].sort());
    expect(model.roles.globalAdmin.label.fr).toBe("Administrateur général");
    expect(model.roles.adminAgent.label.fr).toBe("Agent d’administration");
    expect(model.roles.partnerAdmin.label.fr).toBe("Administrateur partenaire MPN");
    expect(Object.values(model.benefitKinds).map(({ fr }) => fr)).toEqual([
      "Logiciel",
      "Cloud",
      "Abonnements Visual Studio",
      "Avantages techniques",
      "Commercialiser",
    ]);
    expect(linkOf(model, "workAccountHelp").label.fr).toBe("Compte professionnel de votre entreprise et Espace partenaires");
  });

  test("labels fill the sentences of the product", () => {
    expect(say("Votre {label.partnerId} est {id}", "fr", { id: "4218706" }, labelsOf(model, "fr"))).toBe("Votre ID MPN est 4218706");
    expect(say("Your {label.partnerId} is {id}", "en", { id: "7" }, labelsOf(example, "en"))).toBe("Your Member number is 7");
  });

  test("some software has a combination of language and system that does not exist, and none has two files for one", () => {
    const software = model.products.filter((product) => product.kind === "software");
    const combinations = software.map(({ id, languages, systems, downloads }) => {
      const files = downloads.map(({ language, system }) => `${language} ${system}`);
      expect(new Set(files).size).toBe(files.length);
      return [id, languages.length * systems.length - files.length];
    });
    expect(combinations.filter(([, missing]) => missing === 1).map(([id]) => id)).toEqual(["windows-10-enterprise", "sql-server-standard"]);
  });

  test("the employment check passes by a named rule, the e-mail check by the mail, and the business check always by a person", () => {
    expect(automaticRule(model, "email")?.rule.id).toBe("EML-1");
    expect(automaticRule(model, "employment")).toMatchObject({ rule: { id: "EMP-1" }, reason: { code: "employment.domainMatches" } });
    expect(automaticRule(model, "business")).toBeUndefined();
  });

  test("the French holidays of 2026 to 2029 are all there, those that move with Easter too", () => {
    for (const year of [2026, 2027, 2028, 2029]) {
      const easter = easterOf(year);
      const moving = [1, 39, 50].map((days) => new Date(easter + days * 86_400_000).toISOString().slice(0, 10));
      const fixed = ["01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"].map((day) => `${year}-${day}`);
      expect(model.holidays.filter((day) => day.startsWith(String(year)))).toEqual([...moving, ...fixed].sort());
    }
    expect(holidaysOf(model).has("2027-03-29")).toBe(true);
  });

  test("every text is typeset when the programme is loaded, and typesetting it again changes nothing", () => {
    expect(model.labels.whyJoin.fr).toBe("Pourquoi rejoindre Microsoft Partner Network\u202f?");
    for (const { path, fr, en } of textsOf(model)) {
      expect([path, fr]).toEqual([path, typeset(fr, "fr")]);
      expect([path, en]).toEqual([path, typeset(en, "en")]);
      expect([path, /[ \u00a0][;!?»]|« |\.\.\.|'/.test(fr)]).toEqual([path, false]);
    }
  });

  test("no text stays in the other language by mistake", () => {
    for (const { path, fr, en } of textsOf(model)) {
      expect([path, / (?:the|your|is|are|with) /.test(` ${fr} `)]).toEqual([path, false]);
      expect([path, / (?:le|les|des|du|votre|une|avec) /.test(` ${en.replace("avis de situation", "")} `)]).toEqual([path, false]);
    }
  });

  test("the agreements read as headings, paragraphs and lists, article by article, in both languages alike", () => {
    const articles = { "network-agreement": 14, "internal-use-rights": 8, "partner-agreement": 8 } as Record<string, number>;
    for (const agreement of model.agreements) {
      const [french, english] = langs.map((lang) => blocksOf(agreement.text[lang]));
      expect(french!.map(({ kind }) => kind)).toEqual(english!.map(({ kind }) => kind));
      expect(french!.filter((block) => block.kind === "heading" && block.level === 2)).toHaveLength(articles[agreement.id] ?? 7);
      expect(french![0]).toEqual({ kind: "heading", level: 1, text: agreement.title.fr });
    }
  });

  test("the agreement in force is the latest one effective on the day, and before the first there is none", () => {
    expect(agreementOn(model, "network-agreement", "2026-02-01").version).toBe("2026-02");
    expect(() => agreementOn(model, "network-agreement", "2026-01-31")).toThrow("no agreement in force on 2026-01-31");
  });

  test("the legal pages name the operator", () => {
    const pages = JSON.stringify(model.pages);
    expect(pages).toContain(model.operator.email);
    expect(pages).not.toContain("{operator");
  });
});

describe("the invented vendor's programme", () => {
  test("loads with its own currency, time zone and terms", () => {
    expect(example.timeZone).toBe("America/Toronto");
    expect(priceIn(offerOf(example, "toolbox"), "CA")).toEqual({ minor: 9000, currency: "CAD" });
    expect(example.membership.termMonths).toBe(24);
    expect(findOffer(example, "action-pack")).toBeUndefined();
  });

  test("carries none of the model's names", () => {
    const said = JSON.stringify(example);
    for (const name of ["vendor", "network", "networkShort", "directory", "starterPack", "starterPackShort"] as const) {
      expect([name, said.includes(model.labels[name].en)]).toEqual([name, false]);
    }
    for (const { name } of model.products) {
      if (name.en !== "Support" && name.en !== "Training") expect([name.en, said.includes(name.en)]).toEqual([name.en, false]);
    }
  });
});

test("the model's files hold plain spaces and ’ only: typography is the product's work", () => {
  for (const name of ["home", "labels", "offers", "pages", "products", "programme", "roles", "verification"]) {
    const text = readFileSync(`programmes/network/${name}.yaml`, "utf8")
      .split("\n")
      .filter((line) => !/^\s*(?:#|pattern:)/.test(line))
      .join("\n");
    expect([name, /[\u00a0\u202f]/.exec(text)]).toEqual([name, null]);
    expect([name, /\p{L}'\p{L}/u.exec(text)]).toEqual([name, null]);
  }
});

/** Easter Sunday of a Gregorian year, in milliseconds, by Gauss's rule as Butcher wrote it. */
function easterOf(year: number): number {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1);
}
