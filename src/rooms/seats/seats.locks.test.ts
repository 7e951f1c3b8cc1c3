import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../kit/ids.ts";
import { loadProgramme } from "../../programme/load.ts";
import { inOneTransaction } from "../../server/acts.ts";
import { sql } from "../../server/db.ts";
import type { Colleague } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import type { Owner } from "../../testing/owner.ts";
import { owner as ownerIn } from "../../testing/owner.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start({ networkMonths: 120 });
});
afterAll(() => house.close());

type SeatOwner = Owner & { readonly benefitId: string };

/** A partner with three seats. */
async function owner(options: Parameters<typeof ownerIn>[1] = {}, at: TestHouse = house): Promise<SeatOwner> {
  const partner = await ownerIn(at, options);
  return { ...partner, benefitId: partner.benefit("developerSeats") };
}

const seatsOf = (partner: SeatOwner, who: Colleague = partner.admin) =>
  who.do("seats.list", { accountId: partner.accountId, benefitId: partner.benefitId });
const assign = (partner: SeatOwner, userId: string, who: Colleague = partner.admin, key = newId()) =>
  who.call("seats.assign", { accountId: partner.accountId, benefitId: partner.benefitId, body: { userId } }, { key });

test("F-089 the list of seats counts what is free and what is assigned, and says where they are used", async () => {
  const partner = await owner();
  const list = await seatsOf(partner);
  expect(list).toMatchObject({ capacity: 3, assigned: 0, free: 3, nextCursor: null });
  expect(list.items.map((seat) => seat.state)).toEqual(["free", "free", "free"]);
  const stranger = await house.partner();
  expect((await stranger.admin.call("seats.list", { accountId: partner.accountId, benefitId: partner.benefitId })).status).toBe(404);
  expect((await stranger.admin.call("seats.list", { accountId: stranger.accountId, benefitId: partner.benefitId })).problem.code).toBe(
    "seats.benefitNotFound",
  );
});

test("F-090 assigning a member activates a seat at once, takes one from the count and writes to its holder", async () => {
  const partner = await owner();
  const ines = await house.colleague(partner, ["salesAgent"]);
  const answer = await assign(partner, ines.userId);
  expect([answer.status, answer.body.number, answer.body.holder?.id]).toEqual([201, 1, ines.userId]);
  expect(await seatsOf(partner)).toMatchObject({ assigned: 1, free: 2 });
  const [mail] = await house.mailsTo(ines.email);
  expect(mail?.text).toContain(partner.name);
});

test("F-093 a holder sees their own seat with the way to its portal; a colleague without one sees none", async () => {
  const partner = await owner();
  const ines = await house.colleague(partner, ["salesAgent"]);
  await assign(partner, ines.userId);
  const mine = await ines.do("seats.mine", { accountId: partner.accountId });
  expect(mine.items[0]?.portal?.url).toMatch(/^https:/);
  expect((await partner.admin.do("seats.mine", { accountId: partner.accountId })).items).toEqual([]);
});

test("F-092 three seats go to three people and the fourth is refused with the count; nobody holds two", async () => {
  const partner = await owner();
  const people = await Promise.all([1, 2, 3, 4].map(() => house.colleague(partner, [])));
  for (const person of people.slice(0, 3)) expect((await assign(partner, person.userId)).status).toBe(201);
  const fourth = await assign(partner, people[3]!.userId);
  expect([fourth.status, fourth.problem.code, fourth.problem.detail]).toEqual([
    409,
    "seats.noneLeft",
    "Plus de place libre\u00a0: les 3 sont affectées.",
  ]);
  expect((await seatsOf(partner)).moves.assign).toEqual(fourth.problem.door);
  const twice = await assign(partner, people[0]!.userId);
  expect([twice.status, twice.problem.code]).toEqual([409, "seats.alreadyHolds"]);
});

test("F-094 a seat that is removed is free at once and goes to another person; the ledger keeps both", async () => {
  const partner = await owner();
  const [first, second] = await Promise.all([house.colleague(partner, []), house.colleague(partner, [], { language: "en" })]);
  const seat = (await assign(partner, first.userId)).body;
  expect(await partner.admin.do("seats.release", { accountId: partner.accountId, seatId: seat.id })).toEqual({ free: 3 });
  expect((await assign(partner, second.userId)).body).toMatchObject({ id: seat.id, number: 1 });
  const again = await house.db.query(
    sql`select user_id as "userId", until_at is null as open from seat_holdings where seat_id = ${seat.id} order by from_at, open`,
  );
  expect(again).toEqual([
    { userId: first.userId, open: false },
    { userId: second.userId, open: true },
  ]);
  const free = await partner.admin.call("seats.release", { accountId: partner.accountId, seatId: newId() });
  expect([free.status, free.problem.code]).toEqual([404, "seats.notFound"]);
});

test("F-073 assigning is the global administrator's: others are told the role and who holds it, and see the same before they press", async () => {
  const partner = await owner();
  const agent = await house.colleague(partner, ["partnerAdmin", "userAdmin"]);
  const door = (await seatsOf(partner, agent)).moves.assign;
  const answer = await assign(partner, agent.userId, agent);
  expect(answer.status).toBe(403);
  expect(door.open).toBe(false);
  expect(answer.problem.door).toEqual(door);
  expect(door.open ? [] : door.holders.map((holder) => holder.name)).toEqual(["Maëlle Kermadec"]);
});

test("F-091 whoever is missing from the list is added in user management, whose door the page shows", async () => {
  const partner = await owner();
  const stranger = await house.partner();
  const answer = await assign(partner, stranger.admin.userId);
  expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, "/userId"]);
  expect((await seatsOf(partner)).moves.addUsers).toEqual({ open: true });
  const { items } = await partner.admin.do("seats.candidates", {
    accountId: partner.accountId,
    benefitId: partner.benefitId,
    search: "KERMADEC",
  });
  expect(items.map((person) => person.id)).toEqual([partner.admin.userId]);
});

test("twenty people, one seat left: exactly one gets it, over real connections", async () => {
  const partner = await owner();
  const people = await Promise.all(Array.from({ length: 22 }, () => house.colleague(partner, [])));
  for (const person of people.slice(0, 2)) await assign(partner, person.userId);
  const answers = await Promise.all(people.slice(2).map((person) => assign(partner, person.userId)));
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
  expect(new Set(answers.filter((answer) => answer.status !== 201).map((answer) => answer.problem.code))).toEqual(
    new Set(["seats.noneLeft"]),
  );
  expect(await seatsOf(partner)).toMatchObject({ assigned: 3, free: 0 });
});

test("a double click assigns once and gives the same answer twice; the same key for another person is refused", async () => {
  const partner = await owner();
  const [ines, yann] = await Promise.all([house.colleague(partner, []), house.colleague(partner, [])]);
  const key = newId();
  const [one, two] = await Promise.all([
    assign(partner, ines.userId, partner.admin, key),
    assign(partner, ines.userId, partner.admin, key),
  ]);
  expect([one.status, two.status]).toEqual([201, 201]);
  expect(two.body).toEqual(one.body);
  expect([one.headers.get("idempotency-replayed"), two.headers.get("idempotency-replayed")].filter(Boolean)).toEqual(["true"]);
  expect((await assign(partner, yann.userId, partner.admin, key)).problem.code).toBe("request.keyReused");
  expect(await seatsOf(partner)).toMatchObject({ assigned: 1 });
});

test("removing and assigning at once, again and again, never loses or doubles a seat", async () => {
  const partner = await owner();
  const people = await Promise.all(Array.from({ length: 6 }, () => house.colleague(partner, [])));
  for (let round = 0; round < 4; round++) {
    const { items } = await seatsOf(partner);
    await Promise.all([
      ...items
        .filter((seat) => seat.holder)
        .map((seat) => partner.admin.call("seats.release", { accountId: partner.accountId, seatId: seat.id })),
      ...people.map((person) => assign(partner, person.userId)),
    ]);
    const list = await seatsOf(partner);
    expect(list.items.filter((seat) => seat.state === "assigned")).toHaveLength(list.assigned);
    expect(new Set(list.items.flatMap((seat) => seat.holder?.id ?? [])).size).toBe(list.assigned);
  }
});

test("after the benefit's last day no seat is assigned, and the door says until when it could be", async () => {
  const partner = await owner();
  await house.travel(new Date(Date.parse(house.open.house.clock.now()) + 397 * 86_400_000).toISOString());
  const answer = await assign(partner, partner.admin.userId);
  expect([answer.status, answer.problem.code]).toEqual([409, "seats.ended"]);
  const door = (await seatsOf(partner)).moves.assign;
  expect(door).toEqual(answer.problem.door);
});

test("another company's administrator can neither see, nor give, nor remove a seat, whichever account stands in the path", async () => {
  const [partner, stranger] = await Promise.all([owner(), owner()]);
  const seat = (await assign(partner, partner.admin.userId)).body;
  for (const accountId of [partner.accountId, stranger.accountId]) {
    const mine = { ...stranger, accountId, benefitId: partner.benefitId };
    expect((await assign(mine, stranger.admin.userId, stranger.admin)).status).toBe(404);
    expect((await stranger.admin.call("seats.release", { accountId, seatId: seat.id })).status).toBe(404);
    expect((await stranger.admin.call("seats.candidates", { accountId, benefitId: partner.benefitId, search: "" })).status).toBe(404);
  }
  expect(await seatsOf(partner)).toMatchObject({ assigned: 1 });
});

test("a benefit without seats has none to list or to assign", async () => {
  const partner = await owner();
  const software = { ...partner, benefitId: partner.benefit("software") };
  expect((await seatsOf(partner)).capacity).toBe(3);
  const listed = await partner.admin.call("seats.list", { accountId: partner.accountId, benefitId: software.benefitId });
  expect([listed.status, listed.problem.code]).toEqual([404, "seats.benefitNotFound"]);
  expect((await assign(software, partner.admin.userId)).problem.code).toBe("seats.benefitNotFound");
});

test.each([
  ["nobody", {}, "/userId"],
  ["no id", { userId: "maelle" }, "/userId"],
  ["a field too many", { userId: newId(), role: "globalAdmin" }, "/role"],
])("assigning to %s says what is wrong at its field", async (_, body, pointer) => {
  const partner = await owner();
  const answer = await partner.admin.call("seats.assign", {
    accountId: partner.accountId,
    benefitId: partner.benefitId,
    body: body as { userId: string },
  });
  expect([answer.status, answer.problem.errors?.map((error) => error.pointer)]).toEqual([422, [pointer]]);
});

test("assigning without an Idempotency-Key is refused, because it writes to somebody", async () => {
  const partner = await owner();
  const answer = await partner.admin.send<unknown>(
    "POST",
    `/api/v1/accounts/${partner.accountId}/benefits/${partner.benefitId}/seats`,
    JSON.stringify({ userId: partner.admin.userId }),
    { "content-type": "application/json" },
  );
  expect([answer.status, answer.problem.code]).toEqual([400, "request.idempotencyKey"]);
});

describe("F-091 the people one can choose from", () => {
  const names = async (partner: SeatOwner, search: string, who: Colleague = partner.admin) =>
    (await who.do("seats.candidates", { accountId: partner.accountId, benefitId: partner.benefitId, search })).items.map(
      (person) => person.name,
    );

  test("are found by any part of their name or address, with or without accents, and read as text", async () => {
    const partner = await owner();
    await house.colleague(partner, [], { givenName: "Inès", familyName: "Haddad" });
    await house.colleague(partner, [], { givenName: "Élodie", familyName: "Martin" });
    expect(await names(partner, "ines")).toEqual(["Inès Haddad"]);
    expect(await names(partner, "ÉLODIE M")).toEqual(["Élodie Martin"]);
    expect(await names(partner, "elodie")).toEqual(["Élodie Martin"]);
    expect(await names(partner, partner.domain)).toEqual(["Inès Haddad", "Maëlle Kermadec", "Élodie Martin"]);
    expect(await names(partner, "%")).toEqual([]);
    expect(await names(partner, "_")).toEqual([]);
    expect(await names(partner, "' or true --")).toEqual([]);
  });

  test("are active members without a seat of this benefit", async () => {
    const partner = await owner();
    const ines = await house.colleague(partner, [], { givenName: "Inès", familyName: "Haddad" });
    const gone = await house.colleague(partner, [], { givenName: "Thomas", familyName: "Nguyen" });
    await house.db.query(sql`update members set state = 'deactivated' where user_id = ${gone.userId}`);
    expect(await names(partner, "")).toEqual(["Inès Haddad", "Maëlle Kermadec"]);
    await assign(partner, ines.userId);
    expect(await names(partner, "")).toEqual(["Maëlle Kermadec"]);
    const answer = await assign(partner, gone.userId);
    expect([answer.status, answer.problem.code]).toEqual([409, "seats.userInactive"]);
  });

  test("are shown to those who manage benefits, not to everybody", async () => {
    const partner = await owner();
    const [agent, sales] = await Promise.all([house.colleague(partner, ["adminAgent"]), house.colleague(partner, ["salesAgent"])]);
    expect(await names(partner, "maelle", agent)).toEqual(["Maëlle Kermadec"]);
    expect((await sales.call("seats.candidates", { accountId: partner.accountId, benefitId: partner.benefitId })).status).toBe(403);
  });
});

test("F-092 the door of a full benefit says the number, and assigning answers the same", async () => {
  const partner = await owner({ language: "en" });
  for (let seat = 0; seat < 3; seat++) await assign(partner, (await house.colleague(partner, [])).userId);
  const door = (await seatsOf(partner)).moves.assign;
  const answer = await assign(partner, partner.admin.userId);
  expect(door).toMatchObject({ open: false, text: "No seat left: all 3 are assigned." });
  expect(answer.problem.door).toEqual(door);
});

test("F-089 many seats are read page by page, each once and in their order", async () => {
  const partner = await owner();
  await house.db.query(sql`update entitlements set capacity = 7 where id = ${partner.benefitId}`);
  await house.db.query(sql`delete from seats where entitlement_id = ${partner.benefitId}`);
  await assign(partner, partner.admin.userId);
  const numbers: number[] = [];
  let cursor: string | null = "1";
  while (cursor !== null) {
    const page: Awaited<ReturnType<typeof seatsOf>> = await partner.admin.do("seats.list", {
      accountId: partner.accountId,
      benefitId: partner.benefitId,
      cursor: Number(cursor),
      limit: 3,
    });
    numbers.push(...page.items.map((seat) => seat.number));
    cursor = page.nextCursor;
  }
  expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test("F-094 two who remove the same holder at once free one seat once", async () => {
  const partner = await owner();
  const seat = (await assign(partner, partner.admin.userId)).body;
  const release = () => partner.admin.call("seats.release", { accountId: partner.accountId, seatId: seat.id });
  const answers = await Promise.all([release(), release(), release()]);
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409]);
  expect(answers.find((answer) => answer.status === 409)?.problem.code).toBe("seats.notAssigned");
  expect(await seatsOf(partner)).toMatchObject({ assigned: 0, free: 3 });
});

test("whoever is being deactivated gets no seat: assigning waits for it and then sees it", async () => {
  const partner = await owner();
  const leaver = await house.colleague(partner, []);
  let answer: Promise<Awaited<ReturnType<typeof assign>>> | undefined;
  await house.db.transaction(async (tx) => {
    await tx.query(sql`update members set state = 'deactivated' where user_id = ${leaver.userId}`);
    answer = assign(partner, leaver.userId);
    await expect(Promise.race([answer, new Promise((done) => setTimeout(() => done("waits"), 150))])).resolves.toBe("waits");
  });
  const given = await answer!;
  expect([given.status, given.problem.code]).toEqual([409, "seats.userInactive"]);
});

test("a leaver's seats are free again, with their name in the account's memory; a seat that has gone on to another stays", async () => {
  const partner = await owner();
  const [leaver, heir] = await Promise.all([
    house.colleague(partner, [], { givenName: "Karim", familyName: "Belkacem" }),
    house.colleague(partner, []),
  ]);
  const seat = (await assign(partner, leaver.userId)).body;
  const leave = (userId: string) =>
    inOneTransaction(
      house.open.house,
      () => {},
      { kind: "clock", id: null, name: "" },
      null,
      async (act) => {
        await act.tx.query(sql`update members set state = 'deactivated' where user_id = ${userId}`);
        act.record({ type: "user.deactivated", accountId: partner.accountId, subject: userId });
      },
    );
  await leave(leaver.userId);
  await house.settle();
  expect(await seatsOf(partner)).toMatchObject({ assigned: 0, free: 3 });
  const [fact] = await house.db.query(sql`select data from facts where type = 'seat.released' and subject = ${seat.id}`);
  expect(fact).toMatchObject({ data: { userId: leaver.userId, name: "Karim Belkacem", benefitId: partner.benefitId } });

  await assign(partner, heir.userId);
  await leave(leaver.userId);
  await house.settle();
  expect((await seatsOf(partner)).items[0]?.holder?.id).toBe(heir.userId);
});

test("a leaver's seat that goes to another while it is being freed stays with the other", async () => {
  const partner = await owner();
  const [leaver, heir] = await Promise.all([house.colleague(partner, []), house.colleague(partner, [])]);
  const seat = (await assign(partner, leaver.userId)).body;
  let freeing: Promise<void> | undefined;
  await house.db.transaction(async (tx) => {
    await tx.query(sql`select 1 from entitlements where id = ${partner.benefitId} for update`);
    await inOneTransaction(
      house.open.house,
      () => {},
      { kind: "clock", id: null, name: "" },
      null,
      async (act) => {
        act.record({ type: "user.deactivated", accountId: partner.accountId, subject: leaver.userId });
      },
    );
    freeing = house.settle();
    await new Promise((done) => setTimeout(done, 150));
    await tx.query(sql`update seats set user_id = ${heir.userId} where id = ${seat.id}`);
  });
  await freeing;
  const list = await seatsOf(partner);
  expect([list.assigned, list.items[0]?.holder?.id]).toEqual([1, heir.userId]);
});

test("everybody in the account sees the seats; without the role both doors say who can", async () => {
  const partner = await owner();
  const seat = (await assign(partner, partner.admin.userId)).body;
  const sales = await house.colleague(partner, ["salesAgent"]);
  const list = await seatsOf(partner, sales);
  const release = list.items[0]!.moves.release;
  expect(list.items[0]?.holder?.name).toBe("Maëlle Kermadec");
  expect(release.open ? null : release.holders.map((holder) => holder.name)).toEqual(["Maëlle Kermadec"]);
  const answer = await sales.call("seats.release", { accountId: partner.accountId, seatId: seat.id });
  expect([answer.status, answer.problem.door]).toEqual([403, release]);
});

describe("in a programme with a waiting time between two holders and a strict refund", () => {
  let strict: TestHouse;
  beforeAll(async () => {
    strict = await TestHouse.start({ programme: loadProgramme("src/testing/programme-example") });
  });
  afterAll(() => strict.close());

  test("F-094 a seat passes on 90 days after it was assigned, not before, and the refusal names the day", async () => {
    const partner = await owner({}, strict);
    const seat = (await assign(partner, partner.admin.userId)).body;
    const release = () => partner.admin.call("seats.release", { accountId: partner.accountId, seatId: seat.id });
    const at = Date.parse(strict.open.house.clock.now());
    const early = await release();
    expect([early.status, early.problem.code, early.problem.params?.days]).toEqual([409, "seats.tooSoon", 90]);
    expect(seat.moves.release).toMatchObject({ open: false, text: early.problem.detail });
    await strict.travel(new Date(at + 89 * 86_400_000).toISOString());
    expect((await release()).status).toBe(409);
    await strict.travel(new Date(at + 90 * 86_400_000).toISOString());
    expect((await release()).status).toBe(200);
  });

  test("the first assigned seat ends the right to a refund where the programme's list says so", async () => {
    const partner = await owner({}, strict);
    const refund = async () => (await partner.admin.do("benefits.overview", { accountId: partner.accountId })).sources[0]!.refund;
    expect(await refund()).toMatchObject({ possible: true, used: [] });
    const seat = await assign(partner, partner.admin.userId);
    expect(seat.status).toBe(201);
    expect(await refund()).toMatchObject({ possible: false, used: [{ what: "seatAssigned", on: strict.open.house.clock.today() }] });
  });
});
