import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../server/db.ts";
import type { Colleague } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { pdf } from "../verification/testing.ts";
import { asked, open } from "./testing.ts";

let house: TestHouse;
let data: string;
let desk: Colleague;
beforeAll(async () => {
  data = await mkdtemp(path.join(tmpdir(), "entente-support-locks-"));
  house = await TestHouse.start({ environment: { ENTENTE_DATA: data } });
  desk = await house.staff(["supportAgent"]);
});
afterAll(async () => {
  await house.close();
  await rm(data, { recursive: true });
});

const sorted = (answers: readonly { status: number }[]) => answers.map(({ status }) => status).sort();

test("F-147 of twenty requests at once with one left in the day, one is opened, time and again", async () => {
  const partner = await house.partner();
  const { accountId } = partner;
  for (let round = 0; round < 4; round++) {
    const who = await house.colleague(partner, []);
    for (let n = 1; n < house.open.house.programme.support.requestsPerDay; n++) await open(partner, {}, who);
    const answers = await Promise.all(Array.from({ length: 20 }, () => who.call("support.open", { accountId, body: asked })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(19);
  }
});

test("F-148 two tabs that close, answer and write at once leave one order of messages, without a gap, and one end", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  for (let round = 0; round < 5; round++) {
    const { id, version } = await open(partner);
    const answers = await Promise.all([
      admin.call("support.close", { accountId, requestId: id, body: { version } }),
      admin.call("support.close", { accountId, requestId: id, body: { version } }),
      desk.call("support.answer", { requestId: id, body: { version, text: "Voilà.", ask: false, fileIds: [] } }),
      desk.call("support.settle", { requestId: id, body: { version, reason: "answered" } }),
    ]);
    // What was read before the first of them stands for one act alone.
    expect(sorted(answers)).toEqual([200, 409, 409, 409]);
    const { messages } = await admin.do("support.show", { accountId, requestId: id });
    expect(messages).toHaveLength(2);
    const rows = await house.db.query<{ version: number }>(
      sql`select version from service_messages where request_id = ${id} order by version`,
    );
    expect(rows.map((row) => row.version)).toEqual([1, 2]);
  }
});

test("F-148 ten messages written at once all stand, each once, and leave one mail on its way", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const karim = await house.colleague(partner, ["partnerAdmin"]);
  const { id } = await open(partner);
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, n) => karim.call("support.write", { accountId, requestId: id, body: { text: `Mot ${n}` } })),
  );
  expect(sorted(answers)).toEqual(Array.from({ length: 10 }, () => 200));
  const { messages, version } = await admin.do("support.show", { accountId, requestId: id });
  expect([messages.length, new Set(messages.map(({ text }) => text)).size, version]).toEqual([11, 11, 11]);
  const mails = await house.mailsTo(admin.email);
  expect(mails.filter(({ subject }) => !subject.includes("reçue")).length).toBeLessThanOrEqual(2);
});

test("G-025 one file named by two messages at once goes with one of them", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const { id } = await open(partner);
  const { id: attachmentId } = await admin.do("support.attach", { accountId, file: pdf() });
  const answers = await Promise.all(
    Array.from({ length: 4 }, () =>
      admin.call("support.write", { accountId, requestId: id, body: { text: "Voici", fileIds: [attachmentId] } }),
    ),
  );
  expect(sorted(answers)).toEqual([200, 422, 422, 422]);
  const { messages } = await admin.do("support.show", { accountId, requestId: id });
  expect(messages.flatMap(({ files }) => files)).toHaveLength(1);
});

test("O14 of two colleagues of the desk who take one request at once, one has it", async () => {
  const partner = await house.partner();
  const other = await house.staff(["supportAgent"], { givenName: "Noé", familyName: "Lagadec" });
  const { id } = await open(partner);
  const answers = await Promise.all([desk, other].map((who) => who.call("support.claim", { requestId: id, body: {} })));
  expect(sorted(answers)).toEqual([200, 409]);
});
