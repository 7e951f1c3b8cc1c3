import { randomBytes } from "node:crypto";
import { appendFileSync } from "node:fs";
import path from "node:path";
import type { CallOf, Endpoint, ResultOf } from "../kit/endpoint.ts";
import { newId, newToken } from "../kit/ids.ts";
import type { Lang } from "../kit/words.ts";
import type { Role, StaffRole } from "../permissions.ts";
import { loadProgramme } from "../programme/load.ts";
import type { Programme } from "../programme/schema.ts";
import { contracts } from "../rooms/contracts.ts";
import type { OpenHouse } from "../server/assemble.ts";
import { assemble } from "../server/assemble.ts";
import { sql } from "../server/db.ts";
import { openBody } from "../server/post.ts";
import type { Problem } from "../server/problems.ts";
import { secretOf } from "../server/secret.ts";
import { hashToken } from "../server/session.ts";
import { readSettings } from "../server/settings.ts";
import type { FreshDatabase } from "./postgres.ts";
import { freshDatabase } from "./postgres.ts";
import { wordingOf } from "./wording.ts";

type Contracts = typeof contracts;
export type CallName = { [R in keyof Contracts]: `${R & string}.${keyof Contracts[R] & string}` }[keyof Contracts];
type EndpointOf<N extends CallName> = N extends `${infer R extends keyof Contracts & string}.${infer V}`
  ? V extends keyof Contracts[R]
    ? Extract<Contracts[R][V], Endpoint>
    : never
  : never;

export type Answer<T> = { status: number; headers: Headers; body: T; problem: Problem };
type Extras = { key?: string; headers?: Record<string, string> };

/** The secret of every test house: a second process on the same database needs it too. */
export const TEST_SECRET = "the secret of the test house, long enough";

/** One browser: its own cookies, its own language. Every call goes over a socket to the real route. */
export class Caller {
  readonly cookies = new Map<string, string>();

  constructor(
    readonly base: string,
    readonly language: "fr" | "en" = "fr",
  ) {}

  /** Calls an endpoint by its contract's name; the answer is not judged. */
  async call<N extends CallName>(
    name: N,
    input: CallOf<EndpointOf<N>> & Record<string, unknown>,
    extras: Extras = {},
  ): Promise<Answer<ResultOf<EndpointOf<N>>>> {
    const [room, verb] = name.split(".") as [keyof Contracts, string];
    const endpoint = (contracts[room] as Readonly<Record<string, Endpoint>>)[verb]!;
    const { body, file, ...rest } = input as { body?: unknown; file?: Blob & { name?: string } } & Record<string, unknown>;
    const used = new Set<string>();
    const url = endpoint.path.replace(/\{(\w+)\}/g, (_, part: string) => {
      used.add(part);
      return encodeURIComponent(String(rest[part]));
    });
    const query = new URLSearchParams(
      Object.entries(rest).flatMap(([key, value]) => (used.has(key) || value === undefined ? [] : [[key, String(value)]])),
    );
    const headers: Record<string, string> = endpoint.idempotent ? { "idempotency-key": extras.key ?? newId() } : {};
    let payload: BodyInit | undefined;
    if (endpoint.upload) {
      const form = new FormData();
      for (const [key, value] of Object.entries((body ?? {}) as Record<string, unknown>)) form.set(key, String(value));
      if (file) form.set("file", file, file.name ?? "file");
      payload = form;
    } else if (body !== undefined) {
      payload = JSON.stringify(body);
      headers["content-type"] = "application/json";
    }
    return this.send(endpoint.method, query.size > 0 ? `${url}?${query}` : url, payload, { ...headers, ...extras.headers });
  }

  /** Calls and expects a good answer. */
  async do<N extends CallName>(
    name: N,
    input: CallOf<EndpointOf<N>> & Record<string, unknown>,
    extras: Extras = {},
  ): Promise<ResultOf<EndpointOf<N>>> {
    const answer = await this.call(name, input, extras);
    if (answer.status >= 300) throw new Error(`${name} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async send<T = unknown>(method: string, url: string, payload?: BodyInit, headers: Record<string, string> = {}): Promise<Answer<T>> {
    const response = await fetch(this.base + url, {
      method,
      redirect: "manual",
      headers: {
        "accept-language": this.language,
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        ...headers,
      },
      ...(payload !== undefined && { body: payload }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair, ...attributes] = line.split(";");
      const [name, ...value] = pair!.split("=");
      if (attributes.some((attribute) => /max-age=0|expires=thu, 01 jan 1970/i.test(attribute))) this.cookies.delete(name!.trim());
      else this.cookies.set(name!.trim(), value.join("="));
    }
    const type = response.headers.get("content-type") ?? "";
    const body = type.includes("json")
      ? await response.json()
      : type.startsWith("text/")
        ? await response.text()
        : Buffer.from(await response.arrayBuffer());
    if (type.startsWith("application/problem+json")) hear(this.base, response.headers.get("content-language") as Lang, body as Problem);
    return { status: response.status, headers: response.headers, body: body as T, problem: body as Problem };
  }
}

/** Every sentence with which a house has refused something, by its address and in which language: read when it closes. */
const heard = new Map<string, Map<string, { lang: Lang; code: string }>>();

function hear(base: string, lang: Lang, { code, title, detail, errors = [], door }: Problem): void {
  const sentences = heard.get(base) ?? new Map<string, { lang: Lang; code: string }>();
  heard.set(base, sentences);
  const reasons = door && !door.open ? [door.text, ...door.reasons.flatMap(({ needs, has, rule }) => [needs, has, rule])] : [];
  // A choice among the values of the description names them as they are sent: it is read by whoever writes the call.
  const choices = new Set(errors.filter((error) => error.code === "field.choice").map((error) => error.detail));
  const said = [title, detail, ...errors.map((error) => error.detail), ...reasons].filter((sentence) => !choices.has(sentence));
  for (const sentence of said) if (sentence) sentences.set(sentence, { lang, code });
}

export type PartnerOptions = {
  name?: string;
  domain?: string;
  country?: string;
  language?: "fr" | "en";
  /** The enrolling person's roles. Default: those that enrolment gives plus the admin agent's. */
  roles?: readonly Role[];
  signed?: boolean;
  setupDone?: boolean;
  verification?: "pending" | "actionNeeded" | "authorized" | "rejected";
  /** The programmes, by id, in which the company is active besides the network. */
  programmes?: readonly string[];
  /** A new version of the agreement was to be accepted by a day that has passed. */
  overdue?: boolean;
};

export type Colleague = Caller & { readonly userId: string; readonly email: string; readonly name: string };
export type Partner = {
  readonly accountId: string;
  readonly partnerId: string;
  readonly directoryId: string;
  readonly domain: string;
  readonly name: string;
  readonly admin: Colleague;
};

const enrollerRoles: readonly Role[] = ["globalAdmin", "adminAgent", "partnerAdmin", "accountAdmin", "referralsAdmin", "profileAdmin"];
const root = path.resolve(import.meta.dirname, "../..");
let models: Programme | undefined;

const lasting = (programme: Programme, termMonths?: number): Programme =>
  termMonths === undefined ? programme : { ...programme, membership: { ...programme.membership, termMonths } };

/** A running house on a database of its own, with builders that say only what a story needs. Close it in `afterAll`. */
export class TestHouse {
  private constructor(
    readonly open: OpenHouse,
    readonly base: string,
    readonly database: FreshDatabase,
  ) {}

  static async start(
    options: {
      programme?: Programme;
      environment?: Record<string, string>;
      database?: FreshDatabase;
      bell?: boolean;
      /** The network level's term, for stories of many years that are not about it. */
      networkMonths?: number;
    } = {},
  ): Promise<TestHouse> {
    const database = options.database ?? (await freshDatabase());
    models ??= loadProgramme(path.join(root, "programmes/network"));
    const settings = readSettings({ PORT: "0", ENTENTE_SANDBOX: "empty", LOG_LEVEL: "silent", ...options.environment });
    const quiet = {
      info: () => {},
      warn: () => {},
      error: (details: object, message: string) => void (process.env.DEBUG && console.error(message, details)),
    };
    const open = await assemble({
      settings,
      connection: database.connection,
      programme: lasting(options.programme ?? models, options.networkMonths),
      secret: secretOf(TEST_SECRET),
      log: quiet,
      migrations: path.join(root, "migrations"),
      pages: undefined,
      bellEveryMs: options.bell === false ? 0 : 200,
    });
    const base = await open.app.listen({ host: "127.0.0.1", port: 0 });
    return new TestHouse(open, base, database);
  }

  /** Ends the house, and fails when it has written a mail, or refused something in words, that no reader should get. */
  async close(): Promise<void> {
    const odd = [...(await this.oddMails()), ...this.oddRefusals()];
    await this.open.close();
    await this.database.drop();
    if (odd.length > 0) throw new Error(`what no reader should get: ${odd.join("; ")}`);
  }

  private oddRefusals(): string[] {
    const wording = wordingOf(this.open.house.programme);
    const said = [...(heard.get(this.base) ?? [])];
    return said.flatMap(([sentence, { lang, code }]) =>
      wording(lang, [sentence]).map((what) => `${code} in ${lang}: ${what} (“${sentence}”)`),
    );
  }

  /** Reads every mail of this house as its reader would. Which templates were written in which language is noted for `npm test`. */
  private async oddMails(): Promise<string[]> {
    const { house } = this.open;
    const mails = await this.db.query<{ id: string; template: string; language: Lang; subject: string; body: Buffer }>(
      sql`select id, template, language, subject, body from mails order by id limit 5000`,
    );
    const wording = wordingOf(house.programme);
    const odd = new Set<string>();
    for (const { template, language, subject, ...mail } of mails) {
      const { text } = openBody(house, mail);
      for (const what of wording(language, [subject, ...text.split("\n")])) odd.add(`${template} in ${language}: ${what}`);
    }
    const notes = process.env.TEST_REPORTS;
    if (notes && mails.length > 0) {
      const lines = new Set(mails.map(({ template, language }) => `${template} ${language}\n`));
      appendFileSync(path.join(notes, "mails.txt"), [...lines].join(""));
    }
    return [...odd];
  }

  get db() {
    return this.open.house.db;
  }

  visitor(language: "fr" | "en" = "fr"): Caller {
    return new Caller(this.base, language);
  }

  /** Lets everything that is due now run. */
  async settle(): Promise<void> {
    await this.open.jobs.drainAll();
  }

  async travel(to: string): Promise<void> {
    const now = to.length === 10 ? `${to}T09:00:00Z` : to;
    const answer = await this.visitor().call("sandbox.travel", { body: { now } });
    if (answer.status !== 200) throw new Error(`the clock refused: ${JSON.stringify(answer.body)}`);
  }

  /** The captured mails to one address, newest first, after everything due has run. */
  async mailsTo(address: string) {
    await this.settle();
    return this.visitor().do("sandbox.mails", { to: address });
  }

  /** A person with a session, without the cost of a password. */
  async person(options: {
    directoryId: string | null;
    email: string;
    givenName: string;
    familyName: string;
    language?: "fr" | "en";
  }): Promise<Colleague> {
    const userId = newId();
    const language = options.language ?? "fr";
    const now = this.open.house.clock.now();
    await this.db.query(sql`
      insert into users (id, directory_id, email, given_name, family_name, language, password_hash, created_at)
      values (${userId}, ${options.directoryId}, ${options.email}, ${options.givenName}, ${options.familyName}, ${language}, 'no password', ${now})`);
    return this.signedIn(userId, options.email, `${options.givenName} ${options.familyName}`, language);
  }

  /** A new browser with a session of this person. */
  async signedIn(userId: string, email: string, name: string, language: "fr" | "en" = "fr"): Promise<Colleague> {
    const token = newToken();
    const machine = this.open.house.clock.machine();
    await this.db.query(sql`
      insert into sessions (token_hash, user_id, created_at, seen_at, expires_at, complete)
      values (${hashToken(token)}, ${userId}, ${machine}, ${machine}, ${machine}::timestamptz + interval '8 hours', true)`);
    const caller = new Caller(this.base, language);
    caller.cookies.set("entente", token);
    return Object.assign(caller, { userId, email, name });
  }

  /** A company of the network with its enrolling administrator. By default verified, with its agreement signed. */
  async partner(options: PartnerOptions = {}): Promise<Partner> {
    const unique = randomBytes(4).toString("hex");
    const {
      name = `Kermadec ${unique}`,
      domain = `kermadec-${unique}.example`,
      country = "FR",
      language = "fr",
      roles = enrollerRoles,
      signed = true,
      setupDone = true,
      verification = "authorized",
      programmes = [],
      overdue = false,
    } = options;
    const now = this.open.house.clock.now();
    const directoryId = newId();
    const accountId = newId();
    await this.db.query(sql`insert into directories (id, domain, name, created_at) values (${directoryId}, ${domain}, ${name}, ${now})`);
    const admin = await this.person({
      directoryId,
      email: `maelle.kermadec@${domain}`,
      givenName: "Maëlle",
      familyName: "Kermadec",
      language,
    });
    const row = await this.db.one<{ partnerId: string }>(sql`
      insert into accounts (id, partner_id, enrolled_by, directory_id, created_at, agreement_signed_at, setup_done_at, verification, legal_name, address_line1, postal_code, city, country,
        contact_given_name, contact_family_name, contact_email, contact_phone, contact_language, updated_at)
      values (${accountId}, nextval('partner_ids')::text, ${admin.userId}, ${directoryId}, ${now}, ${signed ? now : null}, ${setupDone ? now : null}, ${verification}, ${name}, '14 rue de Siam', '29200', 'Brest', ${country},
        'Yann', 'Le Goff', ${`yann.legoff@${domain}`}, '+33298001472', ${language}, ${now})
      returning partner_id as "partnerId"`);
    if (overdue)
      await this.db.query(sql`
        insert into company_agreements (account_id, agreement_id, state, version, due_on, since)
        values (${accountId}, ${this.open.house.programme.enrolmentProgrammes[0]!.agreement}, 'blocked', '2000-01', '2000-02-01', ${now})`);
    await this.db.query(sql`update directories set account_id = ${accountId} where id = ${directoryId}`);
    await this.db.query(
      sql`insert into members (account_id, user_id, roles, since) values (${accountId}, ${admin.userId}, ${roles}, ${now})`,
    );
    for (const programme of programmes)
      await this.db.query(sql`
        insert into enrolments (id, account_id, programme, state, applied_by, applied_by_name, applied_at, since)
        values (${newId()}, ${accountId}, ${programme}, 'active', ${admin.userId}, ${admin.name}, ${now}, ${now})`);
    return { accountId, partnerId: row!.partnerId, directoryId, domain, name, admin };
  }

  /** A colleague in a partner's account, with these roles. */
  async colleague(
    partner: Partner,
    roles: readonly Role[],
    who: { givenName?: string; familyName?: string; language?: "fr" | "en" } = {},
  ): Promise<Colleague> {
    const unique = randomBytes(4).toString("hex");
    const { givenName = "Inès", familyName = `Haddad ${unique}`, language = "fr" } = who;
    const person = await this.person({
      directoryId: partner.directoryId,
      email: `${unique}@${partner.domain}`,
      givenName,
      familyName,
      language,
    });
    await this.db.query(
      sql`insert into members (account_id, user_id, roles, since) values (${partner.accountId}, ${person.userId}, ${roles}, ${this.open.house.clock.now()})`,
    );
    return person;
  }

  /** A member of the vendor's staff. */
  async staff(
    roles: readonly StaffRole[] = ["verifier"],
    who: { givenName?: string; familyName?: string; language?: "fr" | "en" } = {},
  ): Promise<Colleague> {
    const unique = randomBytes(4).toString("hex");
    const { givenName = "Camille", familyName = "Dervaux", language = "fr" } = who;
    const person = await this.person({ directoryId: null, email: `${unique}@vendor.example`, givenName, familyName, language });
    await this.db.query(sql`insert into staff (user_id, roles, since) values (${person.userId}, ${roles}, ${this.open.house.clock.now()})`);
    return person;
  }
}
