import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Endpoint } from "../kit/endpoint.ts";
import { newId } from "../kit/ids.ts";
import { everybodyOf, isAccountPermit, isStaffPermit, roles, staffMay, staffRoles } from "../permissions.ts";
import { contracts } from "../rooms/contracts.ts";
import { givePassword } from "../rooms/people/testing.ts";
import type { Belongings } from "./belongings.ts";
import { belongings } from "./belongings.ts";
import type { Caller } from "./house.ts";
import { TestHouse } from "./house.ts";

/*
 * The stranger walk: every endpoint of the contracts, knocked at by whoever has no business there. Each knock is made twice, at a thing that
 * exists and at one that does not: the two answers must be one answer, and the database must stay as it was. A new endpoint is walked by
 * itself; one that names a thing of a company in a new way fails until `belongings` owns one.
 */
type Door = { readonly name: string; readonly room: string; readonly endpoint: Endpoint };
const doors: Door[] = Object.entries(contracts).flatMap(([room, contract]) =>
  Object.entries(contract as Readonly<Record<string, Endpoint>>).map(([verb, endpoint]) => ({ name: `${room}.${verb}`, room, endpoint })),
);
const accountDoors = doors.filter(({ endpoint }) => isAccountPermit(endpoint.permit));
const officeDoors = doors.filter(({ endpoint }) => isStaffPermit(endpoint.permit));
const ownDoors = doors.filter(({ endpoint }) => endpoint.permit === "me");
const linkDoors = doors.filter(({ endpoint }) => endpoint.permit === "link");
const publicDoors = doors.filter(({ endpoint }) => endpoint.permit === "public");

type Schema = {
  type?: string;
  format?: string;
  pattern?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  minItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
};
const schemaOf = (of: z.ZodType): Schema => z.toJSONSchema(of, { io: "input", unrepresentable: "any" }) as Schema;
const formats: Record<string, string> = {
  uuid: "0190a000-0000-7000-8000-000000000000",
  email: "ronan@kermadec-inconnu.example",
  date: "2030-06-30",
  "date-time": "2030-06-30T09:00:00Z",
};
/** The texts that the patterns of the contracts ask for. */
const texts = ["exemple", "FR", "1234567", "2026-01", "0".repeat(64), "a".repeat(43)];

/** The plainest value that a shape takes. An address is told by its name: its shape says so only after it has been tidied. */
function sample(schema: Schema, named = ""): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (choice) return sample(choice, named);
  if (schema.type === "object")
    return Object.fromEntries((schema.required ?? []).map((name) => [name, sample(schema.properties?.[name] ?? {}, name)]));
  if (schema.type === "array") return schema.minItems ? [sample(schema.items ?? {})] : [];
  if (schema.type === "integer" || schema.type === "number") return Math.max(1, schema.minimum ?? 1);
  if (schema.type === "boolean") return true;
  if (schema.type !== "string") return null;
  const format = schema.format ?? (/email$/i.test(named) ? "email" : "");
  if (formats[format]) return formats[format];
  const fits = (text: string) =>
    text.length >= (schema.minLength ?? 0) &&
    text.length <= (schema.maxLength ?? 1e6) &&
    (schema.pattern === undefined || new RegExp(schema.pattern, "u").test(text));
  return texts.find(fits) ?? "exemple".padEnd(schema.minLength ?? 0, "e");
}

/** The names in an endpoint's address and body that stand for a thing of somebody's, told by their shape. */
const things = ({ endpoint }: Door): string[] =>
  [endpoint.params, endpoint.body]
    .flatMap((of) => (of ? Object.entries(schemaOf(of).properties ?? {}) : []))
    .filter(([name, schema]) => schema.format === "uuid" && name !== "accountId")
    .map(([name]) => name);

type Ids = Readonly<Record<string, string>>;
const idOf = (ids: Ids, { room }: Door, name: string): string => {
  const id = ids[`${room}.${name}`] ?? ids[name];
  if (typeof id !== "string") throw new Error(`no company of this walk owns a ${name} of ${room}: give it one in belongings.ts`);
  return id;
};

/** Knocks with a body that the contract takes; `ids` says which things it names. */
async function knock(caller: Caller, door: Door, ids: Ids, address: Readonly<Record<string, string>> = {}) {
  const { endpoint } = door;
  const fill = (of: z.ZodType | undefined): Record<string, unknown> => {
    if (!of) return {};
    const filled = sample(schemaOf(of)) as Record<string, unknown>;
    for (const name of things(door)) if (name in filled) filled[name] = idOf(ids, door, name);
    return filled;
  };
  const params: Record<string, unknown> = { ...fill(endpoint.params), ...(ids.accountId && { accountId: ids.accountId }), ...address };
  const url = endpoint.path.replace(/\{(\w+)\}/g, (_, part: string) => encodeURIComponent(String(params[part])));
  const query = new URLSearchParams(Object.entries(fill(endpoint.query)).map(([name, value]) => [name, String(value)]));
  let body: BodyInit | undefined;
  if (endpoint.upload) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fill(endpoint.body))) form.set(name, String(value));
    form.set("file", new File(["%PDF-1.4\n"], "piece.pdf"));
    body = form;
  } else if (endpoint.method !== "GET") body = JSON.stringify(fill(endpoint.body));
  const began = performance.now();
  const answer = await caller.send(endpoint.method, query.size > 0 ? `${url}?${query}` : url, body, {
    ...(typeof body === "string" && { "content-type": "application/json" }),
    ...(endpoint.idempotent && { "idempotency-key": newId() }),
  });
  return { answer, ms: performance.now() - began };
}
type Knock = Awaited<ReturnType<typeof knock>>;

/** All that somebody outside can tell apart, without what is another at every request. */
const told = ({ answer }: Knock, asked: Ids = {}): unknown => {
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => !["date", "content-length", "retry-after"].includes(name)));
  let body = JSON.stringify(Buffer.isBuffer(answer.body) ? answer.body.toString("base64") : answer.body);
  const { correlationId } = (answer.problem ?? {}) as { correlationId?: string };
  for (const each of [correlationId, ...Object.values(asked)]) if (each) body = body.replaceAll(each, "…");
  return { status: answer.status, headers, body };
};

/** Ids of the right shape that nobody has. */
const nobodys = (ids: Ids): Ids => Object.fromEntries(Object.keys(ids).map((name) => [name, newId()]));

let house: TestHouse;
let pool: pg.Pool;
let victim: Belongings;
let other: Belongings;
let whole: string;
beforeAll(async () => {
  house = await TestHouse.start({ bell: false });
  pool = new pg.Pool(house.database.connection);
  pool.on("error", () => {});
  [victim, other] = [await belongings(house), await belongings(house)];
  await house.settle();
  // A counter of tries is all that a refused request may leave.
  const { rows } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') and tablename <> 'throttles' order by 1`,
  );
  whole = rows
    .map(({ name }) => `select '${name}' as name, count(*)::int as rows, sum(hashtextextended(t::text, 0)) as sum from ${name} t`)
    .join(" union all ");
});
afterAll(async () => {
  await pool.end();
  await house.close();
});

const everything = async () => (await pool.query<{ name: string }>(whole)).rows;
/** Walks along doors; the work of each must leave the whole database as it was. Looked at room by room, and told with the door where it can be. */
async function along(walked: readonly Door[], work: (door: Door) => Promise<void>): Promise<void> {
  let before = await everything();
  for (const room of new Set(walked.map((door) => door.room))) {
    for (const door of walked.filter((each) => each.room === room)) await work(door);
    const after = await everything();
    expect({ room, database: after }).toEqual({ room, database: before });
    before = after;
  }
}

/** As many strangers as there are roles, all of another company; somebody without a role there; the vendor's staff; somebody of no company. */
async function strangers(): Promise<[string, Caller][]> {
  const company = await house.partner();
  const each: [string, Caller][] = [["all roles", other.partner.admin]];
  for (const role of roles) each.push([role, await house.colleague(company, [role])]);
  each.push(["no role", await house.colleague(company, [])]);
  each.push(["staff", await house.staff(staffRoles)]);
  const loner = { email: `${randomBytes(4).toString("hex")}@seul.example`, givenName: "Nolwenn", familyName: "Seule" };
  each.push(["no company", await house.person({ directoryId: null, ...loner })]);
  return each;
}

/** An answer that takes ten times as long tells as much as another answer would. The quickest of each counts: what is slower is the machine's. */
const sameTime = (here: readonly Knock[], nowhere: readonly Knock[]): boolean => {
  const [one, other] = [here, nowhere].map((all) => Math.max(10, Math.min(...all.map(({ ms }) => ms))));
  return Math.max(one!, other!) < 10 * Math.min(one!, other!);
};

test("the walk knows a body that every contract takes", () => {
  const odd = doors.filter(({ endpoint }) => endpoint.body && !endpoint.body.safeParse(sample(schemaOf(endpoint.body))).success);
  expect(odd.map(({ name }) => name)).toEqual([]);
});

describe("an account of others", () => {
  test("every endpoint answers 404 to every role of another company, to staff and to people of none, as it would for an account that is not there", async () => {
    const callers = await strangers();
    const some = callers.filter(([who]) => ["all roles", "no role", "staff", "no company"].includes(who));
    const visitor = house.visitor();
    await along(accountDoors, async (door) => {
      const absent = nobodys(victim.ids);
      const here = await Promise.all(callers.map(([, each]) => knock(each, door, victim.ids)));
      const nowhere: Knock[] = [];
      const alone: Knock[] = [];
      for (const [, each] of some) {
        nowhere.push(await knock(each, door, absent));
        alone.push(await knock(each, door, victim.ids));
      }
      const answers = new Set(
        [...here.map((one) => told(one, victim.ids)), ...nowhere.map((one) => told(one, absent))].map((one) => JSON.stringify(one)),
      );
      expect([door.name, [...answers].length, here[0]!.answer.status, [...answers][1]]).toEqual([door.name, 1, 404, undefined]);
      expect([door.name, sameTime(alone, nowhere)]).toEqual([door.name, true]);

      const [knocked, vain] = [await knock(visitor, door, victim.ids), await knock(visitor, door, absent)];
      expect([door.name, knocked.answer.status, told(knocked, victim.ids)]).toEqual([door.name, 401, told(vain, absent)]);
    });
  }, 60_000);

  test("a thing of another company is not there, whoever asks for it in an account of their own", async () => {
    const { admin } = other.partner;
    const { ids } = other;
    await along(accountDoors, async (door) => {
      for (const thing of things(door)) {
        const key = ids[`${door.room}.${thing}`] === undefined ? thing : `${door.room}.${thing}`;
        const [theirs, nobody] = [
          { ...ids, [key]: idOf(victim.ids, door, thing) },
          { ...ids, [key]: newId() },
        ];
        const [here, nowhere] = [await knock(admin, door, theirs), await knock(admin, door, nobody)];
        expect({ door: door.name, thing, told: told(here, theirs) }).toEqual({ door: door.name, thing, told: told(nowhere, nobody) });
        expect([door.name, thing, here.answer.status >= 400 && here.answer.status < 500]).toEqual([door.name, thing, true]);
      }
    });
  });

  test("a colleague without any role is told why, and the same whether the thing exists or not", async () => {
    const colleague = await house.colleague(victim.partner, []);
    const closed = accountDoors.filter(({ endpoint }) => everybodyOf(endpoint.permit as never) !== "self");
    await along(closed, async (door) => {
      const absent = { ...nobodys(victim.ids), accountId: victim.partner.accountId };
      const [here, nowhere] = [await knock(colleague, door, victim.ids), await knock(colleague, door, absent)];
      expect([door.name, here.answer.status, told(here, victim.ids)]).toEqual([door.name, 403, told(nowhere, absent)]);
    });
  });
});

test("the office is not there for partners and visitors, and the wrong desk learns nothing of a case", async () => {
  const outside = (await strangers()).filter(([who]) => !who.startsWith("staff"));
  const desks = await Promise.all(staffRoles.map(async (role) => ({ role, caller: await house.staff([role]) })));
  await along(officeDoors, async (door) => {
    const { permit } = door.endpoint;
    if (!isStaffPermit(permit)) return;
    const absent = nobodys(victim.ids);
    const wrong = desks.filter(({ role }) => !staffMay(permit, [role])).map(({ role, caller }) => [role, caller, 403] as const);
    const callers = [["nobody", house.visitor(), 401] as const, ...outside.map(([who, caller]) => [who, caller, 404] as const), ...wrong];
    await Promise.all(
      callers.map(async ([who, caller, status]) => {
        const [here, nowhere] = [await knock(caller, door, victim.ids), await knock(caller, door, absent)];
        expect([door.name, who, here.answer.status, told(here, victim.ids)]).toEqual([door.name, who, status, told(nowhere, absent)]);
      }),
    );
  });
}, 60_000);

test("what is one's own is not there for anybody else, and for nobody without a session", async () => {
  const stranger = other.partner.admin;
  await along(ownDoors, async (door) => {
    const { answer } = await knock(house.visitor(), door, victim.ids);
    expect([door.name, answer.status]).toEqual([door.name, 401]);
    if (things(door).length === 0) return;
    const absent = nobodys(victim.ids);
    const [here, nowhere] = [await knock(stranger, door, victim.ids), await knock(stranger, door, absent)];
    expect([door.name, told(here, victim.ids)]).toEqual([door.name, told(nowhere, absent)]);
    if (door.endpoint.path.includes("{")) expect([door.name, here.answer.status]).toEqual([door.name, 404]);
  });
});

test("a link that nobody was sent opens nothing, whatever is done with it", async () => {
  await along(linkDoors, async (door) => {
    for (const token of [
      "",
      "x",
      "0",
      "../../me",
      randomBytes(32).toString("base64url"),
      `${newId()}.${randomBytes(32).toString("base64url")}`,
    ]) {
      const { answer } = await knock(house.visitor(), door, victim.ids, { token });
      expect([door.name, token, answer.status]).toEqual([door.name, token, 404]);
    }
  });
});

/** What is open to everybody answers this to somebody who gives what the contract takes, and knows nobody. */
const openAnswers: Record<string, number> = {
  "accounts.home": 200,
  "accounts.join": 201,
  "accounts.welcome": 200,
  "agreements.certificate": 200,
  "company.publicSupport": 404,
  "directories.askToJoin": 422,
  "directories.begin": 404,
  "directories.callback": 303,
  "directories.enrol": 422,
  "directories.enrolling": 200,
  "directories.outcome": 404,
  "gateway.tokenise": 422,
  "house.language": 200,
  "house.page": 404,
  "house.shell": 200,
  "listings.choices": 200,
  "listings.find": 200,
  "listings.logo": 404,
  "listings.page": 404,
  "people.createDirectory": 422,
  "people.forgotPassword": 202,
  "people.offerPasskeySignIn": 201,
  "people.passkeySignIn": 422,
  "people.signIn": 422,
  "people.signInHelp": 200,
  "people.signOut": 200,
  "purchasing.hearProvider": 400,
  "recovery.ask": 202,
};

test("what is open to everybody answers as it is written here to somebody who knows nobody", async () => {
  const answers: Record<string, number> = {};
  for (const door of publicDoors) {
    const absent = nobodys(victim.ids);
    const { answer } = await knock(house.visitor(), door, absent);
    answers[door.name] = answer.status;
  }
  expect(answers).toEqual(openAnswers);
});

test("whoever knows an address learns nothing by it from the doors that are open to everybody", async () => {
  const { email } = victim.partner.admin;
  await givePassword(house, victim.partner.admin);
  const unknown = `nolwenn@${randomBytes(4).toString("hex")}.example`;
  const who = { givenName: "Nolwenn", familyName: "Seule", language: "fr" as const };
  const asked = {
    signIn: (address: string) =>
      house.visitor().call("people.signIn", { body: { email: address, password: "une phrase que personne n’a" } }),
    forgotPassword: (address: string) => house.visitor().call("people.forgotPassword", { body: { email: address } }),
    recovery: (address: string) => house.visitor().call("recovery.ask", { body: { ...who, email: address } }),
    provider: (address: string) => house.visitor().call("directories.begin", { body: { company: address } }),
  };
  for (const [name, ask] of Object.entries(asked)) {
    const timed = async (address: string) => {
      const began = performance.now();
      const answer = await ask(address);
      return { answer, ms: performance.now() - began } as Knock;
    };
    const [known, not] = [await timed(email), await timed(unknown)];
    expect([name, told(known, { email })]).toEqual([name, told(not, { unknown })]);
    expect([name, sameTime([known], [not])]).toEqual([name, true]);
  }
});
