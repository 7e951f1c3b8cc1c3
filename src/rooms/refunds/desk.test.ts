import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { newId } from "../../kit/ids.ts";
import { sql } from "../../server/db.ts";
import type { Colleague } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { refusal } from "../../testing/shop.ts";
import { approve, ask, at, behave, booksOf, buyer, caseOf, healthy, look, mailsOf, never, once, refuse, takeKey } from "./testing.ts";

let house: TestHouse;
let camille: Colleague;
let noe: Colleague;
beforeAll(async () => {
  house = await TestHouse.start();
  camille = await house.staff(["finance"], { givenName: "Camille", familyName: "Dervaux" });
  noe = await house.staff(["finance"], { givenName: "Noé", familyName: "Lagadec" });
});
afterEach(() => behave(house, healthy));
afterAll(() => house.close());

test("O13 S-20 a partner asks, the desk reads the rule as it stands and approves: the price goes back, the benefits end, and whoever asked reads it in their request", async () => {
  const of = await buyer(house);
  const { accountId, admin } = of;
  await takeKey(house, of);
  const request = await ask(of);
  const waiting = await caseOf(house, camille, of);
  expect(waiting).toMatchObject({
    state: { state: "requested", label: "À décider" },
    company: of.name,
    orderNumber: of.number,
    askedBy: admin.name,
    mine: false,
    request: { number: request.number },
    gives: { total: { amount: "510.00" } },
    ends: { sealedKeys: 1 },
    approval: "approve",
    moves: { approve: { open: true }, refuse: { open: true } },
  });
  expect(waiting.checks.every(({ met }) => met)).toBe(true);

  const approved = await approve(camille, waiting);
  expect(approved.body).toMatchObject({
    state: { state: "refunded" },
    decided: { by: "Camille Dervaux" },
    moves: { approve: { open: false } },
  });
  await house.settle();
  expect(await booksOf(house, of)).toEqual(once);
  const stands = await admin.do("support.show", { accountId, requestId: request.id });
  expect(stands).toMatchObject({ state: { state: "closed" }, closed: { byUs: true } });
  expect(stands.messages.at(-1)!.text).toContain("510,00");
  const { case: found } = await admin.do("refunds.ofRequest", { accountId, requestId: request.id });
  expect(found!.state.label).toBe("Remboursé");
  expect(await mailsOf(house, admin, "remboursée")).toHaveLength(1);
  expect((await camille.do("refunds.queue", { tab: "closed", search: of.number })).items.map(({ id }) => id)).toEqual([waiting.id]);
});

test("O13 the refund desk is the finances', and nobody else's of the staff; a support agent may open a case and not decide it", async () => {
  const of = await buyer(house);
  const agent = await house.staff(["supportAgent"]);
  const other = await house.staff(["verifier"]);
  for (const who of [agent, other]) expect((await who.call("refunds.queue", {})).status).toBe(403);
  expect((await other.call("refunds.open", { body: { orderNumber: of.number, note: "Par téléphone." } })).status).toBe(403);
  const opened = await agent.do("refunds.open", { body: { orderNumber: of.number, note: "Par téléphone." } });
  expect((await agent.call("refunds.case", { refundId: opened.id })).status).toBe(403);
  const seen = await camille.do("refunds.case", { refundId: opened.id });
  expect(seen).toMatchObject({ number: opened.number, origin: "desk", note: "Par téléphone.", askedBy: agent.name });
  expect((await approve(camille, seen)).body.state.state).toBe("refunded");
  // Whoever bought is told, for nobody of the company has asked.
  expect(await mailsOf(house, of.admin, "remboursée")).toHaveLength(1);
});

test("O13 whoever opens a case cannot approve it: the button says so, and so does the refusal; a colleague can", async () => {
  const of = await buyer(house);
  const { id } = await camille.do("refunds.open", { body: { orderNumber: of.number, note: "Par courrier." } });
  const mine = await camille.do("refunds.case", { refundId: id });
  expect(mine).toMatchObject({
    mine: true,
    moves: { approve: { open: false, text: "Vous avez ouvert ce dossier\u00a0: une autre personne doit l’approuver." } },
  });
  const answer = await approve(camille, mine);
  expect([...refusal(answer), answer.problem.detail]).toEqual([409, "refunds.ownRequest", (mine.moves.approve as { text: string }).text]);
  expect(await booksOf(house, of)).toEqual(never);
  expect((await approve(noe, mine)).body.state.state).toBe("refunded");
});

test("O13 a case is opened from a request of the company or from a paid order, and once", async () => {
  const [of, another] = [await buyer(house), await buyer(house)];
  const { accountId, admin } = of;
  const body = { topic: "billing", subject: "Facture", text: "Rendez-nous cela.", about: { kind: "order" as const, id: of.orderId } };
  const request = await admin.do("support.open", { accountId, body });
  const open = (more: { requestId?: string; orderNumber?: string }) =>
    camille.call("refunds.open", { body: { note: "Demandé.", ...more } });
  expect(refusal(await open({ orderNumber: "2026-999999" }))).toEqual([422, "refunds.noSuchOrder"]);
  expect(refusal(await open({ requestId: request.id, orderNumber: another.number }))).toEqual([422, "refunds.noSuchOrder"]);
  expect(refusal(await open({ requestId: newId() }))).toEqual([404, "refunds.notThere"]);
  expect(refusal(await open({}))).toEqual([422, "refunds.noSuchOrder"]);
  const made = await open({ requestId: request.id });
  expect(made.status).toBe(201);
  const twice = await open({ orderNumber: of.number });
  expect([...refusal(twice), twice.problem.detail]).toEqual([
    409,
    "refunds.standsAlready",
    `Cette commande a déjà un dossier\u00a0: ${made.body.number}.`,
  ]);
  // The one who wrote the request is told what comes of it.
  const seen = await camille.do("refunds.case", { refundId: made.body.id });
  await refuse(noe, seen, "Nous avons corrigé la facture.");
  expect((await mailsOf(house, admin, "Annulation refusée"))[0]!.text).toContain("Nous avons corrigé la facture.");
});

test("O13 beyond the rule nobody decides alone: one proposes with a reason, another confirms, and no partner ever reads that reason", async () => {
  const of = await buyer(house);
  const { accountId, admin } = of;
  await takeKey(house, of, { opened: true });
  const request = await ask(of);
  const waiting = await caseOf(house, camille, of);
  expect(waiting).toMatchObject({ approval: "propose", moves: { approve: { open: true } } });
  expect(waiting.checks.find(({ name }) => name === "keyOpened")).toMatchObject({
    met: false,
    texts: [expect.stringContaining("Maëlle Kermadec")],
  });
  const silent = await approve(camille, waiting);
  expect([silent.status, silent.problem.errors]).toEqual([
    422,
    [expect.objectContaining({ pointer: "/exception", code: "refunds.exceptionNeedsReason" })],
  ]);

  const proposed = await approve(camille, waiting, "Geste 7F3K-20");
  expect(proposed.body).toMatchObject({
    state: { state: "proposed", label: "Exception à confirmer" },
    exception: { by: "Camille Dervaux", text: "Geste 7F3K-20" },
    moves: { approve: { open: false } },
  });
  expect(await booksOf(house, of)).toEqual(never);
  expect(refusal(await approve(camille, proposed.body))).toEqual([409, "refunds.ownException"]);
  const confirmed = await approve(noe, proposed.body);
  expect(confirmed.body).toMatchObject({ state: { state: "refunded" }, decided: { by: "Noé Lagadec" } });
  await house.settle();
  expect(await booksOf(house, of)).toEqual(once);
  const read = JSON.stringify([
    await look(of),
    await admin.do("support.show", { accountId, requestId: request.id }),
    await admin.do("memberships.history", at(of)),
    await admin.do("company.activityLog", { accountId }),
    await admin.do("accounts.activity", { accountId }),
    await house.mailsTo(admin.email),
  ]);
  expect(read).not.toContain("7F3K-20");
});

test.each([
  ["fr", "Annulation refusée", "Une clé a servi.", "a été ouverte par", "jusqu’au"],
  ["en", "Cancellation refused", "A key was used.", "was opened by", "until"],
] as const)(
  "O13 N15 F-148 a refusal has its reason: it stands in the request beside what stands against it, is mailed in the language of whoever asked, and leaves the subscription as it was, in %s",
  async (language, subject, reason, ...parts) => {
    const of = await buyer(house);
    const { accountId } = of;
    await takeKey(house, of, { opened: true });
    const asker = await house.colleague(of, ["partnerAdmin"], { language });
    const request = await ask(of, asker);
    const waiting = await caseOf(house, camille, of);
    expect((await camille.call("refunds.refuse", { refundId: waiting.id, body: { version: waiting.version, reason: " " } })).status).toBe(
      422,
    );
    const refused = await refuse(camille, waiting, reason);
    expect(refused.body).toMatchObject({ state: { state: "refused" }, decided: { by: "Camille Dervaux", reason } });
    const [mail, ...more] = await mailsOf(house, asker, subject);
    expect(more).toEqual([]);
    for (const part of [reason, waiting.number, ...parts]) expect(mail!.text, part).toContain(part);
    const stands = await asker.do("support.show", { accountId, requestId: request.id });
    expect([stands.state.state, stands.messages.at(-1)!.text]).toEqual(["closed", expect.stringContaining(reason)]);
    expect((await look(of, asker)).case).toMatchObject({ state: { state: "refused" }, reason });
    expect(await of.admin.do("memberships.show", at(of))).toMatchObject({ state: "active", autoRenew: true });
    expect(await booksOf(house, of)).toEqual(never);
    expect(refusal(await approve(noe, refused.body))).toEqual([409, "refunds.decidedAlready"]);
  },
);

test("O13 whoever decides has read the case as it stands, a press repeated with its key is answered once, and what the provider refuses is told to the desk", async () => {
  const of = await buyer(house);
  await ask(of);
  const waiting = await caseOf(house, camille, of);
  expect(refusal(await approve(camille, { ...waiting, version: waiting.version + 1 }))).toEqual([409, "refunds.changedMeanwhile"]);
  await behave(house, { refuseRefunds: true });
  const key = newId();
  const failed = await approve(camille, waiting, "", key);
  expect(failed.body.state).toEqual({ state: "failed", label: "Refusé par le service de paiement" });
  expect((await approve(camille, waiting, "", key)).body).toEqual(failed.body);
  expect(await booksOf(house, of)).toEqual(never);
  expect(await of.admin.do("memberships.show", at(of))).toMatchObject({ state: "active", beingCancelled: false });
  await behave(house, { refuseRefunds: false });
  // The order may have another case.
  const { id } = await camille.do("refunds.open", { body: { orderNumber: of.number, note: "Le service a refusé." } });
  expect((await approve(noe, await noe.do("refunds.case", { refundId: id }))).body.state.state).toBe("refunded");
  expect(await booksOf(house, of)).toEqual(once);
});

test("O13 the list goes on where it stopped, the oldest first, finds a company, a case and an order by number, and refuses a cursor that is none", async () => {
  const mark = `Balise ${newId().slice(-6)}`;
  const buyers = [];
  for (let n = 0; n < 3; n++)
    buyers.push(
      await buyer(
        house,
        await house.partner({ name: `${mark} ${n}` }).then(async (partner) => {
          const { join } = await import("../../testing/shop.ts");
          await join(house, partner);
          return partner;
        }),
      ),
    );
  for (const of of buyers) await ask(of);
  await house.settle();
  const first = await camille.do("refunds.queue", { search: mark, limit: 2 });
  expect([first.total, first.items.map(({ company }) => company)]).toEqual([3, [`${mark} 0`, `${mark} 1`]]);
  const rest = await camille.do("refunds.queue", { search: mark, limit: 2, cursor: first.nextCursor! });
  expect([rest.items.map(({ company }) => company), rest.nextCursor]).toEqual([[`${mark} 2`], null]);
  for (const search of [first.items[0]!.number, buyers[0]!.number, buyers[0]!.partnerId])
    expect((await camille.do("refunds.queue", { search })).items.map(({ id }) => id)).toEqual([first.items[0]!.id]);
  expect(refusal(await camille.call("refunds.queue", { cursor: "nothing" }))).toEqual([400, "refunds.badCursor"]);
  const before = (await camille.do("refunds.queue", {})).counts;
  await refuse(camille, await camille.do("refunds.case", { refundId: first.items[0]!.id }));
  const after = (await camille.do("refunds.queue", { tab: "closed" })).counts;
  expect([after.toDecide, after.closed]).toEqual([before.toDecide - 1, before.closed + 1]);
  expect(await house.db.query(sql`select 1 from refunds where state = 'paying'`)).toEqual([]);
});
