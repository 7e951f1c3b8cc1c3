import { execFile } from "node:child_process";
import { copyFileSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { companies, PASSWORD } from "../src/rooms/sandbox/companies.ts";
import { Caller } from "../src/testing/house.ts";
import { Product } from "./product.ts";

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, "..");
/** What an operator types, from a folder of their own. */
const terminal = (verb: "backup" | "restore", data: string, file: string) => {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, ENTENTE_DATA: data, INIT_CWD: data };
  return run(process.execPath, [path.join(root, "tools", `${verb}.mjs`), file], { cwd: tmpdir(), env });
};

test("a house that runs is saved; in a new folder, with its secret beside it, it comes back as it was, and the first one has noticed nothing", async () => {
  const owner = companies.find(({ reaches }) => reaches === "owner")!;
  const signedIn = async ({ base }: Product) => {
    const caller = new Caller(base, "fr");
    await caller.do("people.signIn", { body: { email: owner.admin.email, password: PASSWORD } });
    return caller;
  };
  const whatStands = async (caller: Caller) => {
    const accountId = (await caller.do("house.shell", {})).me!.accounts[0]!.id;
    const { items } = await caller.do("agreements.list", { accountId });
    const acceptanceId = items[0]!.signed!.id;
    const { body } = await caller.call("agreements.document", { accountId, acceptanceId });
    return {
      memberships: (await caller.do("purchasing.offers", { accountId })).purchased.map(({ membershipId }) => membershipId),
      users: (await caller.do("accounts.users", { accountId })).items.map(({ email }) => email),
      document: Buffer.from(body as unknown as Uint8Array).toString("base64"),
    };
  };

  const first = await Product.make({ ENTENTE_SANDBOX: "on" });
  const second = await Product.make({ ENTENTE_SANDBOX: "on" });
  try {
    await first.start();
    const before = await whatStands(await signedIn(first));
    expect(before.memberships).not.toEqual([]);
    const { stdout } = await terminal("backup", first.data, "today.backup");
    expect(stdout).toMatch(/Saved in .+today\.backup: \d+ rows of \d+ tables, \d+ files\./);
    expect(stdout).toContain("which is not in it");

    const file = path.join(first.data, "today.backup");
    const without = await terminal("restore", second.data, file).catch(({ stderr }: { stderr: string }) => stderr);
    expect(without).toContain("put its file “secret” into");
    copyFileSync(path.join(first.data, "secret"), path.join(second.data, "secret"));
    expect((await terminal("restore", second.data, file)).stdout).toContain("Start it with npm start.");
    await second.start();
    expect(await whatStands(await signedIn(second))).toEqual(before);

    // Over a house that lives nothing is restored.
    const over = await terminal("restore", first.data, file).catch(({ stderr }: { stderr: string }) => stderr);
    expect(over).toContain("stop it, and restore into an empty folder");
    expect(await whatStands(await signedIn(first))).toEqual(before);
    expect(readFileSync(path.join(second.data, "secret"))).toEqual(readFileSync(path.join(first.data, "secret")));
  } finally {
    await first.remove();
    await second.remove();
  }
});
