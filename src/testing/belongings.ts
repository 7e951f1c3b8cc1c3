import { randomBytes } from "node:crypto";
import { newId } from "../kit/ids.ts";
import { roles } from "../permissions.ts";
import { signNow } from "../rooms/agreements/testing.ts";
import { locationOf } from "../rooms/company/testing.ts";
import { submit, written } from "../rooms/listings/testing.ts";
import { confirmed, pdf, send } from "../rooms/verification/testing.ts";
import { sql } from "../server/db.ts";
import type { Partner, TestHouse } from "./house.ts";
import { join, purchase } from "./shop.ts";

/** One of everything that an address of the API may name, by the name it has there; `room.name` where two rooms use one name. */
export type Belongings = { readonly partner: Partner; readonly ids: Readonly<Record<string, string>> };

/** A company whose administrator holds every role, and which owns one of everything. */
export async function belongings(house: TestHouse): Promise<Belongings> {
  const partner = await house.partner({ roles, programmes: house.open.house.programme.enrolmentProgrammes.slice(1).map(({ id }) => id) });
  const { accountId, admin, directoryId, domain } = partner;
  const at = { accountId };
  const now = house.open.house.clock.now();
  const later = "2099-01-01T00:00:00Z";
  const colleague = await house.colleague(partner, []);

  await join(house, partner);
  await purchase(house, partner);
  const benefit = async (kind: "software" | "developerSeats") => (await admin.do("benefits.list", { ...at, kind })).items[0]!;
  const [software, seats] = [await benefit("software"), await benefit("developerSeats")];
  const stock = await house.staff(["catalogueManager"]);
  const { productId } = (await house.db.one<{ productId: string }>(
    sql`select product_id as "productId" from entitlements where id = ${software.id}`,
  ))!;
  await stock.do("keys.add", { productId, body: { text: `KEY-${randomBytes(8).toString("hex")}` } });
  const key = await admin.do("keys.reserve", { ...at, benefitId: software.id });
  await admin.do("seats.assign", { ...at, benefitId: seats.id, body: { userId: admin.userId } });

  const [invoice] = (await admin.do("invoicing.list", at)).items;

  const location = await admin.do("company.addLocation", { ...at, body: locationOf(`Quai ${accountId}`, domain) });
  const billTo = await admin.do("billing.askBillTo", { ...at, body: { name: "Kermadec Holding", because: "Fusion" } });
  const bank = await admin.do("billing.askBank", {
    ...at,
    body: { holder: partner.name, iban: "FR14 2004 1010 0505 0001 3M02 606", bic: "" },
  });
  const period = { number: "EX-1", country: "FR", region: "", validFrom: "2026-01-01", validUntil: "2099-12-31" };
  const exemption = await admin.do("billing.askExemption", { ...at, body: period, file: pdf() });
  const application = await admin.do("developer.register", { ...at, body: { name: "Relevés", uses: ["developer"], role: "developer" } });
  const token = await admin.do("developer.createToken", { ...at, applicationId: application.id, body: { label: "Serveur" } });
  const profile = await written(partner);
  await submit(partner);

  const waiting = await admin.do("support.attach", { ...at, file: pdf() });
  const request = await admin.do("support.open", {
    ...at,
    body: { topic: "billing", subject: "Facture", text: "Deux fois.", fileIds: [waiting.id] },
  });
  const attachment = await admin.do("support.attach", { ...at, file: pdf() });
  const [order] = (await admin.do("purchasing.orders", at)).items;
  const refund = await (await house.staff(["finance"])).do("refunds.open", { body: { orderNumber: order!.number, note: "Par courrier." } });

  const finance = await house.staff(["finance"]);
  const money = { receivedOn: house.open.house.clock.today(), amount: "1,00", currency: "EUR", reference: "", payer: accountId };
  const receipt = await finance.do("purchasing.enterReceipt", { body: money });

  await signNow(partner);

  await house.db.query(sql`update accounts set verification = 'pending', registration_number = '983 214 768' where id = ${accountId}`);
  await confirmed(house, partner);
  const { body: document } = await send(partner, pdf());
  await house.db.query(sql`update accounts set verification = 'authorized' where id = ${accountId}`);

  // What needs a mailbox, a name server or a provider on its way stands as its last step leaves it.
  const made = (name: string) => [name, newId()] as const;
  const ids = Object.fromEntries(
    [
      "directories.requestId",
      "recovery.proofId",
      "directories.proofId",
      "recovery.caseId",
      "invitationId",
      "team.requestId",
      "importId",
      "attemptId",
      "overrideId",
      "passkeyId",
      "holdId",
      "rehearsalId",
    ].map(made),
  ) as Record<string, string>;
  const hash = () => randomBytes(32);
  const of = (name: string): string => ids[name]!;
  await house.db.query(sql`
    insert into join_requests (id, account_id, directory_id, email, given_name, family_name, language, token_hash, state, password_hash, asked_at, expires_at)
    values (${of("directories.requestId")}, ${accountId}, ${directoryId}, ${`ronan@${domain}`}, 'Ronan', 'Tanguy', 'fr', ${hash()}, 'confirmed', 'none', ${now}, ${later})`);
  await house.db.query(sql`
    insert into domain_proofs (id, account_id, domain, user_id, created_at, expires_at)
    values (${of("recovery.proofId")}, ${accountId}, ${domain}, ${admin.userId}, ${now}, ${later})`);
  for (const name of ["directories.proofId", "attemptId"])
    await house.db.query(sql`
      insert into provider_attempts (id, state_hash, browser_hash, purpose, account_id, user_id, state, sealed, expires_at)
      values (${of(name)}, ${hash()}, ${hash()}, 'associate', ${accountId}, ${admin.userId}, 'proven', ''::bytea, ${later})`);
  await house.db.query(sql`
    insert into recovery_cases (id, account_id, candidate_id, candidate_email, given_name, family_name, language, way, opened_at, answer_by)
    values (${of("recovery.caseId")}, ${accountId}, ${colleague.userId}, ${colleague.email}, 'Inès', 'Haddad', 'fr', 'contacts', ${now}, ${later})`);
  await house.db.query(sql`
    insert into passkeys (id, user_id, credential_id, public_key, counter, name, added_at)
    values (${of("passkeyId")}, ${admin.userId}, ${newId()}, ''::bytea, 0, 'Clé', ${now})`);
  await house.db.query(sql`
    insert into invitations (id, account_id, email, given_name, family_name, language, roles, token_hash, sent_by, sent_at, expires_at)
    values (${of("invitationId")}, ${accountId}, ${`nolwenn@${domain}`}, 'Nolwenn', 'Guérin', 'fr', '{salesAgent}', ${hash()}, ${admin.userId}, ${now}, ${later})`);
  await house.db.query(sql`
    insert into role_requests (id, account_id, user_id, role, asked_of, note, asked_on, asked_at)
    values (${of("team.requestId")}, ${accountId}, ${colleague.userId}, 'salesAgent', ${admin.userId}, '', ${house.open.house.clock.today()}, ${now})`);
  await house.db.query(sql`
    insert into user_imports (id, account_id, file_name, uploaded_by, uploaded_at)
    values (${of("importId")}, ${accountId}, 'equipe.csv', ${admin.userId}, ${now})`);
  const kept = (await house.db.one<Record<string, string>>(sql`
    select (select id from verification_cases where account_id = ${accountId}) as "verification.caseId",
      (select id from acceptances where account_id = ${accountId} order by id limit 1) as "acceptanceId",
      (select id from carts where account_id = ${accountId} order by id desc limit 1) as "cartId",
      (select id from orders where account_id = ${accountId} limit 1) as "orderId",
      (select id from payment_methods where account_id = ${accountId} limit 1) as "methodId",
      (select id from memberships where account_id = ${accountId} limit 1) as "membershipId",
      (select id from enrolments where account_id = ${accountId} limit 1) as "enrolmentId",
      (select id from seats where account_id = ${accountId} and user_id is not null limit 1) as "seatId",
      (select draft->'places'->0->>'id' from listings where account_id = ${accountId} limit 1) as "placeId",
      (select id from jobs where account_id = ${accountId} limit 1) as "jobId",
      (select id from sessions where user_id = ${admin.userId} limit 1) as "sessionId",
      (select id from notices where user_id = ${admin.userId} limit 1) as "noticeId",
      (select id from notices where user_id = ${admin.userId} limit 1) as "newest"`))!;
  await house.db.query(sql`
    insert into verification_overrides (id, case_id, "check", state, reason, asked_by, asked_by_name, asked_at)
    values (${of("overrideId")}, ${kept["verification.caseId"]!}, 'business', 'asked', 'nameDiffers', ${stock.userId}, ${stock.name}, ${now})`);
  await house.db.query(sql`
    insert into renewal_holds (id, account_id, reason, held_by, held_by_name, held_at) values (${of("holdId")}, ${accountId}, 'Prix', ${stock.userId}, ${stock.name}, ${now})`);
  await house.db.query(sql`
    insert into rehearsals (id, on_day, from_day, state, asked_by, asked_by_name, asked_at, total, finished_at)
    values (${of("rehearsalId")}, '2099-01-01', '2026-01-01', 'ready', ${stock.userId}, ${stock.name}, ${now}, 0, ${now})`);
  await house.settle();

  return {
    partner,
    ids: {
      ...ids,
      ...kept,
      accountId,
      directoryId,
      userId: colleague.userId,
      askedOf: admin.userId,
      benefitId: seats.id,
      "keys.benefitId": software.id,
      keyId: key.id,
      locationId: location.id,
      "billing.requestId": billTo.id,
      changeId: bank.id,
      exemptionId: exemption.id,
      applicationId: application.id,
      tokenId: token.id,
      listingId: profile.id,
      documentId: document.id,
      "invoicing.documentId": invoice!.id,
      "support.requestId": request.id,
      "refunds.requestId": request.id,
      refundId: refund.id,
      attachmentId: attachment.id,
      receiptId: receipt.id,
      staffId: stock.userId,
    },
  };
}
