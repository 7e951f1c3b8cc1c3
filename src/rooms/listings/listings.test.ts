import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../kit/ids.ts";
import { sql } from "../../server/db.ts";
import type { Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { gif, place, png, published, read, submit, texts, written } from "./testing.ts";

let house: TestHouse;
let data: string;
beforeAll(async () => {
  data = await mkdtemp(path.join(tmpdir(), "entente-listings-"));
  house = await TestHouse.start({ environment: { ENTENTE_DATA: data } });
});
afterAll(async () => {
  await house.close();
  await rm(data, { recursive: true });
});

const putLogo = (partner: Partner, file: File) =>
  partner.admin.call("listings.putLogo", { accountId: partner.accountId, region: "europe", file });
const save = (partner: Partner, version: number, wanted: Partial<typeof texts> = {}) =>
  partner.admin.call("listings.save", { accountId: partner.accountId, region: "europe", body: { ...texts, ...wanted, version } });

test("F-187 G-042 « Créer un profil métier »: one profile in each region, begun once, kept unfinished, with its own words back", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const none = await admin.do("listings.mine", { accountId });
  expect(none.items.map(({ region, listing }) => [region.id, listing])).toEqual([
    ["europe", null],
    ["north-america", null],
  ]);
  const both = await Promise.all([1, 2].map(() => admin.call("listings.create", { accountId, body: { region: "europe" } })));
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect((await admin.call("listings.create", { accountId, body: { region: "atlantis" } })).problem.errors?.[0]?.pointer).toBe("/region");

  const first = await read(partner);
  expect(first).toMatchObject({ state: { state: "draft", label: "Brouillon" }, publicSince: null, draft: { description: "", places: [] } });
  const saved = await save(partner, first.version, { description: "Des ports.\nDes marées." });
  expect(saved.body).toMatchObject({ version: first.version + 1, draft: { description: "Des ports.\nDes marées.", tags: ["marée"] } });
});

test("G-042 wrong fields say so together in the reader's language, nothing is saved; an unknown field is refused", async () => {
  const partner = await house.partner();
  await written(partner);
  const { version } = await read(partner);
  const wrong = await save(partner, version, { website: "javascript:alert(1)", description: "x".repeat(2501) });
  expect([wrong.status, wrong.problem.errors?.map(({ pointer }) => pointer)]).toEqual([422, ["/description", "/website"]]);
  expect(wrong.problem.errors![1]!.detail).toContain("https://www.kermadec.example");
  const strange = await partner.admin.call("listings.save", {
    accountId: partner.accountId,
    region: "europe",
    body: { ...texts, version, html: "<b>" } as never,
  });
  expect([strange.status, strange.problem.errors?.[0]?.pointer]).toEqual([422, "/html"]);
  expect((await read(partner)).version).toBe(version);
});

test("G-042 of two who save at once one is told, and nothing is written over", async () => {
  const partner = await house.partner();
  await written(partner);
  const { version } = await read(partner);
  const answers = await Promise.all(["un", "deux"].map((description) => save(partner, version, { description })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)!.problem.code).toBe("listings.changedMeanwhile");
});

test("G-042 the sixth location is refused, also when six are added at once; one removed makes room; the same key adds once", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  await admin.do("listings.create", { accountId, body: { region: "europe" } });
  const answers = await Promise.all(
    Array.from({ length: 7 }, (_, n) =>
      admin.call("listings.addPlace", { accountId, region: "europe", body: { ...place, line1: `${n} quai du Port` } }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 201, 409, 409]);
  const { draft } = await read(partner);
  expect(draft.places).toHaveLength(5);
  await admin.do("listings.removePlace", { accountId, region: "europe", placeId: draft.places[0]!.id });
  const gone = await admin.call("listings.removePlace", { accountId, region: "europe", placeId: draft.places[0]!.id });
  expect([gone.status, gone.problem.code]).toEqual([404, "listings.noSuchPlace"]);
  const key = newId();
  for (const _ of [1, 2]) await admin.do("listings.addPlace", { accountId, region: "europe", body: place }, { key });
  expect((await read(partner)).draft.places).toHaveLength(5);
});

test("G-042 the logo: a GIF or PNG of the right measures, by its bytes; a program, words, a tall or a wide one are refused in a sentence", async () => {
  const partner = await house.partner();
  await written(partner);
  for (const [file, code] of [
    [png(301, 100), "listings.logoTooWide"],
    [png(100, 101), "listings.logoUpright"],
    [new File(["<svg onload=alert(1)>"], "logo.png"), "listings.logoNotAPicture"],
    [new File(["MZ\x90 program"], "logo.gif"), "listings.logoNotAPicture"],
    [new File(["\x89PNG\r\n\x1a\n cut"], "logo.png"), "listings.logoNotAPicture"],
    [new File([], "logo.png"), "listings.logoMissing"],
    [new File([new Uint8Array(300_000)], "logo.png"), "listings.logoTooHeavy"],
  ] as const) {
    const refused = await putLogo(partner, file);
    expect([refused.problem.code, refused.problem.errors?.[0]?.pointer]).toEqual([code, "/file"]);
  }
  expect((await putLogo(partner, gif(120, 60))).body.draft.logo).toEqual({ width: 120, height: 60 });
  const first = (await readdir(path.join(data, "files"), { recursive: true })).length;
  expect((await putLogo(partner, png(300, 300))).body.draft.logo).toEqual({ width: 300, height: 300 });
  const shown = await partner.admin.send("GET", `/api/v1/accounts/${partner.accountId}/listings/europe/logo`);
  expect([shown.status, shown.headers.get("content-type"), shown.headers.get("x-content-type-options")]).toEqual([
    200,
    "image/png",
    "nosniff",
  ]);
  expect(shown.headers.get("content-security-policy")).toContain("default-src 'none'");
  // What nothing shows any more is cleared away.
  await house.settle();
  const left = await house.db.query(sql`select 1 from files where account_id = ${partner.accountId}`);
  expect([left.length, (await readdir(path.join(data, "files"), { recursive: true })).length <= first + 2]).toEqual([1, true]);
});

test("G-042 the partner administrator reads, the global administrator alone does neither, a stranger finds nothing", async () => {
  const partner = await house.partner();
  const { accountId } = partner;
  await written(partner);
  const reader = await house.colleague(partner, ["partnerAdmin"]);
  expect((await reader.do("listings.read", { accountId, region: "europe" })).moves.save).toMatchObject({
    open: false,
    holders: [expect.objectContaining({ name: partner.admin.name })],
  });
  expect((await reader.call("listings.submit", { accountId, region: "europe" })).status).toBe(403);
  const global = await house.colleague(partner, ["globalAdmin"]);
  expect((await global.call("listings.mine", { accountId })).status).toBe(403);
  const stranger = (await house.partner()).admin;
  expect((await stranger.call("listings.read", { accountId, region: "europe" })).status).toBe(404);
  expect((await partner.admin.call("listings.read", { accountId, region: "north-america" })).problem.code).toBe("listings.noSuchListing");
});

test("G-042 sending needs an authorised company and what the desk reads: all that is missing at once", async () => {
  const pending = await house.partner({ verification: "pending" });
  await written(pending);
  const early = await pending.admin.call("listings.submit", { accountId: pending.accountId, region: "europe" });
  expect([early.status, early.problem.code]).toEqual([409, "door.authorized"]);
  expect((await read(pending)).moves.submit).toMatchObject({ open: false });

  const partner = await house.partner();
  await partner.admin.do("listings.create", { accountId: partner.accountId, body: { region: "europe" } });
  const bare = await partner.admin.call("listings.submit", { accountId: partner.accountId, region: "europe" });
  expect(bare.problem.errors?.map(({ pointer }) => pointer)).toEqual(["/description", "/industries", "/places"]);
});

test("G-042 while the desk reads nothing is changed under its eyes; taken back it is written on, and what is public stays public", async () => {
  const { partner, id } = await published(house);
  const { accountId, admin } = partner;
  const { version } = await read(partner);
  expect((await save(partner, version, { description: "Autre texte." })).body.state.state).toBe("changed");
  const key = newId();
  for (const _ of [1, 2])
    expect((await admin.do("listings.submit", { accountId, region: "europe" }, { key })).state.state).toBe("inReview");
  const held = await read(partner);
  expect((await save(partner, held.version)).problem.code).toBe("listings.underReview");
  expect((await putLogo(partner, png(10, 10))).problem.code).toBe("listings.underReview");
  expect((await admin.call("listings.addPlace", { accountId, region: "europe", body: { ...place, line1: "2 quai" } })).status).toBe(409);
  expect((await house.visitor().do("listings.page", { listingId: id })).description).toBe(texts.description);

  await admin.do("listings.withdraw", { accountId, region: "europe" });
  expect((await admin.call("listings.withdraw", { accountId, region: "europe" })).problem.code).toBe("listings.notUnderReview");
  expect(await read(partner)).toMatchObject({ state: { state: "draft" }, draft: { description: "Autre texte." } });
  expect((await house.visitor().do("listings.page", { listingId: id })).description).toBe(texts.description);
});

test("G-042 the company takes its profile down: it is gone at once, what is written is kept, and it can be sent again", async () => {
  const { partner, id } = await published(house);
  const { accountId, admin } = partner;
  await admin.do("listings.takeDown", { accountId, region: "europe" });
  expect((await house.visitor().call("listings.page", { listingId: id })).status).toBe(404);
  expect((await admin.call("listings.takeDown", { accountId, region: "europe" })).problem.code).toBe("listings.notPublic");
  expect((await submit(partner)).state.state).toBe("inReview");
});
