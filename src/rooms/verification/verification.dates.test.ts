import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../server/db.ts";
import type { Colleague, Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { ask, caseOf, checkOf, confirm, contactOf, enrolled, openCase, ready, rule, statesIn, statusOf, tokenFor } from "./testing.ts";

let house: TestHouse;
let verifier: Colleague;
beforeAll(async () => {
  house = await TestHouse.start();
  verifier = await house.staff();
});
afterAll(() => house.close());

const resend = (partner: Partner) => partner.admin.call("verification.resend", { accountId: partner.accountId });
const at = (day: string, hour = "09:00") => house.travel(`${day}T${hour}:00Z`);
const started = async (options: Parameters<typeof enrolled>[1] = {}) => {
  const partner = await enrolled(house, options);
  await openCase(house, partner);
  return partner;
};

// One clock for the whole file, and it only moves forward: the stories stand in the order of the calendar.

test("G-002 the mail may be sent again after one working day: on a Friday evening that is Monday, and the page says so before", async () => {
  await at("2027-11-19", "17:00");
  const partner = await started();
  const early = await resend(partner);
  expect([early.status, early.problem.code]).toEqual([409, "verification.resendTooSoon"]);
  expect(early.problem.detail).toBe(
    "Le message est parti il y a moins d’un jour ouvré. Vous pourrez le renvoyer à partir du 22 novembre 2027 à 00:00.",
  );
  expect((await statusOf(partner)).moves.resend).toMatchObject({ open: false, text: early.problem.detail });

  await at("2027-11-21", "22:59");
  expect((await resend(partner)).status).toBe(409);
  await at("2027-11-21", "23:00");
  expect((await statusOf(partner)).moves.resend).toEqual({ open: true });
  expect((await resend(partner)).status).toBe(200);
});

test("N2 the second mail carries a new link, in the contact's language; the link of the first is worth nothing any more", async () => {
  const partner = await started();
  const first = await tokenFor(house, contactOf(partner));
  await at("2027-11-23");
  await resend(partner);
  const [mail] = await house.mailsTo(contactOf(partner));
  expect(mail!.subject).toBe(`Rappel\u00a0: confirmez votre adresse pour ${partner.name}`);
  expect(mail!.text).toContain("les précédents ne servent plus");
  const second = await tokenFor(house, contactOf(partner));
  expect(second).not.toBe(first);

  const dead = await house.visitor().call("verification.confirm", { token: first });
  expect([dead.status, dead.problem.code]).toEqual([410, "verification.linkReplaced"]);
  expect((await house.visitor().do("verification.linkPage", { token: first })).state).toBe("replaced");
  expect((await house.visitor().do("verification.confirm", { token: second })).state).toBe("used");
});

test("N2 nothing is sent again to an address that is confirmed, nor by a colleague without the role, nor by a stranger", async () => {
  const partner = await started();
  await at("2027-11-25");
  const ines = await house.colleague(partner, ["billingAdmin"]);
  const refused = await ines.call("verification.resend", { accountId: partner.accountId });
  expect([refused.status, refused.problem.door && !refused.problem.door.open && refused.problem.door.holders[0]?.name]).toEqual([
    403,
    "Maëlle Kermadec",
  ]);
  const stranger = await house.partner();
  expect((await stranger.admin.call("verification.resend", { accountId: partner.accountId })).status).toBe(404);
  await confirm(house, contactOf(partner));
  const needless = await resend(partner);
  expect([needless.status, needless.problem.code]).toEqual([409, "verification.emailConfirmed"]);
  expect(await house.mailsTo(contactOf(partner))).toHaveLength(1);
});

test("G-002 sending again is limited: ten minutes apart, five mails on one day, and a repeated press sends once", async () => {
  const partner = await started({ language: "en" });
  await at("2027-11-29", "08:00");
  const press = { key: "one-and-the-same-press" };
  const [one, two] = [
    await partner.admin.call("verification.resend", { accountId: partner.accountId }, press),
    await partner.admin.call("verification.resend", { accountId: partner.accountId }, press),
  ];
  expect([one.status, two.status, two.headers.get("idempotency-replayed")]).toEqual([200, 200, "true"]);

  await at("2027-11-29", "08:09");
  const soon = await resend(partner);
  expect([soon.status, soon.problem.code, Number(soon.headers.get("retry-after")) > 0]).toEqual([429, "verification.resendTooOften", true]);
  for (const hour of ["08:11", "08:22", "08:33", "08:44"]) {
    await at("2027-11-29", hour);
    expect((await resend(partner)).status).toBe(200);
  }
  await at("2027-11-29", "12:00");
  const enough = await resend(partner);
  expect([enough.status, enough.problem.detail.includes("30 November 2027 at 00:00")]).toEqual([429, true]);
  expect(await house.mailsTo(contactOf(partner))).toHaveLength(6);
});

test("G-002 a link lasts thirty days by the business clock: then its page says it has expired and whom to ask", async () => {
  const partner = await started();
  const token = await tokenFor(house, contactOf(partner));
  const { expiresAt } = await house.visitor().do("verification.linkPage", { token });
  await house.travel(new Date(Date.parse(expiresAt) - 1000).toISOString());
  expect((await house.visitor().do("verification.linkPage", { token })).state).toBe("open");
  await house.travel(new Date(Date.parse(expiresAt)).toISOString());
  expect(await house.visitor().do("verification.linkPage", { token })).toMatchObject({ state: "expired", answerers: ["Maëlle Kermadec"] });
  const late = await house.visitor("en").call("verification.confirm", { token });
  expect([late.status, late.problem.code]).toEqual([410, "verification.linkExpired"]);
  expect(late.problem.detail).toBe("This link has expired. Ask for it to be sent again from the “Verification” page.");

  expect((await resend(partner)).status).toBe(200);
  await confirm(house, contactOf(partner));
  expect(statesIn(await statusOf(partner)).email).toBe("passed");
});

test("O1 the desk has five working days, Easter Monday not counted", async () => {
  await at("2028-04-13");
  const partner = await ready(house);
  const status = await statusOf(partner);
  expect(status).toMatchObject({
    turn: { who: "us", dueOn: "2028-04-21", late: false },
    sla: { workingDays: 5, holidays: ["2028-04-17"] },
  });
  expect(checkOf(status, "business").dueOn).toBe("2028-04-21");
  const [line] = (await verifier.do("verification.queue", { search: partner.name })).items;
  expect(line).toMatchObject({ dueOn: "2028-04-21", gone: 0, of: 5, late: false });

  await at("2028-04-18");
  expect((await verifier.do("verification.queue", { search: partner.name })).items[0]).toMatchObject({ gone: 2, late: false });
});

test("O1 the desk has five working days, the first of May not counted; what is late says so on both sides and stands first", async () => {
  await at("2028-04-27");
  const partner = await ready(house);
  expect((await statusOf(partner)).turn.dueOn).toBe("2028-05-05");
  await at("2028-05-05", "21:59");
  expect((await statusOf(partner)).turn.late).toBe(false);
  await at("2028-05-05", "22:00");
  const status = await statusOf(partner);
  expect(status).toMatchObject({ turn: { who: "us", dueOn: "2028-05-05", late: true } });
  expect(status.thread[0]!.text).toBe("Délai dépassé de notre côté");
  const queue = await verifier.do("verification.queue", { search: partner.name });
  expect(queue).toMatchObject({ items: [{ late: true, gone: 5 }] });
  expect(queue.counts.late).toBeGreaterThan(0);
});

test("O1 what was decided in time is never called late", async () => {
  const partner = await ready(house);
  await rule(house, verifier, partner, "business", "authorise");
  await at("2028-06-01");
  expect((await statusOf(partner)).thread.map(({ text }) => text)).not.toContain("Délai dépassé de notre côté");
});

test("O1 after the partner has answered the five days begin again, from that day", async () => {
  const partner = await ready(house);
  await rule(house, verifier, partner, "business", "reject", { reason: "business.addressDiffers" });
  const theirs = (await statusOf(partner)).turn;
  expect(theirs).toMatchObject({ who: "partner", dueOn: null });
  await at("2028-06-12");
  const { accountId } = partner;
  await partner.admin.do("accounts.changeProfile", { accountId, body: { dataVersion: 1, addressLine1: "14 bis rue de Siam" } });
  await house.settle();
  const ours = (await statusOf(partner)).turn;
  expect(ours).toMatchObject({ who: "us", dueOn: "2028-06-19", since: expect.stringMatching(/^2028-06-12/) });
  expect(theirs.since < ours.since).toBe(true);
});

test("N3 when the day for the document is over the desk decides with what there is, and the partner may still send", async () => {
  await at("2028-07-03");
  const partner = await ready(house);
  await ask(house, verifier, partner, "business", { reason: "business.documentUnreadable", deadline: "2028-07-10" });
  await at("2028-07-10", "21:30");
  expect(statesIn(await statusOf(partner)).business).toBe("documentNeeded");
  await at("2028-07-10", "22:00");
  const status = await statusOf(partner);
  expect(statesIn(status).business).toBe("pending");
  expect(status).toMatchObject({ overall: { state: "pending" }, turn: { who: "us", dueOn: "2028-07-19" } });
  expect(checkOf(status, "business").moves.upload).toEqual({ open: true });
  expect((await caseOf(house, verifier, partner)).thread[0]!.text).toBe("Entreprise\u00a0: la date limite est passée, à nous de décider");
});

test("N3 a later request has a day of its own: the day of the first changes nothing", async () => {
  const partner = await ready(house);
  await ask(house, verifier, partner, "business", { reason: "business.documentUnreadable", deadline: "2028-07-14" });
  await ask(house, verifier, partner, "business", { reason: "business.nameDiffers", deadline: "2028-07-28" });
  await at("2028-07-20");
  expect(statesIn(await statusOf(partner)).business).toBe("documentNeeded");
  await at("2028-07-29");
  expect(statesIn(await statusOf(partner)).business).toBe("pending");
});

test("F-030 a contact who never confirms leaves everything as it is, a year later too", async () => {
  const partner = await started();
  await at("2029-07-28");
  expect(statesIn(await statusOf(partner))).toEqual({ email: "pending", employment: "waiting", business: "waiting" });
  const decided = await house.db.query(
    sql`select 1 from facts where account_id = ${partner.accountId} and type = 'verification.checkPassed'`,
  );
  expect(decided).toEqual([]);
});

test("long after a contact's link has run out, whoever forgot a password still gets theirs", async () => {
  const partner = await started();
  await at("2031-06-04");
  const asked = await house.visitor().call("people.forgotPassword", { body: { email: partner.admin.email } });
  expect(asked.status).toBeLessThan(300);
  const mails = await house.mailsTo(partner.admin.email);
  expect(mails.some(({ text }) => text.includes("/reset"))).toBe(true);
});
