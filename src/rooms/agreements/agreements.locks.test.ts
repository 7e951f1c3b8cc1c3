import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../server/db.ts";
import { TestHouse } from "../../testing/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start({ bell: false });
});
afterAll(() => house.close());

async function ready(people: number) {
  const partner = await house.partner({ signed: false });
  const { agreementId, version, language, sha256 } = await partner.admin.do("agreements.read", { accountId: partner.accountId });
  const body = { agreementId, version, language, sha256, authorityDeclared: true };
  const others = await Promise.all(Array.from({ length: people - 1 }, () => house.colleague(partner, ["partnerAdmin"])));
  return { partner, body, everybody: [partner.admin, ...others] };
}

test("F-039 twenty people accept at once, over real connections: one acceptance, one fact, one mail, and nineteen are told who was first", async () => {
  const { partner, body, everybody } = await ready(20);
  const answers = await Promise.all(everybody.map((who) => who.call("agreements.sign", { accountId: partner.accountId, body })));
  const accepted = answers.filter((answer) => answer.status === 201);
  const refused = answers.filter((answer) => answer.status !== 201);

  expect(accepted).toHaveLength(1);
  expect(new Set(refused.map((answer) => `${answer.status} ${answer.problem.code}`))).toEqual(new Set(["409 agreements.alreadySigned"]));
  for (const answer of refused) expect(answer.problem.detail).toContain(accepted[0]!.body.signedBy);
  const [counted] = await house.db.query(sql`
    select (select count(*)::int from acceptances where account_id = ${partner.accountId}) as acceptances,
      (select count(*)::int from facts where account_id = ${partner.accountId} and type = 'agreement.signed') as facts,
      (select count(*)::int from mails where account_id = ${partner.accountId} and template = 'agreement.signed') as mails`);
  expect(counted).toEqual({ acceptances: 1, facts: 1, mails: 1 });
});

test("F-054 twenty people ask at once for a document that is not made yet: it is made once, and all get the same bytes", async () => {
  const { partner, body, everybody } = await ready(20);
  const { id } = await partner.admin.do("agreements.sign", { accountId: partner.accountId, body });
  const [answers] = await Promise.all([
    Promise.all(everybody.map((who) => who.call("agreements.document", { accountId: partner.accountId, acceptanceId: id }))),
    // And the job makes it in the same moment.
    house.settle(),
  ]);

  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
  expect(new Set(answers.map((answer) => answer.headers.get("repr-digest"))).size).toBe(1);
  expect(await house.db.query(sql`select count(*)::int as n from agreement_documents where acceptance_id = ${id}`)).toEqual([{ n: 1 }]);
  const failed = await house.db.query(
    sql`select last_error from jobs where kind = 'agreements.makeDocument' and account_id = ${partner.accountId} and last_error is not null`,
  );
  expect(failed).toEqual([]);
});

test("a kept text or document cannot be changed into something its digest does not say", async () => {
  const { partner, body } = await ready(1);
  const { id } = await partner.admin.do("agreements.sign", { accountId: partner.accountId, body });
  await house.settle();

  await expect(house.db.query(sql`update agreement_texts set source = source || ' ' where sha256 = ${body.sha256}`)).rejects.toMatchObject({
    constraint: "a_text_is_what_its_digest_says",
  });
  await expect(
    house.db.query(sql`update agreement_documents set bytes = bytes || '\\x00'::bytea where acceptance_id = ${id}`),
  ).rejects.toMatchObject({ constraint: "a_document_is_what_its_digest_says" });
});
