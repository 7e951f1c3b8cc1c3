import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { LookupState, RegistryMatch } from "./registry.rules.ts";
import { chooseMatch, decideAskRegistry, foundIn, mayCome, silences } from "./registry.rules.ts";
import { httpRegistry } from "./registry.ts";
import type { CheckState } from "./rules.ts";

/** Answers nothing at all, so that only the patience of whoever asks ends it. */
const mute = createServer(() => {});
const gone = createServer();
const port = (server: typeof mute) => (server.address() as AddressInfo).port;
let closedPort = 0;
beforeAll(async () => {
  for (const server of [mute, gone]) await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
  closedPort = port(gone);
  await new Promise((down) => gone.close(down));
});
afterAll(() => {
  mute.closeAllConnections();
  mute.close();
});

const entry = (changes: Partial<RegistryMatch> = {}): RegistryMatch => ({
  name: "Kermadec Numérique",
  number: "983 214 768",
  address: { line1: "14 rue de Siam", postalCode: "29200", city: "Brest", country: "FR" },
  status: "active",
  since: null,
  ...changes,
});
const question = { country: "FR", number: "983214768", name: "KERMADEC NUMERIQUE" };
const abroad = entry({ address: { ...entry().address, country: "BE" } });
const namesake = entry({ number: "552100554" });

test.each([
  ["nobody", question, [], { why: "noMatch" }],
  ["the company", question, [entry()], { match: entry() }],
  ["the company among others", question, [namesake, entry(), abroad], { match: entry() }],
  ["another number", question, [namesake], { why: "otherCompany" }],
  ["another country", question, [abroad], { why: "otherCompany" }],
  ["the same number twice, one of them by its name", question, [entry({ name: "Autre" }), entry()], { match: entry() }],
  ["the same number twice", question, [entry(), entry()], { why: "several" }],
  ["a name without a number", { ...question, number: "" }, [entry({ name: "Autre" }), entry()], { match: entry() }],
  ["two of that name", { ...question, number: "" }, [entry(), namesake], { why: "several" }],
] as const)("of %s the register's answer takes the one that was asked for, or none", (_, asked, matches, expected) => {
  expect(chooseMatch(asked, matches)).toEqual(expected);
});

test("what the register leaves empty is absent", () => {
  expect(foundIn(entry({ number: "", address: { line1: "", postalCode: "", city: "Brest", country: "FR" } }))).toEqual({
    legalName: "Kermadec Numérique",
    city: "Brest",
  });
});

test.each<[boolean, CheckState, LookupState | undefined, string | true]>([
  [false, "pending", undefined, "verification.noRegistry"],
  [true, "waiting", undefined, "verification.notConfirmedYet"],
  [true, "pending", "asked", "verification.registryUnderWay"],
  [true, "pending", undefined, true],
  [true, "rejected", "silent", true],
  [true, "passed", "answered", true],
])("whether the desk may ask the register: configured %s, business %s, last %s: %s", (configured, business, last, expected) => {
  const decision = decideAskRegistry(configured, business, last);
  expect(decision.ok ? decision.value : decision.code).toBe(expected);
});

test("only what is slow or down is asked again by itself", () => {
  expect(silences.filter(mayCome)).toEqual(["slow", "down"]);
});

test("a register that keeps silent is slow, one that is not there is down, and a private address is never asked", async () => {
  expect(await httpRegistry(`http://127.0.0.1:${port(mute)}/`, 0.2).lookUp(question)).toEqual({ why: "slow" });
  expect(await httpRegistry(`http://127.0.0.1:${closedPort}/`).lookUp(question)).toEqual({ why: "down" });
  expect(await httpRegistry("https://10.0.0.1/").lookUp(question)).toEqual({ why: "forbidden" });
});
