import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { pdf } from "../../rooms/verification/testing.ts";
import type { Colleague, Partner } from "../../testing/house.ts";
import { TEST_SECRET, TestHouse } from "../../testing/house.ts";
import type { Owner } from "../../testing/owner.ts";
import { networkMember, owner } from "../../testing/owner.ts";
import { sealReport, withPoppler } from "../../testing/pdf.ts";
import type { FreshDatabase } from "../../testing/postgres.ts";
import { freshDatabase } from "../../testing/postgres.ts";
import { purchase } from "../../testing/shop.ts";
import { sql } from "../db.ts";
import { BACKUP_LOCK } from "./format.ts";
import { backUp, bringBack } from "./terminal.ts";

const certificate = { number: "EX-2026-118", country: "FR", region: "", validFrom: "2026-01-01", validUntil: "2099-12-31" };
const silent = () => {};
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const bytesOf = (body: unknown) => body as Buffer;

let folder: string;
let house: TestHouse;
let company: Owner;
let signer: Partner;
let exemptionId: string;
let acceptanceId: string;
let openedKey: string;
let buyer: Partner;
let invoiceId: string;
let file: string;

/** What the terminal of an operator has: the house's database and data folder. */
const settingsOf = (database: FreshDatabase, data: string, more: Record<string, string> = {}) => {
  const { connectionString, host, user, database: name } = database.connection;
  const url = connectionString ?? `postgresql://${user}@localhost/${name}?host=${encodeURIComponent(String(host))}`;
  return { DATABASE_URL: url, ENTENTE_SECRET: TEST_SECRET, ENTENTE_DATA: data, INIT_CWD: folder, ...more };
};
const save = (name: string) => backUp([name], settingsOf(house.database, path.join(folder, "data")), silent);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "entente-backup-"));
  house = await TestHouse.start({ environment: { ENTENTE_DATA: path.join(folder, "data") } });
  company = await owner(house);
  const { admin, accountId } = company;
  const desk = await house.staff(["catalogueManager"]);
  const { id: productId } = house.open.house.programme.products.find(({ kind }) => kind === "software")!;
  await desk.do("keys.add", { productId, body: { text: "ZX7QJ-AAAAA-BBBBB-CCCCC-00001\nZX7QJ-AAAAA-BBBBB-CCCCC-00002" } });
  const key = await admin.do("keys.reserve", { accountId, benefitId: company.benefit("software") });
  openedKey = key.id;
  await admin.do("keys.open", { accountId, keyId: key.id, body: { confirmRefundLoss: true } });
  ({ id: exemptionId } = await admin.do("billing.askExemption", { accountId, body: certificate, file: pdf() }));
  signer = await house.partner({ signed: false });
  const text = await signer.admin.do("agreements.read", { accountId: signer.accountId });
  const { agreementId, version, language, sha256: digest } = text;
  const body = { agreementId, version, language, sha256: digest, authorityDeclared: true };
  ({ id: acceptanceId } = await signer.admin.do("agreements.sign", { accountId: signer.accountId, body }));
  await house.settle();
  // One language of the invoice is drawn before the saving, the other is asked for afterwards.
  buyer = await networkMember(house);
  await purchase(house, buyer);
  invoiceId = (await buyer.admin.do("invoicing.list", { accountId: buyer.accountId, kind: "invoice" })).items[0]!.id;
  await buyer.admin.call("invoicing.file", { accountId: buyer.accountId, documentId: invoiceId, language: "fr" });
  file = path.join(folder, "whole.backup");
  await save("whole.backup");
});
afterAll(async () => {
  await house?.close();
  await rm(folder, { recursive: true, force: true });
});

let empty: FreshDatabase;
let data: string;
beforeEach(async () => {
  empty = await freshDatabase({ migrated: false });
  data = await mkdtemp(path.join(folder, "new-"));
  return () => empty.drop();
});
const bring = (from: string, more: Record<string, string> = {}) => bringBack([from], settingsOf(empty, data, more), silent);

withPoppler(
  "restored into an empty database and an empty folder, a house has its keys, its sealed documents, its invoices and its files again",
  async () => {
    const { admin, accountId } = company;
    const documentFor = async (who: Colleague) =>
      bytesOf((await who.call("agreements.document", { accountId: signer.accountId, acceptanceId })).body);
    const invoiceFor = async (who: Colleague, language: "fr" | "en") =>
      bytesOf((await who.call("invoicing.file", { accountId: buyer.accountId, documentId: invoiceId, language })).body);
    const before = await documentFor(signer.admin);
    const invoice = await invoiceFor(buyer.admin, "fr");
    const facts = await house.db.query(sql`select * from facts order by id`);

    expect(await bring("whole.backup")).toMatch(/^Restored as of 20.+: \d+ rows of \d+ tables, 1 files\. Start it with npm start\.$/);

    const again = await TestHouse.start({ database: empty, environment: { ENTENTE_DATA: data } });
    try {
      expect(await again.db.query(sql`select * from facts order by id`)).toEqual(facts);
      const back = await again.signedIn(admin.userId, admin.email, admin.name);
      const { key } = await back.do("keys.view", { accountId, keyId: openedKey });
      expect(key).toMatch(/^ZX7QJ-AAAAA-BBBBB-CCCCC-0000[12]$/);
      const after = await documentFor(await again.signedIn(signer.admin.userId, signer.admin.email, signer.admin.name));
      expect(sha256(after)).toBe(sha256(before));
      expect(sealReport(after)).toContain("Signature is Valid.");
      const books = await again.signedIn(buyer.admin.userId, buyer.admin.email, buyer.admin.name);
      expect(sha256(await invoiceFor(books, "fr"))).toBe(sha256(invoice));
      expect(sealReport(await invoiceFor(books, "en"))).toContain("Signature is Valid.");
      expect(await back.do("billing.exemptions", { accountId })).toMatchObject({ items: [{ id: exemptionId }] });
      // Numbers go on where they were, and what is written is checked as before.
      const next = await again.partner();
      expect(Number(next.partnerId)).toBeGreaterThan(Number(company.partnerId));
      await expect(again.db.query(sql`update agreement_versions set version = 'other'`)).rejects.toThrow();
      await expect(again.db.query(sql`delete from accounts where id = ${accountId}`)).rejects.toThrow(/foreign key/);
    } finally {
      await again.open.close();
    }
  },
);

test("what the restored database may hold is written the same as what migrations make", async () => {
  await bring("whole.backup");
  const shape = (which: { query: TestHouse["db"]["query"] }) =>
    which.query(sql`
      select conrelid::regclass::text as at, conname, pg_get_constraintdef(oid) as text, convalidated from pg_constraint
      where connamespace::regnamespace::text in ('public', 'gateway') order by 1, 2`);
  const again = await TestHouse.start({ database: empty, environment: { ENTENTE_DATA: data }, bell: false });
  expect(await shape(again.db)).toEqual(await shape(house.db));
  const disabled = sql`select tgname from pg_trigger where not tgisinternal and tgenabled <> 'O'`;
  expect(await again.db.query(disabled)).toEqual([]);
  await again.open.close();
});

test("while people go on working a backup is of one moment: whoever is told of as added is there, and everybody who is there is told of", async () => {
  const { admin, accountId, domain } = company;
  const add = (email: string) =>
    admin.do("accounts.addUser", {
      accountId,
      body: { givenName: "Anne", familyName: "Morvan", email, language: "fr", roles: ["salesAgent"] },
    });
  await add(`before@${domain}`);
  // The facts are taken along; before the members are, it has to wait, and somebody comes.
  const inTheWay = await house.db.pool.connect();
  await inTheWay.query("begin");
  await inTheWay.query("lock table listings in access exclusive mode");
  const saving = save("busy.backup");
  const waiting = sql`
    select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like 'copy "public"."listings"%'`;
  await expect.poll(async () => (await house.db.query(waiting)).length, { timeout: 20_000 }).toBe(1);
  await add(`meanwhile@${domain}`);
  await inTheWay.query("commit");
  inTheWay.release();
  await saving;

  await bring("busy.backup");
  const again = await TestHouse.start({ database: empty, environment: { ENTENTE_DATA: data }, bell: false });
  const told = sql`
    select (select count(*)::int from members where account_id = ${accountId}) as members,
      (select count(*)::int from facts where account_id = ${accountId} and type = 'user.added') as facts`;
  expect(await again.db.one(told)).toEqual({ members: 2, facts: 1 });
  await again.open.close();
});

test("a backup that ends too early, wherever it was cut, restores nothing; the whole one then does", async () => {
  const bytes = await readFile(file);
  for (const share of [0, 0.1, 0.5, 0.9, 0.999]) {
    await writeFile(path.join(folder, "cut.backup"), bytes.subarray(0, Math.floor(bytes.length * share)));
    await expect(bring("cut.backup"), String(share)).rejects.toThrow(/not (a whole|a) backup/);
  }
  // Cut where one entry ends and the next begins, and closed again: only its end tells.
  const plain = gunzipSync(bytes);
  const at = plain.lastIndexOf(Buffer.from("end.json"));
  await writeFile(path.join(folder, "cut.backup"), gzipSync(Buffer.concat([plain.subarray(0, at), Buffer.alloc(1024)])));
  await expect(bring("cut.backup")).rejects.toThrow("not a whole backup");
  // Whatever was tried, nobody has used this database.
  await bring("whole.backup");
});

test("one changed byte in it is noticed", async () => {
  const bytes = Buffer.from(await readFile(file));
  bytes[Math.floor(bytes.length / 2)]! ^= 1;
  await writeFile(path.join(folder, "changed.backup"), bytes);
  await expect(bring("changed.backup")).rejects.toThrow();
  await bring("whole.backup");
});

test.each([
  ["another secret", "whole.backup", { ENTENTE_SECRET: "another secret, just as long as it must be" }, "sealed with another secret"],
  ["no file", "missing.backup", {}, "There is no file"],
  ["something else", "other.backup", {}, "not a whole backup"],
] as const)("%s is refused in one sentence, and nothing is restored", async (_, name, more, sentence) => {
  await writeFile(path.join(folder, "other.backup"), "something else");
  await expect(bring(name, more)).rejects.toThrow(sentence);
});

test("a database that somebody has used is not written over, and neither is a file", async () => {
  await expect(bringBack(["whole.backup"], settingsOf(house.database, data), silent)).rejects.toThrow("The database is in use");
  const before = await stat(file);
  await expect(save("whole.backup")).rejects.toThrow("is there already");
  expect((await stat(file)).mtimeMs).toBe(before.mtimeMs);
  expect((await readdir(folder)).filter((name) => name.endsWith(".part"))).toEqual([]);
});

test("a backup of an edition whose migrations are not ours is refused by their name", async () => {
  const plain = gunzipSync(await readFile(file));
  const at = plain.indexOf(Buffer.from("0001_house.sql"));
  plain.write("0001_mouse.sql", at);
  await writeFile(path.join(folder, "newer.backup"), gzipSync(plain));
  await expect(bring("newer.backup")).rejects.toThrow("does not know its migration 0001_mouse.sql");
});

test("a database without a house is not saved; nor is anything saved twice at once", async () => {
  await expect(backUp(["none.backup"], settingsOf(empty, data), silent)).rejects.toThrow("holds no house yet");
  const both = await Promise.allSettled([save("one.backup"), save("two.backup")]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const refused = both.find(({ status }) => status === "rejected") as PromiseRejectedResult;
  expect(String(refused.reason)).toContain("Another backup of this database is under way");
});

test("contents that nobody names any more stay until the backup has ended, and go then", async () => {
  const hex = sha256(Buffer.from("nobody names this"));
  await house.db.query(sql`
    insert into jobs (id, kind, key, clock, due_at, not_before, payload)
    select gen_random_uuid(), 'files.clear', 'by hand', 'machine', '2000-01-01', '2000-01-01', jsonb_build_object('sha256', ${hex}::text)`);
  const tried = async () => {
    await house.db.query(sql`update jobs set not_before = '2000-01-01' where key = 'by hand'`);
    await house.settle();
    return house.db.one(sql`select state, last_error as why from jobs where key = 'by hand'`);
  };
  const backup = await house.db.pool.connect();
  try {
    await backup.query("select pg_advisory_lock($1)", [BACKUP_LOCK]);
    expect(await tried()).toEqual({ state: "waiting", why: "a backup is under way" });
  } finally {
    await backup.query("select pg_advisory_unlock($1)", [BACKUP_LOCK]);
    backup.release();
  }
  expect(await tried()).toMatchObject({ state: "done" });
});

test("the file is for its owner alone, opens with the usual tools, and no secret or key stands in it to be read", async () => {
  expect(((await stat(file)).mode & 0o777).toString(8)).toBe("600");
  const plain = gunzipSync(await readFile(file)).toString("latin1");
  expect(plain.slice(0, 13)).toBe("manifest.json");
  for (const secret of ["ZX7QJ-AAAAA", TEST_SECRET]) expect(plain).not.toContain(secret);
});

test("what is typed wrong is answered with how it is used", async () => {
  for (const words of [[], ["--all"], ["one", "two"]]) {
    await expect(backUp(words, {}, silent)).rejects.toThrow("Usage: npm run backup -- FILE");
    await expect(bringBack(words, {}, silent)).rejects.toThrow("Usage: npm run restore -- FILE");
  }
  const none = path.join(folder, "none");
  await expect(backUp(["x"], { ENTENTE_DATA: none }, silent)).rejects.toThrow("There is no house in");
  await expect(bringBack(["x"], { ENTENTE_DATA: none }, silent)).rejects.toThrow("put its file “secret” into");
});
