import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../kit/ids.ts";
import { kindOf, noticeKinds, refusableKinds } from "../../kit/notices.ts";
import { actInside } from "../../server/acts.ts";
import { sql } from "../../server/db.ts";
import { write } from "../../server/post.ts";
import type { Colleague, Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start({ bell: false });
});
afterAll(() => house.close());

type Letter = { to: string; template?: string; accountId?: string; url?: string; subject?: string };
/** What any room does: a mail in the act's own transaction. */
const post = (letter: Letter, after: () => void = () => {}) =>
  house.db.transaction((tx) =>
    actInside(house.open.house, tx, async (act) => {
      const { to, template = "N4.authorized", accountId, url, subject = `Sujet ${newId().slice(-6)}` } = letter;
      act.post(
        write(act.house, {
          template,
          to,
          accountId,
          lang: "fr",
          subject,
          heading: "Titre",
          paragraphs: ["Texte."],
          ...(url && { action: { label: "Ouvrir", url: act.house.url + url } }),
          footer: "Pied.",
        }),
      );
      after();
    }),
  );
const listOf = (who: Colleague, accountId: string, more: object = {}) => who.do("people.notices", { accountId, ...more });
const unreadIn = async (who: Colleague, accountId: string) =>
  (await who.do("house.shell", {})).me!.accounts.find(({ id }) => id === accountId)!.unread;
const elsewhere = (partner: Partner) => `boite.${newId().slice(-6)}@${partner.domain}`;
const tokenIn = (text: string, path: string) => new RegExp(`/${path}/([\\w.-]+)`).exec(text)![1]!;
const askFor = (who: Colleague, email: string) => who.call("people.askNoticeAddress", { body: { email } });
const confirm = (token: string) => house.visitor().call("people.confirmNoticeAddress", { token });

describe("P3 the list of what was written", () => {
  test("P3 every mail to a member leaves its subject and its page, whatever becomes of the mail; never its body, never a link that opens by itself", async () => {
    const partner = await house.partner();
    const { accountId, admin } = partner;
    await post({ to: admin.email, accountId, url: `/a/${accountId}/settings/verification`, subject: "Votre compte est autorisé" });
    await post({ to: admin.email, template: "N14.passwordReset", url: "/password/reset/secret-token", subject: "Nouveau mot de passe" });
    const { items, unread } = await listOf(admin, accountId);

    expect(unread).toBe(2);
    expect(items.map(({ subject, link, kind }) => [subject, link, kind])).toEqual([
      ["Nouveau mot de passe", null, "security"],
      ["Votre compte est autorisé", `/a/${accountId}/settings/verification`, "account"],
    ]);
    const [row] = await house.db.query<{ text: string }>(
      sql`select string_agg(notices::text, ' ') as text from notices where user_id = ${admin.userId}`,
    );
    expect(row!.text).not.toContain("secret-token");
    expect(row!.text).not.toContain("Texte.");
  });

  test("P3 no copy for an address that is nobody's, for a company's mail to somebody who is not in it, or for somebody who has left", async () => {
    const [partner, other] = [await house.partner(), await house.partner()];
    const left = await house.colleague(partner, ["salesAgent"]);
    await house.db.query(sql`update members set state = 'deactivated' where user_id = ${left.userId}`);
    await post({ to: `contact@${partner.domain}`, accountId: partner.accountId });
    await post({ to: other.admin.email, accountId: partner.accountId });
    await post({ to: left.email, accountId: partner.accountId });
    expect(await house.db.query(sql`select 1 from notices where account_id = ${partner.accountId}`)).toEqual([]);
    expect(await house.mailsTo(left.email)).toHaveLength(1);
  });

  test("P3 the copy is in the transaction of the mail: what is taken back leaves neither", async () => {
    const { accountId, admin } = await house.partner();
    const failing = () => {
      throw new Error("the act fails at its end");
    };
    await expect(post({ to: admin.email, accountId }, failing)).rejects.toThrow("the act fails");
    expect((await listOf(admin, accountId)).items).toEqual([]);
    expect(await house.mailsTo(admin.email)).toEqual([]);
  });

  test("P3 one account shows nothing of another, the bell counts what waits in each, and nobody reads for somebody else", async () => {
    const [partner, second] = [await house.partner(), await house.partner()];
    const { admin } = partner;
    await house.db.query(
      sql`insert into members (account_id, user_id, roles, since) values (${second.accountId}, ${admin.userId}, '{salesAgent}', now())`,
    );
    await post({ to: admin.email, accountId: partner.accountId, subject: "Du premier compte" });
    await post({ to: admin.email, accountId: second.accountId, subject: "Du second compte" });
    await post({ to: admin.email, template: "N14.passwordChanged", subject: "De moi seule" });

    const subjects = async (accountId: string) => (await listOf(admin, accountId)).items.map(({ subject }) => subject);
    expect(await subjects(partner.accountId)).toEqual(["De moi seule", "Du premier compte"]);
    expect(await subjects(second.accountId)).toEqual(["De moi seule", "Du second compte"]);
    expect([await unreadIn(admin, partner.accountId), await unreadIn(admin, second.accountId)]).toEqual([2, 2]);

    const [own] = (await listOf(admin, partner.accountId)).items;
    const stranger = second.admin;
    expect((await stranger.call("people.readNotice", { noticeId: own!.id })).status).toBe(404);
    expect((await listOf(stranger, partner.accountId)).items).toEqual([]);
    expect((await stranger.do("people.readNotices", { body: { accountId: partner.accountId, newest: own!.id } })).read).toBe(0);
    expect((await house.visitor().call("people.notices", { accountId: partner.accountId })).status).toBe(401);
    await admin.do("people.readNotice", { noticeId: own!.id });
    await admin.do("people.readNotice", { noticeId: own!.id });
    expect([await unreadIn(admin, partner.accountId), await unreadIn(admin, second.accountId)]).toEqual([1, 1]);
  });

  test("P3 marking everything read leaves what came after the newest that was seen; pages do not lose or repeat a message", async () => {
    const { accountId, admin } = await house.partner();
    for (let n = 1; n <= 5; n++) await post({ to: admin.email, accountId, subject: `Message ${n}` });
    const first = await listOf(admin, accountId, { limit: 2 });
    await post({ to: admin.email, accountId, subject: "Message 6" });
    const second = await listOf(admin, accountId, { limit: 2, cursor: first.nextCursor! });
    const third = await listOf(admin, accountId, { limit: 2, cursor: second.nextCursor! });
    expect([...first.items, ...second.items, ...third.items].map(({ subject }) => subject)).toEqual(
      [5, 4, 3, 2, 1].map((n) => `Message ${n}`),
    );
    expect(third.nextCursor).toBeNull();

    const { read } = await admin.do("people.readNotices", { body: { accountId, newest: first.items[0]!.id } });
    expect(read).toBe(5);
    expect((await listOf(admin, accountId, { unread: "true" })).items.map(({ subject }) => subject)).toEqual(["Message 6"]);
    expect((await admin.call("people.notices", { accountId, cursor: "not-an-id" })).status).toBe(400);
  });
});

describe("G-049 the address", () => {
  test("G-049 P3 mails go to another address once its owner has opened the link; security stays where one signs in, and is told", async () => {
    const partner = await house.partner();
    const { accountId, admin } = partner;
    const address = elsewhere(partner);
    expect((await askFor(admin, address)).status).toBe(202);
    await post({ to: admin.email, accountId, subject: "Avant" });
    const [asking] = await house.mailsTo(address);
    const token = tokenIn(asking!.text, "notices/confirm");

    // Looking confirms nothing: mail filters look too.
    expect(await house.visitor().do("people.noticeAddress", { token })).toMatchObject({ address });
    expect(await admin.do("people.noticePreferences", {})).toMatchObject({ address: null, asked: { address }, signIn: admin.email });
    expect((await confirm(token)).body).toEqual({ address });
    await post({ to: admin.email, accountId, subject: "Après" });
    await post({ to: admin.email, template: "N14.passwordChanged", subject: "Mot de passe changé" });

    expect((await house.mailsTo(address)).map(({ subject }) => subject)).toEqual(["Après", asking!.subject]);
    expect((await house.mailsTo(admin.email)).map(({ subject }) => subject)).toEqual([
      "Mot de passe changé",
      "Vos notifications partent à une autre adresse",
      "Avant",
    ]);
    expect(await admin.do("people.noticePreferences", {})).toMatchObject({ address, asked: null });
    expect((await listOf(admin, accountId)).items.map(({ subject }) => subject)).toContain("Après");

    await admin.do("people.dropNoticeAddress", {});
    await post({ to: admin.email, accountId, subject: "De retour" });
    expect((await house.mailsTo(admin.email))[0]!.subject).toBe("De retour");
  });

  test("G-049 a link that was used, replaced, made up or left for three days opens nothing, and nothing changes by it", async () => {
    const partner = await house.partner({ language: "en" });
    const { admin } = partner;
    const [one, two, late] = [elsewhere(partner), elsewhere(partner), elsewhere(partner)];
    await askFor(admin, one);
    const replaced = tokenIn((await house.mailsTo(one))[0]!.text, "notices/confirm");
    await askFor(admin, two);
    const good = tokenIn((await house.mailsTo(two))[0]!.text, "notices/confirm");
    expect((await confirm(replaced)).status).toBe(404);
    const both = await Promise.all([confirm(good), confirm(good)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404]);
    expect((await confirm("made-up")).status).toBe(404);

    await askFor(admin, late);
    const old = tokenIn((await house.mailsTo(late))[0]!.text, "notices/confirm");
    await house.travel(new Date(Date.parse(house.open.house.clock.now()) + 73 * 3_600_000).toISOString().replace(/\.\d+Z$/, "Z"));
    const expired = await confirm(old);
    expect([expired.status, expired.problem.code]).toEqual([410, "people.linkExpired"]);
    expect((await admin.do("people.noticePreferences", {})).address).toBe(two);
  });

  test("G-049 bad addresses are refused at the field; the one in use too; and nobody makes the house write to many", async () => {
    const partner = await house.partner();
    const { admin } = partner;
    for (const [email, code] of [
      ["maelle@gmail.com", "people.personalMail"],
      [`info@${partner.domain}`, "people.sharedMailbox"],
      [admin.email, "people.noticeAddressSame"],
      ["a@b.example\r\nBcc: x@y.example", "field.email"],
      ["nothing", "field.email"],
    ] as const) {
      const answer = await askFor(admin, email);
      expect([email, answer.status, answer.problem.errors?.[0]?.code, answer.problem.errors?.[0]?.pointer]).toEqual([
        email,
        422,
        code,
        "/email",
      ]);
    }
    const statuses: number[] = [];
    for (let n = 0; n < 6; n++) statuses.push((await askFor(admin, elsewhere(partner))).status);
    expect(statuses).toEqual([202, 202, 202, 202, 202, 429]);
    expect((await house.visitor().call("people.askNoticeAddress", { body: { email: "a@b.example" } })).status).toBe(401);
  });
});

describe("G-049 the kinds", () => {
  test("G-049 what is refused is listed and not mailed; what must be known cannot be refused", async () => {
    const { accountId, admin } = await house.partner();
    await admin.do("people.setNoticeKinds", { body: { refused: ["benefits"] } });
    await post({ to: admin.email, accountId, template: "seat.assigned", subject: "Une place est à vous" });
    await post({ to: admin.email, accountId, template: "N6.orderConfirmed", subject: "Commande confirmée" });

    expect((await house.mailsTo(admin.email)).map(({ subject }) => subject)).toEqual(["Commande confirmée"]);
    expect((await listOf(admin, accountId)).items.map(({ subject }) => subject)).toEqual(["Commande confirmée", "Une place est à vous"]);
    const { kinds } = await admin.do("people.noticePreferences", {});
    expect(kinds.filter(({ mailed }) => !mailed).map(({ kind }) => kind)).toEqual(["benefits"]);
    expect(kinds.filter(({ refusable }) => refusable).map(({ kind }) => kind)).toEqual([...refusableKinds]);
    for (const refused of [["security"], ["account"], ["nothing"], "benefits"]) {
      const answer = await admin.call("people.setNoticeKinds", { body: { refused } } as never);
      expect([refused, answer.status]).toEqual([refused, 422]);
    }
    await expect(
      house.db.query(sql`update notice_settings set refused = '{security}' where user_id = ${admin.userId}`),
    ).rejects.toMatchObject({ constraint: "only_these_may_be_refused" });
    await admin.do("people.setNoticeKinds", { body: { refused: [] } });
    await post({ to: admin.email, accountId, template: "seat.assigned", subject: "Une autre place" });
    expect((await house.mailsTo(admin.email))[0]!.subject).toBe("Une autre place");
  });

  test("G-049 one press at the foot of a reminder ends reminders (RFC 8058), as often as it is sent; looking ends nothing; other mails carry no such link", async () => {
    const { accountId, admin } = await house.partner();
    await post({ to: admin.email, accountId, template: "N22.reminder", subject: "Rappel" });
    await post({ to: admin.email, accountId, template: "N22.lastDay", subject: "Dernier jour" });
    const [lastDay, reminder] = await house.mailsTo(admin.email);
    expect(lastDay!.text).not.toContain("/unsubscribe/");
    const token = tokenIn(reminder!.text, "unsubscribe");
    const press = (name: string) =>
      house.visitor().send("POST", `/api/v1/unsubscribe/${name}`, "List-Unsubscribe=One-Click", {
        "content-type": "application/x-www-form-urlencoded",
      });

    expect(await house.visitor().do("people.unsubscription", { token })).toEqual({ kind: "reminders", refused: false });
    expect((await admin.do("people.noticePreferences", {})).kinds.every(({ mailed }) => mailed)).toBe(true);
    await post({ to: admin.email, accountId, template: "N22.reminder", subject: "Un autre rappel" });
    const another = tokenIn((await house.mailsTo(admin.email))[0]!.text, "unsubscribe");
    const [name, proof] = [another.split(".")[0], token.split(".")[1]];
    const forged = [(await press(`${newId()}.${proof}`)).status, (await press(`${name}.${proof}`)).status];
    expect([...forged, (await press("x")).status, (await press(`${token}x`)).status]).toEqual([404, 404, 404, 404]);
    expect([(await press(token)).status, (await press(token)).status]).toEqual([200, 200]);
    await post({ to: admin.email, accountId, template: "N22.reminder", subject: "Encore un rappel" });
    expect((await house.mailsTo(admin.email)).map(({ subject }) => subject)).toEqual(["Un autre rappel", "Dernier jour", "Rappel"]);
    expect((await listOf(admin, accountId)).items[0]!.subject).toBe("Encore un rappel");
    // A form posted anywhere else is not read.
    const elsewhereForm = await admin.send("POST", "/api/v1/me/notice-address", "email=a%40b.example", {
      "content-type": "application/x-www-form-urlencoded",
      "idempotency-key": newId(),
    });
    expect(elsewhereForm.status).toBe(415);
  });

  test("every kind is one that the table knows, and every template has one", async () => {
    const [check] = await house.db.query<{ text: string }>(
      sql`select pg_get_constraintdef(oid) as text from pg_constraint where conname = 'notice_kind_is_known'`,
    );
    expect([...check!.text.matchAll(/'(\w+)'::text/g)].map((match) => match[1])).toEqual([...noticeKinds]);
    expect(
      [
        "N1.confirmEmail",
        "N14.passwordReset",
        "N22.reminder",
        "N22.lastDay",
        "N22.signatureRequested",
        "seat.assigned",
        "N6.orderConfirmed",
      ].map(kindOf),
    ).toEqual(["security", "security", "reminders", "account", "account", "benefits", "orders"]);
  });
});
