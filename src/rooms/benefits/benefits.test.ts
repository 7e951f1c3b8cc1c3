import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../kit/ids.ts";
import type { Role } from "../../permissions.ts";
import { roles } from "../../permissions.ts";
import { inOneTransaction } from "../../server/acts.ts";
import { sql } from "../../server/db.ts";
import type { Colleague, Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { networkMember, owner } from "../../testing/owner.ts";
import * as memberships from "../memberships/door.ts";

let house: TestHouse;
let desk: Colleague;
beforeAll(async () => {
  house = await TestHouse.start();
  desk = await house.staff(["catalogueManager"]);
});
afterAll(() => house.close());

const overview = (partner: Partner, who: Colleague = partner.admin) => who.do("benefits.overview", { accountId: partner.accountId });
const list = (
  partner: Partner,
  kind: "software" | "cloud" | "developerSeats" | "technical" | "goToMarket",
  who: Colleague = partner.admin,
) => who.do("benefits.list", { accountId: partner.accountId, kind });
const detail = (partner: Partner, benefitId: string, who: Colleague = partner.admin) =>
  who.do("benefits.detail", { accountId: partner.accountId, benefitId });
const counts = async (partner: Partner) =>
  Object.fromEntries((await overview(partner)).kinds.map(({ id, count, usable }) => [id, [count, usable]]));

test("F-006 a company of the network alone has exactly the entry-level set, and nothing of it is left to do", async () => {
  const partner = await networkMember(house);
  expect(await counts(partner)).toEqual({ software: [0, 0], cloud: [0, 0], developerSeats: [0, 0], technical: [2, 2], goToMarket: [1, 1] });
  const names = [...(await list(partner, "technical")).items, ...(await list(partner, "goToMarket")).items].map((item) => [
    item.name,
    item.status,
  ]);
  expect(names).toEqual([
    ["Formation", "included"],
    ["Support", "included"],
    ["Connexions client", "included"],
  ]);
  const { sources, toDo } = await overview(partner);
  expect(sources).toMatchObject([{ name: "Adhésion au réseau", kinds: ["technical", "goToMarket"], refund: null }]);
  expect(toDo).toEqual({ keys: 0, seats: 0 });
});

test("F-006 a company that has not joined has none; what another company owns is not shown to it", async () => {
  await owner(house);
  const partner = await house.partner();
  expect(new Set(Object.values(await counts(partner)).flat())).toEqual(new Set([0]));
  expect(await overview(partner)).toMatchObject({ sources: [], toDo: { keys: 0, seats: 0 } });
});

test("F-071 a new package shows its keys and its seats as to do, and each that is taken is one fewer", async () => {
  const partner = await owner(house);
  const { accountId, admin } = partner;
  expect((await overview(partner)).toDo).toEqual({ keys: 5, seats: 3 });
  expect((await list(partner, "software")).items.map((item) => item.status)).toEqual(Array(4).fill("toRequest"));
  expect((await list(partner, "developerSeats")).items.map((item) => item.status)).toEqual(["free"]);

  await desk.do("keys.add", { productId: (await list(partner, "software")).items[0]!.productId, body: { text: `KEY-${newId()}` } });
  await admin.do("keys.reserve", { accountId, benefitId: partner.benefit("software") });
  await admin.do("seats.assign", { accountId, benefitId: partner.benefit("developerSeats"), body: { userId: admin.userId } });
  expect((await overview(partner)).toDo).toEqual({ keys: 4, seats: 2 });
  expect((await list(partner, "software")).items.map((item) => item.status)).toEqual(["sealed", "toRequest", "toRequest", "toRequest"]);
  expect((await list(partner, "developerSeats")).items.map((item) => item.status)).toEqual(["partly"]);
});

test("F-076 a package's content is listed by kind with its quantities, and what gave it", async () => {
  const partner = await owner(house);
  expect(await counts(partner)).toEqual({ software: [4, 4], cloud: [5, 1], developerSeats: [1, 1], technical: [4, 2], goToMarket: [1, 1] });
  const cloud = (await list(partner, "cloud")).items.map((item) => [item.name, item.quantity, item.usable]);
  expect(cloud).toContainEqual(["Office 365 (E3)", 10, false]);
  expect(cloud).toContainEqual(["Visual Studio Team Services", 1, true]);
  const [paid, free] = (await overview(partner)).sources;
  expect(paid).toMatchObject({ name: "Microsoft Action Pack", kinds: ["software", "cloud", "developerSeats", "technical"] });
  expect(free).toMatchObject({ name: "Adhésion au réseau", kinds: ["technical", "goToMarket"] });
});

test("F-077 all benefits stand on one page, part by part, in the reader's language", async () => {
  const partner = await owner(house, { language: "en" });
  const { kinds } = await overview(partner);
  expect(kinds.map((kind) => kind.label)).toEqual([
    "Software",
    "Cloud",
    "Visual Studio subscriptions",
    "Technical benefits",
    "Go to market",
  ]);
  const all = await Promise.all(kinds.map((kind) => list(partner, kind.id)));
  expect(all.flatMap((part) => part.items)).toHaveLength(kinds.reduce((sum, kind) => sum + kind.count, 0));
});

test("F-078 the software list shows what was granted, in the programme's order, however many times it is asked for", async () => {
  const partner = await owner(house);
  const { items, nextCursor } = await list(partner, "software");
  expect(items.map((item) => item.name)).toEqual([
    "Windows 10 Entreprise",
    "Windows Server Standard",
    "SQL Server Standard",
    "SharePoint Server",
  ]);
  expect(nextCursor).toBeNull();
  const one = await partner.admin.do("benefits.list", { accountId: partner.accountId, kind: "software", limit: 3 });
  const two = await partner.admin.do("benefits.list", {
    accountId: partner.accountId,
    kind: "software",
    limit: 3,
    cursor: one.nextCursor!,
  });
  expect([...one.items, ...two.items]).toEqual(items);
});

test("G-038 every row says its quantity, the offer that gave it, core or incremental, and the last day to activate it", async () => {
  const partner = await owner(house);
  const today = house.open.house.clock.today();
  const year = Number(today.slice(0, 4));
  const [row] = (await list(partner, "software")).items;
  expect(row).toMatchObject({
    quantity: 10,
    source: "Microsoft Action Pack",
    class: "core",
    grantedOn: today,
    expiresOn: `${year + 1}${today.slice(4)}`,
  });
});

test("F-081 F-082 F-083 a product comes with its special instructions, and its downloads differ by language and by system", async () => {
  const partner = await owner(house);
  const windows = await detail(partner, partner.benefit("software"));
  expect(windows.instructions).toMatch(/^Mise à niveau\u00a0: chaque poste doit déjà avoir une licence/);
  expect(windows.activations).toBe(10);
  const link = (language: string, system: string) => windows.downloads.find((one) => one.language === language && one.system === system);
  expect(windows.languages.map((one) => one.name)).toEqual(["Français", "Anglais", "Allemand", "Espagnol"]);
  expect(windows.systems.map((one) => one.name)).toEqual(["64 bits", "32 bits"]);
  expect(link("fr", "x64")?.url).not.toBe(link("en", "x64")?.url);
  expect(link("fr", "x64")?.url).not.toBe(link("fr", "x86")?.url);
  expect(link("fr", "x64")).toMatchObject({ bytes: 5_112_856_576, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

test("F-084 every product has at least one download, and a combination that has none is told apart", async () => {
  const partner = await owner(house);
  for (const at of [0, 1, 2, 3]) expect((await detail(partner, partner.benefit("software", at))).downloads.length).toBeGreaterThan(0);
  const windows = await detail(partner, partner.benefit("software"));
  expect(windows.downloads.some((one) => one.language === "es" && one.system === "x86")).toBe(false);
});

describe("F-070 who manages benefits", () => {
  const managers: readonly Role[] = ["globalAdmin", "userAdmin", "adminAgent", "partnerAdmin"];
  test.each(roles.map((role) => [role, managers.includes(role)] as const))("F-070 %s manages: %s", async (role, manages) => {
    const partner = await owner(house);
    const person = await house.colleague(partner, [role]);
    const { moves } = await overview(partner, person);
    expect(moves.manage.open).toBe(manages);
    expect(
      (await person.call("seats.candidates", { accountId: partner.accountId, benefitId: partner.benefit("developerSeats") })).status,
    ).toBe(manages ? 200 : 403);
    // Keys and seats have keys of their own (handbook C1).
    expect(moves.openKeys.open).toBe(role === "globalAdmin" || role === "partnerAdmin");
    expect(moves.assignSeats.open).toBe(role === "globalAdmin");
  });

  test("P11 somebody without a role for it sees every benefit, and who can use them", async () => {
    const partner = await owner(house);
    const person = await house.colleague(partner, ["helpdeskAgent"]);
    const { moves, people, kinds } = await overview(partner, person);
    expect(kinds.reduce((sum, kind) => sum + kind.count, 0)).toBe(15);
    expect(moves.manage.open ? [] : moves.manage.holders.map((holder) => holder.name)).toEqual(["Maëlle Kermadec"]);
    expect(people.keys).toEqual([
      { name: "Maëlle Kermadec", roles: ["Administrateur général", "Administrateur partenaire MPN"], me: false },
    ]);
    expect((await detail(partner, partner.benefit("software"), person)).name).toBe("Windows 10 Entreprise");
  });
});

test("F-075 the page names the present global administrators, each reader finding themselves among them", async () => {
  const partner = await owner(house);
  await house.colleague(partner, ["globalAdmin"], { givenName: "Solène", familyName: "Prigent" });
  await house.colleague(partner, ["partnerAdmin"], { givenName: "Yann", familyName: "Le Goff" });
  const { people } = await overview(partner);
  expect(people.seats.map(({ name, me }) => [name, me])).toEqual([
    ["Maëlle Kermadec", true],
    ["Solène Prigent", false],
  ]);
  expect(people.keys.map(({ name }) => name)).toEqual(["Maëlle Kermadec", "Yann Le Goff", "Solène Prigent"]);
});

test("F-075 a company whose only global administrator left has none to name", async () => {
  const partner = await owner(house, { roles: ["adminAgent", "partnerAdmin"] });
  const { people, moves } = await overview(partner);
  expect(people.seats).toEqual([]);
  expect(moves.assignSeats).toMatchObject({ open: false, holders: [] });
});

test("a stranger finds neither the page, nor a list, nor a benefit, whichever account stands in the path", async () => {
  const [partner, stranger] = await Promise.all([owner(house), owner(house)]);
  const { accountId } = partner;
  expect((await stranger.admin.call("benefits.overview", { accountId })).status).toBe(404);
  expect((await stranger.admin.call("benefits.list", { accountId, kind: "software" })).status).toBe(404);
  for (const path of [accountId, stranger.accountId]) {
    const answer = await stranger.admin.call("benefits.detail", { accountId: path, benefitId: partner.benefit("software") });
    expect(answer.status).toBe(404);
  }
  expect((await partner.admin.call("benefits.detail", { accountId, benefitId: newId() })).problem.code).toBe("benefits.notFound");
});

test.each([
  ["kinds/hardware", 404],
  ["kinds/software?limit=0", 400],
  ["kinds/software?limit=51", 400],
  ["kinds/software?cursor=first", 400],
  ["kinds/software?sort=name", 400],
  ["not-an-id", 404],
])("%s is answered with %d", async (path, status) => {
  const partner = await networkMember(house);
  expect((await partner.admin.send("GET", `/api/v1/accounts/${partner.accountId}/benefits/${path}`)).status).toBe(status);
});

test("a membership whose news arrives twice grants once", async () => {
  const partner = await owner(house);
  const before = await list(partner, "software");
  const { house: inner } = house.open;
  await inOneTransaction(
    inner,
    () => {},
    { kind: "clock", id: null, name: "" },
    null,
    async (act) => {
      const [membership] = (await memberships.list(act.tx, partner.accountId)).filter((each) => each.kind === "offer");
      const { id: membershipId, offerId, packageId, startsOn, endsOn } = membership!;
      act.record({
        type: "membership.activated",
        accountId: partner.accountId,
        subject: membershipId,
        data: { membershipId, offerId, packageId, startsOn, endsOn },
      });
    },
  );
  await house.settle();
  expect(await list(partner, "software")).toEqual(before);
  const [told] = await house.db.query(
    sql`select count(*)::int as granted from facts where account_id = ${partner.accountId} and type = 'benefit.granted'`,
  );
  expect(told).toEqual({ granted: 15 });
  const [failing] = await house.db.query(
    sql`select count(*)::int as jobs from jobs where account_id = ${partner.accountId} and last_error is not null`,
  );
  expect(failing).toEqual({ jobs: 0 });
});

test("after the last day every row says the end and nothing is left to do", async () => {
  const partner = await owner(house);
  const { expiresOn } = (await list(partner, "software")).items[0]!;
  await house.travel(expiresOn);
  expect((await list(partner, "software")).items[0]?.status).toBe("toRequest");
  await house.travel(new Date(Date.parse(`${expiresOn}T09:00:00Z`) + 31 * 86_400_000).toISOString());
  expect(new Set((await list(partner, "software")).items.map((item) => item.status))).toEqual(new Set(["ended"]));
  expect((await overview(partner)).toDo).toEqual({ keys: 0, seats: 0 });
});

test("a product that a later edition of the programme dropped is still owned, under its id", async () => {
  const partner = await owner(house);
  await house.db.query(sql`update entitlements set product_id = 'former-product' where id = ${partner.benefit("software")}`);
  const row = await detail(partner, partner.benefit("software"));
  expect(row).toMatchObject({ name: "former-product", downloads: [], portal: null, activations: null });
});
