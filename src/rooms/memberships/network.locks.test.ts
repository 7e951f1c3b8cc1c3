import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays, anniversary } from "../../kit/dates.ts";
import { sql } from "../../server/db.ts";
import { TestHouse } from "../../testing/house.ts";
import { networkMember as member } from "../../testing/owner.ts";
import { signNow } from "../agreements/testing.ts";

const ROUNDS = Math.min(3, Number(process.env.ENTENTE_PROOF_ROUNDS ?? 2));

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start({ bell: false });
});
afterAll(() => house.close());

/** A company that has joined today and signed, with as many people who may renew as asked, and what each of them would send. */
async function ready(people: number) {
  const partner = await member(house);
  await signNow(partner);
  const at = { accountId: partner.accountId };
  const colleagues = await Promise.all(Array.from({ length: people }, () => house.colleague(partner, ["partnerAdmin"])));
  const { agreement } = await partner.admin.do("memberships.networkRenewal", at);
  const { dataVersion } = await partner.admin.do("accounts.profile", at);
  const body = { profileRight: true, profileVersion: dataVersion, agreementSeen: true, agreementVersion: agreement.version };
  return { partner, at, colleagues, body, due: anniversary(house.open.house.clock.today(), 1) };
}
const stands = (accountId: string) =>
  house.db.one<{ state: string; term: number; renewed: number }>(sql`
    select state, term, (select count(*)::int from facts where account_id = ${accountId} and type = 'network.renewed') as renewed
    from memberships where account_id = ${accountId} and kind = 'network'`);

test("C10 eight people who press « Renouveler » at once renew once; the others read that it is too early again", async () => {
  const { at, colleagues, body, due } = await ready(8);
  await house.travel(addDays(due, -3));
  const answers = await Promise.all(colleagues.map((one) => one.call("memberships.renewNetwork", { ...at, body })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 409)]);
  expect(await stands(at.accountId)).toEqual({ state: "active", term: 2, renewed: 1 });
});

test("C10 « Renouveler » at the moment when the bell ends the level: it is renewed, whoever comes first", async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { at, colleagues, body, due } = await ready(1);
    await house.travel(addDays(due, 30));
    await house.open.house.clock.moveTo(house.db, `${addDays(due, 31)}T09:00:00Z`);
    const [pressed] = await Promise.all([
      colleagues[0]!.call("memberships.renewNetwork", { ...at, body }),
      house.open.jobs.drain(),
      house.open.jobs.drain(),
    ]);
    await house.settle();
    expect([round, pressed.status]).toEqual([round, 200]);
    expect(await stands(at.accountId)).toEqual({ state: "active", term: 2, renewed: 1 });
    expect((await colleagues[0]!.do("house.doors", at)).doors["keys.reserve"]).toEqual({ open: true });
  }
});
