import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays, addSeconds, addWorkingDays } from "../../kit/dates.ts";
import { holidaysOf } from "../../programme/programme.ts";
import { sql } from "../../server/db.ts";
import type { Colleague, Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { pdf } from "../verification/testing.ts";
import { answer, asked, open, settle } from "./testing.ts";

let house: TestHouse;
let data: string;
let desk: Colleague;
beforeAll(async () => {
  data = await mkdtemp(path.join(tmpdir(), "entente-support-dates-"));
  house = await TestHouse.start({ environment: { ENTENTE_DATA: data }, bell: false });
  desk = await house.staff(["supportAgent"], { givenName: "Maud", familyName: "Lenoir" });
});
afterAll(async () => {
  await house.close();
  await rm(data, { recursive: true });
});

const clock = () => house.open.house.clock;
const terms = () => house.open.house.programme.support;
const after = (seconds: number) => house.travel(addSeconds(clock().now(), seconds));
const updates = async ({ admin }: Partner) => (await house.mailsTo(admin.email)).filter(({ subject }) => !subject.includes("reçue"));

test("F-148 N15 the first news leaves at once; what follows within the programme's minutes leaves in one mail, each word in it once", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const { id, number } = await open(partner);
  expect(await updates(partner)).toHaveLength(0);
  await answer(desk, id, "Premier mot.");
  expect((await updates(partner)).map(({ subject }) => subject)).toEqual([`Demande ${number}, des nouvelles\u00a0: ${asked.subject}`]);

  for (const text of ["Deuxième mot.", "Troisième mot."]) {
    await after(60);
    await answer(desk, id, text);
  }
  await answer(desk, id, "Quel mois ?", { ask: true });
  expect(await updates(partner)).toHaveLength(1);
  await after(terms().collectMinutes * 60);
  const [second, ...rest] = await updates(partner);
  expect([second!.subject, rest.length]).toEqual([`Demande ${number}, il nous faut votre réponse (à vous)\u00a0: ${asked.subject}`, 1]);
  for (const text of ["Deuxième mot.", "Troisième mot.", "Quel mois"]) expect(second!.text.split(text)).toHaveLength(2);
  expect(second!.text).not.toContain("Premier mot.");

  // One's own words are mailed to nobody; a colleague's are.
  await after(terms().collectMinutes * 60);
  await admin.do("support.write", { accountId, requestId: id, body: { text: "Mars." } });
  expect(await updates(partner)).toHaveLength(2);
  const karim = await house.colleague(partner, ["partnerAdmin"], { givenName: "Karim", familyName: "Belkacem" });
  await karim.do("support.write", { accountId, requestId: id, body: { text: "Et avril." } });
  const [third] = await updates(partner);
  expect(third!.text).toContain("Karim Belkacem a écrit");
  expect(third!.text).not.toContain("Mars.");
});

test("F-147 F-148 N15 whoever reads English is written to in English, opened, asked, answered and closed; whoever has left is told nothing more", async () => {
  const partner = await house.partner({ language: "en" });
  const { id, number } = await open(partner, { subject: "Two charges" });
  await answer(desk, id, "Which month?", { ask: true });
  await settle(desk, id, "answered", "Done.");
  await after(terms().collectMinutes * 60);
  const subjects = (await house.mailsTo(partner.admin.email)).map(({ subject }) => subject);
  expect(subjects).toEqual([
    `Request ${number} closed: Two charges`,
    `Request ${number}, we need your answer (your turn): Two charges`,
    `Request ${number} received: Two charges`,
  ]);
  const [closed] = await house.mailsTo(partner.admin.email);
  expect(closed!.text).toContain("The question is answered.");

  const leaver = await house.colleague(partner, [], { language: "en" });
  const theirs = await open(partner, {}, leaver);
  await house.settle();
  await house.db.query(
    sql`update members set state = 'deactivated' where account_id = ${partner.accountId} and user_id = ${leaver.userId}`,
  );
  await answer(desk, theirs.id, "Too late.");
  expect((await house.mailsTo(leaver.email)).map(({ subject }) => subject)).toEqual([
    `Request ${theirs.number} received: ${asked.subject}`,
  ]);
  const { requester } = await desk.do("support.case", { requestId: theirs.id });
  expect(requester).toMatchObject({ name: leaver.name, email: null });
});

test("F-148 P4 the day of the answer is told, is late the day after, and never ends a request; each answer of the desk gives the next day", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const { id, turn } = await open(partner, { severity: "critical" });
  await house.travel(turn.dueOn!);
  expect((await admin.do("support.show", { accountId, requestId: id })).turn).toMatchObject({ dueOn: turn.dueOn, late: false });
  await house.travel(addDays(turn.dueOn!, 1));
  expect((await admin.do("support.show", { accountId, requestId: id })).turn).toMatchObject({ dueOn: turn.dueOn, late: true });
  // Another word of the partner's does not move the day that was promised.
  await admin.do("support.write", { accountId, requestId: id, body: { text: "Toujours rien ?" } });
  expect((await admin.do("support.show", { accountId, requestId: id })).turn).toMatchObject({ dueOn: turn.dueOn, late: true });
  expect(
    (await desk.do("support.queue", { search: (await desk.do("support.case", { requestId: id })).number })).counts.late,
  ).toBeGreaterThan(0);
  await answer(desk, id, "Nous y sommes.");
  const next = addWorkingDays(clock().today(), 1, holidaysOf(house.open.house.programme));
  expect((await admin.do("support.show", { accountId, requestId: id })).turn).toMatchObject({ dueOn: next, late: false });
  await house.travel(addDays(clock().today(), 400));
  await house.settle();
  expect((await admin.do("support.show", { accountId, requestId: id })).state.state).toBe("open");
});

test("F-148 a closed request opens again until the programme's last day, that day included, and on the next says what to do instead", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const { id, version } = await open(partner);
  const { closed } = await admin.do("support.close", { accountId, requestId: id, body: { version } });
  expect(closed!.reopenUntil).toBe(addDays(clock().today(), terms().reopenDays));
  await house.travel(closed!.reopenUntil);
  expect((await admin.do("support.reopen", { accountId, requestId: id, body: { text: "Il revient." } })).state.state).toBe("reopened");
  const again = await admin.do("support.show", { accountId, requestId: id });
  const ended = await admin.do("support.close", { accountId, requestId: id, body: { version: again.version } });
  await house.travel(addDays(ended.closed!.reopenUntil, 1));
  const late = await admin.call("support.reopen", { accountId, requestId: id, body: { text: "Il revient." } });
  expect([late.status, late.problem.code]).toEqual([409, "support.reopenOver"]);
  const { moves } = await admin.do("support.show", { accountId, requestId: id });
  expect(moves.reopen).toMatchObject({ open: false, text: late.problem.detail });
});

test("G-025 a file that no message has taken is given up after the programme's hours, with its bytes; one that was sent stays", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const [sent, left] = [
    await admin.do("support.attach", { accountId, file: pdf() }),
    await admin.do("support.attach", { accountId, file: pdf() }),
  ];
  const { id } = await open(partner, { fileIds: [sent.id] });
  const files = async () =>
    (await house.db.one<{ n: number }>(sql`select count(*)::int as n from files where account_id = ${accountId}`))!.n;
  expect(await files()).toBe(2);
  await after(terms().uploads.keptHours * 3600 + 1);
  await house.settle();
  expect(await files()).toBe(1);
  const gone = await admin.call("support.write", { accountId, requestId: id, body: { text: "Voici", fileIds: [left.id] } });
  expect(gone.problem.code).toBe("support.fileGone");
  expect((await admin.call("support.file", { accountId, requestId: id, attachmentId: sent.id })).status).toBe(200);
});
