import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sql } from "../../server/db.ts";
import { TestHouse } from "../../testing/house.ts";
import { approve, place, png, published, read, submit, texts, written } from "./testing.ts";

let house: TestHouse;
let data: string;
beforeAll(async () => {
  data = await mkdtemp(path.join(tmpdir(), "entente-finder-"));
  house = await TestHouse.start({ environment: { ENTENTE_DATA: data } });
});
afterAll(async () => {
  await house.close();
  await rm(data, { recursive: true });
});
// Every story asks from one network: each begins with none of the others' questions counted.
beforeEach(() => house.db.query(sql`delete from throttles`));

const visitor = (language: "fr" | "en" = "fr") => house.visitor(language);
const found = async (asked: Record<string, string | undefined>, language: "fr" | "en" = "fr") =>
  (await visitor(language).do("listings.find", asked as never)).items.map(({ company }) => company);

test("G-043 anybody finds a company by its name, its text, its tags in either language and its town, with or without accents", async () => {
  const mark = `zq${Math.random().toString(36).slice(2, 7)}`;
  const { partner, id } = await published(house, { name: `Économie ${mark}` }, { description: "Œuvres portuaires à façon." });
  for (const text of [`economie ${mark}`, `ÉCONOMIE ${mark}`, `${mark} oeuv`, `${mark} conseil`, `${mark} consulting`, `${mark} maree`])
    expect([text, await found({ text })]).toEqual([text, [partner.name]]);
  for (const asked of [
    { text: mark, place: "brest" },
    { text: mark, place: "29200" },
    { text: mark, place: "bre fran" },
    { text: mark, country: "FR" },
    { text: mark, industry: "transport", service: "consulting" },
  ])
    expect([asked, await found(asked)]).toEqual([asked, [partner.name]]);
  for (const asked of [
    { text: `${mark} xyz` },
    { text: mark, place: "quimper" },
    { text: mark, country: "DE" },
    { text: mark, industry: "transport", product: "azure" },
  ])
    expect([asked, await found(asked)]).toEqual([asked, []]);

  const page = await visitor("en").do("listings.page", { listingId: id });
  expect(page).toMatchObject({ company: partner.name, services: ["Consulting"], places: [{ city: "Brest", country: "France" }] });
});

test("G-043 what the page gives away: no contact, no address of a person, no account, no unpublished word", async () => {
  const { partner, id } = await published(house);
  await partner.admin.do("listings.save", {
    accountId: partner.accountId,
    region: "europe",
    body: { ...texts, description: "Pas encore relu.", version: (await read(partner)).version },
  });
  const [page, list] = [
    await visitor().do("listings.page", { listingId: id }),
    await visitor().do("listings.find", { text: partner.name }),
  ];
  for (const shown of [JSON.stringify(page), JSON.stringify(list)]) {
    for (const secret of [
      place.contact.email,
      place.contact.name,
      place.contact.phone,
      partner.accountId,
      partner.partnerId,
      "Pas encore relu",
    ])
      expect([secret, shown.includes(secret)]).toEqual([secret, false]);
  }
});

test("G-043 not authorised any more, the company vanishes at that moment, logo and all, and comes back with its authorisation", async () => {
  const partner = await house.partner();
  const { id } = await written(partner);
  await partner.admin.call("listings.putLogo", { accountId: partner.accountId, region: "europe", file: png(40, 20) });
  await submit(partner);
  await approve(house, id);
  const logo = await visitor().send("GET", `/api/v1/partners/${id}/logo`);
  expect([logo.status, logo.headers.get("content-type"), logo.headers.get("x-content-type-options")]).toEqual([
    200,
    "image/png",
    "nosniff",
  ]);

  for (const verification of ["pending", "actionNeeded", "rejected"]) {
    await house.db.query(sql`update accounts set verification = ${verification} where id = ${partner.accountId}`);
    expect(await found({ text: partner.name })).toEqual([]);
    expect((await visitor().call("listings.page", { listingId: id })).status).toBe(404);
    expect((await visitor().send("GET", `/api/v1/partners/${id}/logo`)).status).toBe(404);
  }
  expect(await read(partner)).toMatchObject({ hidden: true, publicSince: expect.any(String) });
  await house.db.query(sql`update accounts set verification = 'authorized' where id = ${partner.accountId}`);
  expect(await found({ text: partner.name })).toEqual([partner.name]);
});

test("G-043 the list goes by name, page by page, without a gap or a double; a cursor that we did not write is refused", async () => {
  const mark = `pg${Math.random().toString(36).slice(2, 7)}`;
  const names: string[] = [];
  for (const first of ["Ébène", "Azur", "Ocre", "Cuivre", "Brique"])
    names.push((await published(house, { name: `${first} ${mark}` })).partner.name);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await visitor().do("listings.find", { text: mark, limit: 2, ...(cursor && { cursor }) });
    expect(page.total).toBe(5);
    seen.push(...page.items.map(({ company }) => company));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toEqual(["Azur", "Brique", "Cuivre", "Ébène", "Ocre"].map((first) => `${first} ${mark}`));
  expect(seen.sort()).toEqual(names.sort());
  expect((await visitor().call("listings.find", { cursor: "nonsense" })).problem.code).toBe("listings.badCursor");
  expect((await visitor().send("GET", "/api/v1/partners?sort=price")).status).toBe(400);
});

test.each(["4835e89f", "12e5", "3-14", "a1e9b", "w".repeat(100)])(
  "G-043 a company called %s is found under its name and under its beginning",
  async (odd) => {
    const mark = `od${Math.random().toString(36).slice(2, 7)}z`;
    const { partner } = await published(house, { name: `${odd} ${mark}` });
    expect(await found({ text: `${mark} ${odd}` })).toEqual([partner.name]);
    expect(await found({ text: `${mark} ${odd.slice(0, 3)}` })).toEqual([partner.name]);
  },
);

test("G-043 a description that is one endless word stands in nobody's way", async () => {
  const mark = `ew${Math.random().toString(36).slice(2, 7)}z`;
  const { partner } = await published(house, { name: `Kermadec ${mark}` }, { description: "é".repeat(2000) });
  expect(await found({ text: mark })).toEqual([partner.name]);
});

test("G-043 whatever is typed is a question and nothing else", async () => {
  for (const text of ["'; drop table listings; --", "a:* | b", "!!! & |", "\\", "<script>", "%", "🙂", "x".repeat(120)])
    expect((await visitor().call("listings.find", { text })).status).toBe(200);
  expect((await visitor().call("listings.page", { listingId: "01890000-0000-7000-8000-000000000000" })).status).toBe(404);
  expect((await visitor().send("GET", "/api/v1/partners/not-an-id")).status).toBe(404);
});

test("G-043 a company that has a new name is found by it, and by the old one no more", async () => {
  const mark = `rn${Math.random().toString(36).slice(2, 7)}`;
  const { partner } = await published(house, { name: `Ancien ${mark}` });
  await house.db.query(sql`update accounts set registration_number = '983 214 768' where id = ${partner.accountId}`);
  const { dataVersion } = await partner.admin.do("accounts.profile", { accountId: partner.accountId });
  await partner.admin.do("accounts.changeProfile", { accountId: partner.accountId, body: { dataVersion, legalName: `Nouveau ${mark}` } });
  await house.settle();
  await house.db.query(sql`update accounts set verification = 'authorized' where id = ${partner.accountId}`);
  expect(await found({ text: `nouveau ${mark}` })).toEqual([`Nouveau ${mark}`]);
  expect(await found({ text: `ancien ${mark}` })).toEqual([]);
});

test("G-043 somebody who copies the network is told to wait, and how long", async () => {
  const answers = await Promise.all(Array.from({ length: 130 }, () => visitor().call("listings.find", { text: "zzz" })));
  const over = answers.filter(({ status }) => status === 429);
  expect([answers.filter(({ status }) => status === 200).length, over.length]).toEqual([120, 10]);
  expect(over[0]!.problem.code).toBe("listings.tooOften");
  expect(Number(over[0]!.headers.get("retry-after"))).toBeGreaterThan(0);
});

test("G-043 by what the finder is asked is said in the reader's language", async () => {
  const [fr, en] = [await visitor("fr").do("listings.choices", {}), await visitor("en").do("listings.choices", {})];
  expect(fr.services.map(({ name }) => name)).toContain("Conseil");
  expect(en.services.map(({ name }) => name)).toContain("Consulting");
  expect(fr.countries.map(({ name }) => name)).toContain("Allemagne");
});
