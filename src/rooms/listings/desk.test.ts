import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "../../kit/dates.ts";
import { newId } from "../../kit/ids.ts";
import type { Colleague } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { png, published, read, submit, texts, written } from "./testing.ts";

let house: TestHouse;
let data: string;
let desk: Colleague;
beforeAll(async () => {
  data = await mkdtemp(path.join(tmpdir(), "entente-listings-desk-"));
  house = await TestHouse.start({ environment: { ENTENTE_DATA: data } });
  desk = await house.staff(["marketingDesk"], { givenName: "Maud", familyName: "Lenoir" });
});
afterAll(async () => {
  await house.close();
  await rm(data, { recursive: true });
});

async function waiting(what: Parameters<typeof written>[1] = {}, options: Parameters<TestHouse["partner"]>[0] = {}) {
  const partner = await house.partner(options);
  const { id } = await written(partner, what);
  await submit(partner, what.region);
  return { partner, id };
}
const versionOf = async (listingId: string) => (await desk.do("listings.review", { listingId })).version;

test("O21 the marketing desk and nobody else of the staff reads what waits, the longest first", async () => {
  const verifier = await house.staff(["verifier"]);
  expect((await verifier.call("listings.queue", {})).status).toBe(403);
  const partner = await house.partner();
  expect((await partner.admin.call("listings.queue", {})).status).toBe(404);
  const mark = `File ${Math.random().toString(36).slice(2, 8)}`;
  const ids: string[] = [];
  for (let n = 0; n < 3; n++) ids.push((await waiting({}, { name: `${mark} ${n}` })).id);
  const first = await desk.do("listings.queue", { search: mark, limit: 2 });
  expect([first.total, first.items.map(({ id }) => id)]).toEqual([3, ids.slice(0, 2)]);
  const rest = await desk.do("listings.queue", { search: mark, limit: 2, cursor: first.nextCursor! });
  expect([rest.items.map(({ id }) => id), rest.nextCursor]).toEqual([[ids[2]], null]);
  expect(first.items[0]).toMatchObject({ waited: 0, region: "Europe", public: false });
  for (const cursor of ["nonsense", Buffer.from(JSON.stringify(["x", ids[0]])).toString("base64url")])
    expect((await desk.call("listings.queue", { cursor })).status).toBe(400);
});

test("O21 approved, everybody finds it at once, and whoever sent it is told in their language", async () => {
  const { partner, id } = await waiting({}, { language: "en" });
  const key = newId();
  const body = { version: await versionOf(id) };
  for (const _ of [1, 2]) await desk.do("listings.approve", { listingId: id, body }, { key });
  expect(await house.visitor().do("listings.page", { listingId: id })).toMatchObject({ company: partner.name });
  const mails = await house.mailsTo(partner.admin.email);
  expect(mails.map(({ subject }) => subject)).toEqual(["Your business profile is published: Europe"]);
  expect(mails[0]!.text).toContain(`/partners/${id}`);
  const again = await desk.call("listings.approve", { listingId: id, body });
  expect([again.status, again.problem.code]).toEqual([409, "listings.notUnderReview"]);
});

test("O21 refused by a rule of the programme: the company reads the rule and the desk's word, corrects and sends again", async () => {
  const { partner, id } = await waiting();
  const version = await versionOf(id);
  const noRule = await desk.call("listings.reject", { listingId: id, body: { version, rule: "taste", note: "" } });
  expect([noRule.status, noRule.problem.errors?.[0]?.pointer]).toEqual([422, "/rule"]);
  await desk.do("listings.reject", { listingId: id, body: { version, rule: "unproven", note: "« Premier port » : selon qui ?" } });

  const seen = await read(partner);
  expect(seen).toMatchObject({
    state: { state: "rejected", label: "Refusé" },
    decision: { rule: expect.stringContaining("peut être montré"), note: "« Premier port » : selon qui ?" },
    moves: { save: { open: true }, submit: { open: true } },
  });
  const [mail] = await house.mailsTo(partner.admin.email);
  expect(mail!.subject).toBe("Votre profil métier est à corriger\u00a0: Europe (à vous)");
  for (const part of ["peut être montré", "selon qui", "/listings/europe"]) expect(mail!.text).toContain(part);
  expect((await house.visitor().call("listings.page", { listingId: id })).status).toBe(404);
  expect((await submit(partner)).decision).toBeNull();
});

test("O21 a change that is refused leaves the published version online, and the desk reads both side by side", async () => {
  const { partner, id } = await published(house);
  const { accountId, admin } = partner;
  await admin.do("listings.save", {
    accountId,
    region: "europe",
    body: { ...texts, description: "Nouveau.", version: (await read(partner)).version },
  });
  await submit(partner);
  const seen = await desk.do("listings.review", { listingId: id });
  expect([seen.draft.description, seen.published?.description]).toEqual(["Nouveau.", texts.description]);
  await desk.do("listings.reject", { listingId: id, body: { version: seen.version, rule: "offTopic" } });
  expect((await house.visitor().do("listings.page", { listingId: id })).description).toBe(texts.description);
  const [mail] = await house.mailsTo(admin.email);
  expect(mail!.text).toContain("reste en ligne");
});

test("O21 what was taken back and written over while the desk read is not published unread; of two who decide one is told", async () => {
  const { partner, id } = await waiting();
  const { accountId, admin } = partner;
  const version = await versionOf(id);
  await admin.do("listings.withdraw", { accountId, region: "europe" });
  await admin.do("listings.save", {
    accountId,
    region: "europe",
    body: { ...texts, description: "Glissé.", version: (await read(partner)).version },
  });
  await submit(partner);
  const stale = await desk.call("listings.approve", { listingId: id, body: { version } });
  expect([stale.status, stale.problem.code]).toEqual([409, "listings.changedMeanwhile"]);

  const other = await house.staff(["platformAdmin"]);
  const now = await versionOf(id);
  const answers = await Promise.all([
    desk.call("listings.approve", { listingId: id, body: { version: now } }),
    other.call("listings.reject", { listingId: id, body: { version: now, rule: "offTopic" } }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test("O21 taken down by the desk it is gone at once, with its rule and a mail; nothing public is nothing to take down", async () => {
  const { partner, id } = await published(house);
  await partner.admin.call("listings.putLogo", { accountId: partner.accountId, region: "europe", file: png(20, 20) });
  await desk.do("listings.unpublish", { listingId: id, body: { rule: "disrespectful", note: "" } });
  expect((await house.visitor().call("listings.page", { listingId: id })).status).toBe(404);
  expect((await house.visitor().do("listings.find", { text: partner.name })).items).toEqual([]);
  expect(await read(partner)).toMatchObject({ state: { state: "unpublished" }, decision: { rule: expect.any(String) } });
  const [mail] = await house.mailsTo(partner.admin.email);
  expect(mail!.subject).toContain("est retiré");
  const twice = await desk.call("listings.unpublish", { listingId: id, body: { rule: "disrespectful" } });
  expect([twice.status, twice.problem.code]).toEqual([409, "listings.notPublic"]);
});

test("O21 the desk is shown which other companies the text names, whole words without accents; its own name accuses nobody", async () => {
  const mark = Math.random().toString(36).slice(2, 8);
  const other = await house.partner({ name: `Océan Marée ${mark}` });
  await house.partner({ name: `Oc${mark}` });
  const { partner, id } = await waiting({ description: `Mieux que OCEAN MAREE ${mark}, et pas du tout oc${mark}an.` });
  const { named } = await desk.do("listings.review", { listingId: id });
  expect(named).toEqual([other.name]);
  const own = await waiting({ description: "Nous." });
  expect((await desk.do("listings.review", { listingId: own.id })).named).toEqual([]);
  expect(JSON.stringify(await read(partner))).not.toContain(other.name);
});

test("O21 the age of what waits is told in days", async () => {
  const { id } = await waiting();
  await house.travel(addDays(house.open.house.clock.today(), 3));
  const { items } = await (await house.staff(["marketingDesk"])).do("listings.queue", { limit: 200 });
  expect(items.find((line) => line.id === id)).toMatchObject({ waited: 3 });
});
