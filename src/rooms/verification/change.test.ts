import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../server/db.ts";
import type { Colleague } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { authorized, caseOf, checkOf, confirm, contactOf, correct, pdf, ready, rule, send, statesIn, statusOf } from "./testing.ts";

let house: TestHouse;
let data: string;
let verifier: Colleague;
beforeAll(async () => {
  data = await mkdtemp(path.join(tmpdir(), "entente-verification-"));
  house = await TestHouse.start({ environment: { ENTENTE_DATA: data } });
  verifier = await house.staff();
});
afterAll(async () => {
  await house.close();
  await rm(data, { recursive: true });
});

test("O2 G-004 a corrected address re-opens the business check alone: the e-mail and employment checks stay authorised, and the contact is told (N5)", async () => {
  const partner = await authorized(house, verifier);
  expect((await statusOf(partner)).overall.state).toBe("authorized");
  const before = (await house.mailsTo(contactOf(partner))).length;

  await correct(house, partner, { addressLine1: "14 bis rue de Siam" });

  const status = await statusOf(partner);
  expect(statesIn(status)).toEqual({ email: "passed", employment: "passed", business: "pending" });
  expect(status).toMatchObject({ overall: { state: "pending" }, turn: { who: "us" }, tries: { used: 1 }, catchingUp: false });
  const mails = await house.mailsTo(contactOf(partner));
  expect(mails).toHaveLength(before + 1);
  expect(mails[0]!.subject).toBe(`${partner.name}\u00a0: les données juridiques ont changé`);
  expect(mails[0]!.text).toContain("Seul ce qui a changé est vérifié de nouveau\u00a0: Entreprise.");
  const seen = await caseOf(house, verifier, partner);
  expect(seen.lines.find(({ field }) => field === "address")!.values).toEqual(["14 rue de Siam", "14 bis rue de Siam"]);
  expect(seen.versions).toMatchObject([
    { version: 1, try: 1 },
    { version: 2, try: 1 },
  ]);
});

test("G-004 the contact who reads English is told in English what has changed", async () => {
  const partner = await authorized(house, verifier, { language: "en" });
  await correct(house, partner, { addressLine1: "14 bis rue de Siam" });
  const [mail] = await house.mailsTo(contactOf(partner));
  expect(mail!.subject).toBe(`${partner.name}: the legal data have changed`);
});

test("G-004 a correction of a rejected check is its resubmission: that check alone, one try", async () => {
  const partner = await ready(house);
  await rule(house, verifier, partner, "business", "reject", { reason: "business.addressDiffers" });
  await send(partner, pdf("bail.pdf"));
  await correct(house, partner, { addressLine1: "14 bis rue de Siam" });
  const status = await statusOf(partner);
  expect(statesIn(status)).toEqual({ email: "passed", employment: "passed", business: "pending" });
  expect(status).toMatchObject({ overall: { state: "pending" }, tries: { used: 2, left: 1 } });
  expect(checkOf(status, "business").documents).toEqual([expect.objectContaining({ name: "bail.pdf", submitted: true })]);

  await correct(house, partner, { addressLine1: "14 ter rue de Siam" });
  expect((await statusOf(partner)).tries.used).toBe(2);
});

test("G-004 a telephone number or a language re-opens nothing, and nobody is written to", async () => {
  const partner = await authorized(house, verifier);
  const before = (await house.mailsTo(contactOf(partner))).length;
  await correct(house, partner, { contactPhone: "+33298001473", contactLanguage: "en" });
  expect((await statusOf(partner)).overall.state).toBe("authorized");
  expect(await house.mailsTo(contactOf(partner))).toHaveLength(before);
});

test("G-004 another address for the contact is confirmed anew before anything goes on; on the same domain the employment check stays", async () => {
  const partner = await authorized(house, verifier);
  const solene = `solene.prigent@${partner.domain}`;
  await correct(house, partner, { contactEmail: solene });
  const waiting = await statusOf(partner);
  expect(statesIn(waiting)).toEqual({ email: "pending", employment: "passed", business: "passed" });
  expect(waiting).toMatchObject({ overall: { state: "pending" }, turn: { who: "partner" }, contact: { email: solene, confirmedAt: null } });
  const [mail] = await house.mailsTo(solene);
  expect(mail!.subject).toBe(`Confirmez votre nouvelle adresse pour ${partner.name}`);

  await confirm(house, solene);
  expect((await statusOf(partner)).overall.state).toBe("authorized");
});

test("G-004 an address on another domain stops a review under way until it is confirmed, and a person decides the employment", async () => {
  const partner = await ready(house, { language: "en" });
  await correct(house, partner, { contactEmail: "solene@kermadec-groupe.example" });
  const waiting = await statusOf(partner);
  expect(statesIn(waiting)).toEqual({ email: "pending", employment: "waiting", business: "waiting" });
  const refused = await rule(house, verifier, partner, "business", "authorise");
  expect([refused.status, refused.problem.code]).toEqual([409, "verification.notConfirmedYet"]);

  await confirm(house, "solene@kermadec-groupe.example");
  expect(statesIn(await statusOf(partner))).toEqual({ email: "passed", employment: "pending", business: "pending" });
});

test("G-004 while a change is still being taken in the page says so, and the desk decides nothing on the old data", async () => {
  const partner = await ready(house);
  await house.db.query(sql`update accounts set data_version = 2, address_line1 = '14 bis rue de Siam' where id = ${partner.accountId}`);
  expect((await statusOf(partner)).catchingUp).toBe(true);
  const seen = await caseOf(house, verifier, partner);
  expect(seen.lines.find(({ field }) => field === "address")!.values).toEqual(["14 rue de Siam", "14 bis rue de Siam"]);
});
