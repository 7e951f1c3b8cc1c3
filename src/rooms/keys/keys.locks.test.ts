import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { newId } from "../../kit/ids.ts";
import { sql } from "../../server/db.ts";
import type { Colleague } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import type { Owner } from "../../testing/owner.ts";
import { owner as ownerIn } from "../../testing/owner.ts";

let house: TestHouse;
let desk: Colleague;
let stocked: string[] = [];
beforeAll(async () => {
  house = await TestHouse.start({ networkMonths: 120 });
  desk = await house.staff(["catalogueManager"]);
});
afterAll(() => house.close());

/** The programme's software, in its order: the first gives one key, the second two. */
const softwareOf = (at: number): string => house.open.house.programme.products.filter((product) => product.kind === "software")[at]!.id;

let made = 0;
/** A key that nothing else in the house looks like. */
const freshKey = (): string => {
  made += 1;
  const part = (n: number) => (n * 7919 + made * 104_729).toString(36).toUpperCase().padStart(5, "Q").slice(-5);
  return ["ZX7QJ", part(1), part(2), part(3), part(4)].join("-");
};

/** Exactly so many free keys of a product, whatever was there before. */
async function stock(count: number, product = softwareOf(0)): Promise<string[]> {
  await house.db.query(sql`delete from keys where product_id = ${product} and state = 'free'`);
  const texts = Array.from({ length: count }, freshKey);
  if (count > 0) await desk.do("keys.add", { productId: product, body: { text: texts.join("\n") } });
  return texts;
}
beforeEach(async () => {
  stocked = await stock(4);
});

type KeyOwner = Owner & { readonly benefitId: string };
async function owner(options: Parameters<typeof ownerIn>[1] = {}, at = 0): Promise<KeyOwner> {
  const partner = await ownerIn(house, options);
  return { ...partner, benefitId: partner.benefit("software", at) };
}

const keysOf = (partner: KeyOwner, who: Colleague = partner.admin) =>
  who.do("keys.list", { accountId: partner.accountId, benefitId: partner.benefitId });
const reserve = (partner: KeyOwner, who: Colleague = partner.admin, key = newId()) =>
  who.call("keys.reserve", { accountId: partner.accountId, benefitId: partner.benefitId }, { key });
const confirmed = { confirmRefundLoss: true } as const;
const open = (partner: { accountId: string }, keyId: string, who: Colleague, key = newId()) =>
  who.call("keys.open", { accountId: partner.accountId, keyId, body: confirmed }, { key });
const view = (partner: { accountId: string }, keyId: string, who: Colleague) =>
  who.call("keys.view", { accountId: partner.accountId, keyId });
const giveBack = (partner: { accountId: string }, keyId: string, who: Colleague) =>
  who.call("keys.giveBack", { accountId: partner.accountId, keyId });
const facts = (keyId: string) =>
  house.db.query<{ type: string; who: string; at: string }>(
    sql`select type, actor_name as who, at from facts where subject = ${keyId} order by recorded_at, id`,
  );
const days = (count: number): string => new Date(Date.parse(house.open.house.clock.now()) + count * 86_400_000).toISOString();

/** Everything the database holds, as text: bytes are written in hexadecimal. */
async function dump(): Promise<string> {
  const tables = await house.db.query<{ name: string }>(sql`select tablename as name from pg_tables where schemaname = 'public'`);
  const all: string[] = [];
  for (const { name } of tables) {
    const { rows } = await house.db.pool.query<{ line: string }>(`select t::text as line from ${name} t`);
    all.push(...rows.map((row) => row.line));
  }
  return all.join("\n");
}
/** A text in the shapes in which it could be read: as it is, in hexadecimal, in base64. */
const shapesOf = (text: string): string[] => [
  text,
  Buffer.from(text).toString("hex"),
  Buffer.from(text).toString("base64").replace(/=+$/, ""),
];
const partsOf = (key: string): string[] => [key, ...key.split("-").slice(1)].flatMap(shapesOf);

describe("F-080 getting a key", () => {
  test("F-080 a key is reserved exactly once, sealed, for one benefit, and the count says so", async () => {
    const partner = await owner();
    const answer = await reserve(partner);
    expect([answer.status, answer.body.state, answer.body.reservedBy?.name]).toEqual([201, "reserved", "Maëlle Kermadec"]);
    const list = await keysOf(partner);
    expect(list).toMatchObject({
      capacity: 1,
      used: 1,
      nextCursor: null,
      items: [{ id: answer.body.id, state: "reserved", openedAt: null }],
    });
    const again = await reserve(partner);
    expect([again.status, again.problem.code, again.problem.detail]).toEqual([
      409,
      "keys.noneLeft",
      "La clé de cet avantage est déjà réservée.",
    ]);
    expect(again.problem.door).toEqual(list.moves.reserve);
    expect(await facts(answer.body.id)).toMatchObject([{ type: "key.reserved", who: "Maëlle Kermadec" }]);
  });

  test("F-080 as long as it is sealed no character of it is anywhere: not in a reply, a fact, a log or a mail, nor readable in the database", async () => {
    const logged: unknown[] = [];
    const spies = (["info", "warn", "error"] as const).map((level) =>
      vi.spyOn(house.open.house.log, level).mockImplementation((...said) => void logged.push(said)),
    );
    const [text] = await stock(1);
    const partner = await owner();
    const { accountId, benefitId, admin } = partner;
    const replies = [
      (await reserve(partner)).body,
      await keysOf(partner),
      await admin.do("benefits.overview", { accountId }),
      await admin.do("benefits.list", { accountId, kind: "software" }),
      await admin.do("benefits.detail", { accountId, benefitId }),
      await desk.do("keys.pools", {}),
      (await admin.call("keys.view", { accountId, keyId: (await keysOf(partner)).items[0]!.id })).body,
    ];
    await house.settle();
    for (const spy of spies) spy.mockRestore();
    const everything = [JSON.stringify(replies), JSON.stringify(logged), await dump()].join("\n");
    expect(logged.length).toBeGreaterThan(0);
    for (const part of partsOf(text!)) expect(everything).not.toContain(part);
  });

  test("F-080 once open it is in the one reply that shows it, and still neither in a fact, nor in a log, nor readable in the database", async () => {
    const logged: unknown[] = [];
    const spy = vi.spyOn(house.open.house.log, "info").mockImplementation((...said) => void logged.push(said));
    const [text] = await stock(1);
    const partner = await owner();
    const keyId = (await reserve(partner)).body.id;
    expect((await open(partner, keyId, partner.admin)).body.key).toBe(text);
    expect((await view(partner, keyId, partner.admin)).body.key).toBe(text);
    const list = await keysOf(partner);
    await house.settle();
    spy.mockRestore();
    const everything = [JSON.stringify(list), JSON.stringify(logged), await dump()].join("\n");
    for (const part of partsOf(text!)) expect(everything).not.toContain(part);
  });

  test("F-080 opening asks to be confirmed, shows the key and is recorded with person and time; so is every later showing", async () => {
    const partner = await owner();
    const solene = await house.colleague(partner, ["partnerAdmin"], { givenName: "Solène", familyName: "Prigent" });
    const keyId = (await reserve(partner)).body.id;
    for (const [body, pointer] of [
      [{}, "/confirmRefundLoss"],
      [{ confirmRefundLoss: false }, "/confirmRefundLoss"],
      [{ confirmRefundLoss: "true" }, "/confirmRefundLoss"],
      [{ ...confirmed, quietly: true }, "/quietly"],
    ] as const) {
      const answer = await partner.admin.call("keys.open", {
        accountId: partner.accountId,
        keyId,
        body: body as unknown as typeof confirmed,
      });
      expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, pointer]);
    }
    expect((await keysOf(partner)).items[0]?.state).toBe("reserved");

    const opened = await open(partner, keyId, solene);
    expect([opened.status, stocked.includes(opened.body.key)]).toEqual([200, true]);
    expect(opened.headers.get("cache-control")).toBe("no-store");
    expect((await view(partner, keyId, partner.admin)).body).toEqual(opened.body);
    const told = await facts(keyId);
    expect(told.map(({ type, who }) => [type, who])).toEqual([
      ["key.reserved", "Maëlle Kermadec"],
      ["key.opened", "Solène Prigent"],
      ["key.viewed", "Maëlle Kermadec"],
    ]);
    expect(Math.abs(Date.parse(told[1]!.at) - Date.parse(opened.body.openedAt))).toBeLessThan(5_000);
    expect((await keysOf(partner)).items).toMatchObject([
      { state: "opened", openedBy: { name: "Solène Prigent" }, openedAt: opened.body.openedAt },
    ]);
  });

  test("F-080 an open key is not opened again, a sealed one is not shown, and the doors say both before", async () => {
    const partner = await owner();
    const keyId = (await reserve(partner)).body.id;
    const early = await view(partner, keyId, partner.admin);
    expect([early.status, early.problem.code]).toEqual([409, "keys.stillSealed"]);
    await open(partner, keyId, partner.admin);
    const late = await open(partner, keyId, partner.admin);
    expect([late.status, late.problem.code]).toEqual([409, "keys.alreadyOpened"]);
    expect((await keysOf(partner)).items[0]?.moves.open).toEqual(late.problem.door);
    expect((await facts(keyId)).map((fact) => fact.type)).toEqual(["key.reserved", "key.opened"]);
  });

  test("a double click on reserving reserves one key, and on opening shows the same key once opened", async () => {
    const partner = await owner({}, 1);
    await stock(4, softwareOf(1));
    const one = newId();
    const [first, second] = await Promise.all([reserve(partner, partner.admin, one), reserve(partner, partner.admin, one)]);
    expect([first.status, second.status, second.body.id]).toEqual([201, 201, first.body.id]);
    expect((await keysOf(partner)).used).toBe(1);
    const two = newId();
    const clicks = await Promise.all([open(partner, first.body.id, partner.admin, two), open(partner, first.body.id, partner.admin, two)]);
    expect(clicks.map((click) => click.status)).toEqual([200, 200]);
    expect(clicks[1]!.body).toEqual(clicks[0]!.body);
    expect((await facts(first.body.id)).map((fact) => fact.type)).toEqual(["key.reserved", "key.opened"]);
  });

  test("two people who open one key at once: one opens it, the other is told that it is open", async () => {
    const partner = await owner();
    const other = await house.colleague(partner, ["partnerAdmin"]);
    const keyId = (await reserve(partner)).body.id;
    const answers = await Promise.all([open(partner, keyId, partner.admin), open(partner, keyId, other)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect((await facts(keyId)).filter((fact) => fact.type === "key.opened")).toHaveLength(1);
  });

  test("whoever lost the role sees the key no longer, not even as the answer to their own earlier request", async () => {
    const partner = await owner();
    const solene = await house.colleague(partner, ["partnerAdmin"]);
    const keyId = (await reserve(partner)).body.id;
    const same = newId();
    expect((await open(partner, keyId, solene, same)).status).toBe(200);
    await house.db.query(sql`update members set roles = '{salesAgent}' where user_id = ${solene.userId}`);
    expect((await open(partner, keyId, solene, same)).status).toBe(403);
    expect((await view(partner, keyId, solene)).status).toBe(403);
  });
});

test("the account's activity names the product and the person in the reader's language", async () => {
  const partner = await owner();
  const keyId = (await reserve(partner)).body.id;
  await open(partner, keyId, partner.admin);
  await view(partner, keyId, partner.admin);
  const reader = await house.colleague(partner, ["userAdmin"], { language: "en" });
  const told = async (who: Colleague) =>
    (await who.do("accounts.activity", { accountId: partner.accountId })).items
      .filter((item) => item.type.startsWith("key."))
      .map((item) => [item.text, item.who]);
  expect(await told(partner.admin)).toEqual([
    ["Clé affichée à nouveau\u00a0: Windows 10 Entreprise", "Maëlle Kermadec"],
    ["Clé ouverte\u00a0: Windows 10 Entreprise", "Maëlle Kermadec"],
    ["Clé réservée\u00a0: Windows 10 Entreprise", "Maëlle Kermadec"],
  ]);
  expect((await told(reader))[1]![0]).toBe("Key opened: Windows 10 Enterprise");
});

describe("who may", () => {
  test("P11 a user administrator sees the keys and may neither reserve, open, show nor give back: each refusal names who can", async () => {
    const partner = await owner();
    const keyId = (await reserve(partner)).body.id;
    const agent = await house.colleague(partner, ["userAdmin"]);
    await house.colleague(partner, ["partnerAdmin"], { givenName: "Yann", familyName: "Le Goff" });
    const { items, moves } = await keysOf(partner, agent);
    for (const door of [moves.reserve, items[0]!.moves.open, items[0]!.moves.giveBack])
      expect(door.open ? [] : door.holders.map((holder) => holder.name)).toEqual(["Maëlle Kermadec", "Yann Le Goff"]);
    const answers = await Promise.all([
      reserve(partner, agent),
      open(partner, keyId, agent),
      view(partner, keyId, agent),
      giveBack(partner, keyId, agent),
    ]);
    expect(answers.map((answer) => [answer.status, answer.problem.code])).toEqual(Array(4).fill([403, "door.role"]));
    expect(answers[1]!.problem.door).toEqual(items[0]!.moves.open);
    expect((await facts(keyId)).map((fact) => fact.type)).toEqual(["key.reserved"]);
  });

  test("F-072 a partner administrator who is no global administrator gets and opens keys", async () => {
    const partner = await owner();
    const yann = await house.colleague(partner, ["partnerAdmin"]);
    const answer = await reserve(partner, yann);
    expect([answer.status, (await open(partner, answer.body.id, yann)).status]).toEqual([201, 200]);
  });

  test("a key of another account is not found, whichever account stands in the path", async () => {
    const [partner, stranger] = await Promise.all([owner(), owner()]);
    const keyId = (await reserve(partner)).body.id;
    for (const accountId of [partner.accountId, stranger.accountId]) {
      for (const act of [open, view, giveBack]) expect((await act({ accountId }, keyId, stranger.admin)).status).toBe(404);
      expect((await stranger.admin.call("keys.list", { accountId, benefitId: partner.benefitId })).status).toBe(404);
      expect((await reserve({ ...partner, accountId }, stranger.admin)).status).toBe(404);
    }
    expect((await keysOf(partner)).items).toMatchObject([{ id: keyId, state: "reserved" }]);
  });

  test("a free key of the stock has no account: its id opens nothing", async () => {
    const partner = await owner();
    const [free] = await house.db.query<{ id: string }>(sql`select id from keys where state = 'free' limit 1`);
    for (const act of [open, view, giveBack]) expect((await act(partner, free!.id, partner.admin)).problem.code).toBe("keys.notFound");
  });

  test("a benefit without keys gives none", async () => {
    const partner = await owner();
    const seats = { ...partner, benefitId: partner.benefit("developerSeats") };
    expect((await reserve(seats)).problem.code).toBe("keys.benefitNotFound");
  });

  test("a visitor is asked to sign in, and an id that is none is nothing found", async () => {
    const partner = await owner();
    const url = `/api/v1/accounts/${partner.accountId}/keys`;
    expect((await house.visitor().send("POST", `${url}/${newId()}/viewing`)).status).toBe(401);
    expect((await partner.admin.send("POST", `${url}/not-a-key/viewing`)).status).toBe(404);
  });
});

describe("the right to a refund (handbook C8)", () => {
  const refundOf = async (partner: KeyOwner) => (await keysOf(partner)).refund;

  test("F-080 a sealed key leaves the right as it is; opening one alone ends it, on the same day", async () => {
    const partner = await owner();
    const before = await refundOf(partner);
    expect(before).toMatchObject({ possible: true, daysLeft: 30, used: [] });
    const keyId = (await reserve(partner)).body.id;
    expect(await refundOf(partner)).toEqual(before);
    await open(partner, keyId, partner.admin);
    expect(await refundOf(partner)).toEqual({
      ...before,
      possible: false,
      used: [{ what: "keyOpened", on: house.open.house.clock.today() }],
    });
    await view(partner, keyId, partner.admin);
    expect((await refundOf(partner)).used).toHaveLength(1);
  });

  test("a key that is given back leaves no trace on the right, and serves somebody else", async () => {
    const [text] = await stock(1);
    const [partner, next] = await Promise.all([owner(), owner()]);
    const keyId = (await reserve(partner)).body.id;
    expect((await reserve(next)).problem.code).toBe("keys.stockEmpty");
    expect((await giveBack(partner, keyId, partner.admin)).status).toBe(200);
    expect(await keysOf(partner)).toMatchObject({ used: 0, items: [], moves: { reserve: { open: true } }, refund: { possible: true } });
    expect((await giveBack(partner, keyId, partner.admin)).status).toBe(404);
    const taken = await reserve(next);
    expect((await open(next, taken.body.id, next.admin)).body.key).toBe(text);
    expect((await facts(keyId)).map((fact) => fact.type)).toEqual(["key.reserved", "key.returned", "key.reserved", "key.opened"]);
  });

  test("an open key is not given back", async () => {
    const partner = await owner();
    const keyId = (await reserve(partner)).body.id;
    await open(partner, keyId, partner.admin);
    const answer = await giveBack(partner, keyId, partner.admin);
    expect([answer.status, answer.problem.code]).toEqual([409, "keys.alreadyOpened"]);
    expect((await keysOf(partner)).items[0]?.moves.giveBack).toMatchObject({ open: false, text: answer.problem.detail });
  });

  test("giving back and opening at once: one of the two happens, and the counts are those of what happened", async () => {
    for (let round = 0; round < 4; round++) {
      const partner = await owner();
      const keyId = (await reserve(partner)).body.id;
      const [opening, returning] = await Promise.all([open(partner, keyId, partner.admin), giveBack(partner, keyId, partner.admin)]);
      const [row] = await house.db.query(sql`select used, opened from entitlements where id = ${partner.benefitId}`);
      expect([opening.status, returning.status, row]).toEqual(
        opening.status === 200 ? [200, 409, { used: 1, opened: 1 }] : [404, 200, { used: 0, opened: 0 }],
      );
    }
  });

  test("on day 30 a refund can still be asked for, on day 31 no longer", async () => {
    const partner = await owner();
    await house.travel(days(30));
    expect(await refundOf(partner)).toMatchObject({ possible: true, daysLeft: 0 });
    await house.travel(days(1));
    expect(await refundOf(partner)).toMatchObject({ possible: false, daysLeft: 0, used: [] });
  });

  test("after the benefit's last day no key is reserved, and the sealed ones are back in the stock", async () => {
    const partner = await owner({}, 1);
    await stock(2, softwareOf(1));
    const keyId = (await reserve(partner)).body.id;
    await house.travel(days(397));
    const [more, opening] = [await reserve(partner), await open(partner, keyId, partner.admin)];
    expect([more.problem.code, opening.problem.code]).toEqual(["keys.ended", "keys.notFound"]);
    const list = await keysOf(partner);
    expect([list.used, list.items, list.moves.reserve]).toEqual([0, [], more.problem.door]);
    expect(await house.db.query(sql`select 1 from keys where id = ${keyId} and state = 'free'`)).toHaveLength(1);
  });
});

describe("the stock", () => {
  test("an empty stock is refused in a sentence, and serves again as soon as the desk has added keys", async () => {
    await stock(0);
    const partner = await owner({ language: "en" });
    const before = await keysOf(partner);
    const refused = await reserve(partner);
    expect([refused.status, refused.problem.detail]).toEqual([
      409,
      "The stock of keys for this product is empty. The programme’s team sees it at its desk and refills it; try again later.",
    ]);
    expect(before).toMatchObject({ inStock: false, used: 0 });
    expect(before.moves.reserve).toEqual(refused.problem.door);
    await stock(1);
    expect((await reserve(partner)).status).toBe(201);
  });

  test("twenty people, one key left: exactly one gets it, over real connections", async () => {
    const partner = await owner();
    await stock(1);
    const people = await Promise.all(Array.from({ length: 20 }, () => house.colleague(partner, ["partnerAdmin"])));
    const answers = await Promise.all(people.map((person) => reserve(partner, person)));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(new Set(answers.filter((answer) => answer.status !== 201).map((answer) => answer.problem.code))).toEqual(
      new Set(["keys.noneLeft"]),
    );
    expect((await keysOf(partner)).used).toBe(1);
  });

  test("twenty companies, one key left: exactly one gets it, the others are told that the stock is empty", async () => {
    const companies = await Promise.all(Array.from({ length: 20 }, () => owner()));
    const [text] = await stock(1);
    const answers = await Promise.all(companies.map((company) => reserve(company)));
    const won = answers.findIndex((answer) => answer.status === 201);
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(new Set(answers.filter((answer) => answer.status !== 201).map((answer) => answer.problem.code))).toEqual(
      new Set(["keys.stockEmpty"]),
    );
    expect((await open(companies[won]!, answers[won]!.body.id, companies[won]!.admin)).body.key).toBe(text);
  });

  test("200 claims at once over 16 connections get 200 different keys, and none of them hangs", async () => {
    const partner = await owner();
    const texts = await stock(200);
    const ids = Array.from({ length: 200 }, () => newId());
    await house.db.query(sql`
      insert into entitlements (id, account_id, membership_id, source, product_id, kind, class, quantity, capacity, granted_at, expires_on, usable_until)
      select e.id, g.account_id, membership_id, source, product_id, kind, class, quantity, 1, granted_at, expires_on + e.day::int, usable_until + e.day::int
      from entitlements g, unnest(${ids}::uuid[]) with ordinality as e(id, day) where g.id = ${partner.benefitId}`);
    const answers = await Promise.all(ids.map((benefitId) => reserve({ ...partner, benefitId })));
    expect(answers.map((answer) => answer.status)).toEqual(Array(200).fill(201));
    const opened = await Promise.all(answers.map((answer) => open(partner, answer.body.id, partner.admin)));
    expect(new Set(opened.map((answer) => answer.body.key))).toEqual(new Set(texts));
    const [left] = await house.db.query(sql`select count(*)::int as free from keys where product_id = ${softwareOf(0)} and state = 'free'`);
    expect(left).toEqual({ free: 0 });
  });

  test("200 requests for one benefit's only key wait for one another and all get an answer", async () => {
    const partner = await owner();
    const answers = await Promise.all(Array.from({ length: 200 }, () => reserve(partner)));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 409)).toHaveLength(199);
  });

  test("a claim waits for the last key when another may give it up", async () => {
    const [text] = await stock(1);
    const partner = await owner();
    let answer: ReturnType<typeof reserve> | undefined;
    await house.db.transaction(async (tx) => {
      await tx.query(sql`select 1 from keys where product_id = ${softwareOf(0)} and state = 'free' for update`);
      answer = reserve(partner);
      await expect(Promise.race([answer, new Promise((done) => setTimeout(() => done("waits"), 150))])).resolves.toBe("waits");
    });
    const given = await answer!;
    expect((await open(partner, given.body.id, partner.admin)).body.key).toBe(text);
  });

  test("a benefit of two gives two keys and refuses the third with the number; page by page each is listed once", async () => {
    const partner = await owner({}, 1);
    await stock(3, softwareOf(1));
    const [one, two, three] = [await reserve(partner), await reserve(partner), await reserve(partner)];
    expect([three.status, three.problem.detail]).toEqual([409, "Les 2 clés de cet avantage sont déjà réservées."]);
    const first = await partner.admin.do("keys.list", { accountId: partner.accountId, benefitId: partner.benefitId, limit: 1 });
    const second = await partner.admin.do("keys.list", {
      accountId: partner.accountId,
      benefitId: partner.benefitId,
      limit: 1,
      cursor: first.nextCursor!,
    });
    expect([first.items[0]?.id, second.items[0]?.id, second.nextCursor].sort()).toEqual([one.body.id, two.body.id, null].sort());
  });
});

describe("what was changed behind the house's back", () => {
  test.each([
    [
      "one byte",
      (id: string) =>
        sql`update keys set sealed = set_byte(sealed, length(sealed) - 1, (get_byte(sealed, length(sealed) - 1) + 1) % 256) where id = ${id}`,
    ],
    [
      "another key's seal",
      (id: string) => sql`update keys set sealed = (select sealed from keys where id <> ${id} limit 1) where id = ${id}`,
    ],
    ["nothing left", (id: string) => sql`update keys set sealed = ''::bytea where id = ${id}`],
  ])("a sealed key with %s opens nothing, says nothing and changes nothing", async (_, tamper) => {
    const error = vi.spyOn(house.open.house.log, "error").mockImplementation(() => {});
    const partner = await owner();
    const keyId = (await reserve(partner)).body.id;
    await house.db.query(tamper(keyId));
    const answer = await open(partner, keyId, partner.admin);
    const said = JSON.stringify([answer.body, error.mock.calls]);
    error.mockRestore();
    expect([answer.status, answer.problem.code]).toEqual([500, "house.error"]);
    for (const text of stocked) expect(said).not.toContain(text);
    expect(await keysOf(partner)).toMatchObject({ items: [{ state: "reserved" }], refund: { possible: true, used: [] } });
    expect((await facts(keyId)).map((fact) => fact.type)).toEqual(["key.reserved"]);
  });
});
