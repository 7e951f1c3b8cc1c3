import { readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { permissionsOf } from "../../tools/generate/permissions.ts";
import { schemaOf } from "../../tools/generate/schema.ts";
import type { Endpoint } from "../kit/endpoint.ts";
import { newId } from "../kit/ids.ts";
import type { Machine } from "../kit/machine.ts";
import { isAccountPermit, isStaffPermit, permits, roles, staffMay, staffRoles } from "../permissions.ts";
import { rooms } from "../rooms/all.ts";
import { sql } from "../server/db.ts";
import { describe as describeApi } from "../server/openapi.ts";
import type { DoorView } from "../wire.ts";
import type { Caller, PartnerOptions } from "./house.ts";
import { TestHouse } from "./house.ts";

const root = path.resolve(import.meta.dirname, "../..");
const endpoints: [string, Endpoint][] = rooms.flatMap((room) =>
  Object.entries(room.contract).map(([name, endpoint]): [string, Endpoint] => [`${room.name}.${name}`, endpoint]),
);

/** Knocks at an endpoint with ids that nobody has and an empty body: only the guard's answer is of interest. */
const knock = (caller: Caller, endpoint: Endpoint, accountId = newId()) => {
  const url = endpoint.path.replace("{accountId}", accountId).replace(/\{\w+\}/g, () => newId());
  const body = endpoint.method === "GET" ? undefined : "{}";
  return caller.send(endpoint.method, url, body, { ...(body && { "content-type": "application/json" }), "idempotency-key": newId() });
};

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

describe("role × endpoint × state: what a closed button says is what the door answers", () => {
  const states: PartnerOptions[] = [
    { signed: false, setupDone: false, verification: "pending" },
    { signed: true, setupDone: false, verification: "pending" },
    { signed: true, setupDone: true, verification: "pending" },
    { signed: true, setupDone: true, verification: "actionNeeded" },
    { signed: true, setupDone: true, verification: "rejected" },
    { signed: true, setupDone: false, verification: "authorized" },
    { signed: true, setupDone: true, verification: "authorized" },
    { signed: true, setupDone: true, verification: "authorized", overdue: true },
  ];
  const accountEndpoints = endpoints.filter(([, endpoint]) => isAccountPermit(endpoint.permit));

  test.each(states)(
    "signed $signed, set up $setupDone, verification $verification, agreement overdue $overdue",
    async (state) => {
      const partner = await house.partner(state);
      for (const held of [[], ...roles.map((role) => [role])]) {
        const reader = await house.colleague(partner, held);
        const { doors } = await reader.do("house.doors", { accountId: partner.accountId });
        for (const [name, endpoint] of accountEndpoints) {
          const told: DoorView = doors[endpoint.permit]!;
          const answer = await knock(reader, endpoint, partner.accountId);
          const closed = String(answer.problem?.code ?? "").startsWith("door.");
          expect({ name, held, closed }).toEqual({ name, held, closed: !told.open });
          if (closed)
            expect({ name, held, door: answer.problem.door, status: answer.status }).toEqual({
              name,
              held,
              door: told,
              status: ["door.role", "door.anyRole"].includes(answer.problem.code) ? 403 : 409,
            });
        }
      }
    },
    120_000,
  );
});

test("a stranger learns nothing: every account endpoint answers 404 to a member of another company, and 401 to nobody", async () => {
  const partner = await house.partner();
  const stranger = (await house.partner()).admin;
  for (const [name, endpoint] of endpoints.filter(([, each]) => isAccountPermit(each.permit))) {
    expect([name, (await knock(stranger, endpoint, partner.accountId)).status]).toEqual([name, 404]);
    expect([name, (await knock(house.visitor(), endpoint, partner.accountId)).status]).toEqual([name, 401]);
    expect([name, (await knock(stranger, endpoint, "not-an-id")).status]).toEqual([name, 404]);
  }
});

test("the office is shut to partners, and opens to each member of staff exactly what the table says", async () => {
  const partner = await house.partner();
  const office = endpoints.filter(([, each]) => isStaffPermit(each.permit));
  for (const [name, endpoint] of office) expect([name, (await knock(partner.admin, endpoint)).status]).toEqual([name, 404]);
  for (const role of staffRoles) {
    const person = await house.staff([role]);
    for (const [name, endpoint] of office) {
      if (!isStaffPermit(endpoint.permit)) continue;
      const answer = await knock(person, endpoint);
      expect([name, role, answer.problem?.code === "staff.closed"]).toEqual([name, role, !staffMay(endpoint.permit, [role])]);
    }
  }
});

test("what only this machine may ask is not there behind a proxy or under another name", async () => {
  for (const [name, endpoint] of endpoints.filter(([, each]) => each.permit === "loopback" && each.method === "GET")) {
    const forwarded = await house.visitor().send("GET", endpoint.path, undefined, { "x-forwarded-for": "127.0.0.1" });
    expect([name, forwarded.status]).toEqual([name, 404]);
  }
});

test("every permit of the table guards something, and none is printed whose room does not stand", () => {
  const used = new Set(endpoints.map(([, endpoint]) => endpoint.permit));
  expect(Object.keys(permits).filter((permit) => !used.has(permit as never))).toEqual([]);
});

test("two endpoints never share a method and a path, and a POST that hands out, charges or mails asks for a key", () => {
  const seen = endpoints.map(([, endpoint]) => `${endpoint.method} ${endpoint.path.replace(/\{\w+\}/g, "{}")}`);
  expect(seen.filter((each, index) => seen.indexOf(each) !== index)).toEqual([]);
});

test("the states of every machine are the states that its table accepts", async () => {
  const found = import.meta.glob<Record<string, unknown>>("../rooms/*/*rules.ts", { eager: true });
  const machines = Object.values(found)
    .flatMap((module) => Object.values(module))
    .filter(
      (value): value is Machine<string, string> =>
        typeof value === "object" && value !== null && "moves" in value && "initial" in value && "legal" in value,
    );
  expect(machines.length).toBeGreaterThan(2);
  const checks = await house.db.query<{ name: string; text: string }>(
    sql`select conname as name, pg_get_constraintdef(oid) as text from pg_constraint where contype = 'c'`,
  );
  for (const machine of machines) {
    const snake = machine.name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const check = checks.find((each) => each.name === `${snake}_state_is_known`);
    const states = [...(check?.text ?? "").matchAll(/'(\w+)'::text/g)].map((match) => match[1]!);
    expect({ machine: machine.name, states: states.sort() }).toEqual({ machine: machine.name, states: [...machine.states].sort() });
  }
});

test("openapi.json in the repository is what the contracts say", () => {
  expect(JSON.parse(readFileSync(path.join(root, "openapi.json"), "utf8"))).toEqual(JSON.parse(JSON.stringify(describeApi(rooms))));
});

test("permissions.md in the repository is what the permissions table and the contracts say: role × endpoint, and who gives which role", () => {
  expect(readFileSync(path.join(root, "permissions.md"), "utf8")).toBe(permissionsOf(rooms));
});

test("schema.sql in the repository is what the migrations make", async () => {
  const pool = new pg.Pool(house.database.connection);
  pool.on("error", () => {});
  const made = await schemaOf(pool);
  await pool.end();
  expect(made).toBe(readFileSync(path.join(root, "schema.sql"), "utf8"));
});
