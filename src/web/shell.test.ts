import { describe, expect, test, vi } from "vitest";
import type { Shell } from "./shell.ts";

vi.mock("virtual:endpoints", () => ({ default: {} }));
const { afterSignIn, homeOf } = await import("./shell.ts");

const account = {
  id: "k",
  name: "Kermadec",
  partnerId: "4218706",
  roles: [],
  roleLabels: [],
  programmes: [],
  unread: 0,
  views: [],
  networkEndedOn: null,
};
const person = {
  id: "m",
  name: "Maëlle",
  givenName: "Maëlle",
  email: "m@kermadec.example",
  directory: "kermadec.example",
  complete: true,
  mustChangePassword: false,
  factorDue: false,
  accounts: [account],
  staff: null,
  enrolment: null,
} satisfies Shell["me"];
const shell = (me: Partial<NonNullable<Shell["me"]>> | null): Shell =>
  ({ lang: "fr", me: me === null ? null : { ...person, ...me } }) as unknown as Shell;

describe("where somebody belongs", () => {
  test.each([
    ["a stranger", null, "/"],
    ["somebody who owes a second factor", { complete: false, accounts: [] }, "/sign-in/code"],
    ["somebody with a temporary password", { mustChangePassword: true }, "/password/change"],
    ["somebody who is still joining", { enrolment: { step: "agreement", accountId: null } }, "/enrol/agreement"],
    ["a partner", {}, "/a/k/overview"],
    ["the vendor's staff", { accounts: [], staff: { roles: ["verifier"] } }, "/office/verification"],
    ["somebody whose only account is gone", { accounts: [] }, "/"],
  ] as const)("%s", (_, me, home) => {
    expect(homeOf(shell(me as Partial<NonNullable<Shell["me"]>> | null))).toBe(home);
  });
});

describe("after signing in one goes where one wanted to go", () => {
  test("to the page asked for before", () => expect(afterSignIn(shell({}), "/a/k/offers?tab=1")).toBe("/a/k/offers?tab=1"));

  test("a step that is owed comes first and takes the page along", () => {
    const next = "/a/k/offers?tab=1";
    expect(afterSignIn(shell({ complete: false }), next)).toBe("/sign-in/code?next=%2Fa%2Fk%2Foffers%3Ftab%3D1");
    expect(afterSignIn(shell({ mustChangePassword: true }), next)).toBe("/password/change?next=%2Fa%2Fk%2Foffers%3Ftab%3D1");
    expect(afterSignIn(shell({ complete: false }), "//elsewhere.example")).toBe("/sign-in/code");
  });

  test.each([
    "https://elsewhere.example",
    "//elsewhere.example",
    "/\\elsewhere.example",
    "/\t/elsewhere.example",
    "/\n//elsewhere.example",
    "/.//elsewhere.example",
    "/..//elsewhere.example/%2f",
    "////elsewhere.example",
    "http:elsewhere.example",
    "/password/change",
    "javascript:alert(1)",
    "",
    null,
    undefined,
    "/sign-in?next=/",
  ])("never elsewhere: %s", (next) => expect(afterSignIn(shell({}), next)).toBe("/a/k/overview"));
});
