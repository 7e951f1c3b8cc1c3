import { afterAll, beforeAll, expect, test } from "vitest";
import { loadProgramme } from "../../programme/load.ts";
import { sql } from "../../server/db.ts";
import type { Colleague, Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { authorized, caseOf, statesIn, statusOf } from "../verification/testing.ts";

let house: TestHouse;
let verifier: Colleague;
beforeAll(async () => {
  house = await TestHouse.start();
  verifier = await house.staff();
});
afterAll(() => house.close());

const registrationNumber = "983 214 768";
const zurich = {
  country: "CH",
  addressLine1: "Bahnhofstrasse 1",
  postalCode: "8001",
  city: "Zürich",
  registrationNumber: "CHE-109.322.551",
  vatNumber: "",
  contactPhone: "+41 44 668 18 00",
};
async function change(partner: Partner, body: Record<string, string>, who: Colleague = partner.admin) {
  const { accountId } = partner;
  const { dataVersion } = await who.do("accounts.profile", { accountId });
  const answer = await who.call("accounts.changeProfile", { accountId, body: { dataVersion, ...body } });
  await house.settle();
  return answer;
}
const movesOf = async (partner: Partner, who: Colleague = partner.admin) =>
  (await who.do("accounts.profile", { accountId: partner.accountId })).moves;
const factsOf = (partner: Partner) =>
  house.db.query<{ type: string; data: unknown }>(sql`
    select type, data from facts where account_id = ${partner.accountId} and type in ('legalProfile.changed', 'country.changed', 'billing.restarted') order by id`);

test("G-023 before a company moves it sees what moves with it: the currency, the tax, the agreements of the region, the check that is done again", async () => {
  const partner = await house.partner({ programmes: ["referrals"] });
  const { accountId, admin } = partner;
  expect(await admin.do("accounts.countryChange", { accountId, country: "CH" })).toMatchObject({
    from: { code: "FR" },
    to: { code: "CH", name: "Suisse" },
    currency: { before: "EUR", after: "CHF" },
    vatRate: { before: "0.20" },
    sellable: true,
    checks: ["Entreprise"],
  });
  expect(await admin.do("accounts.countryChange", { accountId, country: "FR" })).toMatchObject({ agreements: [], checks: [] });
  const unknown = await admin.call("accounts.countryChange", { accountId, country: "XX" });
  expect([unknown.status, unknown.problem.code]).toEqual([404, "accounts.countryUnknown"]);
  const seller = await house.colleague(partner, ["salesAgent"]);
  expect((await seller.call("accounts.countryChange", { accountId, country: "CH" })).status).toBe(403);
});

test("G-023 G-033 O2 the move opens the business check alone again, shows the desk old beside new, and starts a billing profile in the new currency that keeps what was chosen", async () => {
  const partner = await authorized(house, verifier);
  const { accountId, admin } = partner;
  await admin.do("billing.change", { accountId, body: { version: 0, poNumber: "BC-77", contactGivenName: "Solène" } });

  const moved = await change(partner, zurich);
  expect(moved.body).toMatchObject({ changed: expect.arrayContaining(["country", "city", "addressLine1", "postalCode"]) });
  expect(statesIn(await statusOf(partner))).toEqual({ email: "passed", employment: "passed", business: "pending" });
  const seen = await caseOf(house, verifier, partner);
  const values = (field: string) => seen.lines.find((line) => line.field === field)?.values;
  expect([values("country"), values("city"), values("legalName")]).toEqual([
    ["FR", "CH"],
    ["29200 Brest", "8001 Zürich"],
    [partner.name, partner.name],
  ]);

  expect(await admin.do("billing.profile", { accountId })).toMatchObject({
    currency: "CHF",
    country: "CH",
    city: "Zürich",
    poNumber: "BC-77",
    contactGivenName: "Solène",
    taxId: "",
    version: 1,
  });
  expect(await house.db.query(sql`select currency from billing_profiles where account_id = ${accountId} and ended_at is not null`)).toEqual(
    [{ currency: "EUR" }],
  );
  expect((await factsOf(partner)).map(({ type }) => type)).toEqual(["legalProfile.changed", "country.changed", "billing.restarted"]);
  const { items } = await admin.do("accounts.activity", { accountId });
  expect(items.find(({ type }) => type === "country.changed")!.text).toBe("Pays changé\u00a0: France → Suisse");
});

test("G-023 nothing is moved by halves: what the new country asks for is said at each field, and everything stays", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const wrong = await change(partner, { country: "BE" });
  expect([wrong.status, wrong.problem.errors?.map(({ pointer }) => pointer)]).toEqual([422, ["/postalCode"]]);
  expect((await admin.do("accounts.profile", { accountId })).values.country).toBe("FR");
  expect(await factsOf(partner)).toEqual([]);
});

test("G-023 P19 a reseller's country is closed with the reason and the way on, the button and the answer alike; once the programme is left it opens", async () => {
  const partner = await house.partner({ programmes: ["reseller"] });
  const { accountId, admin } = partner;
  const { country, edit } = await movesOf(partner);
  const refused = await change(partner, zurich);
  expect([refused.status, refused.problem.code, edit.open]).toEqual([409, "accounts.countryBound", true]);
  expect(country).toMatchObject({ open: false, text: refused.problem.errors?.[0]?.detail ?? refused.problem.detail });
  expect(refused.problem.detail).toMatch(/^Le programme CSP est lié au pays.*quittez d’abord ce programme/);
  expect((await admin.do("accounts.profile", { accountId })).values.country).toBe("FR");
  // Whatever is not the country stays open.
  expect((await change(partner, { city: "Quimper", registrationNumber })).status).toBe(200);

  await admin.do("programmes.leave", { accountId, programmeId: "reseller" });
  expect((await movesOf(partner)).country).toEqual({ open: true });
  expect((await change(partner, zurich)).status).toBe(200);
});

test("F-051 P19 the legal name is the account administrator's to change, verified or not; in the reseller programme the global administrator's alone, and it is verified again", async () => {
  const partner = await authorized(house, verifier);
  const { accountId } = partner;
  const editor = await house.colleague(partner, ["accountAdmin"]);
  expect((await change(partner, { legalName: "Kermadec Conseil" }, editor)).status).toBe(200);
  expect(statesIn(await statusOf(partner))).toEqual({ email: "passed", employment: "passed", business: "pending" });
  const seen = await caseOf(house, verifier, partner);
  expect(seen.lines.find(({ field }) => field === "legalName")!.values).toEqual([partner.name, "Kermadec Conseil"]);

  const reseller = await house.partner({ programmes: ["reseller"] });
  const second = await house.colleague(reseller, ["accountAdmin"]);
  const refused = await change(reseller, { legalName: "Autre nom", registrationNumber }, second);
  expect([refused.status, refused.problem.code]).toEqual([403, "accounts.nameByRole"]);
  expect((await movesOf(reseller, second)).name).toMatchObject({ open: false, text: refused.problem.detail });
  expect((await movesOf(reseller)).name).toEqual({ open: true });
  expect((await change(reseller, { legalName: "Autre nom", registrationNumber })).status).toBe(200);
  expect((await house.visitor().call("accounts.profile", { accountId })).status).toBe(401);
});

test("F-051 a programme may keep the legal name while the company is verified, and says how it is changed then", async () => {
  const strict = await TestHouse.start({ programme: loadProgramme("src/testing/programme-example") });
  try {
    const partner = await strict.partner({ country: "CA", programmes: ["shelf"] });
    const { accountId, admin } = partner;
    const { moves } = await admin.do("accounts.profile", { accountId });
    expect(moves.name).toMatchObject({ open: false, text: expect.stringContaining("quittez d’abord ce programme") });
    const answer = await admin.call("accounts.changeProfile", {
      accountId,
      body: { dataVersion: 1, legalName: "Autre", postalCode: "H2X 1Y4", contactPhone: "+1 514 555 0123" },
    });
    expect([answer.status, answer.problem.code]).toEqual([409, "accounts.nameKept"]);
  } finally {
    await strict.close();
  }
});
