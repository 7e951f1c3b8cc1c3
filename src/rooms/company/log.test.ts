import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../kit/ids.ts";
import { sql } from "../../server/db.ts";
import type { Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { locationOf } from "./testing.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

/** Facts as they would stand after days of work. */
const remember = ({ accountId }: Partner, facts: { at: string; type: string; name?: string; by?: string; kind?: string }[]) =>
  Promise.all(
    facts.map(({ at, type, name = "Inès Haddad", by = "Maëlle Kermadec", kind = "person" }) =>
      house.db.query(sql`
        insert into facts (id, type, account_id, actor_kind, actor_name, data, at, recorded_at)
        values (${newId()}, ${type}, ${accountId}, ${kind}, ${by}, ${JSON.stringify({ name })}::jsonb, ${at}::timestamptz, ${at}::timestamptz)`),
    ),
  );

/** The records of a CSV text, as RFC 4180 reads them. */
const recordsOf = (text: string): string[][] =>
  text
    .split("\r\n")
    .filter(Boolean)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ""),
    );

test("G-046 the journal says when, about what, what and who, newest first, and marks what the vendor's team did", async () => {
  const partner = await house.partner();
  const { admin, accountId } = partner;
  await admin.do("company.addLocation", { accountId, body: locationOf("Kermadec Brest") });
  const { id } = await admin.do("company.addLocation", { accountId, body: locationOf("Kermadec Quimper") });
  const desk = await house.staff(["platformAdmin"]);
  await desk.do("company.removeLocation", { locationId: id, body: { reason: "site closed" } });

  const { items, mostDays } = await admin.do("company.activityLog", { accountId });

  expect(mostDays).toBe(90);
  expect(items[0]).toMatchObject({ subject: "locations", who: "notre équipe", side: "ours" });
  expect(items[0]!.action).toContain("Kermadec Quimper");
  expect(JSON.stringify(items)).not.toContain("Dervaux");
  expect(items[1]).toMatchObject({ who: "Maëlle Kermadec", side: "partner", at: expect.stringMatching(/Z$/) });
});

test("G-046 days, person, subject and side narrow the journal; both ends of the period are of it, in the house's zone", async () => {
  const partner = await house.partner();
  const { admin, accountId } = partner;
  await remember(partner, [
    { at: "2026-01-31T22:59:59Z", type: "user.added", name: "before the first day" },
    { at: "2026-01-31T23:00:00Z", type: "user.added", name: "first minute of 1 February in Paris" },
    { at: "2026-02-10T12:00:00Z", type: "seat.assigned", by: "Solène Prigent" },
    { at: "2026-02-28T22:59:59Z", type: "user.added", name: "last second" },
    { at: "2026-02-28T23:00:00Z", type: "user.added", name: "after the last day" },
    { at: "2026-02-11T12:00:00Z", type: "verification.authorized", kind: "staff", by: "Camille Dervaux" },
  ]);
  const read = async (more: object) =>
    (await admin.do("company.activityLog", { accountId, from: "2026-02-01", to: "2026-02-28", ...more })).items;

  expect((await read({})).map(({ at }) => at)).toEqual([
    "2026-02-28T22:59:59Z",
    "2026-02-11T12:00:00Z",
    "2026-02-10T12:00:00Z",
    "2026-01-31T23:00:00Z",
  ]);
  expect(await read({ who: "prigent" })).toMatchObject([{ who: "Solène Prigent" }]);
  expect(await read({ who: "%" })).toEqual([]);
  expect(await read({ subject: "users" })).toHaveLength(2);
  expect(await read({ side: "ours" })).toMatchObject([{ who: "notre équipe" }]);
});

test("G-046 ninety days are shown and ninety-one refused; so are a reversed period, an unknown filter and a day that is none", async () => {
  const { admin, accountId } = await house.partner();
  expect((await admin.call("company.activityLog", { accountId, from: "2026-01-01", to: "2026-03-31" })).status).toBe(200);
  const long = await admin.call("company.activityLog", { accountId, from: "2026-01-01", to: "2026-04-01" });
  expect([long.status, long.problem.detail]).toMatchObject([422, expect.stringContaining("91")]);
  expect((await admin.call("company.activityLog", { accountId, from: "2026-02-02", to: "2026-02-01" })).problem.code).toBe(
    "company.daysReversed",
  );
  expect((await admin.call("company.activityLog", { accountId, colour: "red" } as never)).status).toBe(400);
  expect((await admin.call("company.activityLog", { accountId, from: "2026-02-30" })).status).toBe(400);
  expect((await admin.call("company.exportActivity", { accountId, from: "2026-01-01", to: "2026-04-01" })).status).toBe(422);
});

test("G-046 the journal is read page by page without a gap, also where many things happened at one instant", async () => {
  const partner = await house.partner();
  await remember(
    partner,
    Array.from({ length: 7 }, (_, at) => ({ at: "2026-02-10T12:00:00Z", type: "user.added", name: `N${at}` })),
  );
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await partner.admin.do("company.activityLog", {
      accountId: partner.accountId,
      from: "2026-02-01",
      to: "2026-02-28",
      limit: 3,
      ...(cursor && { cursor }),
    });
    seen.push(...page.items.map(({ action }) => action));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(new Set(seen).size).toBe(7);
});

test("G-046 the export holds the same lines as CSV: quoted as RFC 4180 says, no cell that a spreadsheet would run, a mark on request", async () => {
  const partner = await house.partner();
  const { admin, accountId } = partner;
  await remember(partner, [
    { at: "2026-02-10T12:00:00Z", type: "user.added", name: 'Le Goff, "Yann"\nBrest' },
    { at: "2026-02-11T12:00:00Z", type: "user.added", by: '=HYPERLINK("https://evil.example")' },
  ]);
  const period = { from: "2026-02-01", to: "2026-02-28" };
  const plain = await admin.call("company.exportActivity", { accountId, ...period });
  const text = String(plain.body);

  expect(plain.headers.get("content-type")).toContain("text/csv");
  expect(plain.headers.get("content-disposition")).toContain(`journal-${partner.partnerId}-2026-02-01-2026-02-28.csv`);
  expect(text.startsWith("Date et heure (Europe/Paris),Sujet,Action,Utilisateur\r\n")).toBe(true);
  expect(text).toContain('"Accès créé pour Le Goff, ""Yann""\nBrest"');
  expect(text).toContain(`2026-02-11 13:00:00,Utilisateurs,Accès créé pour Inès Haddad,"'=HYPERLINK(""https://evil.example"")"`);
  expect(recordsOf(text.replace("\nBrest", " Brest"))).toHaveLength(3);
  const marked = await fetch(`${house.base}/api/v1/accounts/${accountId}/activity-log.csv?from=2026-02-01&to=2026-02-28&bom=true`, {
    headers: { "accept-language": "fr", cookie: [...admin.cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
  });
  const bytes = Buffer.from(await marked.arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(bytes.subarray(3).toString("utf8")).toBe(text);
});

test("G-046 a long journal is exported whole, batch after batch", async () => {
  const partner = await house.partner();
  await house.db.query(sql`
    insert into facts (id, type, account_id, actor_kind, actor_name, data, at, recorded_at)
    select gen_random_uuid(), 'user.added', ${partner.accountId}, 'person', 'Maëlle', '{"name":"Inès"}', '2026-02-10T12:00:00Z'::timestamptz + n / 3 * interval '1 second', now()
    from generate_series(1, 1201) n`);
  const { body } = await partner.admin.call("company.exportActivity", {
    accountId: partner.accountId,
    from: "2026-02-01",
    to: "2026-02-28",
  });
  expect(String(body).split("\r\n")).toHaveLength(1 + 1201 + 1);
});

test("G-046 the journal opens to the roles that the matrix names and to no other, on the overview too, and to no stranger", async () => {
  const partner = await house.partner();
  const { accountId } = partner;
  for (const role of ["userAdmin", "billingAdmin", "adminAgent", "salesAgent", "helpdeskAgent"] as const)
    expect([role, (await (await house.colleague(partner, [role])).call("company.activityLog", { accountId })).status]).toEqual([role, 200]);
  const buyer = await house.colleague(partner, ["partnerAdmin"]);
  const closed = await buyer.call("company.activityLog", { accountId });
  expect([closed.status, closed.problem.code]).toEqual([403, "door.role"]);
  expect((await buyer.call("company.exportActivity", { accountId })).status).toBe(403);
  expect((await buyer.call("accounts.activity", { accountId })).status).toBe(403);
  expect((await buyer.do("accounts.overview", { accountId })).moves.activity).toEqual(closed.problem.door);
  expect((await (await house.partner()).admin.call("company.exportActivity", { accountId })).status).toBe(404);
});
