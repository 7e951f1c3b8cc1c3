import { describe, expect, test } from "vitest";
import type { Role } from "../../permissions.ts";
import type { Claims, Known } from "./providers.rules.ts";
import { decideArrival, decideLinkIdentity, grantedBy, providerAttempt, readClaims, readIssuer } from "./providers.rules.ts";

const said = {
  iss: "https://login.kermadec.example/",
  sub: "00u-41",
  email: "Anne.Riou@Kermadec.example",
  email_verified: true,
  given_name: "Anne",
  family_name: "Riou",
  groups: ["Partenariat", "Tous"],
};
const read = (change: Record<string, unknown> = {}, claim = "groups") => readClaims({ ...said, ...change }, claim);

describe("what a token says of somebody", () => {
  test("F-033 the standard claims are taken over, the address in small letters", () => {
    expect(read()).toEqual({
      issuer: "https://login.kermadec.example/",
      subject: "00u-41",
      email: "anne.riou@kermadec.example",
      emailVerified: true,
      givenName: "Anne",
      familyName: "Riou",
      groups: ["Partenariat", "Tous"],
      withFactor: false,
    });
  });

  test("a subject that is written as a number is the same person as one written in signs", () => {
    expect(read({ sub: 41 }).subject).toBe(read({ sub: "41" }).subject);
  });

  test.each<[string, unknown, string | undefined]>([
    ["none", undefined, undefined],
    ["an empty one", "", undefined],
    ["a number", 41, undefined],
    ["a list of one", ["anne@kermadec.example"], undefined],
    ["no sign between", "anne.kermadec.example", undefined],
    ["two of the sign between", "anne@riou@kermadec.example", undefined],
    ["nobody before the sign", "@kermadec.example", undefined],
    ["no domain after the sign", "anne@", undefined],
    ["a domain without an ending", "anne@kermadec", undefined],
    ["a domain that ends with its dot", "anne@kermadec.", undefined],
    ["a domain that begins with its dot", "anne@.example", undefined],
    ["a space within", "anne riou@kermadec.example", undefined],
    ["a space in the domain", "anne@ker madec.example", undefined],
    ["a space in the ending", "anne@kermadec.exa mple", undefined],
    ["a line of a header after it", "anne@kermadec.example\nBcc: x", undefined],
    ["spaces around it", "  anne@kermadec.example ", "anne@kermadec.example"],
    ["a sign without width in it", "an\u200bne@kermadec.example", "anne@kermadec.example"],
    ["a sub-domain", "anne@brest.kermadec.example", "anne@brest.kermadec.example"],
    ["254 signs", `${"a".repeat(237)}@kermadec.example`, `${"a".repeat(237)}@kermadec.example`],
  ])("F-055 of addresses, %s is read as it may be used", (_, email, kept) => {
    expect(read({ email }).email).toBe(kept);
  });

  test.each<[unknown, boolean]>([
    [true, true],
    ["true", true],
    [false, false],
    ["false", false],
    [undefined, false],
    [1, false],
    ["yes", false],
    ["TRUE", false],
  ])("F-055 email_verified %o vouches for the address: %s", (email_verified, verified) => {
    expect(read({ email_verified }).emailVerified).toBe(verified);
  });

  test.each<[string, Record<string, unknown>, string, string]>([
    ["given and family name", { name: "Somebody Else" }, "Anne", "Riou"],
    ["only one name for both", { given_name: undefined, family_name: "", name: "Anne Le Goff Riou" }, "Anne", "Le Goff Riou"],
    ["a name of one word", { given_name: undefined, family_name: undefined, name: "Anne" }, "Anne", "anne.riou"],
    ["no name at all: the address's first half", { given_name: undefined, family_name: undefined }, "anne.riou", "anne.riou"],
    ["neither name nor address", { given_name: undefined, family_name: undefined, email: undefined }, "–", "–"],
    ["only the family name", { given_name: undefined, email: undefined }, "–", "Riou"],
    ["only the given name", { family_name: undefined, email: undefined }, "Anne", "–"],
    ["names that are spaces", { given_name: " ", family_name: "\t", name: " Anne Riou " }, "Anne", "Riou"],
    ["names that are no text", { given_name: 1, family_name: ["Riou"] }, "anne.riou", "anne.riou"],
    ["a sign that turns the direction", { given_name: "An\u202ene", family_name: "Ri\0ou" }, "Anne", "Riou"],
  ])("F-033 %s", (_, change, givenName, familyName) => {
    const claims = read(change);
    expect([claims.givenName, claims.familyName]).toEqual([givenName, familyName]);
  });

  test("F-033 a name is at most 80 signs long, whichever claim it stands in", () => {
    const long = read({ given_name: "é".repeat(81), family_name: "o".repeat(80) });
    expect([long.givenName, long.familyName]).toEqual(["é".repeat(80), "o".repeat(80)]);
    const whole = read({ given_name: "", family_name: "", name: `${"a".repeat(70)} ${"b".repeat(100)}` });
    expect([whole.givenName, whole.familyName]).toEqual(["a".repeat(70), "b".repeat(80)]);
    expect(read({ given_name: "", name: `${"a".repeat(90)} Riou` }).givenName).toBe("a".repeat(80));
    expect(read({ family_name: "", name: `Anne ${"b".repeat(75)} ${"c".repeat(9)}` }).familyName).toBe(`${"b".repeat(75)} cccc`);
  });

  test.each<[string, unknown, string[]]>([
    ["a list", ["Ventes", "Tous"], ["Ventes", "Tous"]],
    ["one name", "Ventes", ["Ventes"]],
    ["nothing", undefined, []],
    ["an empty name", "", []],
    ["a list with what is no name", ["Ventes", 7, null, "", "  ", { id: 1 }], ["Ventes"]],
    ["names with spaces around them", [" Ventes\n"], ["Ventes"]],
    ["a thing", { Ventes: true }, []],
  ])("F-033 groups given as %s", (_, groups, kept) => {
    expect(read({ groups }).groups).toEqual(kept);
  });

  test("F-033 groups are taken from the claim that the company names, and from no other", () => {
    expect(read({ "kermadec/teams": ["Quai"] }, "kermadec/teams").groups).toEqual(["Quai"]);
    expect(read({ roles: ["Quai"] }, "teams").groups).toEqual([]);
  });

  test("F-033 of somebody's groups the first 500 count, empty ones not among them, each with 200 signs", () => {
    const many = ["", ...Array.from({ length: 501 }, (_, at) => `g${at}`)];
    expect(read({ groups: many }).groups).toEqual(many.slice(1, 501));
    expect(read({ groups: ["x".repeat(201)] }).groups).toEqual(["x".repeat(200)]);
  });

  test.each<[unknown, boolean]>([
    [["pwd", "mfa"], true],
    [["mfa"], true],
    [["pwd", "otp"], false],
    [[], false],
    ["mfa", false],
    [undefined, false],
    [{ mfa: true }, false],
  ])("F-033 amr %j says that a second factor was given: %s", (amr, withFactor) => {
    expect(read({ amr }).withFactor).toBe(withFactor);
  });
});

describe("the roles that groups give", () => {
  const mapping: { group: string; roles: Role[] }[] = [
    { group: "Quai", roles: ["salesAgent", "partnerAdmin"] },
    { group: "Direction", roles: ["globalAdmin", "partnerAdmin"] },
    { group: "Cale", roles: [] },
  ];

  test.each<[string[], Partial<Record<Role, string>>]>([
    [[], {}],
    [["Autre"], {}],
    [["quai"], {}],
    [["Cale"], {}],
    [["Direction"], { globalAdmin: "Direction", partnerAdmin: "Direction" }],
    [["Quai"], { salesAgent: "Quai", partnerAdmin: "Quai" }],
  ])("F-033 in %j one has %j", (groups, granted) => {
    expect(grantedBy(mapping, groups)).toEqual(granted);
  });

  test("F-033 a role that two groups give is the first one's of the company's list, however the provider orders them", () => {
    const both = { globalAdmin: "Direction", salesAgent: "Quai", partnerAdmin: "Quai" };
    expect(grantedBy(mapping, ["Quai", "Direction"])).toEqual(both);
    expect(grantedBy(mapping, ["Direction", "Quai"])).toEqual(both);
  });
});

const domain = "kermadec.example";
const directory = { id: "d1", domain };
const known: Known = { userId: "u1", directoryId: "d1", state: "active" };

describe("who comes in through a provider", () => {
  const claims: Claims = readClaims(said, "groups");
  const email = "anne.riou@kermadec.example";
  const mailboxes = { personal: new Set(["gmail.com"]), shared: new Set(["contact"]) };
  const arrive = (change: Partial<Parameters<typeof decideArrival>[0]> = {}) =>
    decideArrival({ claims, directory, known: undefined, emailHeld: false, mailboxes, ...change });

  test("F-033 whoever is known by issuer and subject comes in, whatever the provider now says of the address", () => {
    const changes: Partial<Claims>[] = [{}, { email: undefined }, { emailVerified: false }, { email: "anne@gmail.com" }];
    for (const change of changes)
      expect(arrive({ known, emailHeld: true, claims: { ...claims, ...change } })).toEqual({ ok: true, value: { userId: "u1" } });
  });

  test("F-033 an identity of another directory, or of none, does not come in through this one", () => {
    for (const directoryId of ["d2", null])
      expect(arrive({ known: { ...known, directoryId } })).toEqual({ ok: false, code: "people.identityElsewhere", params: { domain } });
  });

  test("F-033 whoever was deactivated stays out, and of another directory's person not even that is told", () => {
    expect(arrive({ known: { ...known, state: "deactivated" } })).toEqual({
      ok: false,
      code: "people.identityDeactivated",
      params: { domain },
    });
    expect(arrive({ known: { ...known, directoryId: "d2", state: "deactivated" } })).toMatchObject({ code: "people.identityElsewhere" });
  });

  test("F-055 somebody new comes in by an address that the provider vouches for, on the directory's domain, that nobody has", () => {
    expect(arrive()).toEqual({ ok: true, value: { email } });
  });

  test.each<[string, Parameters<typeof arrive>[0], string, Record<string, string>]>([
    ["names no address", { claims: { ...claims, email: undefined } }, "people.providerNoEmail", { domain }],
    ["does not vouch for it", { claims: { ...claims, emailVerified: false } }, "people.providerEmailUnverified", { email, domain }],
    [
      "names one on another domain",
      { claims: { ...claims, email: "anne@autre.example" } },
      "people.providerEmailOffDomain",
      { email: "anne@autre.example", domain },
    ],
    [
      "names one on a domain below",
      { claims: { ...claims, email: "anne@brest.kermadec.example" } },
      "people.providerEmailOffDomain",
      { email: "anne@brest.kermadec.example", domain },
    ],
    [
      "names a box that is nobody's in particular",
      { claims: { ...claims, email: "contact@kermadec.example" } },
      "people.sharedMailbox",
      { mailbox: "contact" },
    ],
    [
      "stands behind a domain of a mail provider",
      { claims: { ...claims, email: "anne@gmail.com" }, directory: { id: "d1", domain: "gmail.com" } },
      "people.personalMail",
      { domain: "gmail.com" },
    ],
    ["names one that somebody has already", { emailHeld: true }, "people.emailHeld", { email, domain }],
  ])("F-055 somebody new stays out when the provider %s", (_, change, code, params) => {
    expect(arrive(change)).toEqual({ ok: false, code, params });
  });

  test("F-055 that somebody has the address is told only of an address that could have come in", () => {
    const off = { ...claims, email: "anne@autre.example" };
    expect(arrive({ claims: off, emailHeld: true })).toMatchObject({ code: "people.providerEmailOffDomain" });
    expect(arrive({ claims: { ...claims, emailVerified: false }, emailHeld: true })).toMatchObject({
      code: "people.providerEmailUnverified",
    });
  });
});

describe("adding an identity to one's own account", () => {
  const link = { personId: "u1", personDirectoryId: "d1", directory };

  test("F-033 an identity that nobody has becomes one's own, and one's own stays it", () => {
    expect(decideLinkIdentity({ ...link, known: undefined })).toEqual({ ok: true, value: "link" });
    expect(decideLinkIdentity({ ...link, known })).toEqual({ ok: true, value: "linked already" });
  });

  test("F-033 a colleague's identity is taken, whatever became of the colleague", () => {
    for (const state of ["active", "deactivated"] as const)
      expect(decideLinkIdentity({ ...link, known: { ...known, userId: "u2", state } })).toEqual({
        ok: false,
        code: "people.identityTaken",
        params: { domain },
      });
  });

  test("F-033 somebody of another directory, or of none, adds nothing of this one's", () => {
    for (const personDirectoryId of ["d2", null])
      for (const one of [known, undefined])
        expect(decideLinkIdentity({ ...link, personDirectoryId, known: one })).toEqual({
          ok: false,
          code: "people.identityElsewhere",
          params: { domain },
        });
  });
});

describe("an issuer's address", () => {
  test.each([
    ["https://login.kermadec.example", "https://login.kermadec.example"],
    ["  https://login.kermadec.example/tenant-1/v2.0\n", "https://login.kermadec.example/tenant-1/v2.0"],
    // An issuer is compared sign by sign: its last slash belongs to it.
    ["https://login.kermadec.example/", "https://login.kermadec.example/"],
    ["https://login.kermadec.example/.well-known/openid-configuration", "https://login.kermadec.example"],
    ["https://login.kermadec.example/a/.well-known/openid-configuration/", "https://login.kermadec.example/a"],
    ["http://localhost:8080/realms/one", "http://localhost:8080/realms/one"],
    // Only at the end is it the discovery's address.
    [
      "https://login.kermadec.example/.well-known/openid-configuration/a",
      "https://login.kermadec.example/.well-known/openid-configuration/a",
    ],
  ])("F-033 « %s » is kept as « %s »", (typed, kept) => {
    expect(readIssuer(typed)).toBe(kept);
  });

  test.each([
    "",
    "login.kermadec.example",
    "https://",
    "ftp://login.kermadec.example",
    "xhttps://login.kermadec.example",
    "httpsx://login.kermadec.example",
    "javascript:alert(1)",
    "https://login.kermadec.example?tenant=1",
    "https://login.kermadec.example/#keys",
    "https://anne@login.kermadec.example",
    "https://:secret@login.kermadec.example",
    "https://anne:secret@login.kermadec.example",
  ])("F-033 « %s » is no issuer", (typed) => {
    expect(readIssuer(typed)).toBeUndefined();
  });
});

test("F-033 a way through a provider is taken once: only what was sent is taken, and what ended moves no more", () => {
  expect(providerAttempt.from("take")).toEqual(["sent"]);
  expect(providerAttempt.legal("taken")).toEqual(["prove", "finish", "refuse"]);
  expect(providerAttempt.legal("proven")).toEqual(["finish"]);
  for (const state of ["finished", "refused"] as const) expect(providerAttempt.legal(state)).toEqual([]);
});
