import { mkdtempSync, rmSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TestHouse } from "../testing/house.ts";
import { operate, readOrder } from "./operator.ts";
import { startEmbedded } from "./postgres/embedded.ts";
import { holdCopyLock } from "./postgres/lock.ts";
import { isPostmasterAlive } from "./postgres/processes.ts";

const tokenIn = (said: string) => /\/staff\/invitation\/([\w-]{43})\n/.exec(said)![1]!;

describe("what is asked at the terminal", () => {
  test("an address, a name and roles are read", () => {
    expect(
      readOrder(["add", "Staff@Vendor.example", "--name", "Camille Dervaux", "--role", "verifier", "--role", "catalogueManager"]),
    ).toEqual({
      email: "staff@vendor.example",
      name: "Camille Dervaux",
      roles: ["verifier", "catalogueManager"],
    });
  });

  test.each([
    [[], "What shall be done?"],
    [["remove", "staff@vendor.example"], "remove is not known here."],
    [["add"], "Give one e-mail address, written in full."],
    [["add", "staff"], "Give one e-mail address, written in full."],
    [["add", "one@vendor.example", "two@vendor.example"], "Give one e-mail address, written in full."],
    [["add", "staff@vendor.example", "--role", "king"], "king is not a role of the staff."],
    [["add", "staff@vendor.example", "--name", "a\nb"], "A name has from 1 to 160 characters, on one line."],
    [["add", "staff@vendor.example", "--colour", "red"], "Unknown option '--colour'"],
  ])("%j is refused in a sentence, with how it is used", (words, sentence) => {
    expect(() => readOrder(words)).toThrow(sentence);
    expect(() => readOrder(words)).toThrow("Usage: npm run operator -- add staff@vendor.example");
  });
});

describe("with a database of the operator's own", () => {
  let house: TestHouse;
  let environment: Record<string, string>;
  beforeAll(async () => {
    house = await TestHouse.start();
    const { host, user, database } = house.database.connection;
    environment = {
      DATABASE_URL: `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(String(host))}`,
      ENTENTE_SECRET: "the secret of the test house, long enough",
      ENTENTE_URL: "https://partners.vendor.example",
    };
  });
  afterAll(() => house.close());

  test("the printed link opens in the running server, for the person and the role that were asked", async () => {
    const said = await operate(["add", "camille.dervaux@vendor.example", "--role", "verifier"], environment);
    expect(said).toContain("https://partners.vendor.example/staff/invitation/");
    expect(said).toContain("camille.dervaux@vendor.example (verifier)");
    const shown = await house.visitor().do("people.staffInvitation", { token: tokenIn(said) });
    expect(shown).toMatchObject({ email: "camille.dervaux@vendor.example", givenName: "Camille", familyName: "Dervaux" });
  });

  test("asked again for the same person it gives a new link, and the first one opens no more", async () => {
    const first = tokenIn(await operate(["add", "noemie@vendor.example", "--name", "Noémie Le Dû"], environment));
    const second = tokenIn(await operate(["add", "noemie@vendor.example"], environment));
    expect((await house.visitor().call("people.staffInvitation", { token: first })).status).toBe(404);
    expect(await house.visitor().do("people.staffInvitation", { token: second })).toMatchObject({
      givenName: "Noémie",
      familyName: "Le Dû",
    });
  });

  test("a personal address is refused in one sentence", async () => {
    await expect(operate(["add", "camille@gmail.com"], environment)).rejects.toThrow(/^Personal address\./);
  });

  test("with another secret nothing is done", async () => {
    const wrong = { ...environment, ENTENTE_SECRET: "another secret of thirty-two characters" };
    await expect(operate(["add", "camille@vendor.example"], wrong)).rejects.toThrow(/not the one this database was sealed with/);
  });
});

describe("with the embedded database", () => {
  let data: string;
  beforeAll(async () => {
    data = mkdtempSync(path.join(tmpdir(), "entente-operator-"));
    await chmod(data, 0o711);
  });
  afterAll(() => rmSync(data, { recursive: true, force: true }));
  const links = async (connection: pg.ClientConfig) => {
    const client = new pg.Client(connection);
    await client.connect();
    const { rows } = await client.query("select u.email from links l join users u on u.id = l.user_id order by u.email");
    await client.end();
    return rows.map(({ email }) => email);
  };

  test("a stopped server's database is started for the moment and stopped again, on a fresh folder too", async () => {
    expect(tokenIn(await operate(["add", "one@vendor.example"], { ENTENTE_DATA: data }))).toBeTruthy();
    expect(isPostmasterAlive(path.join(data, "postgres"))).toBe(false);
  }, 60_000);

  test("a running server's database is used as it is, and is still running afterwards", async () => {
    const server = await startEmbedded({ dataDir: data, log: () => {} });
    const lock = await holdCopyLock(server.connection);
    await operate(["add", "two@vendor.example"], { ENTENTE_DATA: data });
    expect(isPostmasterAlive(path.join(data, "postgres"))).toBe(true);
    expect(await links(server.connection)).toEqual(["one@vendor.example", "two@vendor.example"]);
    await server.stop();
    await lock.release();
  }, 60_000);
});
