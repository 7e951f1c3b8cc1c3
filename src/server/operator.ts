import path from "node:path";
import { parseArgs } from "node:util";
import type pg from "pg";
import { writeInstant } from "../kit/format.ts";
import { type StaffRole, staffRoles } from "../permissions.ts";
import { loadProgramme } from "../programme/load.ts";
import { refusals } from "../rooms/all.ts";
import { inviteStaff } from "../rooms/people/door.ts";
import { Email } from "../wire.ts";
import { inOneTransaction } from "./acts.ts";
import { assemble } from "./assemble.ts";
import { labelsOf } from "./labels.ts";
import { StartError } from "./postgres/errors.ts";
import { reach } from "./postgres/reach.ts";
import { wordRefusal } from "./problems.ts";
import { loadSecret } from "./secret.ts";
import type { Environment, Settings } from "./settings.ts";
import { readSettings } from "./settings.ts";

const usage = `Usage: npm run operator -- add staff@vendor.example [--name "First Last"] [--role ${staffRoles.join("|")}]…
Prints a one-time link for a member of the vendor's staff, or a new one for somebody who lost their second factor.`;

type Order = { readonly email: string; readonly name: string | undefined; readonly roles: readonly StaffRole[] | undefined };

/** @throws StartError with one sentence and how it is used. */
export function readOrder(words: readonly string[]): Order {
  const wrong = (sentence: string) => new StartError(`${sentence}\n${usage}`);
  const read = () => {
    try {
      const options = { name: { type: "string" }, role: { type: "string", multiple: true } } as const;
      return parseArgs({ args: [...words], options, allowPositionals: true });
    } catch (error) {
      throw wrong((error as Error).message);
    }
  };
  const { values, positionals } = read();
  const [verb, address, ...more] = positionals;
  if (verb !== "add") throw wrong(verb === undefined ? "What shall be done?" : `${verb} is not known here.`);
  const email = Email.safeParse(address);
  if (!email.success || more.length > 0) throw wrong("Give one e-mail address, written in full.");
  const known = (role: string): role is StaffRole => (staffRoles as readonly string[]).includes(role);
  const unknown = values.role?.find((role) => !known(role));
  if (unknown !== undefined) throw wrong(`${unknown} is not a role of the staff.`);
  const name = values.name?.trim();
  if (name !== undefined && !/^[^\p{Cc}]{1,160}$/u.test(name)) throw wrong("A name has from 1 to 160 characters, on one line.");
  return { email: email.data, name, roles: values.role?.filter(known) };
}

/** "camille.dervaux" is who is meant until they write their name themselves. */
function nameOf({ email, name }: Order): { givenName: string; familyName: string } {
  const written =
    name ?? email.slice(0, email.indexOf("@")).replace(/(?:^|[._-]+)(\p{L})/gu, (_, first: string) => ` ${first.toUpperCase()}`);
  const [givenName = "", ...rest] = written.trim().split(/\s+/);
  return { givenName: givenName.slice(0, 80), familyName: rest.join(" ").slice(0, 80) };
}

/**
 * What an operator asks at the terminal, with the settings of the server. The server may be running meanwhile or not: a running one's
 * database is used as it is and left alone, otherwise it is started for the moment.
 * @returns what to print.
 */
export async function operate(words: readonly string[], environment: Environment): Promise<string> {
  const order = readOrder(words);
  const settings = readSettings(environment);
  const { connection, end } = await reach(settings);
  try {
    return await invite(order, settings, connection);
  } finally {
    await end();
  }
}

async function invite(order: Order, settings: Settings, connection: pg.PoolConfig): Promise<string> {
  const programme = loadProgramme(settings.programme);
  const open = await assemble({
    settings,
    connection,
    programme,
    secret: loadSecret(settings),
    log: { info: () => {}, warn: () => {}, error: () => {} },
    migrations: path.resolve("migrations"),
    pages: undefined,
    bellEveryMs: 0,
  });
  try {
    const { house } = open;
    const language = programme.languages[0]!;
    const invited = await inOneTransaction(
      house,
      () => {},
      { kind: "staff", id: null, name: "operator" },
      null,
      (act) => inviteStaff(act, { email: order.email, ...nameOf(order), language, ...(order.roles && { roles: order.roles }) }),
    );
    if (!invited.ok) throw new StartError(wordRefusal(refusals, invited, "en", labelsOf(programme, "en"), house.clock.zone));

    const { token, expiresAt, roles } = invited.value;
    return [
      `A one-time link for ${order.email} (${roles.join(", ")}):`,
      "",
      `  ${house.url}/staff/invitation/${token}`,
      "",
      `It opens once, until ${writeInstant(expiresAt, "en", house.clock.zone)} (${house.clock.zone}). A newer link replaces it.`,
    ].join("\n");
  } finally {
    await open.close();
  }
}
