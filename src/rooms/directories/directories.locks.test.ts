import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../server/db.ts";
import { TestHouse } from "../../testing/house.ts";
import { TestProvider } from "../../testing/provider.ts";
import { together } from "../../testing/together.ts";
import { companyOf, goodPassword, someDomain } from "../people/testing.ts";
import { callbackOf, through } from "./testing.ts";

let house: TestHouse;
let provider: TestProvider;
beforeAll(async () => {
  house = await TestHouse.start();
  provider = await TestProvider.start(callbackOf(house));
});
afterAll(async () => {
  await provider.close();
  await house.close();
});

test("G-029 of six accounts that confirm one directory at the same moment exactly one gets it, and the others read that it is tied", async () => {
  const company = await companyOf(house);
  const partners = await Promise.all(Array.from({ length: 6 }, () => house.partner()));
  const proofs = await Promise.all(
    partners.map(async ({ accountId, admin }) => ({
      accountId,
      admin,
      ...(await admin.do("directories.prove", { accountId, body: { email: company.email, password: goodPassword } })),
    })),
  );
  const answers = await Promise.all(
    proofs.map(({ accountId, admin, proofId }) => admin.call("directories.confirm", { accountId, proofId })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
  expect(new Set(answers.filter(({ status }) => status === 409).map(({ problem }) => problem.code))).toEqual(
    new Set(["directories.tiedElsewhere"]),
  );
  const winner = proofs[answers.findIndex(({ status }) => status === 201)]!;
  const rows = await house.db.query(sql`select account_id as "accountId" from directories where domain = ${company.domain}`);
  expect(rows).toEqual([{ accountId: winner.accountId }]);
  const members = await house.db.query(
    sql`select m.account_id as "accountId" from members m join users u on u.id = m.user_id where u.email = ${company.email}`,
  );
  expect(members).toEqual([{ accountId: winner.accountId }]);
});

test("of four accounts that confirm one provider at the same moment exactly one gets it, and nothing is half made for the others", async () => {
  const domain = someDomain();
  provider.people.set("yann", { email: `yann@${domain}`, email_verified: true });
  const partners = await Promise.all(Array.from({ length: 4 }, () => house.partner()));
  const proofs = await Promise.all(
    partners.map(async ({ accountId, admin }) => {
      const { location } = await admin.do("directories.proveByProvider", { accountId, body: { domain, ...provider.typed } });
      return { accountId, admin, proofId: (await through(admin, provider, location, "yann")).searchParams.get("proof")! };
    }),
  );
  const answers = await Promise.all(
    proofs.map(({ accountId, admin, proofId }) => admin.call("directories.confirm", { accountId, proofId })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  expect(await house.db.query(sql`select 1 as one from directories where domain = ${domain}`)).toEqual([{ one: 1 }]);
  expect(await house.db.query(sql`select 1 as one from users where email = ${`yann@${domain}`}`)).toEqual([{ one: 1 }]);
});

test("two administrators who remove each other's directories at the same moment: one stays, and the account keeps a global administrator", async () => {
  const partner = await house.partner();
  const { accountId } = partner;
  const bring = async () => {
    const company = await companyOf(house);
    const { proofId } = await partner.admin.do("directories.prove", { accountId, body: { email: company.email, password: goodPassword } });
    const { directoryId } = await partner.admin.do("directories.confirm", { accountId, proofId });
    const [user] = await house.db.query<{ id: string }>(sql`select id from users where email = ${company.email}`);
    await partner.admin.do("accounts.setRoles", { accountId, userId: user!.id, body: { roles: ["globalAdmin"] } });
    return { directoryId, admin: await house.signedIn(user!.id, company.email, "Maëlle Le Goff") };
  };
  const [one, two] = [await bring(), await bring()];
  // The two of them are the only ones left.
  await house.db.query(sql`update members set roles = '{}' where account_id = ${accountId} and user_id = ${partner.admin.userId}`);
  const answers = await together(house, accountId, [
    () => one.admin.call("directories.remove", { accountId, directoryId: two.directoryId }),
    () => two.admin.call("directories.remove", { accountId, directoryId: one.directoryId }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
  const left = await house.db.query(
    sql`select 1 as one from members where account_id = ${accountId} and state = 'active' and 'globalAdmin' = any(roles)`,
  );
  expect(left).toEqual([{ one: 1 }]);
});
