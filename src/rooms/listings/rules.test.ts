import path from "node:path";
import { describe, expect, test } from "vitest";
import { cursorAfter, readCursor } from "../../kit/cursor.ts";
import { loadProgramme } from "../../programme/load.ts";
import type { Content, Place, Texts } from "./rules.ts";
import {
  decideChange,
  decideLogo,
  decidePlace,
  decideRuling,
  decideSubmit,
  decideTakeDown,
  decideTexts,
  decideWithdraw,
  empty,
  fold,
  indexOf,
  listing,
  questionOf,
} from "./rules.ts";

const terms = loadProgramme(path.resolve(import.meta.dirname, "../../../programmes/network")).listings;
const codes = (decision: { ok: boolean }): string[] => {
  if (decision.ok) return [];
  const {
    code,
    pointer,
    also = [],
  } = decision as unknown as { code: string; pointer?: string; also?: { code: string; pointer?: string }[] };
  return [{ code, pointer }, ...also].map((one) => `${one.pointer ?? ""} ${one.code}`);
};
const texts: Texts = {
  description: "Logiciels portuaires.",
  website: "https://www.kermadec.example",
  socialPage: `https://www.${terms.socialPage.domain}/company/kermadec`,
  industries: ["transport"],
  products: [],
  services: ["consulting"],
  tags: ["Port", "port", "Marée"],
};
const place: Omit<Place, "id"> = {
  line1: "14 rue de Siam",
  line2: "",
  postalCode: "29200",
  city: "Brest",
  country: "FR",
  contact: { name: "Yann Le Goff", email: "yann@kermadec.example", phone: "" },
};

test("G-042 what is written is saved in one form: tags once, addresses as the web writes them", () => {
  expect(decideTexts(terms, texts)).toMatchObject({
    ok: true,
    value: { tags: ["Port", "Marée"], website: "https://www.kermadec.example/" },
  });
  expect(decideTexts(terms, empty).ok).toBe(true);
});

describe("G-042 each limit is said at its field, all of them at once", () => {
  test.each<[string, Partial<Texts>, string]>([
    ["2,501 characters", { description: "é".repeat(2501) }, "/description listings.descriptionTooLong"],
    ["a site without https", { website: "http://kermadec.example" }, "/website listings.websiteWrong"],
    ["a script", { website: "javascript:alert(1)" }, "/website listings.websiteWrong"],
    ["an address with a password", { website: "https://a:b@kermadec.example" }, "/website listings.websiteWrong"],
    ["a machine inside", { website: "https://localhost" }, "/website listings.websiteWrong"],
    ["an address by numbers", { website: "https://127.0.0.1" }, "/website listings.websiteWrong"],
    ["another port", { website: "https://kermadec.example:8443" }, "/website listings.websiteWrong"],
    ["another network", { socialPage: "https://elsewhere.example/company/x" }, "/socialPage listings.socialPageWrong"],
    ["a name that only ends alike", { socialPage: `https://not${terms.socialPage.domain}/x` }, "/socialPage listings.socialPageWrong"],
    ["the network itself", { socialPage: `https://www.${terms.socialPage.domain}/` }, "/socialPage listings.socialPageWrong"],
    ["a sixth industry", { industries: terms.industries.slice(0, 6).map(({ id }) => id) }, "/industries listings.tooManyIndustries"],
    ["an unknown tag", { services: ["consulting", "magic"] }, "/services/1 listings.unknownTag"],
    ["eleven keywords", { tags: Array.from({ length: 11 }, (_, n) => `mot ${n}`) }, "/tags listings.tooManyTags"],
    ["a keyword of 41 letters", { tags: ["a".repeat(41)] }, "/tags listings.tagTooLong"],
  ])("%s", (_what, wrong, said) => {
    expect(codes(decideTexts(terms, { ...texts, ...wrong }))).toEqual([said]);
  });

  test("2,500 characters are not too many, and several wrongs are said together", () => {
    expect(decideTexts(terms, { ...texts, description: "é".repeat(2500) }).ok).toBe(true);
    expect(codes(decideTexts(terms, { ...texts, description: "x".repeat(3000), website: "x", socialPage: "y" }))).toHaveLength(3);
  });
});

describe("G-042 a logo is a picture, at most 300 pixels wide, square or horizontal", () => {
  test.each<[number, number, number, string[]]>([
    [300, 300, 1000, []],
    [300, 120, 1000, []],
    [1, 1, 60, []],
    [301, 100, 1000, ["/file listings.logoTooWide"]],
    [200, 201, 1000, ["/file listings.logoUpright"]],
    [100, 100, 200_001, ["/file listings.logoTooHeavy"]],
    [0, 0, 1000, ["/file listings.logoNotAPicture"]],
  ])("%i × %i, %i bytes", (width, height, bytes, said) => {
    expect(codes(decideLogo(terms.limits, { bytes, size: { width, height } }))).toEqual(said);
  });
  test("nothing, and something that is no picture", () => {
    expect(codes(decideLogo(terms.limits, undefined))).toEqual(["/file listings.logoMissing"]);
    expect(codes(decideLogo(terms.limits, { bytes: 10, size: undefined }))).toEqual(["/file listings.logoNotAPicture"]);
  });
});

test("G-042 five locations of one region, each once, whatever the capitals", () => {
  const five = Array.from({ length: 5 }, (_, n): Place => ({ ...place, id: String(n), line1: `${n} rue de Siam` }));
  expect(decidePlace(terms, "europe", five.slice(0, 4), place).ok).toBe(true);
  expect(codes(decidePlace(terms, "europe", five, place))).toEqual([" listings.tooManyPlaces"]);
  expect(codes(decidePlace(terms, "europe", [{ ...place, id: "1", line1: "14 RUE de Siam" }], place))).toEqual([
    "/line1 listings.samePlace",
  ]);
  expect(codes(decidePlace(terms, "europe", [], { ...place, country: "CA" }))).toEqual(["/country listings.countryElsewhere"]);
  expect(codes(decidePlace(terms, "nowhere", [], place))).toEqual(["/country listings.countryElsewhere"]);
});

describe("the states", () => {
  const whole: Content = { ...empty, ...texts, places: [{ ...place, id: "1" }] };
  test("what is missing is said at once; a published profile without a change is not sent again", () => {
    expect(codes(decideSubmit("draft", empty))).toEqual([
      "/description listings.descriptionMissing",
      "/industries listings.industryMissing",
      "/places listings.placeMissing",
    ]);
    expect(listing.states.filter((state) => decideSubmit(state, whole).ok)).toEqual(["draft", "changed", "rejected", "unpublished"]);
    expect(codes(decideSubmit("published", whole))).toEqual([" listings.nothingNew"]);
  });
  test("writing changes a published one and stands still under review", () => {
    expect(
      listing.states.map((state) => {
        const d = decideChange(state);
        return d.ok ? d.value : d.code;
      }),
    ).toEqual(["draft", "listings.underReview", "changed", "changed", "rejected", "unpublished"]);
  });
  test("only what is public is taken down", () => {
    expect([decideTakeDown("changed", true).ok, decideTakeDown("changed", false).ok, decideTakeDown("unpublished", true).ok]).toEqual([
      true,
      false,
      false,
    ]);
  });
  test("the desk decides the version that it has read, by a rule of the programme", () => {
    expect(codes(decideRuling("draft", 3, 3, "publish", null, terms))).toEqual([" listings.notUnderReview"]);
    expect(codes(decideRuling("inReview", 4, 3, "publish", null, terms))).toEqual([" listings.changedMeanwhile"]);
    expect(codes(decideRuling("inReview", 3, 3, "reject", "taste", terms))).toEqual(["/rule listings.unknownRule"]);
    expect(decideRuling("inReview", 3, 3, "reject", "otherPartner", terms)).toMatchObject({ ok: true, value: "rejected" });
  });
});

describe("G-043 what is typed and what is searched meet in one form", () => {
  test.each([
    ["  Œuvres d’Ampère & Fils ", "oeuvres d ampere fils"],
    ["STRASSE straße", "strasse strasse"],
    ["<script>alert('x')</script>", "script alert x script"],
    ["", ""],
  ])("%j", (typed, folded) => expect(fold(typed)).toBe(folded));
  test("signs of the search language are not its signs", () => {
    expect(questionOf("a:* | !b & 'c' \\ --")).toBe("'a':* & 'b':* & 'c':*");
    expect(questionOf(" :*&|! ")).toBeNull();
  });
  test("a profile is found by its tags in both languages, and its contacts by nobody", () => {
    const index = indexOf(terms, "Kermadec", { ...empty, ...texts, places: [{ ...place, id: "1" }] }, () => ["France", "France"]);
    expect(index.searchText).toContain("conseil");
    expect(index.searchText).toContain("consulting");
    expect(index.placeText).toBe("29200 brest france france");
    expect(JSON.stringify(index)).not.toContain("goff");
    expect(index.tagKeys).toEqual(["industries:transport", "services:consulting"]);
  });
});

test("a cursor that we did not write is not read", () => {
  const id = "01890000-0000-7000-8000-000000000000";
  expect(readCursor(cursorAfter("kermadec", id))).toEqual({ key: "kermadec", id });
  for (const forged of ["", "nonsense", Buffer.from('["a"]').toString("base64url"), Buffer.from('["a","b"]').toString("base64url")])
    expect(readCursor(forged)).toBeUndefined();
});

describe("G-042 each refusal of what is written carries its numbers", () => {
  const refusal = (change: Partial<Texts>) => decideTexts(terms, { ...texts, ...change });
  const ids = (list: "industries" | "products" | "services", most: number) => terms[list].slice(0, most).map(({ id }) => id);

  test.each<[string, Partial<Texts>, Record<string, unknown>]>([
    [
      "a description, counted in characters and not in halves of them",
      { description: "🌊".repeat(2501) },
      { code: "listings.descriptionTooLong", params: { letters: 2501, most: 2500 }, pointer: "/description" },
    ],
    [
      "a page of another network",
      { socialPage: "https://elsewhere.example/x" },
      {
        code: "listings.socialPageWrong",
        params: { domain: terms.socialPage.domain, example: terms.socialPage.example },
        pointer: "/socialPage",
      },
    ],
    [
      "six industries",
      { industries: ids("industries", 6) },
      { code: "listings.tooManyIndustries", params: { count: 6, most: 5 }, pointer: "/industries" },
    ],
    [
      "eleven keywords",
      { tags: Array.from({ length: 11 }, (_, at) => `mot ${at}`) },
      { code: "listings.tooManyTags", params: { count: 11, most: 10 }, pointer: "/tags" },
    ],
    [
      "a keyword that is a page: its beginning is said",
      { tags: ["port", "a".repeat(90)] },
      { code: "listings.tagTooLong", params: { tag: "a".repeat(60), most: 40 }, pointer: "/tags" },
    ],
    ["a site that is none", { website: "kermadec" }, { code: "listings.websiteWrong", params: {}, pointer: "/website" }],
    ["an unknown industry", { industries: ["magic"] }, { code: "listings.unknownTag", params: {}, pointer: "/industries/0" }],
    [
      "an unknown product",
      { products: [...ids("products", 1), "magic"] },
      { code: "listings.unknownTag", params: {}, pointer: "/products/1" },
    ],
    ["an unknown service", { services: ["magic"] }, { code: "listings.unknownTag", params: {}, pointer: "/services/0" }],
  ])("%s", (_, change, said) => {
    expect(refusal(change)).toEqual({ ok: false, ...said });
  });

  test("exactly as much as there may be is taken: 2,500 characters, five industries, ten keywords, a keyword of 40", () => {
    const most: Texts = {
      description: "🌊".repeat(2500),
      website: "",
      socialPage: "",
      industries: ids("industries", 5),
      products: ids("products", 3),
      services: ids("services", 3),
      tags: ["🌊".repeat(40), ...Array.from({ length: 9 }, (_, at) => `mot ${at}`)].map((tag) => tag.replaceAll("🌊", "é")),
    };
    expect(decideTexts(terms, most)).toEqual({ ok: true, value: most });
  });

  test("what stands twice is kept once, what is signs alone is no keyword, and neither counts", () => {
    const [product] = ids("products", 1);
    const [service] = ids("services", 1);
    const [industry] = ids("industries", 1);
    expect(
      refusal({
        industries: [industry!, industry!],
        products: [product!, product!],
        services: [service!, service!],
        tags: ["–", "Marée", "MAREE", "", ...Array.from({ length: 9 }, (_, at) => `mot ${at}`), "mot  0"],
      }),
    ).toMatchObject({
      ok: true,
      value: {
        industries: [industry],
        products: [product],
        services: [service],
        tags: ["Marée", ...Array.from({ length: 9 }, (_, at) => `mot ${at}`)],
      },
    });
  });
});

describe("G-042 which addresses anybody may follow", () => {
  test.each([
    ["https://kermadec.example", "https://kermadec.example/"],
    ["https://KERMADEC.example/Aide?x=1#y", "https://kermadec.example/Aide?x=1#y"],
    ["https://kermadec.example:443/", "https://kermadec.example/"],
    ["https://k-9.brest2.example", "https://k-9.brest2.example/"],
    ["https://a.example", "https://a.example/"],
    ["https://1.example", "https://1.example/"],
    ["https://kermadec.co", "https://kermadec.co/"],
    ["https://kermadéc.example", "https://xn--kermadc-gya.example/"],
    ["https://пример.рф", "https://xn--e1afmkfd.xn--p1ai/"],
    ["", ""],
  ])("« %s » is kept as « %s »", (website, kept) => {
    expect(decideTexts(terms, { ...empty, website })).toMatchObject({ ok: true, value: { website: kept } });
  });

  test.each([
    "kermadec.example",
    "ftp://kermadec.example",
    "https://yann@kermadec.example",
    "https://:secret@kermadec.example",
    "https://ker_madec.example",
    "https://_aide.kermadec.example",
    "https://kermadec.example.",
    "https://kermadec..example",
    "https://kermadec.e",
    "https://kermadec.ex_mple",
    "https://kermadec.example_",
    "https://kermadec.-example",
    "https://[::1]/",
    "https://10.1/",
    "https://kermadec",
  ])("« %s » is not one", (website) => {
    expect(decideTexts(terms, { ...empty, website })).toEqual({
      ok: false,
      code: "listings.websiteWrong",
      params: {},
      pointer: "/website",
    });
  });

  test("a page of the network is one of its own or of a country's, with something behind the host", () => {
    const { domain } = terms.socialPage;
    for (const page of [`https://${domain}/company/x`, `https://fr.${domain}/company/x`])
      expect(decideTexts(terms, { ...empty, socialPage: page })).toMatchObject({ ok: true, value: { socialPage: page } });
    for (const page of [
      `https://${domain}`,
      `https://fr.${domain}/`,
      `http://${domain}/x`,
      `https://x${domain}/x`,
      `https://${domain}.example/x`,
      "x",
    ])
      expect([page, decideTexts(terms, { ...empty, socialPage: page })]).toMatchObject([page, { code: "listings.socialPageWrong" }]);
    expect(decideTexts(terms, empty)).toMatchObject({ value: { socialPage: "" } });
  });
});

describe("G-042 one more location", () => {
  const here: Place = { ...place, id: "1" };

  test.each<[string, Partial<Place>]>([
    ["line", { line1: "15 rue de Siam" }],
    ["second line", { line2: "Bâtiment B" }],
    ["postal code", { postalCode: "29210" }],
    ["town", { city: "Quimper" }],
    ["country", { country: "BE" }],
  ])("another %s is another location", (_, change) => {
    expect(decidePlace(terms, "europe", [here], { ...place, ...change })).toEqual({ ok: true, value: true });
  });

  test("another contact is no other location, wherever in the list it stands already", () => {
    const same = { ...place, line1: "14, Rue de Siâm", contact: { name: "A", email: "a@b.example", phone: "1" } };
    expect(decidePlace(terms, "europe", [{ ...here, city: "Quimper" }, here], same)).toEqual({
      ok: false,
      code: "listings.samePlace",
      params: {},
      pointer: "/line1",
    });
  });

  test("the sixth is refused with how many there may be; that it is there already is said first", () => {
    const five = Array.from({ length: 5 }, (_, at) => ({ ...here, line1: `${at} rue de Siam` }));
    expect(decidePlace(terms, "europe", five, place)).toEqual({ ok: false, code: "listings.tooManyPlaces", params: { most: 5 } });
    expect(decidePlace(terms, "europe", five, { ...place, line1: "4 rue de Siam" })).toMatchObject({ code: "listings.samePlace" });
  });
});

describe("G-042 a logo's refusal carries its numbers", () => {
  const decide = (bytes: number, width: number, height: number) => decideLogo(terms.limits, { bytes, size: { width, height } });
  test.each([
    [200_001, 10, 10, "listings.logoTooHeavy", { bytes: 200_001, most: 200_000 }],
    [200_000, 301, 400, "listings.logoTooWide", { width: 301, most: 300 }],
    [1, 299, 300, "listings.logoUpright", { width: 299, height: 300 }],
    [1, 0, 5, "listings.logoNotAPicture", {}],
    [1, 5, 0, "listings.logoNotAPicture", {}],
    [0, 5, 5, "listings.logoMissing", {}],
  ])("%i bytes, %i × %i", (bytes, width, height, code, params) => {
    expect(decide(bytes, width, height)).toEqual({ ok: false, code, params, pointer: "/file" });
  });

  test("the heaviest, the widest and the smallest that may be are taken with their size", () => {
    expect(decide(200_000, 300, 300)).toEqual({ ok: true, value: { width: 300, height: 300 } });
    expect(decide(1, 1, 1)).toEqual({ ok: true, value: { width: 1, height: 1 } });
  });
});

describe("G-042 who moves a profile, and when", () => {
  const only = (decide: (state: (typeof listing.states)[number]) => { ok: boolean }) => listing.states.filter((state) => decide(state).ok);

  test("only what waits for the desk is withdrawn, and becomes a draft", () => {
    expect(only(decideWithdraw)).toEqual(["inReview"]);
    expect(decideWithdraw("inReview")).toEqual({ ok: true, value: "draft" });
    expect(decideWithdraw("draft")).toEqual({ ok: false, code: "listings.notUnderReview", params: {} });
  });

  test("what is public is taken down from any state but the one it leads to", () => {
    expect(only((state) => decideTakeDown(state, true))).toEqual(["draft", "inReview", "published", "changed", "rejected"]);
    expect(decideTakeDown("published", true)).toEqual({ ok: true, value: "unpublished" });
    expect(decideTakeDown("published", false)).toEqual({ ok: false, code: "listings.notPublic", params: {} });
  });

  test("a part that is missing is said alone at its field; nothing is sent while the desk reads", () => {
    const whole: Content = { ...empty, ...texts, places: [{ ...place, id: "1" }] };
    expect(decideSubmit("draft", whole)).toEqual({ ok: true, value: "inReview" });
    expect(decideSubmit("draft", { ...whole, description: "" })).toEqual({
      ok: false,
      code: "listings.descriptionMissing",
      params: {},
      pointer: "/description",
    });
    expect(decideSubmit("draft", { ...whole, industries: [] })).toMatchObject({ code: "listings.industryMissing", pointer: "/industries" });
    expect(decideSubmit("draft", { ...whole, places: [] })).toMatchObject({ code: "listings.placeMissing", pointer: "/places" });
    expect(decideSubmit("inReview", empty)).toEqual({ ok: false, code: "listings.underReview", params: {} });
    expect(decideSubmit("published", empty)).toEqual({ ok: false, code: "listings.nothingNew", params: {} });
  });

  test("the desk decides once, what it has read, by a rule that is one", () => {
    expect(decideRuling("inReview", 3, 3, "publish", null, terms)).toEqual({ ok: true, value: "published" });
    expect(decideRuling("inReview", 3, 4, "publish", null, terms)).toEqual({ ok: false, code: "listings.changedMeanwhile", params: {} });
    expect(decideRuling("published", 3, 4, "reject", "taste", terms)).toEqual({ ok: false, code: "listings.notUnderReview", params: {} });
    expect(decideRuling("inReview", 3, 3, "reject", "taste", terms)).toEqual({
      ok: false,
      code: "listings.unknownRule",
      params: {},
      pointer: "/rule",
    });
    expect(decideChange("inReview")).toEqual({ ok: false, code: "listings.underReview", params: {} });
  });
});

describe("G-043 under what a profile is found", () => {
  test.each([
    ["Ægir", "aegir"],
    ["e\u0301te\u0301", "ete"],
    ["Œ Æ ẞ", "oe ae ss"],
    ["a--b__c", "a b c"],
    ["R2-D2", "r2 d2"],
  ])("« %s » is searched as « %s »", (typed, folded) => {
    expect(fold(typed)).toBe(folded);
    expect(fold(folded)).toBe(folded);
  });

  test("a question takes twelve words and lets the rest go", () => {
    const words = Array.from({ length: 13 }, (_, at) => `m${at}`);
    expect(questionOf(words.join(" "))).toBe(
      words
        .slice(0, 12)
        .map((word) => `'${word}':*`)
        .join(" & "),
    );
    expect(questionOf("port")).toBe("'port':*");
  });

  test("its name, text, tags in both languages and keywords; of its places postal code, town and country, never the street", () => {
    const [industry] = terms.industries;
    const content: Content = {
      ...empty,
      description: "Marées",
      industries: [industry!.id, "gone"],
      tags: ["Vagues"],
      places: [
        { ...place, id: "1" },
        { ...place, id: "2", city: "Liège", postalCode: "4000", country: "BE" },
        { ...place, id: "3", city: "Quimper" },
      ],
    };
    const index = indexOf(terms, "Kermadec & Œuvres", content, (code) => [code, `pays-${code}`]);
    expect(index).toEqual({
      searchText: fold(`Kermadec & Œuvres Marées ${industry!.name.fr} ${industry!.name.en} Vagues`),
      placeText: "29200 brest fr pays fr 4000 liege be pays be 29200 quimper fr pays fr",
      tagKeys: [`industries:${industry!.id}`, "industries:gone"],
      countries: ["FR", "BE"],
      sortName: "kermadec oeuvres",
    });
    expect(index.searchText.startsWith("kermadec oeuvres marees ")).toBe(true);
  });

  test("it stands in a list by the first sixty letters of its name, none of them halved", () => {
    expect(indexOf(terms, "𐐨".repeat(70), empty, () => []).sortName).toBe("𐐨".repeat(60));
  });
});

test("G-043 a cursor is read back whatever its name, up to its length, and nothing else is", () => {
  const id = "01890000-0000-7000-8000-000000000000";
  for (const key of ["", 'été – "l’île"', "k".repeat(200)]) expect(readCursor(cursorAfter(key, id))).toEqual({ key, id });
  const forged = [["k".repeat(201), id], ["k", "1"], ["k", id, "x"], [1, id], { 0: "k", 1: id }, null];
  for (const one of forged) expect(readCursor(Buffer.from(JSON.stringify(one)).toString("base64url"))).toBeUndefined();
});
