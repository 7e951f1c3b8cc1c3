import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SigningIn } from "./rules.ts";
import {
  decideDirectory,
  decideDomain,
  decideLink,
  decidePassword,
  decideSignIn,
  decideWorkEmail,
  domainAndParents,
  passwordLength,
  readDomain,
  temporaryPasswordFrom,
  temporaryUntil,
  wordsAbout,
} from "./rules.ts";

const mailboxes = { personal: new Set(["gmail.com", "free.fr"]), shared: new Set(["info", "contact"]) };
const common = new Set(["password", "motdepasse", "azerty", "p@ssw0rd", "correcthorse"]);
const about = wordsAbout({
  email: "maelle.kermadec@kermadec.example",
  givenName: "Maëlle",
  familyName: "Kermadec",
  domain: "kermadec.example",
});
const decide = (typed: string) => decidePassword(typed, about, (word) => common.has(word));
const verdict = (typed: string) => {
  const decision = decide(typed);
  return decision.ok ? "accepted" : decision.code.replace("people.password", "").toLowerCase();
};

describe("signing in", () => {
  const now = "2027-03-09T09:00:00Z";
  const active: SigningIn = { state: "active", staff: false, hasFactor: false, passwordExpiresAt: null };
  const no = expect.objectContaining({ ok: false, code: "people.wrongCredentials" });

  test.each([
    ["an unknown address, whatever the password", undefined, true],
    ["a wrong password", active, false],
    ["a deactivated account with the right password", { ...active, state: "deactivated" as const }, true],
    ["a deactivated member of staff with the right password", { ...active, state: "deactivated" as const, staff: true }, true],
  ])("%s gets the one answer that tells nothing", (_, who, right) => {
    expect(decideSignIn(who, right, true, now)).toEqual(no);
    expect(decideSignIn(who, right, false, now)).toEqual(no);
  });

  test("whoever has no second factor is in at once; whoever has one owes it, staff in the sandbox too", () => {
    expect(decideSignIn(active, true, false, now)).toMatchObject({ ok: true, value: { complete: true } });
    expect(decideSignIn({ ...active, hasFactor: true }, true, false, now)).toMatchObject({ ok: true, value: { complete: false } });
    const staff = { ...active, staff: true, hasFactor: true };
    expect(decideSignIn(staff, true, false, now)).toMatchObject({ ok: true, value: { complete: false } });
    expect(decideSignIn(staff, true, true, now)).toMatchObject({ ok: true, value: { complete: false } });
  });

  test("staff without a second factor are let in by the sandbox and by nobody else", () => {
    const staff = { ...active, staff: true };
    expect(decideSignIn(staff, true, true, now)).toMatchObject({ ok: true, value: { complete: true } });
    expect(decideSignIn(staff, true, false, now)).toMatchObject({ ok: false, code: "people.secondFactorMissing" });
    expect(decideSignIn(staff, false, false, now)).toEqual(no);
  });

  test("a temporary password opens for 72 hours and not a moment longer, and only whoever knows it is told", () => {
    expect(temporaryUntil("2027-03-06T09:00:00Z")).toBe(now);
    const temporary = { ...active, passwordExpiresAt: now };
    expect(decideSignIn(temporary, true, false, "2027-03-09T08:59:59Z")).toMatchObject({ ok: true });
    for (const later of [now, "2027-03-09T09:00:00.001Z"])
      expect(decideSignIn(temporary, true, false, later)).toMatchObject({
        ok: false,
        code: "people.temporaryExpired",
        params: { expiredAt: now },
      });
    expect(decideSignIn(temporary, false, false, "2027-04-01T00:00:00Z")).toEqual(no);
    expect(decideSignIn({ ...temporary, state: "deactivated" }, true, false, "2027-04-01T00:00:00Z")).toEqual(no);
  });
});

describe("links", () => {
  const now = "2027-03-09T10:00:00Z";
  test.each([
    [undefined, "people.linkUnknown"],
    [{ usedAt: now, expiresAt: "2027-03-09T11:00:00Z" }, "people.linkUsed"],
    [{ usedAt: now, expiresAt: "2027-03-09T09:00:00Z" }, "people.linkUsed"],
    [{ usedAt: null, expiresAt: now }, "people.linkExpired"],
    [{ usedAt: null, expiresAt: "2027-03-09T09:59:59.999Z" }, "people.linkExpired"],
  ])("%o is refused as %s", (link, code) => {
    expect(decideLink(link, now)).toMatchObject({ ok: false, code });
  });

  test("a link opens until the last moment of its hour", () => {
    expect(decideLink({ usedAt: null, expiresAt: "2027-03-09T10:00:00.001Z" }, now).ok).toBe(true);
  });
});

describe("domains", () => {
  test.each([
    ["kermadec.example", "kermadec.example"],
    ["  Kermadec.Example. ", "kermadec.example"],
    ["https://www.kermadec.example/contact?x=1", "kermadec.example"],
    ["@kermadec.example", "kermadec.example"],
    ["maelle@brest.kermadec.example", "brest.kermadec.example"],
    ["société.example", "xn--socit-esab.example"],
    ["kermadec.example:8443", "kermadec.example"],
    ["xn--socit-esab.example", "xn--socit-esab.example"],
  ])("%s is read as %s", (typed, domain) => {
    expect(readDomain(typed)).toBe(domain);
  });

  test.each([
    "",
    "kermadec",
    "localhost",
    "10.0.0.1",
    "a b.example",
    "-kermadec.example",
    "kermadec..example",
    "kermadec.e",
    "http://",
    "@",
    "évil\\.example",
    `${"a".repeat(64)}.example`,
    "[::1].example",
    "%00.example",
  ])("%o is no domain", (typed) => {
    expect(readDomain(typed)).toBeUndefined();
  });

  test("whatever is typed, reading a domain never throws, and what it reads it reads again", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.domain(), fc.webUrl()), (typed) => {
        const domain = readDomain(typed);
        return domain === undefined || readDomain(domain) === domain;
      }),
    );
  });

  test("a domain stands under its parents, never under the ending alone", () => {
    expect(domainAndParents("a.brest.kermadec.example")).toEqual([
      "a.brest.kermadec.example",
      "brest.kermadec.example",
      "kermadec.example",
    ]);
    expect(domainAndParents("kermadec.example")).toEqual(["kermadec.example"]);
  });
});

describe("work addresses", () => {
  test.each([
    ["yann.legoff29@gmail.com", "people.personalMail"],
    ["yann@mail.free.fr", "people.personalMail"],
    ["info@kermadec.example", "people.sharedMailbox"],
    ["info+paris@kermadec.example", "people.sharedMailbox"],
    ["info@gmail.com", "people.personalMail"],
  ])("F-022 %s is refused as %s", (email, code) => {
    expect(decideWorkEmail(email, mailboxes)).toMatchObject({ ok: false, code, pointer: "/email" });
  });

  test.each(["yann.legoff@kermadec.example", "yann@notgmail.com", "informatique@kermadec.example", "infos.yann@kermadec.example"])(
    "%s is a person's",
    (email) => {
      expect(decideWorkEmail(email, mailboxes)).toEqual({ ok: true, value: email });
    },
  );
});

describe("directories", () => {
  const password = { ok: true, value: "cheval pile agrafe" } as const;

  test("F-023 a company's domain with a first administrator on it is accepted as it is kept", () => {
    const asked = { domain: "https://Kermadec.example", email: "maelle@kermadec.example" };
    expect(decideDirectory(asked, mailboxes, password)).toEqual({
      ok: true,
      value: { domain: "kermadec.example", email: asked.email, password: password.value },
    });
  });

  test.each([
    ["gmail.com", "maelle@gmail.com", ["people.personalDomain /domain", "people.personalMail /email"]],
    ["kermadec", "maelle@kermadec.example", ["people.domainUnreadable /domain"]],
    ["kermadec.example", "maelle@autre.example", ["people.emailOffDomain /email"]],
    ["kermadec.example", "maelle@brest.kermadec.example", ["people.emailOffDomain /email"]],
    ["kermadec.example", "contact@kermadec.example", ["people.sharedMailbox /email"]],
    ["brest.gmail.com", "maelle@kermadec.example", ["people.personalDomain /domain"]],
  ])("F-027 %s with %s: every field says what is wrong with it at once", (domain, email, expected) => {
    const decision = decideDirectory({ domain, email }, mailboxes, decide("court"));
    if (decision.ok) throw new Error("accepted");
    const all = [decision, ...(decision.also ?? [])].map(({ code, pointer }) => `${code} ${pointer}`);
    expect(all).toEqual([...expected, "people.passwordShort /password"]);
  });
});

describe("passwords", () => {
  test.each([
    ["cheval pile agrafe", "accepted"],
    ["Cheval-Pile-2-Agrafes", "accepted"],
    ["🐎🔋📎 et trois autres", "accepted"],
    ["mot de passe très long de Maëlle", "accepted"],
    ["la baleine de kermadec chante faux", "accepted"],
    ["8#fQz!p0Lm$xT2v", "accepted"],
    ["             1  ", "simple"],
    ["aaaaaaaaaaaaaaaa", "simple"],
    ["abcabcabcabcabcabc", "simple"],
    ["123456789012345", "simple"],
    ["azertyuiopqsdfgh", "simple"],
    ["azerty1234567890", "simple"],
    ["ABCDEFGHIJKLMNOPQ", "simple"],
    ["9876543210987654", "simple"],
    ["abababababababab", "simple"],
    ["motdepasse202620", "common"],
    ["Mot-de-passe!!!!", "common"],
    ["passwordpassword", "common"],
    ["p@ssw0rd!!!!2026", "common"],
    ["PASSWORD 20262027", "common"],
    ["correcthorsecorrecthorse", "common"],
    ["kermadec20262027", "personal"],
    ["Maëlle.Kermadec!", "personal"],
    ["maellekermadec12", "personal"],
    ["kermadec.example1", "personal"],
    ["quatorze signes".slice(0, 14), "short"],
    ["", "short"],
    ["é".normalize("NFD").repeat(14), "short"],
  ])("%o is %s", (typed, expected) => {
    expect(verdict(typed)).toBe(expected);
  });

  test("length is counted in characters, and what is refused says how many there are and how many it takes", () => {
    expect(decide("🐎".repeat(14))).toMatchObject({ code: "people.passwordShort", params: { count: 14, min: passwordLength.min } });
    expect(decide("ab cd ef gh ij k".repeat(9))).toMatchObject({
      code: "people.passwordLong",
      params: { count: 144, max: passwordLength.max },
    });
    expect(decide(`${"🐎 pile agrafe ".repeat(9)}xy`)).toMatchObject({ ok: true });
  });

  test("two ways of typing one accent make one password", () => {
    const [composed, apart] = ["cheval étable agrafe".normalize("NFC"), "cheval étable agrafe".normalize("NFD")];
    expect(apart).not.toBe(composed);
    expect(decide(apart)).toEqual(decide(composed));
  });

  test("any character is taken: whatever is long enough is refused only for being guessed first", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 15, maxLength: 60, unit: "binary" }), (typed) =>
        ["accepted", "simple", "common", "personal", "short", "long"].includes(verdict(typed)),
      ),
    );
  });

  test("a temporary password is four groups of four, without the signs that are taken for others, and passes the rules itself", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (chance) =>
        /^[a-km-np-z2-9]{4}(-[a-km-np-z2-9]{4}){3}$/.test(temporaryPasswordFrom(chance)),
      ),
    );
    expect(temporaryPasswordFrom(Uint8Array.from({ length: 16 }, (_, i) => i * 37))).toHaveLength(19);
  });
});

describe("a company's domain by itself", () => {
  test.each([
    // Nobody writes an address of another shape, and what stands around a domain may be anything.
    ["Yann Le Goff yann@kermadec.example", "kermadec.example"],
    ["kermadec.example/nos bureaux", "kermadec.example"],
    ["brest.www.kermadec.example", "brest.www.kermadec.example"],
    ["www.kermadec.example", "kermadec.example"],
  ])("F-022 « %s » is read as %s", (typed, domain) => {
    expect(decideDomain(typed, mailboxes)).toEqual({ ok: true, value: domain });
  });

  test.each(["h2https://kermadec.example", "kermadec.example\\aide", "kerma\tdec.example", "kermadec", ""])(
    "F-022 « %s » is none, and the field says so",
    (typed) => {
      expect(decideDomain(typed, mailboxes)).toEqual({ ok: false, code: "people.domainUnreadable", params: {}, pointer: "/domain" });
      expect(decideDomain(typed, mailboxes, "/company/domain")).toMatchObject({ pointer: "/company/domain" });
    },
  );

  test("F-022 a mail provider's, and one under it, is nobody's company; its name is said", () => {
    for (const domain of ["gmail.com", "brest.free.fr"])
      expect(decideDomain(`https://${domain}`, mailboxes)).toEqual({
        ok: false,
        code: "people.personalDomain",
        params: { domain },
        pointer: "/domain",
      });
  });

  test("F-027 the refusals of an address and of a directory name the domain and the mailbox", () => {
    expect(decideWorkEmail("yann@gmail.com", mailboxes)).toMatchObject({ params: { domain: "gmail.com" } });
    expect(decideWorkEmail("info+paris@kermadec.example", mailboxes, "/to")).toEqual({
      ok: false,
      code: "people.sharedMailbox",
      params: { mailbox: "info+paris" },
      pointer: "/to",
    });
    const password = { ok: true, value: "cheval pile agrafe" } as const;
    expect(decideDirectory({ domain: "www.gmail.com", email: "yann@kermadec.example" }, mailboxes, password)).toEqual({
      ok: false,
      code: "people.personalDomain",
      params: { domain: "gmail.com" },
      pointer: "/domain",
    });
    expect(decideDirectory({ domain: "kermadec.example", email: "yann@autre.example" }, mailboxes, password)).toEqual({
      ok: false,
      code: "people.emailOffDomain",
      params: { domain: "kermadec.example" },
      pointer: "/email",
    });
  });
});

describe("which passwords somebody would try first, to the sign", () => {
  test.each([
    ["five different signs", "both1bo1thobt1ho", "accepted"],
    ["four different signs", "bothbobthobtbtho", "simple"],
    // Of sixteen signs three may leap from the walk: one more, and it is none.
    ["a walk that leaps three times in sixteen", "abcdklmnwxyz1234", "simple"],
    ["one that leaps four times in sixteen", "abcdklwxyz123fgh", "accepted"],
    ["one that leaps four times in nineteen", "abcdklmnwxyz1234fgh", "accepted"],
    ["a walk with a sign between each step", "a€b%c§d&e!f?=+~", "simple"],
    ["five letters that walk among ten signs", "a€b%c§d&e!?=+~#", "accepted"],
    ["two letters that walk among thirteen signs", "a€b%§&!?=+~#^*<", "accepted"],
    ["a common word with its accents", "Môt-dé-pâssé-29", "common"],
    ["a common word with digits before and behind", "2026motdepasse2026", "common"],
    ["a name with three letters more", "kermadec-abz-29075", "personal"],
    ["a name with four letters more", "kermadec-abcz-29075", "accepted"],
    ["digits and two letters, near no name", "2907-5183-6402-ab", "accepted"],
  ])("%s: %s is %s", (_, typed, expected) => {
    expect(verdict(typed)).toBe(expected);
  });

  test("a name counts from three letters on, the longest that stands in it first, and is said", () => {
    const of = (words: string[], typed: string) => decidePassword(typed, words, () => false);
    expect(of(["lux"], "lux-2907-5183-64x")).toEqual({
      ok: false,
      code: "people.passwordPersonal",
      params: { word: "lux" },
      pointer: "/password",
    });
    expect(of(["ab"], "abxyq-2907-5183-6").ok).toBe(true);
    expect(of(["ker", "Kermadec", "mad"], "kermadec-2907-518")).toMatchObject({ params: { word: "kermadec" } });
  });

  test("the words near an account are its address in parts, its domain and its names, together and apart", () => {
    const who = { email: "y.le-goff@k.example", givenName: "Yann", familyName: "Le Goff" };
    const words = ["y.le-goff@k.example", "y", "le", "goff", "k", "example", "Yann", "Le Goff", "YannLe Goff"];
    expect(wordsAbout(who).filter(Boolean)).toEqual(words);
    expect(wordsAbout({ ...who, domain: "k.example" })).toEqual([...words.slice(0, 6), "k.example", "k", "example", ...words.slice(6)]);
  });
});
