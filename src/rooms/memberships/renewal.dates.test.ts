import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "../../kit/dates.ts";
import { typeset } from "../../kit/words.ts";
import { sql } from "../../server/db.ts";
import type { Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { networkMember as member } from "../../testing/owner.ts";
import { purchase, refusal } from "../../testing/shop.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

const bought = async (language: "fr" | "en" = "fr") => {
  const partner = await member(house, { language });
  const { membershipId, term } = await purchase(house, partner);
  return { partner, at: { accountId: partner.accountId, membershipId: membershipId! }, endsOn: term.endsOn };
};
const stop = { body: { on: false } };
const subjectsTo = async (email: string) => (await house.mailsTo(email)).map(({ subject }) => subject);
const factsOf = ({ accountId }: Partner) =>
  house.db.query<{ actorName: string; data: object }>(
    sql`select actor_name as "actorName", data from facts where account_id = ${accountId} and type = 'membership.autoRenewalStopped'`,
  );

test("F-131 F-132 F-136 automatic renewal is on from the purchase and goes off on its first day; who and when stands on the page and in its history", async () => {
  const { partner, at } = await bought();
  const before = await partner.admin.do("memberships.show", at);
  expect(before).toMatchObject({ autoRenew: true, stopped: null });
  expect(before.moves.stopAutoRenewal).toEqual({ open: true });
  expect(before.moves.startAutoRenewal).toMatchObject({ open: false, text: "Le renouvellement automatique est déjà activé." });

  const after = await partner.admin.do("memberships.autoRenewal", { ...at, ...stop });
  const today = house.open.house.clock.today();
  expect(after).toMatchObject({ autoRenew: false, state: "active", stopped: { by: "Maëlle Kermadec", on: today } });
  expect(await partner.admin.do("memberships.show", at)).toMatchObject({ autoRenew: false, stopped: after.stopped });
  const history = await partner.admin.do("memberships.history", at);
  expect(history.items.map(({ text, who }) => [text, who])).toEqual([
    ["Renouvellement automatique désactivé", "Maëlle Kermadec"],
    ["Une adhésion est active", "Maëlle Kermadec"],
  ]);
});

test("F-132 F-134 the list of purchased offers says that it may be turned off, and after it that it is off", async () => {
  const { partner, at, endsOn } = await bought();
  const row = async () => (await partner.admin.do("purchasing.offers", { accountId: at.accountId })).purchased[0]!;
  expect(await row()).toMatchObject({ autoRenew: true, reminderOn: addDays(endsOn, -15), moves: { stopAutoRenewal: { open: true } } });
  await partner.admin.do("memberships.autoRenewal", { ...at, ...stop });
  expect(await row()).toMatchObject({
    autoRenew: false,
    moves: { stopAutoRenewal: { open: false, text: "Le renouvellement automatique est déjà désactivé." } },
  });
});

test("F-133 once off, it is not turned on again: the server refuses, and the page's door says why with the same words", async () => {
  const { partner, at } = await bought();
  await partner.admin.do("memberships.autoRenewal", { ...at, ...stop });
  const again = await partner.admin.call("memberships.autoRenewal", { ...at, body: { on: true } });
  expect(refusal(again)).toEqual([409, "memberships.autoRenewalLocked"]);
  const { moves, autoRenew } = await partner.admin.do("memberships.show", at);
  expect([autoRenew, moves.startAutoRenewal]).toEqual([
    false,
    expect.objectContaining({ open: false, text: again.problem.detail, asks: [] }),
  ]);
  expect(refusal(await partner.admin.call("memberships.autoRenewal", { ...at, ...stop }))).toEqual([409, "memberships.autoRenewalIsOff"]);
  expect(await factsOf(partner)).toHaveLength(1);
});

test("F-133 what is on is not turned on, and the network's free level has no automatic renewal at all", async () => {
  const { partner, at } = await bought("en");
  const on = await partner.admin.call("memberships.autoRenewal", { ...at, body: { on: true } });
  expect([...refusal(on), on.problem.detail]).toEqual([409, "memberships.autoRenewalIsOn", "Automatic renewal is on already."]);
  const network = (await partner.admin.do("memberships.list", { accountId: at.accountId })).items.find(({ kind }) => kind === "network")!;
  for (const body of [{ on: false }, { on: true }]) {
    const answer = await partner.admin.call("memberships.autoRenewal", { ...at, membershipId: network.id, body });
    expect(refusal(answer)).toEqual([409, "memberships.renewsByHand"]);
  }
});

test("F-137 whoever administers subscriptions is written to, each in their language: who did it, until when it stays, that it is locked, when we remind", async () => {
  const { partner, at, endsOn } = await bought();
  const colleague = await house.colleague(partner, ["partnerAdmin"], { language: "en" });
  const seller = await house.colleague(partner, ["salesAgent"]);
  await partner.admin.do("memberships.autoRenewal", { ...at, ...stop });
  const [mine] = await house.mailsTo(partner.admin.email);
  expect(mine).toMatchObject({ subject: typeset("Renouvellement automatique désactivé : Abonnement au Microsoft Action Pack", "fr") });
  const [theirs] = await house.mailsTo(colleague.email);
  expect(theirs!.subject).toBe("Automatic renewal turned off: Microsoft Action Pack subscription");
  const year = addDays(endsOn, -15).slice(0, 4);
  for (const part of ["Maëlle Kermadec", "turned on again before the subscription is renewed", year]) expect(theirs!.text).toContain(part);
  expect(await subjectsTo(seller.email)).toEqual([]);
});

test("F-132 a colleague who may not buy may not stop it either, a rejected company still may, and a stranger learns nothing", async () => {
  const { partner, at } = await bought();
  const seller = await house.colleague(partner, ["salesAgent", "userAdmin"]);
  const closed = await seller.call("memberships.autoRenewal", { ...at, ...stop });
  expect([closed.status, closed.problem.door]).toEqual([
    403,
    expect.objectContaining({ open: false, asks: ["globalAdmin", "partnerAdmin"] }),
  ]);
  const stranger = await member(house);
  expect((await stranger.admin.call("memberships.autoRenewal", { ...at, ...stop })).status).toBe(404);
  expect(refusal(await stranger.admin.call("memberships.autoRenewal", { ...at, accountId: stranger.accountId, ...stop }))).toEqual([
    404,
    "memberships.notFound",
  ]);
  expect(refusal(await stranger.admin.call("memberships.history", { ...at, accountId: stranger.accountId }))).toEqual([
    404,
    "memberships.notFound",
  ]);
  for (const body of [{}, { on: "no" }, { on: false, force: true }])
    expect((await partner.admin.call("memberships.autoRenewal", { ...at, body: body as never })).status).toBe(422);

  await house.db.query(sql`update accounts set verification = 'rejected' where id = ${at.accountId}`);
  expect(await partner.admin.do("memberships.autoRenewal", { ...at, ...stop })).toMatchObject({ autoRenew: false });
});

test("F-136 a repeated press with one key answers the same and stops once; eight people at once stop it once", async () => {
  const { partner, at } = await bought();
  const first = await partner.admin.do("memberships.autoRenewal", { ...at, ...stop }, { key: "press-000001" });
  const repeated = await partner.admin.call("memberships.autoRenewal", { ...at, ...stop }, { key: "press-000001" });
  expect([repeated.status, repeated.body, repeated.headers.get("idempotency-replayed")]).toEqual([200, first, "true"]);

  const other = await bought();
  const colleagues = await Promise.all(Array.from({ length: 8 }, () => house.colleague(other.partner, ["partnerAdmin"])));
  const answers = await Promise.all(colleagues.map((one) => one.call("memberships.autoRenewal", { ...other.at, ...stop })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 409)]);
  expect(await factsOf(other.partner)).toHaveLength(1);
  expect(await subjectsTo(colleagues[0]!.email)).toHaveLength(1);
});
