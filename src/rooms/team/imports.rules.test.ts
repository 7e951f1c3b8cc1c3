import { describe, expect, test } from "vitest";
import type { Lang } from "../../kit/words.ts";
import type { Role } from "../../permissions.ts";
import type { Typed } from "./imports.rules.ts";
import { fieldOf, fold, neededFields, readLines, separatorOf, userImport } from "./imports.rules.ts";

const named = new Map<string, Role>(
  (
    [
      ["Administrateur général", "globalAdmin"],
      ["Global admin", "globalAdmin"],
      ["Commercial", "salesAgent"],
      ["Sales agent", "salesAgent"],
      ["partnerAdmin", "partnerAdmin"],
    ] as const
  ).map(([name, role]) => [fold(name), role]),
);
const maelle: Typed = { givenName: "Maëlle", familyName: "Kermadec", email: "maelle@kermadec.example", language: "", roles: "" };
const read = (typed: Partial<Typed>[], usual: Lang = "fr") =>
  readLines(
    typed.map((change, index) => ({ line: index + 2, typed: { ...maelle, ...change } })),
    named,
    usual,
  );
const problemOf = (change: Partial<Typed>) => read([change])[0]!.problem;
const invitedOf = (change: Partial<Typed>, usual: Lang = "fr") => read([change], usual)[0]!.invited;

describe("headings", () => {
  test.each([
    ["Prénom", "givenName"],
    ["PRENOM", "givenName"],
    ["prénom".normalize("NFD"), "givenName"],
    ["Given name", "givenName"],
    ["first_name", "givenName"],
    ["Nom", "familyName"],
    ["Nom de famille", "familyName"],
    ["Last-name", "familyName"],
    ["Surname", "familyName"],
    ["E-mail", "email"],
    ["Work e-mail", "email"],
    ["Adresse de messagerie", "email"],
    ["Adresse e-mail", "email"],
    ["Adresse mail", "email"],
    ["E-mail address", "email"],
    ["Courriel", "email"],
    ["Langue", "language"],
    ["LANGUAGE", "language"],
    ["Rôles", "roles"],
    [" role ", "roles"],
    ["Téléphone", undefined],
    ["", undefined],
    ["–", undefined],
    ["Nom 2", undefined],
    ["Rôles|", undefined],
  ])("F-163 the heading « %s » names the column %s", (heading, field) => {
    expect(fieldOf(heading)).toBe(field);
  });
});

describe("headings and cells", () => {
  test("F-163 nobody is invited without a name and an address; language and roles may be left out", () => {
    expect(neededFields).toEqual(["givenName", "familyName", "email"]);
  });

  test.each([
    ["Prénom;Nom;Adresse", ";"],
    ["Given name,Family name,Email", ","],
    ["Nom, prénom;Adresse;Langue", ";"],
    ["Family name,Given name;nickname,Email", ","],
    // One column, or as many of the one as of the other: the comma of RFC 4180.
    ["Adresse", ","],
    ["a;b,c", ","],
    ["", ","],
  ])("F-163 the cells under « %s » are separated by « %s »", (heading, separator) => {
    expect(separatorOf(heading)).toBe(separator);
  });

  test.each([
    ["Prénom", "prenom"],
    ["  NOM de-famille ", "nomdefamille"],
    ["Łódź 2", "łodz2"],
    ["Ελληνικά", "ελληνικα"],
    ["…", ""],
  ])("F-163 « %s » and « %s » are one heading", (typed, folded) => {
    expect(fold(typed)).toBe(folded);
    expect(fold(folded)).toBe(folded);
  });
});

describe("a line of the file", () => {
  test("F-163 becomes somebody to invite, in the form in which names and addresses are kept", () => {
    const typed = {
      givenName: "  Mae\u0308lle ",
      familyName: "Le  Goff",
      email: " Maelle@Kermadec.Example ",
      language: "EN",
      roles: "Commercial",
    };
    expect(read([typed])).toEqual([
      {
        line: 2,
        typed: { ...maelle, ...typed },
        invited: { givenName: "Maëlle", familyName: "Le Goff", email: "maelle@kermadec.example", language: "en", roles: ["salesAgent"] },
        problem: null,
      },
    ]);
  });

  test.each<[string, Partial<Typed>, ReturnType<typeof problemOf>]>([
    ["no given name", { givenName: "" }, { field: "givenName", code: "needed", params: {} }],
    ["a given name of spaces", { givenName: " \t" }, { field: "givenName", code: "needed", params: {} }],
    ["no family name", { familyName: "" }, { field: "familyName", code: "needed", params: {} }],
    ["a sign without width", { givenName: "Ma\u200belle" }, { field: "givenName", code: "invisible", params: {} }],
    ["a line break in a name", { familyName: "Goff\nBcc: x" }, { field: "familyName", code: "invisible", params: {} }],
    ["a name of 101 signs", { familyName: "é".repeat(101) }, { field: "familyName", code: "tooLong", params: { count: 100 } }],
    ["no address", { email: " " }, { field: "email", code: "needed", params: {} }],
    ["half an address", { email: "maelle@" }, { field: "email", code: "email", params: {} }],
    ["an address of 255 signs", { email: `m@${"a.".repeat(123)}example` }, { field: "email", code: "email", params: {} }],
    ["a language that we do not speak", { language: "breton" }, { field: "language", code: "language", params: {} }],
    ["signs in the place of a language", { language: "–" }, { field: "language", code: "language", params: {} }],
    ["a role that does not exist", { roles: "Commercial | Roi " }, { field: "roles", code: "role", params: { role: "Roi" } }],
    ["roles with a comma between", { roles: "Commercial, Roi" }, { field: "roles", code: "role", params: { role: "Commercial, Roi" } }],
    ["a cell that is a page", { roles: "x".repeat(101) }, { field: "roles", code: "role", params: { role: "x".repeat(100) } }],
  ])("F-163 with %s says so at its column, and invites nobody", (_, change, problem) => {
    expect(read([change])[0]).toEqual({ line: 2, typed: { ...maelle, ...change }, invited: null, problem });
  });

  test("F-163 a name is measured as it is kept: 100 signs pass, spaces around them and marks apart do not count", () => {
    expect(invitedOf({ givenName: ` ${"e\u0301".repeat(100)}  ` })?.givenName).toBe("é".repeat(100));
  });

  test("F-163 of several things that are wrong the first column's is told", () => {
    const wrong: Partial<Typed> = { givenName: "", familyName: "", email: "", language: "breton", roles: "Roi" };
    const fields = ["givenName", "familyName", "email", "language", "roles"] as const;
    const right: Typed = maelle;
    const told = fields.map(
      (_, at) => problemOf({ ...wrong, ...Object.fromEntries(fields.slice(0, at).map((field) => [field, right[field]])) })?.field,
    );
    expect(told).toEqual([...fields]);
  });

  test.each<[string, Lang]>([
    ["fr", "fr"],
    ["Français", "fr"],
    ["FRENCH", "fr"],
    ["en", "en"],
    [" anglais ", "en"],
    ["English", "en"],
  ])("F-163 the language « %s » is %s, whatever is usual", (language, lang) => {
    expect(invitedOf({ language }, "fr")?.language).toBe(lang);
    expect(invitedOf({ language }, "en")?.language).toBe(lang);
  });

  test("F-163 whoever has no language written gets the usual one", () => {
    expect(invitedOf({ language: "  " }, "en")?.language).toBe("en");
    expect(invitedOf({ language: "" }, "fr")?.language).toBe("fr");
  });

  test.each<[string, readonly Role[]]>([
    ["", []],
    [" | ", []],
    ["administrateur GENERAL", ["globalAdmin"]],
    ["Sales agent|partnerAdmin", ["salesAgent", "partnerAdmin"]],
    // By either name it is the same role, and once is enough.
    ["Commercial | Sales agent | Global admin", ["salesAgent", "globalAdmin"]],
    ["|Commercial||", ["salesAgent"]],
  ])("F-163 the cell « %s » gives the roles %j", (roles, given) => {
    expect(invitedOf({ roles })?.roles).toEqual(given);
  });
});

describe("one address on several lines", () => {
  const yann: Partial<Typed> = { email: "yann@kermadec.example" };
  const twice = (line: number) => ({ field: "email", code: "twice", params: { line } });

  test("F-163 the first line invites, each further one names the first, however the address is written", () => {
    const lines = read([{}, yann, { email: "MAELLE@kermadec.example" }, { email: " maelle@kermadec.example" }]);
    expect(lines.map(({ line, problem }) => [line, problem])).toEqual([
      [2, null],
      [3, null],
      [4, twice(2)],
      [5, twice(2)],
    ]);
    expect(lines.map(({ invited }) => invited?.email)).toEqual(["maelle@kermadec.example", "yann@kermadec.example", undefined, undefined]);
  });

  test("F-163 a line whose language or role is wrong holds its address all the same; one whose name is wrong does not", () => {
    expect(read([{ language: "breton" }, {}])[1]!.problem).toEqual(twice(2));
    expect(read([{ roles: "Roi" }, {}])[1]!.problem).toEqual(twice(2));
    expect(read([{ givenName: "" }, {}])[1]!.problem).toBeNull();
  });

  test("F-163 two files know nothing of each other", () => {
    expect(read([{}])[0]!.problem).toBeNull();
    expect(read([{}])[0]!.problem).toBeNull();
  });
});

test("F-163 a file is confirmed once and worked through once", () => {
  expect([userImport.legal("checked"), userImport.legal("running"), userImport.legal("done")]).toEqual([["confirm"], ["finish"], []]);
});
