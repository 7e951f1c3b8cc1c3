import { randomBytes } from "node:crypto";
import type { Act, PersonCtx } from "../../server/context.ts";
import { HttpRefusal } from "../../server/problems.ts";
import type { Secret } from "../../server/secret.ts";
import type { Person } from "../../server/session.ts";
import { stepOf } from "./codes.ts";
import { decideRecent, RECOVERY_CODES, readRecoveryCode, recoveryCodeFrom } from "./factors.rules.ts";
import * as factors from "./factors.store.ts";
import { securityMail } from "./mails.ts";
import * as store from "./store.ts";

/** What an authenticator's secret is sealed for: another person's does not open. */
export const secondFactorOf = (userId: string): string => `second factor:${userId}`;

/** How a recovery code is kept: found without being readable, and of no use to anybody else. */
const indexOf = (secret: Secret, userId: string, bare: string): Buffer => secret.blindIndex(`${userId}:${bare}`, "recovery code");

/** Refuses what is sensitive to a session that has not given its person's second factor lately; undefined lets it pass. */
export function staleFactor({ person, machine }: Pick<PersonCtx, "person" | "machine">) {
  const decided = decideRecent(person.hasFactor, person.factorAt, machine);
  return decided.ok ? undefined : decided;
}

/** A code as it was typed: what the application shows now, or one of the recovery codes. Whether it has been used is seen when it is taken. */
export type Code = { readonly step: number } | { readonly index: Buffer };

export async function readCode(
  ctx: Pick<PersonCtx, "house" | "tx" | "machine"> & { readonly person: Pick<Person, "id"> },
  typed: string,
): Promise<Code | undefined> {
  const { house, person } = ctx;
  const recovery = readRecoveryCode(typed);
  if (recovery !== undefined) return { index: indexOf(house.secret, person.id, recovery) };
  const { secret } = await factors.factorsOf(ctx.tx, person.id);
  const step = secret ? stepOf(house.secret.open(secret, secondFactorOf(person.id)), typed, ctx.machine) : undefined;
  return step === undefined ? undefined : { step };
}

/** Takes a code, once. A recovery code is told by mail: whoever did not use it must know that somebody did. */
export async function takeCode(act: Act, person: Pick<Person, "id" | "email" | "language" | "givenName">, code: Code): Promise<boolean> {
  if ("step" in code) return factors.takeStep(act.tx, person.id, code.step);
  const left = await factors.takeRecoveryCode(act.tx, person.id, code.index, act.now);
  if (left === undefined) return false;
  act.record({ type: "user.recoveryCodeUsed", subject: person.id, data: { count: left } });
  act.post(securityMail(act.house, person, act.now, "recoveryCodeUsed", { count: left }));
  return true;
}

/** The factor was given: the session goes on under a new token, complete, and may do what is sensitive for a while. */
export async function giveFactor(act: Act, person: Person, to: Buffer): Promise<void> {
  const renewed = await store.renewSession(act.tx, {
    from: person.tokenHash,
    to,
    complete: true,
    withFactor: true,
    machine: act.machine,
  });
  if (!renewed) throw new HttpRefusal(401, "session.missing");
  if (!person.complete) await factors.countSignIn(act.tx, person.id, act.machine, true);
  act.record({ type: "user.secondFactorGiven", subject: person.id });
}

/** Ten codes, returned once and kept as blind indexes; earlier ones open nothing any more. */
export async function makeRecoveryCodes(act: Act, userId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => recoveryCodeFrom(randomBytes(12)));
  const indexes = codes.map((code) => indexOf(act.house.secret, userId, readRecoveryCode(code)!));
  await factors.replaceRecoveryCodes(act.tx, userId, indexes);
  return codes;
}

/** Just after a factor was set up in this session: it is known to be at hand. The first one brings recovery codes. */
export async function afterAdding(act: Act, person: Person, first: boolean): Promise<string[] | null> {
  await factors.noteFactors(act.tx, person.id, act.now);
  await factors.noteFactorGiven(act.tx, person.tokenHash, act.machine);
  return first ? makeRecoveryCodes(act, person.id) : null;
}

/** After one was removed: whoever has none left needs no recovery codes either. */
export async function afterRemoving(act: Act, userId: string): Promise<void> {
  if (!(await factors.noteFactors(act.tx, userId, act.now))) await factors.dropRecoveryCodes(act.tx, userId);
}
