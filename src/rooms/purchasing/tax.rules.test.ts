import { describe, expect, test } from "vitest";
import { money } from "../../kit/money.ts";
import { loadProgramme } from "../../programme/load.ts";
import type { Buyer } from "./tax.rules.ts";
import { taxOn } from "./tax.rules.ts";

const programme = loadProgramme("programmes/network");
const abroad = { ...programme, seller: { ...programme.seller, country: "US" } };
const net = money(42_500, "EUR");
const plain: Buyer = { country: "FR", vatNumber: "", exemption: null };
const told = (tax: ReturnType<typeof taxOn>) => tax && [tax.treatment, tax.taxRate, tax.tax.minor, tax.exemption];

describe("the tax of an order, by where the seller and the buyer are", () => {
  test.each<[string, Partial<Buyer>, readonly unknown[]]>([
    ["at home the country's rate, with a tax number or without", { vatNumber: "FR28983214768" }, ["standard", "0.20", 8500, null]],
    ["at home without a number too", {}, ["standard", "0.20", 8500, null]],
    [
      "in another country of the union, a company with a number accounts for it itself",
      { country: "DE", vatNumber: "DE136695976" },
      ["reverseCharge", "0", 0, null],
    ],
    [
      "in another country of the union, a company without a number pays its country's rate",
      { country: "DE" },
      ["standard", "0.19", 8075, null],
    ],
    ["outside the union a number changes nothing", { country: "GB", vatNumber: "GB980780684" }, ["standard", "0.20", 8500, null]],
    ["a country without such a tax adds none", { country: "US" }, ["outOfScope", "0", 0, null]],
    ["a certificate in force takes the tax away", { exemption: "EX-1" }, ["exempt", "0", 0, "EX-1"]],
    ["a certificate abroad does too", { country: "DE", exemption: "EX-1" }, ["exempt", "0", 0, "EX-1"]],
    [
      "a certificate is not needed where the buyer accounts for the tax",
      { country: "DE", vatNumber: "DE136695976", exemption: "EX-1" },
      ["reverseCharge", "0", 0, null],
    ],
    ["a certificate is not needed where there is no tax", { country: "US", exemption: "EX-1" }, ["outOfScope", "0", 0, null]],
  ])("%s", (_, change, expected) => {
    expect(told(taxOn(programme, net, { ...plain, ...change }))).toEqual(expected);
  });

  test("a seller outside the union leaves the tax to nobody: the country's rate applies", () => {
    expect(told(taxOn(abroad, net, { ...plain, country: "DE", vatNumber: "DE136695976" }))).toEqual(["standard", "0.19", 8075, null]);
  });

  test("a country outside every union never shares one with a seller outside every union", () => {
    const seller = { ...programme.seller, country: "GB" };
    expect(told(taxOn({ ...programme, seller }, net, { ...plain, country: "NO", vatNumber: "NO995525828MVA" }))?.[0]).toBe("standard");
  });

  test("a country that the programme does not know has no tax to say", () => {
    expect(taxOn(programme, net, { ...plain, country: "ZZ" })).toBeUndefined();
  });
});
