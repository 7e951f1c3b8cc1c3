import { describe, expect, test, vi } from "vitest";

vi.mock("virtual:endpoints", () => ({ default: {} }));
const { initials } = await import("./Avatar.tsx");
const { differing } = await import("./Compare.tsx");
const { found } = await import("./ComboField.tsx");
const { nameOf } = await import("./useForm.ts");

describe("initials", () => {
  test.each([
    ["Maëlle Kermadec", "MK"],
    ["Jean-Baptiste Morvan", "JM"],
    ["Yann Le Goff", "YL"],
    ["Élodie", "É"],
    ["  ", ""],
    ["(ancien) Karim Belkacem", "KB"],
  ])("%s", (name, expected) => expect(initials(name)).toBe(expected));
});

describe("what differs between two addresses is marked, case and accents apart", () => {
  const marked = (one: string, other: string) =>
    differing(one, other)
      .filter(({ differs }) => differs)
      .map(({ word }) => word);

  test("a word that the other side lacks", () => expect(marked("14 bis rue de Siam", "14 rue de Siam")).toEqual(["bis"]));
  test("nothing when only case and accents differ", () => expect(marked("29200 Brêst", "29200 BREST")).toEqual([]));
  test("the text itself is kept to the letter", () =>
    expect(
      differing("14  rue", "x")
        .map(({ word }) => word)
        .join(""),
    ).toBe("14  rue"));
});

describe("somebody is found by typing", () => {
  const people = ["Solène Prigent", "Inès Haddad", "Hadrien Solal"].map((label) => ({ value: label, label }));
  const names = (typed: string) => found(people, typed).map(({ label }) => label);

  test("without accents", () => expect(names("ines")).toEqual(["Inès Haddad"]));
  test("by the second name, those who begin with it first", () => expect(names("had")).toEqual(["Hadrien Solal", "Inès Haddad"]));
  test("by two words in any order", () => expect(names("prig sol")).toEqual(["Solène Prigent"]));
  test("nobody", () => expect(names("zzz")).toEqual([]));
});

test("a pointer of the server names the field, under the body or not", () => {
  expect(["/email", "/body/contact/email", "/contact/phone"].map(nameOf)).toEqual(["email", "contact.email", "contact.phone"]);
});
