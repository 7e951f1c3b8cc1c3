import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "../../server/db.ts";
import type { Caller, Colleague, Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { NameServer } from "../../testing/nameserver.ts";
import { refusal } from "../../testing/shop.ts";

let house: TestHouse;
let dns: NameServer;
beforeAll(async () => {
  dns = await NameServer.start();
  house = await TestHouse.start({ environment: { DNS_SERVERS: dns.address } });
});
afterAll(() => Promise.all([house.close(), dns.close()]));

/** A company whose only global administrator has left for good, with a colleague who is left. */
async function orphan() {
  const partner = await house.partner();
  const left = await house.colleague(partner, ["accountAdmin"], { givenName: "Inès", familyName: "Haddad" });
  const named = await house.colleague(partner, ["salesAgent"], { givenName: "Karim", familyName: "Belkacem", language: "en" });
  await house.db.query(
    sql`update members set state = 'deactivated' where account_id = ${partner.accountId} and user_id = ${partner.admin.userId}`,
  );
  await house.db.query(sql`update directories set domain_proven_at = now() where id = ${partner.directoryId}`);
  dns.zone.set(partner.domain, []);
  return { partner, left, named, contact: `yann.legoff@${partner.domain}` };
}
type Orphan = Awaited<ReturnType<typeof orphan>>;

const linkIn = async (to: string, shape: RegExp): Promise<string> => {
  for (const mail of await house.mailsTo(to)) {
    const found = shape.exec(mail.text)?.[1];
    if (found) return found;
  }
  throw new Error(`no link for ${to}`);
};
const voiceOf = (to: string) => linkIn(to, /\/recovery\/voice\/([\w-]+)/);
const confirm = (token: string, caller: Caller = house.visitor()) => caller.call("recovery.confirm", { token });
const object = (token: string, reason = "") => house.visitor().call("recovery.objectByLink", { token, body: { reason } });
const stateOf = async (caseId: string) =>
  (await house.db.one<{ state: string }>(sql`select state from recovery_cases where id = ${caseId}`))!.state;
const holdsRole = async (who: { userId: string }, { accountId }: Partner) =>
  (await house.db.one<{ holds: boolean }>(
    sql`select 'globalAdmin' = any(roles) as holds from members where account_id = ${accountId} and user_id = ${who.userId}`,
  ))!.holds;
const inDays = (days: number, seconds = 0): string =>
  new Date(Date.parse(house.open.house.clock.now()) + days * 86_400_000 + seconds * 1000).toISOString().replace(".000Z", "Z");

const ask = (who: Colleague, { partner, named }: Orphan) =>
  who.call("recovery.start", { accountId: partner.accountId, body: { namedEmail: named.email } });

/** As far as the waiting: both contacts have confirmed. */
async function waiting(of: Orphan) {
  const { id } = (await ask(of.left, of)).body;
  for (const to of [of.contact, of.named.email]) await confirm(await voiceOf(to));
  const { endsAt, state } = (await house.db.one<{ endsAt: string; state: string }>(
    sql`select ends_at as "endsAt", state from recovery_cases where id = ${id}`,
  ))!;
  expect(state).toBe("waiting");
  return { id, endsAt };
}

describe("two named contacts", () => {
  test("O15 both confirm by their own link, everybody concerned is told at the start, on day three and the day before, and the clock makes the administrator", async () => {
    const of = await orphan();
    const { partner, left, contact, named } = of;
    const asked = await ask(left, of);
    expect(asked.body).toMatchObject({ state: "collecting", way: "contacts", candidate: "Inès Haddad", endsAt: null });
    await confirm(await voiceOf(contact));
    expect(await stateOf(asked.body.id)).toBe("collecting");
    const both = await confirm(await voiceOf(named.email));
    expect(both.body).toMatchObject({ state: "waiting" });
    const begun = (await house.mailsTo(contact)).length;
    expect((await house.mailsTo(left.email))[0]!.text).toContain("Votre demande");
    expect((await house.mailsTo(named.email))[0]!.subject).toBe(`Inès Haddad asks to administer ${partner.name}`);

    await house.travel(inDays(3, 60));
    expect((await house.mailsTo(contact)).length).toBe(begun + 1);
    expect((await house.mailsTo(contact))[0]!.subject).toContain("Rappel");
    await house.travel(inDays(3));
    expect((await house.mailsTo(contact)).length).toBe(begun + 2);
    expect(await holdsRole(left, partner)).toBe(false);
    await house.travel(inDays(1));
    expect(await stateOf(asked.body.id)).toBe("granted");
    expect(await holdsRole(left, partner)).toBe(true);
    expect((await house.mailsTo(contact))[0]!.subject).toBe(`Inès Haddad est administrateur général de ${partner.name}`);

    // In force at the next sign-in.
    const doors = async (who: Caller) => (await who.do("house.doors", { accountId: partner.accountId })).doors["security.manage"]!.open;
    expect(await doors(left)).toBe(false);
    expect(await doors(await house.signedIn(left.userId, left.email, left.name))).toBe(true);
  });

  test("one alone is not two: the same link again, and no second", async () => {
    const of = await orphan();
    const { id } = (await ask(of.left, of)).body;
    const token = await voiceOf(of.contact);
    expect((await confirm(token)).status).toBe(200);
    expect(refusal(await confirm(token))).toEqual([409, "recovery.alreadyAnswered"]);
    expect(await stateOf(id)).toBe("collecting");
    await house.travel(inDays(14, 60));
    expect(await stateOf(id)).toBe("lapsed");
    expect(refusal(await confirm(await voiceOf(of.named.email)))).toEqual([410, "recovery.caseOver"]);
    expect((await ask(of.left, of)).status).toBe(201);
  });

  test("the two are other people, both of the account: not the candidate, not the contact twice, not a stranger", async () => {
    const { partner, left, contact } = await orphan();
    const stranger = (await house.partner()).admin;
    const start = (namedEmail: string) => left.call("recovery.start", { accountId: partner.accountId, body: { namedEmail } });
    expect(refusal(await start(left.email))).toEqual([422, "recovery.namedIsYou"]);
    expect(refusal(await start(contact))).toEqual([422, "recovery.namedIsContact"]);
    expect(refusal(await start(stranger.email))).toEqual([422, "recovery.namedUnknown"]);
    await house.db.query(sql`update accounts set contact_email = ${left.email} where id = ${partner.accountId}`);
    expect(refusal(await start(stranger.email))).toEqual([409, "recovery.contactIsYou"]);
  });

  test("a forged link opens nothing, a link that lets one object does not confirm", async () => {
    const of = await orphan();
    const { id } = await waiting(of);
    expect(refusal(await confirm("a".repeat(43)))).toEqual([404, "recovery.noSuchLink"]);
    expect(refusal(await object("a".repeat(43)))).toEqual([404, "recovery.noSuchLink"]);
    const candidate = await voiceOf(of.left.email);
    expect(refusal(await confirm(candidate))).toEqual([409, "recovery.notYours"]);
    expect(await house.visitor().do("recovery.voice", { token: candidate })).toMatchObject({
      party: "candidate",
      mayConfirm: false,
      mayObject: true,
    });
    expect(await stateOf(id)).toBe("waiting");
  });

  test("two people who ask at once: one case, the other is told", async () => {
    const of = await orphan();
    const other = await house.colleague(of.partner, []);
    const answers = await Promise.all([ask(of.left, of), ask(other, of)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)!.problem.code).toBe("recovery.alreadyRunning");
  });

  test("both confirmations at once begin one waiting and one set of mails", async () => {
    const of = await orphan();
    const { id } = (await ask(of.left, of)).body;
    const tokens = [await voiceOf(of.contact), await voiceOf(of.named.email)];
    const answers = await Promise.all(tokens.map((token) => confirm(token)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await stateOf(id)).toBe("waiting");
    const mails = (await house.mailsTo(of.contact)).filter(({ subject }) => subject.includes("demande à administrer"));
    expect(mails).toHaveLength(1);
  });
});

describe("an objection", () => {
  test("by a contact's link stops it for good and tells everybody who and why; the clock then makes nobody", async () => {
    const of = await orphan();
    const { id } = await waiting(of);
    const stopped = await object(await voiceOf(of.contact), "Cette personne ne travaille plus chez nous");
    expect(stopped.body).toMatchObject({
      state: "stopped",
      stoppedBy: "Yann Le Goff",
      reason: "Cette personne ne travaille plus chez nous",
    });
    expect((await house.mailsTo(of.left.email))[0]!.text).toContain(
      "par Yann Le Goff : Cette personne ne travaille plus chez nous".replace(" :", "\u00a0:"),
    );
    expect(refusal(await object(await voiceOf(of.named.email)))).toEqual([410, "recovery.caseOver"]);
    await house.travel(inDays(8));
    expect([await stateOf(id), await holdsRole(of.left, of.partner)]).toEqual(["stopped", false]);
  });

  test("by an administrator's page counts; a colleague without the role reads why not, a stranger finds nothing", async () => {
    const of = await orphan();
    const { id } = await waiting(of);
    const { accountId } = of.partner;
    const body = { reason: "" };
    const agent = await of.named.call("recovery.object", { accountId, caseId: id, body });
    expect([agent.status, agent.problem.code]).toEqual([403, "door.role"]);
    const stranger = (await house.partner()).admin;
    expect((await stranger.call("recovery.object", { accountId, caseId: id, body })).status).toBe(404);
    const foreign = await house.partner();
    expect((await foreign.admin.call("recovery.object", { accountId: foreign.accountId, caseId: id, body })).status).toBe(404);
    const admin = await house.colleague(of.partner, ["userAdmin"]);
    expect((await admin.do("recovery.page", { accountId })).moves.object.open).toBe(true);
    expect((await admin.do("recovery.object", { accountId, caseId: id, body })).state).toBe("stopped");
  });

  test("in the last second counts, one second later it does not, whether the clock has rung or not", async () => {
    const of = await orphan();
    const { id, endsAt } = await waiting(of);
    const token = await voiceOf(of.contact);
    await house.db.query(sql`update jobs set not_before = 'infinity' where kind = 'recovery.end' and payload ->> 'caseId' = ${id}`);
    await house.travel(endsAt);
    expect(refusal(await object(token))).toEqual([410, "recovery.caseOver"]);
    await house.db.query(sql`update jobs set not_before = 'epoch' where kind = 'recovery.end' and payload ->> 'caseId' = ${id}`);
    await house.settle();
    expect([await stateOf(id), await holdsRole(of.left, of.partner)]).toEqual(["granted", true]);
  });

  test("at the same moment as the clock: one of them, never both", async () => {
    for (let round = 0; round < 3; round++) {
      const of = await orphan();
      const { id, endsAt } = await waiting(of);
      const token = await voiceOf(of.contact);
      await house.db.query(sql`update recovery_cases set ends_at = ends_at + interval '1 hour' where id = ${id}`);
      await house.db.query(
        sql`update jobs set payload = payload || jsonb_build_object('endsAt', (select ends_at from recovery_cases where id = ${id})) where kind = 'recovery.end' and payload ->> 'caseId' = ${id}`,
      );
      const [said] = await Promise.all([object(token), house.travel(endsAt)]);
      const holds = await holdsRole(of.left, of.partner);
      expect({ status: said.status, state: await stateOf(id), holds }).toEqual(
        said.status === 200 ? { status: 200, state: "stopped", holds: false } : { status: 410, state: "granted", holds: true },
      );
    }
  });

  test("killed in between, the clock's work is done once and whole", async () => {
    const of = await orphan();
    const { id, endsAt } = await waiting(of);
    await house.db.query(sql`
      create function break_mails() returns trigger language plpgsql as $$ begin raise exception 'cut'; end $$`);
    await house.db.query(
      sql`create trigger cut before insert on mails for each row when (new.template = 'recovery.granted') execute function break_mails()`,
    );
    await house.travel(endsAt);
    expect([await stateOf(id), await holdsRole(of.left, of.partner)]).toEqual(["waiting", false]);
    await house.db.query(sql`drop trigger cut on mails`);
    await house.db.query(sql`update jobs set not_before = 'epoch' where kind = 'recovery.end' and state = 'waiting'`);
    await house.settle();
    expect([await stateOf(id), await holdsRole(of.left, of.partner)]).toEqual(["granted", true]);
    const facts = await house.db.query(sql`select from facts where type = 'recovery.granted' and subject = ${id}`);
    expect(facts).toHaveLength(1);
  });
});

describe("somebody with a mailbox on the proven domain", () => {
  const newcomer = ({ partner }: Orphan, language: "fr" | "en" = "fr") => ({
    email: `maud.riou@${partner.domain}`,
    givenName: "Maud",
    familyName: "Riou",
    language,
  });
  const begin = async (of: Orphan, language?: "fr" | "en") => {
    const body = newcomer(of, language);
    await house.visitor().do("recovery.ask", { body });
    return { ...body, token: await linkIn(body.email, /\/recovery\/([\w-]{20,})/) };
  };

  test("P10 proves it by DNS from the mailbox's link, waits, and becomes a user and global administrator", async () => {
    const of = await orphan();
    const { token, email } = await begin(of, "en");
    const visitor = house.visitor();
    expect(await visitor.do("recovery.request", { token })).toMatchObject({
      company: of.partner.name,
      admins: [],
      record: null,
      busy: false,
    });
    await visitor.do("recovery.startByLink", { token, body: { way: "dns" } });
    const { record } = await visitor.do("recovery.request", { token });
    expect(refusal(await visitor.call("recovery.checkByLink", { token }))).toEqual([409, "recovery.notYet"]);
    dns.zone.set(record!.name, [record!.value]);
    const begun = await visitor.do("recovery.checkByLink", { token });
    expect(begun.state).toBe("waiting");
    expect(refusal(await visitor.call("recovery.checkByLink", { token }))).toEqual([410, "recovery.caseOver"]);
    expect((await house.mailsTo(of.contact))[0]!.subject).toContain("Maud Riou demande à administrer");
    await house.travel(inDays(7, 60));
    expect(await stateOf(begun.id)).toBe("granted");
    const who = await house.db.one<{ roles: string[]; must: boolean }>(sql`
      select m.roles, u.must_change_password as must from users u join members m on m.user_id = u.id where u.email = ${email} and m.account_id = ${of.partner.accountId}`);
    expect(who).toEqual({ roles: ["globalAdmin"], must: true });
    expect((await house.mailsTo(email))[0]!.text).toContain("Forgotten your password?");
  });

  test("gets the same answer and no mail when the domain is no account's, or not proven; a personal address is told", async () => {
    const of = await orphan();
    await house.db.query(sql`update directories set domain_proven_at = null where id = ${of.partner.directoryId}`);
    const body = newcomer(of);
    const [unproven, unknown] = [
      await house.visitor().call("recovery.ask", { body }),
      await house.visitor().call("recovery.ask", { body: { ...body, email: "maud.riou@nowhere-at-all.example" } }),
    ];
    expect([unproven.status, unknown.status]).toEqual([202, 202]);
    expect(unproven.body).toEqual(unknown.body);
    expect(await house.mailsTo(body.email)).toEqual([]);
    const personal = await house.visitor().call("recovery.ask", { body: { ...body, email: "maud@gmail.com" } });
    expect(refusal(personal)).toEqual([422, "people.personalMail"]);
  });

  test("whose access was taken away gets no link", async () => {
    const of = await orphan();
    const body = { ...newcomer(of), email: of.partner.admin.email };
    await house.db.query(sql`update users set state = 'deactivated' where id = ${of.partner.admin.userId}`);
    await house.visitor().do("recovery.ask", { body });
    expect(await house.mailsTo(body.email)).toEqual([]);
  });

  test("has three days for the link; the newest is the only one; a case of somebody else's is in the way", async () => {
    const of = await orphan();
    const first = await begin(of);
    const second = await begin(of);
    const read = (token: string) => house.visitor().call("recovery.request", { token });
    expect(refusal(await read(first.token))).toEqual([404, "recovery.noSuchLink"]);
    await ask(of.left, of);
    expect((await read(second.token)).body).toMatchObject({ busy: true });
    const start = await house.visitor().call("recovery.startByLink", { token: second.token, body: { way: "dns" } });
    expect(refusal(start)).toEqual([409, "recovery.alreadyRunning"]);
    await house.travel(inDays(3, 60));
    expect(refusal(await read(second.token))).toEqual([410, "recovery.linkExpired"]);
  });

  test("who asks for two contacts must name one", async () => {
    const of = await orphan();
    const { token } = await begin(of);
    const start = (namedEmail?: string) =>
      house.visitor().call("recovery.startByLink", { token, body: { way: "contacts", ...(namedEmail && { namedEmail }) } });
    expect(refusal(await start())).toEqual([422, "recovery.namedNeeded"]);
    expect((await start(of.named.email)).body).toMatchObject({
      state: "collecting",
      voices: [{ party: "primaryContact" }, { party: "named" }],
    });
  });
});

test("S-18 the last global administrator is not deleted; when they are gone all the same, the recovery makes another, and the facts say how", async () => {
  const partner = await house.partner();
  const manager = await house.colleague(partner, ["userAdmin"]);
  const named = await house.colleague(partner, []);
  const { accountId, admin } = partner;
  const closed = await manager.call("accounts.deactivateUser", { accountId, userId: admin.userId });
  expect(refusal(closed)).toEqual([409, "accounts.lastGlobalAdmin"]);
  await house.db.query(sql`update users set state = 'deactivated' where id = ${admin.userId}`);
  await house.db.query(sql`update members set state = 'deactivated' where account_id = ${accountId} and user_id = ${admin.userId}`);

  const { id } = (await manager.call("recovery.start", { accountId, body: { namedEmail: named.email } })).body;
  for (const to of [`yann.legoff@${partner.domain}`, named.email]) await confirm(await voiceOf(to));
  await house.travel(inDays(7, 60));
  expect(await holdsRole(manager, partner)).toBe(true);
  const facts = await house.db.query<{ type: string; kind: string }>(
    sql`select type, actor_kind as kind from facts where account_id = ${accountId} and (subject = ${id} or type = 'user.rolesChanged') order by id`,
  );
  expect(facts.map(({ type, kind }) => `${type} ${kind}`)).toEqual([
    "recovery.opened person",
    "recovery.confirmed link",
    "recovery.confirmed link",
    "recovery.waiting link",
    "user.rolesChanged clock",
    "recovery.granted clock",
  ]);
});

describe("the desk", () => {
  test("O15 sees the cases with everything that happened, and stops one with a reason that everybody reads", async () => {
    const of = await orphan();
    const { id } = await waiting(of);
    const lead = await house.staff(["supportLead"], { givenName: "Camille", familyName: "Dervaux" });
    const { items } = await lead.do("recovery.cases", {});
    expect(items.find((each) => each.id === id)).toMatchObject({ company: of.partner.name, state: "waiting", candidate: "Inès Haddad" });
    const shown = await lead.do("recovery.case", { caseId: id });
    expect(shown).toMatchObject({ mayStop: true, admins: [] });
    expect(shown.story.map(({ type }) => type)).toEqual([
      "recovery.waiting",
      "recovery.confirmed",
      "recovery.confirmed",
      "recovery.opened",
    ]);
    expect((await lead.call("recovery.stop", { caseId: id, body: { reason: " " } })).status).toBe(422);
    await lead.do("recovery.stop", { caseId: id, body: { reason: "L’entreprise nous a écrit" } });
    expect((await house.mailsTo(of.contact))[0]!.text).toContain("Camille Dervaux");
    expect(refusal(await lead.call("recovery.stop", { caseId: id, body: { reason: "encore" } }))).toEqual([409, "recovery.caseOver"]);
    await house.travel(inDays(8));
    expect(await holdsRole(of.left, of.partner)).toBe(false);
  });

  test("is shut to a verifier and to partners, and its list is read page by page", async () => {
    const verifier = await house.staff(["verifier"]);
    expect((await verifier.call("recovery.cases", {})).status).toBe(403);
    const lead = await house.staff(["supportLead"]);
    const one = await lead.do("recovery.cases", { show: "all", limit: 2 });
    const two = await lead.do("recovery.cases", { show: "all", limit: 2, cursor: one.nextCursor! });
    expect(new Set([...one.items, ...two.items].map(({ id }) => id)).size).toBe(4);
    expect((await lead.call("recovery.case", { caseId: lead.userId })).status).toBe(404);
  });
});
