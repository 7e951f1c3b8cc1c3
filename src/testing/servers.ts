import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Partner, TestHouse } from "./house.ts";
import { Caller, TEST_SECRET } from "./house.ts";

/** The same house in a process of its own, to be killed: whoever starts it keeps it among theirs, and ends it. */
export async function startServer(
  house: TestHouse,
  program: string,
  children: ChildProcess[],
): Promise<{ child: ChildProcess; base: string }> {
  const child = spawn(process.execPath, [program, JSON.stringify(house.database.connection), TEST_SECRET], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const [base] = await new Promise<string[]>((found) => createInterface({ input: child.stdout! }).once("line", (line) => found([line])));
  return { child, base: base! };
}

/** The same person in front of another server. */
export function inFrontOf(base: string, { admin }: Pick<Partner, "admin">): Caller {
  const caller = new Caller(base, admin.language);
  for (const [name, value] of admin.cookies) caller.cookies.set(name, value);
  return caller;
}
