import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Role } from "../../permissions.ts";
import { grantorsOf, roles } from "../../permissions.ts";
import { sql } from "../../server/db.ts";
import type { Colleague, Partner, PartnerOptions } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { legalTabsOf, openEntries, settingsNav } from "../../web/entries.ts";
import { partnerNav } from "../../web/nav.ts";
import { pages } from "../../web/routes.tsx";
import { enrolment } from "./rules.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

const all = ["reseller", "referrals", "marketplace", "windows-xbox", "office-store", "edge-extensions", "control-panel-vendor"];
const accountOf = async (who: Colleague, { accountId }: Partner) =>
  (await who.do("house.shell", {})).me!.accounts.find(({ id }) => id === accountId)!;
/** The groups of programmes in somebody's menu, as the page draws them. */
const groupsOf = async (who: Colleague, partner: Partner) =>
  partnerNav(await accountOf(who, partner)).flatMap(({ title }) => (title === undefined ? [] : [title]));
const menuOf = async (who: Colleague, { accountId }: Partner) => (await who.do("programmes.menu", { accountId })).items;
const put = (partner: Partner, programme: string, state: string) =>
  house.db.query(sql`update enrolments set state = ${state} where account_id = ${partner.accountId} and programme = ${programme}`);

describe("the menu is enrolments × one's own roles", () => {
  test("F-165 somebody of a company in the network, the referrals and the marketplace finds exactly these three groups", async () => {
    const partner = await house.partner({ programmes: ["referrals", "marketplace"] });
    expect(await groupsOf(partner.admin, partner)).toEqual(["Partenariat", "Références", "Place de marché commerciale"]);
    const english = await house.colleague(partner, ["globalAdmin"], { language: "en" });
    await english.do("house.language", { body: { language: "en" } });
    expect(await groupsOf(english, partner)).toEqual(["Partnership", "Referrals", "Commercial Marketplace"]);
  });

  test("F-164 F-165 in a company of every programme each reader finds the groups that their own roles enter, and no others", async () => {
    const partner = await house.partner({ programmes: all });
    const groups = async (held: readonly Role[]) => groupsOf(await house.colleague(partner, held), partner);
    const developers = ["Place de marché commerciale", "Windows et Xbox", "Office Store", "Extensions Edge"];
    expect(await groups(["developer"])).toEqual(developers);
    expect(await groups(["profileAdmin"])).toEqual(["Partenariat", "Références"]);
    expect(await groups(["salesAgent"])).toEqual(["Partenariat", "CSP", "Références"]);
    expect(await groups(["userAdmin"])).toEqual(["Partenariat"]);
    expect(await groups(["globalAdmin"])).toHaveLength(8);
    expect(await groups([])).toEqual([]);
  });

  const standings: (PartnerOptions & { state: string })[] = [
    ...enrolment.states.map((state) => ({ state })),
    { state: "active", verification: "rejected" },
    { state: "active", signed: false, setupDone: false, verification: "pending" },
  ];
  test.each(standings)(
    "P8 F-164 with the enrolments $state, verification $verification, signed $signed: whoever misses a group is told why, and nobody else",
    async ({ state, ...standing }) => {
      const partner = await house.partner({ ...standing, programmes: all });
      for (const programme of all) await put(partner, programme, state);
      for (const held of [[], ...roles.map((role) => [role])]) {
        const reader = await house.colleague(partner, held);
        const [groups, menu] = [await groupsOf(reader, partner), await menuOf(reader, partner)];
        expect([held, menu.filter(({ door }) => door.open).map(({ title }) => title)]).toEqual([held, groups]);
        for (const { door } of menu) if (!door.open) expect([held, door.text === "", door.reasons.length > 0]).toEqual([held, false, true]);
      }
    },
    60_000,
  );

  test("P8 a group that is missing for want of a role names the roles, mine, who has one of them and who gives it", async () => {
    const partner = await house.partner({ programmes: ["marketplace"] });
    const owner = await house.colleague(partner, ["developerOwner"], { givenName: "Nour", familyName: "Hamidi" });
    const giver = await house.colleague(partner, ["accountAdmin"], { givenName: "Anaïs", familyName: "Roche" });
    const seller = await house.colleague(partner, ["salesAgent"]);
    const { door, state } = (await menuOf(seller, partner)).find(({ id }) => id === "marketplace")!;
    expect(state).toBe("active");
    expect(door).toMatchObject({
      open: false,
      reasons: [{ code: "role", has: "Agent commercial" }],
      asks: ["globalAdmin", "accountAdmin", "developerOwner", "developerManager", "developer"],
    });
    if (door.open) return;
    expect(door.holders.map(({ name }) => name)).toEqual(expect.arrayContaining([owner.name, giver.name, partner.admin.name]));
    expect(door.text).toMatch(/Peuvent vous donner l’un de ces rôles\u00a0: .*Nour Hamidi/);
    expect(grantorsOf("developer")).toContain("developerOwner");
  });

  test.each([
    ["left", "Quitté", /Peuvent l’inscrire\u00a0: Maëlle Kermadec/],
    ["rejected", "Refusé", /Peuvent l’inscrire\u00a0: Maëlle Kermadec/],
    ["applying", "Demande en attente", /la fin de la vérification.*Maëlle Kermadec/],
    ["pendingVerification", "En cours d’examen", /examine la demande/],
    ["qualified", "Contrat à accepter", /Peuvent l’accepter\u00a0: Maëlle Kermadec/],
    ["suspended", "Suspendu", /peut la rétablir/],
  ])("P8 an enrolment that is %s: the explanation gives the state as it is and whose turn it is", async (state, has, text) => {
    const partner = await house.partner({ programmes: ["control-panel-vendor"] });
    await put(partner, "control-panel-vendor", state);
    const { door } = (await menuOf(partner.admin, partner)).find(({ id }) => id === "control-panel-vendor")!;
    expect(door).toMatchObject({ open: false, asks: [], reasons: [{ has, needs: expect.stringContaining("une inscription active") }] });
    if (!door.open) expect(door.text).toMatch(text);
  });

  test("P8 without the network's membership every other programme says so first, and who can bring it about", async () => {
    const unsigned = await house.partner({ signed: false, setupDone: false, verification: "pending" });
    const rejected = await house.partner({ verification: "rejected", programmes: ["referrals"] });
    const textOf = async (partner: Partner) => {
      const { door } = (await menuOf(partner.admin, partner)).find(({ id }) => id === "referrals")!;
      return door.open ? "" : door.text;
    };
    expect(await textOf(unsigned)).toMatch(/reste à signer\. Peuvent le signer\u00a0: Maëlle Kermadec/);
    expect(await textOf(rejected)).toMatch(/La vérification de l’entreprise est rejetée.*Maëlle Kermadec/);
    expect((await menuOf(rejected.admin, rejected)).find(({ id }) => id === "network")!.door).toEqual({ open: true });
  });

  test("P8 F-181 somebody without a role reads the explanation too; a stranger finds nothing and a visitor signs in first", async () => {
    const partner = await house.partner();
    const lea = await house.colleague(partner, []);
    expect((await menuOf(lea, partner)).every(({ door }) => !door.open)).toBe(true);
    expect((await (await house.partner()).admin.call("programmes.menu", { accountId: partner.accountId })).status).toBe(404);
    expect((await house.visitor().call("programmes.menu", { accountId: partner.accountId })).status).toBe(401);
  });
});

describe("the two settings entries", () => {
  test("F-166 F-167 F-168 the gear has the partner's entry alone until a developer programme is active, both from then on, and one again after the last is left", async () => {
    const partner = await house.partner();
    const entries = async () => openEntries(await accountOf(partner.admin, partner));
    expect(await entries()).toEqual(["partner"]);
    const { accountId } = partner;
    await partner.admin.do("programmes.enrol", { accountId, body: { programme: "office-store" } });
    // Qualified is not yet active: the agreement is still to be accepted.
    expect(await entries()).toEqual(["partner"]);
    await put(partner, "office-store", "active");
    expect(await entries()).toEqual(["partner", "developer"]);
    await partner.admin.do("programmes.leave", { accountId, programmeId: "office-store" });
    expect(await entries()).toEqual(["partner"]);
  });

  test("F-166 F-171 each entry has pages of its own, and a reader whose roles open none of them has no such entry", async () => {
    const partner = await house.partner({ programmes: ["edge-extensions"] });
    const account = await accountOf(partner.admin, partner);
    const [own, developers] = [settingsNav(account, "partner"), settingsNav(account, "developer")];
    expect(own.every(({ path }) => !path.startsWith("/developer")) && developers.every(({ path }) => path.startsWith("/developer"))).toBe(
      true,
    );
    expect(developers.map(({ word }) => word)).toEqual(["publisher", "developerRoles", "applications", "developerAgreements"]);
    expect(openEntries(await accountOf(await house.colleague(partner, ["salesAgent"]), partner))).toEqual(["partner"]);
    expect(openEntries(await accountOf(await house.colleague(partner, []), partner))).toEqual(["partner"]);
  });

  test("C14 the landing behind the two entries has an address for each, and every page behind them stands", () => {
    const paths = new Set(pages.map(({ path }) => path));
    for (const path of ["/settings", "/developer"]) expect([path, paths.has(`/a/$accountId${path}`)]).toEqual([path, true]);
    for (const entry of ["partner", "developer"] as const)
      for (const { path } of settingsNav({ views: [...allViews] }, entry))
        expect([path, paths.has(`/a/$accountId${path}`)]).toEqual([path, true]);
  });
  const allViews = [
    "profile.view",
    "billing.view",
    "users.view",
    "security.view",
    "directories.view",
    "agreements.view",
    "programmes.view",
    "activity.view",
    "self.view",
    "developer.view",
  ];
});

test("G-031 the legal information has a side for the partner, and one for the reseller and the developer while the company is in such a programme", async () => {
  const sides = async (programmes: readonly string[]) => {
    const partner = await house.partner({ programmes });
    return legalTabsOf((await accountOf(partner.admin, partner)).programmes);
  };
  expect(await sides([])).toEqual(["partner"]);
  expect(await sides(["referrals"])).toEqual(["partner"]);
  expect(await sides(["reseller"])).toEqual(["partner", "reseller"]);
  expect(await sides(["office-store"])).toEqual(["partner", "developer"]);
  expect(await sides(["reseller", "control-panel-vendor"])).toEqual(["partner", "reseller", "developer"]);
  const paths = pages.map(({ path }) => path);
  for (const side of ["", "/reseller", "/developer"]) expect(paths).toContain(`/a/$accountId/settings/profile${side}`);
});

test("F-173 F-185 the entries of enrolment are the four of the model and the network's resources; the control-panel vendor's resource leads to its enrolment", async () => {
  const { admin, accountId } = await house.partner();
  const { entries, resources, items } = await admin.do("programmes.list", { accountId });
  expect(entries).toEqual([
    { programme: "marketplace", label: "Programme Place de marché commerciale" },
    { programme: "network", label: "Programme MPN" },
    { programme: "reseller", label: "Programme Fournisseur de solutions Cloud (CSP)" },
    { programme: "office-store", label: "Office Store" },
  ]);
  expect(resources).toMatchObject({ url: expect.stringMatching(/^https:/), notice: expect.stringContaining("autre site") });
  const { items: guides } = await admin.do("house.guides", { accountId });
  const guide = guides.find(({ id }) => id === "control-panel")!;
  expect(guide.title).toBe("S’abonner à l’Espace partenaires en tant que fournisseur de panneau de configuration");
  expect(pages.some(({ path }) => path === `/a/$accountId${guide.page}`)).toBe(true);
  expect(items.find(({ id }) => id === "control-panel-vendor")!.moves.enrol).toEqual({ open: true });
});
