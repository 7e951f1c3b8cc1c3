import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../server/db.ts";
import { TestHouse } from "../../testing/house.ts";
import { locationOf } from "./testing.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

const factsOf = (accountId: string, type: string) =>
  house.db.query<{ data: Record<string, unknown> }>(
    sql`select data from facts where account_id = ${accountId} and type = ${type} order by id`,
  );

test("F-183 G-022 a location gets its own partner ID at once, from the same row of numbers as the companies', and the first is the main one", async () => {
  const { admin, accountId, partnerId } = await house.partner();
  const first = await admin.do("company.addLocation", { accountId, body: locationOf("Kermadec Brest") });
  const second = await admin.do("company.addLocation", {
    accountId,
    body: { ...locationOf("Kermadec Quimper"), city: "Quimper", postalCode: "29 000" },
  });
  const next = await house.partner();

  expect([first.main, second.main]).toEqual([true, false]);
  expect(first.partnerId).toMatch(/^\d{7}$/);
  expect(new Set([partnerId, first.partnerId, second.partnerId, next.partnerId]).size).toBe(4);
  const { items, total } = await admin.do("company.locations", { accountId });
  expect(items.map(({ name, main, postalCode, countryName }) => [name, main, postalCode, countryName])).toEqual([
    ["Kermadec Brest", true, "29200", "France"],
    ["Kermadec Quimper", false, "29000", "France"],
  ]);
  expect(total).toBe(2);
  expect(await factsOf(accountId, "location.added")).toMatchObject([
    { data: { partnerId: first.partnerId } },
    { data: { partnerId: second.partnerId } },
  ]);
});

test("F-052 P18 any member reads the global ID and the ID of every location; a stranger reads none", async () => {
  const partner = await house.partner();
  const { accountId, admin, partnerId } = partner;
  const { partnerId: own } = await admin.do("company.addLocation", { accountId, body: locationOf("Kermadec Brest") });
  const seller = await house.colleague(partner, ["salesAgent"]);

  const read = await seller.do("company.locations", { accountId });

  expect([read.partnerId, read.items[0]!.partnerId]).toEqual([partnerId, own]);
  expect((await (await house.partner()).admin.call("company.locations", { accountId })).status).toBe(404);
});

test("G-022 a double click adds one location, and its ID is the same in both answers", async () => {
  const { admin, accountId } = await house.partner();
  const [a, b] = await Promise.all(
    [1, 2].map(() => admin.call("company.addLocation", { accountId, body: locationOf("Kermadec Brest") }, { key: "one-and-the-same" })),
  );
  expect([a!.status, b!.status]).toEqual([201, 201]);
  expect(a!.body.partnerId).toBe(b!.body.partnerId);
  expect((await admin.do("company.locations", { accountId })).total).toBe(1);
});

test("G-022 a name that the company uses already is refused at its field, with the ID and the suggestion to add the legal form", async () => {
  const { admin, accountId } = await house.partner();
  const { partnerId } = await admin.do("company.addLocation", { accountId, body: locationOf("Kermadec Brest") });
  const again = await admin.call("company.addLocation", { accountId, body: locationOf("KERMADEC – Brest") });
  expect([again.status, again.problem.errors?.[0]]).toMatchObject([422, { pointer: "/name", code: "company.nameTaken" }]);
  expect(again.problem.detail).toContain(partnerId);
  expect(again.problem.detail).toContain("forme juridique");
  await admin.do("company.addLocation", { accountId, body: locationOf("Kermadec Brest SAS") });
  const other = await house.partner();
  expect((await other.admin.call("company.addLocation", { accountId: other.accountId, body: locationOf("Kermadec Brest") })).status).toBe(
    201,
  );
});

test("P13 wrong fields of a location are refused all at once, each with what would be accepted, and nothing is added", async () => {
  const { admin, accountId } = await house.partner();
  const { status, problem } = await admin.call("company.addLocation", {
    accountId,
    body: { ...locationOf(""), postalCode: "2920", contactPhone: "12", contactEmail: "info@kermadec.example" },
  });
  expect([status, problem.errors?.map(({ pointer }) => pointer)]).toEqual([
    422,
    ["/name", "/postalCode", "/contactEmail", "/contactPhone"],
  ]);
  expect(problem.errors![1]!.detail).toContain("29200");
  expect((await admin.call("company.addLocation", { accountId, body: { ...locationOf("Brest"), partnerId: "1" } as never })).status).toBe(
    422,
  );
  expect((await admin.do("company.locations", { accountId })).total).toBe(0);
});

test("C11 G-022 nobody of the company removes a location: the door says why, and the way", async () => {
  const { admin, accountId } = await house.partner();
  await admin.do("company.addLocation", { accountId, body: locationOf("Kermadec Brest") });
  const { remove } = (await admin.do("company.locations", { accountId })).items[0]!.moves;
  expect(remove).toMatchObject({ open: false, text: expect.stringContaining(house.open.house.programme.operator.email) });
});

test("a location is corrected with its ID unchanged; a tab that is behind learns it, and a stranger's location does not exist", async () => {
  const partner = await house.partner();
  const { admin, accountId } = partner;
  const { id, partnerId } = await admin.do("company.addLocation", { accountId, body: locationOf("Kermadec Brest") });

  expect(await admin.do("company.changeLocation", { accountId, locationId: id, body: { version: 1, city: "Guipavas" } })).toEqual({
    version: 2,
  });
  const late = await admin.call("company.changeLocation", { accountId, locationId: id, body: { version: 1, city: "Brest" } });
  expect([late.status, late.problem.code]).toEqual([409, "company.moved"]);
  expect((await admin.do("company.locations", { accountId })).items[0]).toMatchObject({ city: "Guipavas", partnerId, version: 2 });
  expect(await factsOf(accountId, "location.changed")).toMatchObject([{ data: { fields: ["city"] } }]);

  const other = await house.partner();
  const foreign = { accountId: other.accountId, locationId: id };
  expect((await other.admin.call("company.changeLocation", { ...foreign, body: { version: 2, city: "Vannes" } })).status).toBe(404);
  expect((await other.admin.call("company.makeMain", foreign)).status).toBe(404);
});

test("another main location takes the place of the first, and there is always one", async () => {
  const { admin, accountId } = await house.partner();
  await admin.do("company.addLocation", { accountId, body: locationOf("Kermadec Brest") });
  const { id } = await admin.do("company.addLocation", { accountId, body: locationOf("Kermadec Quimper") });
  await admin.do("company.makeMain", { accountId, locationId: id });
  expect((await admin.do("company.locations", { accountId })).items.map(({ name, main }) => [name, main])).toEqual([
    ["Kermadec Quimper", true],
    ["Kermadec Brest", false],
  ]);
  expect((await admin.call("company.makeMain", { accountId, locationId: id })).problem.code).toBe("company.mainAlready");
});

test("locations are added by global and account administrators; others are told who", async () => {
  const partner = await house.partner();
  const agent = await house.colleague(partner, ["adminAgent"]);
  const accountAdmin = await house.colleague(partner, ["accountAdmin"]);
  const closed = await agent.call("company.addLocation", { accountId: partner.accountId, body: locationOf("Brest") });
  expect([closed.status, closed.problem.door]).toMatchObject([
    403,
    { holders: expect.arrayContaining([expect.objectContaining({ name: "Maëlle Kermadec" })]) },
  ]);
  expect((await agent.do("company.locations", { accountId: partner.accountId })).moves.add).toEqual(closed.problem.door);
  expect((await accountAdmin.call("company.addLocation", { accountId: partner.accountId, body: locationOf("Brest") })).status).toBe(201);
});

test("the list is read page by page, the main location first, then by name", async () => {
  const { admin, accountId } = await house.partner();
  for (const name of ["Vannes", "Auray", "Éguilles"]) await admin.do("company.addLocation", { accountId, body: locationOf(name) });
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await admin.do("company.locations", { accountId, limit: 1, ...(cursor && { cursor }) });
    names.push(...page.items.map(({ name }) => name));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(names).toEqual(["Vannes", "Auray", "Éguilles"]);
  expect((await admin.call("company.locations", { accountId, cursor: "nonsense" })).status).toBe(200);
});

test("C11 the vendor's staff remove a location for good, with a reason that the administrators read; its ID is never given again", async () => {
  const partner = await house.partner();
  const { admin, accountId } = partner;
  const second = await house.colleague(partner, ["globalAdmin"], { language: "en" });
  const main = await admin.do("company.addLocation", { accountId, body: locationOf("Kermadec Brest") });
  const gone = await admin.do("company.addLocation", { accountId, body: locationOf("Kermadec Quimper") });
  const desk = await house.staff(["verifier"]);

  const found = await desk.do("company.findLocations", { q: gone.partnerId });
  expect(found.items).toMatchObject([{ name: "Kermadec Quimper", company: partner.name, state: "active" }]);
  const early = await desk.call("company.removeLocation", { locationId: main.id, body: { reason: "closed" } });
  expect([early.status, early.problem.code]).toEqual([409, "company.mainStays"]);
  expect((await desk.call("company.removeLocation", { locationId: gone.id, body: { reason: " " } })).problem.errors?.[0]?.pointer).toBe(
    "/reason",
  );
  await desk.do("company.removeLocation", { locationId: gone.id, body: { reason: "Site fermé à l’automne" } });

  expect((await desk.call("company.removeLocation", { locationId: gone.id, body: { reason: "once more" } })).problem.code).toBe(
    "company.removedAlready",
  );
  expect((await admin.do("company.locations", { accountId })).items.map(({ name }) => name)).toEqual(["Kermadec Brest"]);
  expect((await desk.do("company.findLocations", { q: "quimper" })).items.filter(({ id }) => id === gone.id)).toEqual([]);
  expect((await desk.do("company.findLocations", { q: "kermadec quim" })).items.find(({ id }) => id === gone.id)).toMatchObject({
    state: "removed",
  });
  const [[mail], [english]] = [await house.mailsTo(admin.email), await house.mailsTo(second.email)];
  expect(english!.subject).toContain("Kermadec Quimper");
  expect(mail!.text).toContain("Site fermé à l’automne");
  const again = await admin.do("company.addLocation", { accountId, body: locationOf("Kermadec Quimper") });
  expect(Number(again.partnerId)).toBeGreaterThan(Number(gone.partnerId));
});

test("G-032 the support profile is kept in its canonical form, and customers see it once it is shown and the company is verified", async () => {
  const partner = await house.partner();
  const { admin, accountId, partnerId } = partner;
  expect(await admin.do("company.support", { accountId })).toMatchObject({ version: 0, website: "", updatedBy: null });
  const typed = { website: "www.kermadec.example/aide/", email: "Support@Kermadec.example", phone: "02 98 00 14 72" };
  const saved = await admin.do("company.changeSupport", { accountId, body: { version: 0, ...typed, shown: false } });
  expect(saved).toMatchObject({
    version: 1,
    website: "https://www.kermadec.example/aide",
    email: "support@kermadec.example",
    phone: "+33298001472",
  });

  const customer = house.visitor();
  expect((await customer.call("company.publicSupport", { partnerId })).status).toBe(404);
  await admin.do("company.changeSupport", { accountId, body: { version: 1, ...typed, shown: true } });
  expect(await customer.do("company.publicSupport", { partnerId })).toEqual({
    company: partner.name,
    website: "https://www.kermadec.example/aide",
    email: "support@kermadec.example",
    phone: "+33298001472",
  });
  await house.db.query(sql`update accounts set verification = 'rejected' where id = ${accountId}`);
  expect((await customer.call("company.publicSupport", { partnerId })).status).toBe(404);
  expect((await customer.call("company.publicSupport", { partnerId: "9999999" })).status).toBe(404);
});

test("G-032 two tabs: the second learns at what hour the first saved; wrong details are refused at their fields", async () => {
  const { admin, accountId } = await house.partner();
  const body = { version: 0, website: "https://kermadec.example", email: "aide@kermadec.example", phone: "+33298001472", shown: false };
  const both = await Promise.all([1, 2].map(() => admin.call("company.changeSupport", { accountId, body })));
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(both.find(({ status }) => status === 409)!.problem.detail).toMatch(/\d\d:\d\d/);
  const wrong = await admin.call("company.changeSupport", {
    accountId,
    body: { ...body, version: 1, website: "http://kermadec.example", phone: "1" },
  });
  expect(wrong.problem.errors?.map(({ pointer }) => pointer)).toEqual(["/website", "/phone"]);
});

test("G-031 the organisation says its size, sectors and languages; what is not of the lists is refused, and a reader without the role reads who may", async () => {
  const partner = await house.partner();
  const { admin, accountId } = partner;
  const before = await admin.do("company.organisation", { accountId });
  expect([before.size, before.choices.sectors.length]).toEqual([null, 21]);
  const saved = await admin.do("company.changeOrganisation", {
    accountId,
    body: { version: 0, size: "small", sectors: ["M", "J"], languages: ["fr", "br"] },
  });
  expect(saved).toMatchObject({
    sectors: ["J", "M"],
    languages: [
      { code: "fr", name: "français" },
      { code: "br", name: "breton" },
    ],
    version: 1,
  });
  const wrong = await admin.call("company.changeOrganisation", {
    accountId,
    body: { version: 1, size: "small", sectors: [..."ABCDEF"], languages: ["fr"] },
  });
  expect([wrong.status, wrong.problem.errors?.[0]?.pointer]).toEqual([422, "/sectors"]);

  const reader = await house.colleague(partner, ["helpdeskAgent"]);
  expect((await reader.do("company.organisation", { accountId })).moves.edit).toMatchObject({
    open: false,
    holders: [{ name: "Maëlle Kermadec" }],
  });
  const closed = await reader.call("company.changeOrganisation", {
    accountId,
    body: { version: 1, size: "large", sectors: ["J"], languages: ["fr"] },
  });
  expect([closed.status, closed.problem.code]).toEqual([403, "door.role"]);
});
