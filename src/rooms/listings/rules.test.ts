import path from "node:path";
import { describe, expect, test } from "vitest";
import { loadProgramme } from "../../programme/load.ts";
import type { Content, Place, Texts } from "./rules.ts";
import {
  cursorAfter,
  decideChange,
  decideLogo,
  decidePlace,
  decideRuling,
  decideSubmit,
  decideTakeDown,
  decideTexts,
  empty,
  fold,
  indexOf,
  listing,
  questionOf,
  readCursor,
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
