import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../server/db.ts";
import type { Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { confirmed, correct, enrolled } from "../verification/testing.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

const paris = { addressLine1: "1 rue de la Paix", addressLine2: "", postalCode: "75002", city: "Paris", country: "FR" };
const pdf = (text = "certificate") =>
  Object.assign(new Blob([`%PDF-1.7\n${text}`], { type: "application/pdf" }), { name: "certificat.pdf" });
const certificate = { number: "EX-2026-118", country: "FR", region: "", validFrom: "2026-01-01", validUntil: "2099-12-31" };
const ask = ({ admin, accountId }: Partner, changes = {}, file: Blob = pdf()) =>
  admin.call("billing.askExemption", { accountId, body: { ...certificate, ...changes }, file });

test("G-033 until somebody writes it the billing profile follows the legal one; then it stands by itself, its currency for good", async () => {
  const { admin, accountId, name } = await house.partner();
  expect(await admin.do("billing.profile", { accountId })).toMatchObject({
    version: 0,
    billTo: name,
    city: "Brest",
    currency: "EUR",
    taxId: "",
  });
  await admin.do("billing.change", { accountId, body: { version: 0, taxId: "fr 28 983 214 768", poNumber: "PO-7" } });
  await house.db.query(sql`update accounts set legal_name = 'Renamed', city = 'Quimper', country = 'CH' where id = ${accountId}`);
  expect(await admin.do("billing.profile", { accountId })).toMatchObject({
    version: 1,
    billTo: name,
    city: "Brest",
    currency: "EUR",
    taxId: "FR28983214768",
    poNumber: "PO-7",
    updatedBy: "Maëlle Kermadec",
  });
});

test("C13 G-033 the address is the global administrator's, contact and tax ID the billing administrator's and the admin agent's too, and nobody else's", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  for (const role of ["billingAdmin", "adminAgent"] as const) {
    const colleague = await house.colleague(partner, [role]);
    const { version } = await colleague.do("billing.profile", { accountId });
    expect((await colleague.call("billing.change", { accountId, body: { version, poNumber: role } })).status).toBe(200);
    const closed = await colleague.call("billing.changeAddress", { accountId, body: { version: version + 1, ...paris } });
    expect([closed.status, closed.problem.door]).toMatchObject([403, { holders: [{ name: "Maëlle Kermadec" }] }]);
    expect((await colleague.do("billing.profile", { accountId })).moves.editAddress).toEqual(closed.problem.door);
  }
  const seller = await house.colleague(partner, ["salesAgent"]);
  const { version, moves } = await seller.do("billing.profile", { accountId });
  expect(moves.edit.open).toBe(false);
  expect((await seller.call("billing.change", { accountId, body: { version, poNumber: "x" } })).status).toBe(403);
  expect((await admin.do("billing.changeAddress", { accountId, body: { version, ...paris } })).version).toBe(version + 1);
  expect((await admin.do("billing.profile", { accountId })).city).toBe("Paris");
  expect((await (await house.colleague(partner, ["helpdeskAgent"])).call("billing.profile", { accountId })).status).toBe(403);
  expect((await (await house.partner()).admin.call("billing.profile", { accountId })).status).toBe(404);
});

test("G-033 a tax ID with a wrong key is refused at its field with an example; a tab that is behind learns the hour", async () => {
  const { admin, accountId } = await house.partner();
  const wrong = await admin.call("billing.change", { accountId, body: { version: 0, taxId: "FR29983214768" } });
  expect([wrong.status, wrong.problem.errors]).toMatchObject([
    422,
    [{ pointer: "/taxId", detail: expect.stringContaining("FR83404833048") }],
  ]);
  await admin.do("billing.change", { accountId, body: { version: 0, poNumber: "1" } });
  const late = await admin.call("billing.change", { accountId, body: { version: 0, poNumber: "2" } });
  expect([late.status, late.problem.code]).toEqual([409, "billing.moved"]);
  expect(
    (await admin.call("billing.change", { accountId, body: { version: 1, billTo: "Other" } as never })).problem.errors?.[0]?.pointer,
  ).toBe("/billTo");
});

test("P20 G-033 the bill-to name is changed by the vendor's desk alone, at the company's request, with both names on record", async () => {
  const partner = await house.partner();
  const { admin, accountId, name } = partner;
  const asking = { name: "Kermadec Holding", because: "Nouvelle dénomination au registre" };
  await admin.do("billing.askBillTo", { accountId, body: asking });
  expect((await admin.call("billing.askBillTo", { accountId, body: asking })).problem.code).toBe("billing.askedAlready");
  const { request, moves } = await admin.do("billing.profile", { accountId });
  expect([request, moves.ask.open]).toMatchObject([{ state: "requested", to: "Kermadec Holding" }, false]);

  const desk = await house.staff(["finance"]);
  const mine = (await desk.do("billing.billToDesk", { limit: 200 })).items.find(({ id }) => id === request!.id)!;
  expect(mine).toMatchObject({ from: name, to: "Kermadec Holding", because: asking.because, ageDays: 0, partnerId: partner.partnerId });
  const unreasoned = await desk.call("billing.decideBillTo", { requestId: mine.id, body: { decision: "refuse" } });
  expect([unreasoned.status, unreasoned.problem.errors?.[0]?.pointer]).toEqual([422, "/reason"]);
  await desk.do("billing.decideBillTo", { requestId: mine.id, body: { decision: "approve", name: "Kermadec Holding SAS" } });
  expect((await desk.call("billing.decideBillTo", { requestId: mine.id, body: { decision: "approve" } })).problem.code).toBe(
    "billing.decidedAlready",
  );

  expect((await admin.do("billing.profile", { accountId })).billTo).toBe("Kermadec Holding SAS");
  const [fact] = await house.db.query(
    sql`select data, actor_kind as kind from facts where account_id = ${accountId} and type = 'billing.nameChanged'`,
  );
  expect(fact).toMatchObject({ data: { from: name, to: "Kermadec Holding SAS" }, kind: "staff" });
  expect((await house.mailsTo(admin.email))[0]!.text).toContain("Kermadec Holding SAS");
  expect((await (await house.staff(["verifier"])).call("billing.billToDesk", {})).status).toBe(403);
});

test("P20 a request that is taken back reaches no decision", async () => {
  const { admin, accountId } = await house.partner();
  const { id } = await admin.do("billing.askBillTo", { accountId, body: { name: "Other", because: "because" } });
  const other = await house.partner();
  expect((await other.admin.call("billing.withdrawBillTo", { accountId: other.accountId, requestId: id })).status).toBe(404);
  await admin.do("billing.withdrawBillTo", { accountId, requestId: id });
  const desk = await house.staff(["finance"]);
  expect((await desk.call("billing.decideBillTo", { requestId: id, body: { decision: "approve" } })).status).toBe(409);
  expect((await admin.do("billing.profile", { accountId })).moves.ask.open).toBe(true);
});

test("O11 a tax exemption is asked for with its certificate, decided by the desk with a reason, and mailed to who asked", async () => {
  const partner = await house.partner();
  const { admin, accountId } = partner;
  const { id } = (await ask(partner)).body;
  const desk = await house.staff(["finance"]);
  const mine = (await desk.do("billing.taxDesk", { limit: 200 })).items.find((one) => one.id === id)!;
  expect(mine).toMatchObject({
    state: "submitted",
    number: "EX-2026-118",
    company: partner.name,
    file: { name: "certificat.pdf" },
    ageDays: 0,
  });
  const opened = await desk.call("billing.deskCertificate", { exemptionId: id });
  expect(opened.headers.get("content-disposition")).toMatch(/^attachment/);
  expect(Buffer.from(opened.body as never).toString()).toContain("certificate");

  const silent = await desk.call("billing.decideExemption", { exemptionId: id, body: { decision: "reject" } });
  expect([silent.status, silent.problem.errors?.[0]?.pointer]).toEqual([422, "/reason"]);
  await desk.do("billing.decideExemption", {
    exemptionId: id,
    body: { decision: "reject", reason: "Le certificat ne porte pas votre nom." },
  });
  expect((await desk.call("billing.decideExemption", { exemptionId: id, body: { decision: "approve" } })).status).toBe(409);
  expect((await admin.do("billing.exemptions", { accountId })).items[0]).toMatchObject({
    state: "rejected",
    reason: "Le certificat ne porte pas votre nom.",
  });
  expect((await house.mailsTo(admin.email))[0]!.text).toContain("Le certificat ne porte pas votre nom.");

  const again = (await ask(partner)).body;
  await desk.do("billing.decideExemption", { exemptionId: again.id, body: { decision: "approve" } });
  expect((await admin.do("billing.profile", { accountId })).exemptUntil).toBe("2099-12-31");
  expect((await admin.do("billing.exemptions", { accountId })).items[0]).toMatchObject({ state: "approved", inForce: true });
});

test("O11 a program, an empty file, an expired certificate and a second request for one place are refused, and nothing is kept", async () => {
  const partner = await house.partner();
  const named = (bytes: BlobPart) => Object.assign(new Blob([bytes]), { name: "certificat.pdf" });
  const program = await ask(partner, {}, named(new Uint8Array([0x4d, 0x5a, 0x90, 0])));
  expect([program.status, program.problem.errors?.[0]]).toMatchObject([422, { pointer: "/file", detail: expect.stringContaining("PDF") }]);
  expect((await ask(partner, {}, named(""))).problem.code).toBe("billing.fileMissing");
  expect((await ask(partner, { validUntil: "2026-01-31" })).problem.code).toBe("billing.certificateOver");
  expect((await ask(partner, { validFrom: "2099-12-31", validUntil: "2099-01-01" })).problem.code).toBe("billing.daysReversed");
  expect((await house.db.query(sql`select 1 from files where account_id = ${partner.accountId}`)).length).toBe(0);

  const both = await Promise.all([ask(partner), ask(partner)]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect((await ask(partner, { region: "La Réunion" })).status).toBe(201);
});

test("O11 another company neither reads nor withdraws a request, and another role of the staff does not decide it", async () => {
  const partner = await house.partner();
  const { id } = (await ask(partner)).body;
  const other = await house.partner();
  expect((await other.admin.call("billing.certificate", { accountId: other.accountId, exemptionId: id })).status).toBe(404);
  expect((await other.admin.call("billing.withdrawExemption", { accountId: other.accountId, exemptionId: id })).status).toBe(404);
  const verifier = await house.staff(["verifier"]);
  expect((await verifier.call("billing.decideExemption", { exemptionId: id, body: { decision: "approve" } })).status).toBe(403);
  expect((await partner.admin.call("billing.decideExemption", { exemptionId: id, body: { decision: "approve" } })).status).toBe(404);
  await partner.admin.do("billing.withdrawExemption", { accountId: partner.accountId, exemptionId: id });
  expect(
    (await (await house.staff(["finance"])).call("billing.decideExemption", { exemptionId: id, body: { decision: "approve" } })).status,
  ).toBe(409);
});

test("F-161 the profile is finished by three things: support details, tax exemption if any, primary contact; each is ticked when it is done", async () => {
  const partner = await enrolled(house);
  const { admin, accountId } = partner;
  const done = async () => (await admin.do("billing.completion", { accountId })).items.map(({ id, done }) => [id, done]);
  expect(await done()).toEqual([
    ["support", false],
    ["tax", false],
    ["contact", false],
  ]);
  const support = { website: "https://kermadec.example", email: "aide@kermadec.example", phone: "+33298001472", shown: false };
  await admin.do("company.changeSupport", { accountId, body: { version: 0, ...support } });
  await admin.do("billing.sayNotConcerned", { accountId, body: { notConcerned: true } });
  expect(await done()).toEqual([
    ["support", true],
    ["tax", true],
    ["contact", false],
  ]);
  expect((await admin.do("billing.exemptions", { accountId })).notConcerned).toMatchObject({ by: "Maëlle Kermadec" });
  await ask(partner);
  expect((await admin.do("billing.exemptions", { accountId })).notConcerned).toBeNull();
  // The contact is ticked by the link in their own mail, and not any more once the company names somebody else.
  await confirmed(house, partner);
  expect((await done())[2]).toEqual(["contact", true]);
  await correct(house, partner, { contactEmail: `anne.morvan@${partner.domain}` });
  expect((await done())[2]).toEqual(["contact", false]);
  const seller = await house.colleague(partner, ["salesAgent"]);
  expect((await seller.do("billing.completion", { accountId })).items[0]!.door).toMatchObject({
    open: false,
    holders: [{ name: "Maëlle Kermadec" }],
  });
});
