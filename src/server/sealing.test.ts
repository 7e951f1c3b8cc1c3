import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TestHouse } from "../testing/house.ts";
import { operatorIdentity, sealReport, withPoppler } from "../testing/pdf.ts";
import type { FreshDatabase } from "../testing/postgres.ts";
import { freshDatabase } from "../testing/postgres.ts";
import { Database, sql } from "./db.ts";
import { StartError } from "./postgres/errors.ts";
import { openSealing } from "./sealing.ts";
import { secretOf } from "./secret.ts";

const folder = mkdtempSync(path.join(tmpdir(), "entente-sealing-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let database: FreshDatabase;
let db: Database;
beforeAll(async () => {
  database = await freshDatabase();
  db = new Database(database.connection);
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const secret = secretOf("the secret of this test, which is long enough");
const programme = {
  operator: { name: { fr: "Éditeur Œuvre", en: "Editor" }, address: { fr: "", en: "" }, email: "" },
  languages: ["fr", "en"],
} as const;
const clock = { machine: () => new Date().toISOString() };
const opened = (changes: Partial<Parameters<typeof openSealing>[0]> = {}) =>
  openSealing({ db, secret, settings: { seal: undefined }, programme, clock, ...changes });

/** The sentence that stops the start. */
async function refusal(seal: { key: string; certificate: string }): Promise<string> {
  const error = await opened({ settings: { seal } }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(StartError);
  return (error as Error).message;
}

test("however many processes ask at once, and start again later, there is one identity in the name of who runs the house", async () => {
  const several = await Promise.all(Array.from({ length: 4 }, () => opened()));
  expect(await db.query(sql`select 1 from sealing`)).toEqual([]);
  const made = await Promise.all(several.map((sealing) => sealing.identity()));
  const later = await (await opened()).identity();

  expect(new Set([...made, later].map(({ fingerprint }) => fingerprint)).size).toBe(1);
  expect(later.chain[0]!.subject).toContain("O=Éditeur Œuvre");
  expect(later.origin).toBe("house");
});

test("the private key rests sealed: the database alone gives none, and another secret does not open it", async () => {
  await (await opened()).identity();
  const [row] = await db.query<{ key: Buffer; certificate: string }>(sql`select key, certificate_pem as certificate from sealing`);

  expect(row!.key.toString("latin1")).not.toContain("PRIVATE KEY");
  expect(row!.certificate).toContain("BEGIN CERTIFICATE");
  await expect(opened({ secret: secretOf("another secret, which is long enough too") })).rejects.toThrow(/does not open/);
});

describe("the operator's own key", () => {
  const own = mkdtempSync(path.join(folder, "own-"));
  const seal = operatorIdentity(own, "Éditeur");

  withPoppler("seals in place of the house's, and what the house sealed before stays valid", async () => {
    const first = await TestHouse.start();
    const signed = async (house: TestHouse) => {
      const { accountId, admin } = await house.partner({ signed: false });
      const { agreementId, version, language, sha256 } = await admin.do("agreements.read", { accountId });
      const { id } = await admin.do("agreements.sign", {
        accountId,
        body: { agreementId, version, language, sha256, authorityDeclared: true },
      });
      const pdf = async (on: TestHouse) => {
        const caller = await on.signedIn(admin.userId, admin.email, admin.name);
        return (await caller.call("agreements.document", { accountId, acceptanceId: id })).body as unknown as Buffer;
      };
      return { pdf };
    };
    const old = await signed(first);
    const before = await old.pdf(first);
    await first.open.close();

    const environment = { ENTENTE_SEAL_KEY: seal.key, ENTENTE_SEAL_CERT: seal.certificate };
    const second = await TestHouse.start({ database: first.database, environment });
    try {
      const said = sealReport(await (await signed(second)).pdf(second));
      expect(said).toContain("Signature is Valid.");
      expect(said).toMatch(/Signer Certificate Common Name: .*diteur/);
      expect(String((await second.visitor().call("agreements.certificate", {})).body).trim()).toBe(
        readFileSync(seal.certificate, "utf8").trim(),
      );
      expect((await old.pdf(second)).equals(before)).toBe(true);
      expect(sealReport(before)).toContain("Signature is Valid.");
    } finally {
      await second.close();
    }
  });

  test("is never written to the database", async () => {
    const other = await freshDatabase();
    const pool = new Database(other.connection);
    const sealing = await opened({ db: pool, settings: { seal } });
    expect((await sealing.identity()).origin).toBe("operator");
    expect(await pool.query(sql`select 1 from sealing`)).toEqual([]);
    await pool.close();
    await other.drop();
  });

  test("that cannot be used stops the start with one sentence that names the setting", async () => {
    const broken = path.join(own, "broken.pem");
    const empty = path.join(own, "empty.pem");
    writeFileSync(broken, "-----BEGIN PRIVATE KEY-----\nhush\n-----END PRIVATE KEY-----\n");
    writeFileSync(empty, "\n");
    const stranger = operatorIdentity(mkdtempSync(path.join(folder, "stranger-")), "Stranger");
    const locked = path.join(own, "locked.pem");
    execFileSync("openssl", ["pkcs8", "-topk8", "-in", seal.key, "-passout", "pass:hush", "-out", locked]);

    expect(await refusal({ ...seal, key: path.join(own, "nowhere.pem") })).toMatch(
      /^ENTENTE_SEAL_KEY is the path .*nowhere\.pem, which cannot be read \(ENOENT\): it must be a PEM file\.$/,
    );
    expect(await refusal({ ...seal, certificate: own })).toMatch(/^ENTENTE_SEAL_CERT is the path .*cannot be read \(EISDIR\)/);
    expect(await refusal({ ...seal, certificate: empty })).toMatch(/^ENTENTE_SEAL_CERT is the path .*which is empty/);
    const named = /^ENTENTE_SEAL_KEY and ENTENTE_SEAL_CERT: /;
    for (const [files, why] of [
      [{ ...seal, key: broken }, /private key cannot be read/],
      [{ ...seal, key: locked }, /PEM without a passphrase/],
      [{ ...seal, certificate: seal.key }, /certificate cannot be read/],
      [{ ...seal, certificate: stranger.certificate }, /belongs to none of the certificates/],
    ] as const) {
      const sentence = await refusal(files);
      expect(sentence).toMatch(named);
      expect(sentence).toMatch(why);
      expect(sentence.split("\n")).toHaveLength(1);
      expect(sentence).not.toContain("hush");
    }
  });

  test("that cannot be used keeps the whole house from opening", async () => {
    const environment = { ENTENTE_SEAL_KEY: path.join(own, "nowhere.pem"), ENTENTE_SEAL_CERT: seal.certificate };
    const other = await freshDatabase();
    await expect(TestHouse.start({ database: other, environment })).rejects.toThrow(/^ENTENTE_SEAL_KEY is the path/);
    await other.drop();
  });
});
