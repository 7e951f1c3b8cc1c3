import { randomBytes } from "node:crypto";
import { TOTP } from "otpauth";
import { sql } from "../../server/db.ts";
import type { Caller, Colleague, TestHouse } from "../../testing/house.ts";
import { hashPassword } from "./hashing.ts";

/** A password that the rules accept and that no test repeats in its own words. */
export const goodPassword = "cheval pile agrafe 9";

/** A company of its own for one test. */
export const someDomain = (): string => `amzer-${randomBytes(4).toString("hex")}.example`;

/** A directory with its first administrator, made through the product itself. */
export async function companyOf(house: TestHouse, options: { domain?: string; password?: string; language?: "fr" | "en" } = {}) {
  const { domain = someDomain(), password = goodPassword, language = "fr" } = options;
  const email = `maelle@${domain}`;
  const body = { domain, givenName: "Maëlle", familyName: "Le Goff", email, password, language };
  await house.db.query(sql`delete from throttles where key like 'directory.network:%'`);
  const made = await house.visitor(language).do("people.createDirectory", { body });
  return { domain, email, password, directoryId: made.directoryId };
}

/** Gives somebody whom the harness made a password that signs them in. */
export async function givePassword(house: TestHouse, who: Colleague, password: string = goodPassword, mustChange = false): Promise<void> {
  const hashed = await hashPassword(password);
  if (!hashed.ok) throw new Error("the line is full");
  await house.db.query(
    sql`update users set password_hash = ${hashed.value}, must_change_password = ${mustChange} where id = ${who.userId}`,
  );
}

/** What an authenticator shows now, or some steps from now. */
export const codeOf = (secret: string, stepsAhead = 0): string =>
  new TOTP({ secret: secret.replaceAll(" ", "") }).generate({ timestamp: Date.now() + stepsAhead * 30_000 });

export const signIn = (browser: Caller, email: string, password: string, headers: Record<string, string> = {}) =>
  browser.call("people.signIn", { body: { email, password } }, { headers });

/** The token at the end of the newest mail's link of this kind. */
export async function tokenInMail(house: TestHouse, to: string): Promise<string> {
  const [mail] = await house.mailsTo(to);
  const token = /\/password\/reset\/([\w-]+)/.exec(mail?.text ?? "")?.[1];
  if (!token) throw new Error(`no link in ${JSON.stringify(mail)}`);
  return token;
}

export const codes = (answer: { problem: { code: string; errors?: { pointer: string; code: string }[] } }): string[] =>
  answer.problem.errors?.map(({ pointer, code }) => `${code} ${pointer}`) ?? [answer.problem.code];
