import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "../../kit/dates.ts";
import { sql } from "../../server/db.ts";
import type { Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { ask, caseOf, checkIn, contactOf, enrolled, openCase, ready, rule, statusOf, tokenFor } from "./testing.ts";

let house: TestHouse;
let data: string;
beforeAll(async () => {
  data = await mkdtemp(path.join(tmpdir(), "entente-verification-"));
  house = await TestHouse.start({ environment: { ENTENTE_DATA: data } });
});
afterAll(async () => {
  await house.close();
  await rm(data, { recursive: true });
});

const starting = (options: Parameters<TestHouse["partner"]>[0] = {}) => enrolled(house, options);
const verificationOf = async (partner: Partner) =>
  (await house.db.one<{ verification: string }>(sql`select verification from accounts where id = ${partner.accountId}`))?.verification;
const today = () => house.open.house.clock.today();

test("N4 the mail of a rejection says the reason, the rule, the verifier's words and what to do, to the contact and to who enrolled the company", async () => {
  const partner = await ready(house);
  const verifier = await house.staff();
  await rule(house, verifier, partner, "business", "reject", {
    reason: "business.addressDiffers",
    note: "Au registre : 14 bis rue de Siam.\nLe 14 n’existe plus.",
    findings: { source: "Registre national des entreprises", values: { address: "14 bis rue de Siam" } },
  });
  for (const address of [contactOf(partner), partner.admin.email]) {
    const [mail] = await house.mailsTo(address);
    expect(mail!.subject).toBe("Vérification\u00a0: le contrôle «\u202fEntreprise\u202f» n’est pas passé (à vous)");
    for (const part of ["ENT-3", "14 bis rue de Siam", "Le 14 n’existe plus.", "Extrait Kbis", "2 essais", "/verification/"])
      expect([part, mail!.text.includes(part)]).toEqual([part, true]);
  }
});

test("N4 the mail of the authorisation leaves once, when the last check has passed, in each reader's own language", async () => {
  const partner = await starting({ language: "en" });
  await house.db.query(
    sql`update accounts set contact_email = 'yann@other-group.example', contact_language = 'fr' where id = ${partner.accountId}`,
  );
  await openCase(house, partner);
  await house.visitor().do("verification.confirm", { token: await tokenFor(house, "yann@other-group.example") });
  const verifier = await house.staff();
  await rule(house, verifier, partner, "employment", "authorise", { reason: "employment.domainProved" });
  expect((await house.mailsTo(partner.admin.email)).length).toBe(0);

  await rule(house, verifier, partner, "business", "authorise");
  const [toEnroller, ...more] = await house.mailsTo(partner.admin.email);
  expect([toEnroller!.subject, more.length]).toEqual(["Verification complete: your account is authorised", 0]);
  const [toContact] = await house.mailsTo("yann@other-group.example");
  expect(toContact!.subject).toBe("Vérification terminée\u00a0: votre compte est autorisé");
});

test("N4 a decision that is refused leaves no mail behind, nor any trace", async () => {
  const partner = await ready(house);
  const verifier = await house.staff();
  const before = (await house.mailsTo(contactOf(partner))).length;
  const count = () => house.db.one<{ n: number }>(sql`select count(*)::int as n from facts where account_id = ${partner.accountId}`);
  const facts = await count();
  await rule(house, verifier, partner, "business", "reject", { reason: "business.registryMatches" });
  // A failure of the database after everything was decided undoes the mail with the rest.
  await house.db.query(sql`alter table mails add constraint no_more_mail check (template <> 'N4.rejected') not valid`);
  const broken = await rule(house, verifier, partner, "business", "reject", { reason: "business.notFound" });
  expect(broken.status).toBe(500);
  await house.db.query(sql`alter table mails drop constraint no_more_mail`);

  expect((await house.mailsTo(contactOf(partner))).length).toBe(before);
  expect(await count()).toEqual(facts);
  expect(checkIn(await caseOf(house, verifier, partner), "business").state).toBe("pending");
});

test("N4 the same decision pressed twice decides once and mails once", async () => {
  const partner = await ready(house);
  const verifier = await house.staff();
  const seen = await caseOf(house, verifier, partner);
  const body = {
    check: "business" as const,
    decision: "reject" as const,
    reason: "business.notFound",
    note: "",
    seen: checkIn(seen, "business").seen,
  };
  const key = "the-very-same-press";
  const answers = await Promise.all([1, 2, 3].map(() => verifier.call("verification.decide", { caseId: seen.caseId, body }, { key })));
  expect(answers.map(({ status }) => status).every((status) => status === 200 || status === 409)).toBe(true);
  const replay = await verifier.call("verification.decide", { caseId: seen.caseId, body }, { key });
  expect([replay.status, replay.headers.get("idempotency-replayed")]).toEqual([200, "true"]);
  const mails = (await house.mailsTo(contactOf(partner))).filter(({ subject }) => subject.includes("n’est pas passé"));
  expect(mails).toHaveLength(1);
});

test("N3 asking for a document says what, by when and where, and the partner's page shows the same", async () => {
  const partner = await ready(house);
  const verifier = await house.staff();
  const deadline = addDays(today(), 10);
  const asked = await ask(house, verifier, partner, "business", {
    reason: "business.nameDiffers",
    documents: ["registerExtract", "taxCertificate"],
    deadline,
    note: "Le registre dit Kermadec Numérique SAS.",
  });
  expect([asked.status, (asked.body as { overall: { state: string } }).overall.state]).toEqual([200, "actionNeeded"]);
  expect(await verificationOf(partner)).toBe("actionNeeded");

  const [mail] = await house.mailsTo(contactOf(partner));
  expect(mail!.subject).toBe("Vérification\u00a0: un document ou une correction nous manque (à vous)");
  for (const part of [
    "Extrait Kbis",
    "Certificat ou récépissé d’inscription fiscale",
    "la dénomination sociale légale et l’adresse déclarée",
    "Le registre dit Kermadec Numérique SAS.",
    "/verification/",
  ])
    expect([part, mail!.text.includes(part)]).toEqual([part, true]);
  expect(mail!.text).not.toContain("Avis de situation");

  const status = await statusOf(partner);
  expect(status).toMatchObject({ overall: { label: "Actions en attente" }, turn: { who: "partner" } });
  const business = status.checks.find(({ check }) => check === "business")!;
  expect(business).toMatchObject({ state: "documentNeeded", label: "Actions en attente", moves: { upload: { open: true } } });
  expect(business.ruled!.asked).toEqual({
    documents: [expect.stringContaining("Kbis"), "Certificat ou récépissé d’inscription fiscale"],
    deadline,
  });
});

test("N3 a request is refused for a document that proves nothing, for a day gone by, and for one too far", async () => {
  const partner = await ready(house);
  const verifier = await house.staff();
  const strange = await ask(house, verifier, partner, "business", {
    reason: "business.nameDiffers",
    documents: ["registerExtract", "holidayPhoto"],
    deadline: addDays(today(), 5),
  });
  expect([strange.status, strange.problem.errors?.[0]?.pointer]).toEqual([422, "/documents/1"]);
  for (const deadline of [today(), addDays(today(), -1), addDays(today(), 91)]) {
    const answer = await ask(house, verifier, partner, "business", { reason: "business.nameDiffers", deadline });
    expect([answer.status, answer.problem.code, answer.problem.errors?.[0]?.pointer]).toEqual([
      422,
      "verification.deadlineRange",
      "/deadline",
    ]);
  }
  expect((await house.mailsTo(partner.admin.email)).length).toBe(0);
});

test("O1 what the partner will read is written by the very function that writes the mail", async () => {
  const partner = await ready(house);
  const verifier = await house.staff();
  const { caseId } = await caseOf(house, verifier, partner);
  const asked = { check: "business" as const, reason: "business.addressDiffers", note: "Le 14 n’existe plus." };
  const preview = await verifier.do("verification.preview", { caseId, body: { ...asked, decision: "reject" } });
  expect(preview).toMatchObject({
    sends: true,
    to: [
      { email: contactOf(partner), language: "fr" },
      { email: partner.admin.email, language: "fr" },
    ],
  });
  await rule(house, verifier, partner, "business", "reject", asked);
  const [mail] = await house.mailsTo(contactOf(partner));
  expect(mail!.subject).toBe(preview.subject);
  for (const line of preview.text) expect(mail!.text).toContain(line);

  const other = await ready(house);
  await house.db.query(
    sql`update verification_checks set state = 'pending', due_on = ${addDays(today(), 5)}, since = now() where "check" = 'employment' and case_id = (select id from verification_cases where account_id = ${other.accountId})`,
  );
  const seen = await caseOf(house, verifier, other);
  const silent = await verifier.do("verification.preview", {
    caseId: seen.caseId,
    body: { check: "business", decision: "authorise", reason: "business.registryMatches", note: "" },
  });
  expect(silent).toMatchObject({ sends: false, to: [], text: ["Aucun message ne part encore. Reste à décider\u00a0: Emploi."] });
});
