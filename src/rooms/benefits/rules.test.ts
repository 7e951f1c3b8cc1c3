import { describe, expect, test } from "vitest";
import { loadProgramme } from "../../programme/load.ts";
import type { Held, Product, ProductKind } from "./rules.ts";
import { activationsOf, capacityOf, carriesOn, decideUse, grantsOf, isUsable, nameOf, statusOf } from "./rules.ts";

const model = loadProgramme("programmes/network");
const product = (id: string) => model.products.find((each) => each.id === id) as Product;
const held = (given: Partial<Held> = {}): Held => ({
  state: "active",
  expiresOn: "2027-06-22",
  usableUntil: "2027-06-22",
  capacity: 3,
  used: 0,
  ...given,
});

describe("what a grant hands out", () => {
  test.each([
    ["one key for all the computers of a multiple activation", "windows-10-enterprise", 10, 1, 10],
    ["one key per licence otherwise", "windows-server-standard", 2, 2, 1],
    ["one seat per licence", "visual-studio-professional", 3, 3, null],
    ["nothing that is counted, for what is used elsewhere", "office-365-e3", 10, 0, null],
    ["nothing that is counted, for a resource", "network-training", 1, 0, null],
  ])("%s", (_, id, quantity, capacity, activations) => {
    expect(capacityOf(product(id), quantity)).toBe(capacity);
    expect(activationsOf(product(id), quantity)).toBe(activations);
  });

  test("a product that left the programme activates nothing", () => {
    expect(activationsOf(undefined, 10)).toBeNull();
  });
});

test("F-006 the network level grants exactly the entry-level set: training, support and customer connections, once each", () => {
  const grants = grantsOf(model, model.membership.package);
  expect(grants.map(({ productId, kind, quantity, capacity }) => [productId, kind, quantity, capacity])).toEqual([
    ["network-training", "resource", 1, 0],
    ["network-support", "resource", 1, 0],
    ["network-connections", "resource", 1, 0],
  ]);
});

test("F-076 the first offer's package grants software, cloud services, developer seats and support, in the quantities of its page", () => {
  const grants = new Map(grantsOf(model, model.offers[0]!.package).map(({ productId, quantity }) => [productId, quantity]));
  expect(Object.fromEntries(grants)).toMatchObject({
    "windows-10-enterprise": 10,
    "visual-studio-professional": 3,
    "visual-studio-team-services": 1,
    "office-365-e3": 10,
    "enterprise-mobility-suite": 5,
    "dynamics-crm-online-professional": 5,
    "azure-credit": 1,
    "product-support-incidents": 10,
  });
});

test("a package that the programme does not have is a bug that says its name", () => {
  expect(() => grantsOf(model, "platinum")).toThrow("platinum");
});

describe("handing out one more", () => {
  test.each<[string, Held, string, string | null]>([
    ["the first of three", held(), "2026-07-01", null],
    ["the last of three", held({ used: 2 }), "2026-07-01", null],
    ["the fourth of three", held({ used: 3 }), "2026-07-01", "seats.noneLeft"],
    ["on the last day", held(), "2027-06-22", null],
    ["the day after the last day", held(), "2027-06-23", "seats.ended"],
    ["of a benefit that was ended", held({ state: "ended" }), "2026-07-01", "seats.ended"],
    ["of a benefit that gives none", held({ capacity: 0 }), "2026-07-01", "seats.noneLeft"],
    ["of a full benefit that is over: its end is the reason", held({ used: 3 }), "2027-06-23", "seats.ended"],
  ])("%s", (_, benefit, today, code) => {
    const decision = decideUse(benefit, today, "seats");
    expect(decision.ok ? null : decision.code).toBe(code);
  });

  test("a refusal carries its numbers", () => {
    expect(decideUse(held({ used: 3 }), "2026-07-01", "keys")).toMatchObject({ code: "keys.noneLeft", params: { count: 3 } });
    expect(decideUse(held(), "2028-01-01", "keys")).toMatchObject({ code: "keys.ended", params: { expiresOn: "2027-06-22" } });
  });
});

describe("F-071 what a row says at a glance", () => {
  const row = (kind: ProductKind, capacity: number, used: number, opened = 0) => ({ ...held({ capacity, used }), kind, opened });
  test.each<[string, ReturnType<typeof row>, string]>([
    ["a key to ask for", row("software", 1, 0), "toRequest"],
    ["one key sealed", row("software", 1, 1), "sealed"],
    ["one key opened", row("software", 1, 1, 1), "opened"],
    ["one of two sealed: it waits for its opening", row("software", 2, 1), "sealed"],
    ["one of two opened: the other is to ask for", row("software", 2, 1, 1), "toRequest"],
    ["one sealed, one opened", row("software", 2, 2, 1), "sealed"],
    ["both opened", row("software", 2, 2, 2), "opened"],
    ["no seat assigned", row("developerSeat", 3, 0), "free"],
    ["some seats assigned", row("developerSeat", 3, 2), "partly"],
    ["all seats assigned", row("developerSeat", 3, 3), "full"],
    ["a resource", row("resource", 0, 0), "included"],
    ["what is used elsewhere", row("cloudLicence", 0, 0), "included"],
  ])("%s", (_, given, status) => {
    expect(statusOf(given, "2026-07-01")).toBe(status);
  });

  test("after its last day every row says the end", () => {
    expect(statusOf(row("software", 1, 1, 1), "2027-06-23")).toBe("ended");
  });
});

test.each<[ProductKind, boolean]>([
  ["software", true],
  ["developerSeat", true],
  ["resource", true],
  ["cloudLicence", false],
  ["cloudUsage", false],
  ["supportIncidents", false],
  ["advisoryHours", false],
])("%s is used here: %s", (kind, here) => {
  expect(isUsable(kind)).toBe(here);
});

test("a product has its name in both languages, and one that left the programme its id", () => {
  const [first, second] = model.products as [Product, Product, ...Product[]];
  expect(nameOf(model, second.id)).toEqual({ fr: second.name.fr, en: second.name.en });
  expect(nameOf(model, first.id)).not.toEqual(nameOf(model, second.id));
  expect(nameOf(model, "gone")).toEqual({ fr: "gone", en: "gone" });
});

test("G-013 a renewal carries on all but what hands out keys, which is granted anew", () => {
  const kinds: readonly ProductKind[] = [
    "software",
    "cloudLicence",
    "cloudUsage",
    "developerSeat",
    "supportIncidents",
    "advisoryHours",
    "resource",
  ];
  expect(kinds.filter((kind) => !carriesOn(kind))).toEqual(["software", "cloudLicence"]);
});
