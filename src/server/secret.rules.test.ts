import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadSecret, SealBroken, secretOf } from "./secret.ts";

const secret = secretOf("a secret of at least thirty-two characters");

describe("what is sealed", () => {
  test("opens again, whatever bytes it holds", () => {
    const plain = Buffer.from([0, 255, 10, 13, 0]);

    expect(secret.open(secret.seal(plain, "key:1"), "key:1")).toEqual(plain);
    expect(secret.open(secret.seal("clé d’été", "key:1"), "key:1").toString()).toBe("clé d’été");
    expect(secret.open(secret.seal("", "key:1"), "key:1")).toHaveLength(0);
  });

  test("shows nothing of the plain text and is different each time", () => {
    const [one, two] = [secret.seal("AAAA-BBBB", "key:1"), secret.seal("AAAA-BBBB", "key:1")];

    expect(one.equals(two)).toBe(false);
    expect(one.includes("AAAA-BBBB")).toBe(false);
  });

  test("does not open once any byte has changed", () => {
    const sealed = secret.seal("AAAA-BBBB", "key:1");

    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(() => secret.open(changed, "key:1"), `byte ${at}`).toThrow(SealBroken);
    }
  });

  test("does not open when its end is missing, or when it is nothing at all", () => {
    const sealed = secret.seal("AAAA-BBBB", "key:1");

    for (let length = 0; length < sealed.length; length++)
      expect(() => secret.open(sealed.subarray(0, length), "key:1")).toThrow(SealBroken);
  });

  test("does not open for another context: one row's seal cannot be copied to another row", () => {
    expect(() => secret.open(secret.seal("AAAA-BBBB", "key:1"), "key:2")).toThrow(SealBroken);
    expect(() => secret.open(secret.seal("AAAA-BBBB", "key:1"), "")).toThrow(SealBroken);
  });

  test("does not open with another secret", () => {
    const other = secretOf("another secret of at least thirty-two characters");

    expect(() => other.open(secret.seal("AAAA-BBBB", "key:1"), "key:1")).toThrow(SealBroken);
  });
});

describe("a blind index", () => {
  test("is the same for the same text and purpose, and for nothing else", () => {
    const index = secret.blindIndex("AAAA-BBBB", "keys");

    expect(index).toHaveLength(32);
    expect(secret.blindIndex("AAAA-BBBB", "keys").equals(index)).toBe(true);
    expect(secret.blindIndex("AAAA-BBBC", "keys").equals(index)).toBe(false);
    expect(secret.blindIndex("AAAA-BBBB", "mails").equals(index)).toBe(false);
    expect(secretOf("another secret of at least thirty-two characters").blindIndex("AAAA-BBBB", "keys").equals(index)).toBe(false);
  });
});

test("the fingerprint tells secrets apart and is no key", () => {
  expect(secret.fingerprint()).toBe(secretOf("a secret of at least thirty-two characters").fingerprint());
  expect(secret.fingerprint()).not.toBe(secretOf("another secret of at least thirty-two characters").fingerprint());
  expect(secret.derive("seal").toString("hex")).not.toContain(secret.fingerprint());
});

describe("the secret of the data folder", () => {
  let data: string;
  beforeEach(() => {
    data = mkdtempSync(path.join(tmpdir(), "entente-secret-"));
  });
  afterEach(() => rmSync(data, { recursive: true }));
  const embedded = () => ({ secret: undefined, data, database: { kind: "embedded" } as const });

  test("is made once, closed to everybody else, and found again", () => {
    const first = loadSecret(embedded());

    expect(loadSecret(embedded()).fingerprint()).toBe(first.fingerprint());
    expect(statSync(path.join(data, "secret")).mode & 0o777).toBe(0o600);
    expect(readFileSync(path.join(data, "secret"), "utf8").trim().length).toBeGreaterThanOrEqual(43);
  });

  test("is closed again when somebody opened it", () => {
    const first = loadSecret(embedded());
    writeFileSync(path.join(data, "secret"), readFileSync(path.join(data, "secret")), { mode: 0o644 });

    expect(loadSecret(embedded()).fingerprint()).toBe(first.fingerprint());
    expect(statSync(path.join(data, "secret")).mode & 0o077).toBe(0);
  });

  test("cut short stops the start with one sentence and is left as it is", () => {
    writeFileSync(path.join(data, "secret"), "short");

    expect(() => loadSecret(embedded())).toThrow(/too short to be whole: put the file back/);
    expect(readFileSync(path.join(data, "secret"), "utf8")).toBe("short");
  });

  test("is not made when the operator gives one", () => {
    const given = "a secret of at least thirty-two characters";

    expect(loadSecret({ ...embedded(), secret: given }).fingerprint()).toBe(secret.fingerprint());
    expect(existsSync(path.join(data, "secret"))).toBe(false);
  });

  test("is never made for an outside database", () => {
    expect(() => loadSecret({ secret: undefined, data, database: { kind: "external", url: "postgres://h/d" } })).toThrow(
      /ENTENTE_SECRET is missing/,
    );
    expect(existsSync(path.join(data, "secret"))).toBe(false);
  });
});
