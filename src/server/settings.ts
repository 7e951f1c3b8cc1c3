import { isIP } from "node:net";
import path from "node:path";

/** Everything the environment decides, read once at the start and never again. */
export type Settings = {
  readonly port: number;
  readonly host: string;
  /** The public address, without a slash at its end. */
  readonly url: string;
  /** The public address is https: cookies are Secure and HSTS is sent. */
  readonly secure: boolean;
  /** What stands in front: nothing, a number of proxies, or their addresses; in the form fastify takes. */
  readonly trustProxy: false | number | readonly string[];
  readonly data: string;
  readonly database: { readonly kind: "embedded" } | { readonly kind: "external"; readonly url: string };
  readonly secret: string | undefined;
  /** Where the contents of files lie instead of the data folder: a bucket that speaks the S3 protocol. */
  readonly bucket:
    | { readonly url: string; readonly name: string; readonly region: string; readonly key: string; readonly secret: string }
    | undefined;
  readonly smtp: string | undefined;
  readonly mailFrom: string;
  /** Who is asked about a domain's records; without them whoever the system asks. */
  readonly dnsServers: readonly string[] | undefined;
  /** Who is asked about a company's entry in the register; without it the desk compares by hand. */
  readonly registryUrl: string | undefined;
  /** The account at the payment provider; without it the sandbox charges with its own, and a house outside it with none. */
  readonly stripe: { readonly secretKey: string; readonly webhookSecret: string; readonly url: string | undefined } | undefined;
  readonly logLevel: (typeof logLevels)[number];
  readonly metricsToken: string | undefined;
  /** The operator's own sealing key and its certificate: paths of PEM files. Without them the house makes and keeps its own. */
  readonly seal: { readonly key: string; readonly certificate: string } | undefined;
  readonly sandbox: "on" | "off" | "empty";
  readonly programme: string;
  readonly production: boolean;
  /** What is allowed but probably not meant: printed once at the start. */
  readonly warnings: readonly string[];
};

export type Environment = Readonly<Record<string, string | undefined>>;

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
const known = [
  "ENTENTE_URL",
  "ENTENTE_DATA",
  "ENTENTE_SECRET",
  "ENTENTE_SANDBOX",
  "ENTENTE_PROGRAMME",
  "ENTENTE_SEAL_KEY",
  "ENTENTE_SEAL_CERT",
];

/** One sentence per bad value, all of them at once: nobody should have to start five times to learn five things. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
  readonly sentences: readonly string[];

  constructor(sentences: readonly string[]) {
    super(sentences.join("\n"));
    this.sentences = sentences;
  }
}

export const isLoopback = (host: string): boolean => {
  const bare = host.replace(/^\[|\]$/g, "").toLowerCase();
  return bare === "localhost" || bare.endsWith(".localhost") || bare === "::1" || (isIP(bare) === 4 && bare.startsWith("127."));
};

/** @throws SettingsError with every sentence there is to say. */
export function readSettings(environment: Environment, folder: string = process.cwd()): Settings {
  const wrong: string[] = [];
  const warnings: string[] = [];
  // An empty variable is what a compose file or a unit file leaves when nothing was meant.
  const given = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const read = <T>(name: string, accepted: string, parse: (text: string) => T | undefined, otherwise: T): T => {
    const text = given(name);
    if (text === undefined) return otherwise;
    const value = parse(text);
    if (value !== undefined) return value;
    wrong.push(`${name} is ${shown(name, text)}, but must be ${accepted}.`);
    return otherwise;
  };

  const port = read("PORT", "a whole number from 0 to 65535 (0 takes any free port)", parsePort, 3000);
  const host = read("HOST", "an IP address or a host name, such as 127.0.0.1 or 0.0.0.0", parseHost, "127.0.0.1");
  const url = read(
    "ENTENTE_URL",
    "the public address alone, such as https://partners.example.com",
    parseOrigin,
    `http://localhost:${port}`,
  );
  const trustProxy = read(
    "TRUST_PROXY",
    "the number of proxies in front (1), or their addresses separated by commas (10.0.0.0/8, loopback)",
    parseProxy,
    false as const,
  );
  const databaseUrl = read("DATABASE_URL", "an address such as postgresql://user:password@host:5432/database", parseDatabase, undefined);
  const secret = read("ENTENTE_SECRET", "at least 32 characters", (text) => (text.length >= 32 ? text : undefined), undefined);
  const smtp = read("SMTP_URL", "an address such as smtp://user:password@host:587 or smtps://host", parseSmtp, undefined);
  const mailFrom = read(
    "MAIL_FROM",
    "an address such as no-reply@example.com or Example <no-reply@example.com>",
    parseMailbox,
    `Entente <no-reply@${new URL(url).hostname}>`,
  );
  const dnsServers = read(
    "DNS_SERVERS",
    "IP addresses separated by commas, each with a port if it is not 53 (9.9.9.9, [2620:fe::fe]:53)",
    parseDnsServers,
    undefined,
  );
  const registryUrl = read(
    "REGISTRY_URL",
    "an https address without user, query or fragment, such as https://register.example.com/companies (http only on this machine)",
    parseAsked,
    undefined,
  );
  const logLevel = read("LOG_LEVEL", `one of ${logLevels.join(", ")}`, (text) => logLevels.find((level) => level === text), "info");
  const metricsToken = read("METRICS_TOKEN", "at least 16 characters", (text) => (text.length >= 16 ? text : undefined), undefined);
  const bucket = readBucket(given, read, wrong);
  const stripe = readStripe(given, read, wrong);
  const sealKey = read("ENTENTE_SEAL_KEY", "the path of a PEM file with a private key, not the key itself", parsePath, undefined);
  const sealCertificate = read(
    "ENTENTE_SEAL_CERT",
    "the path of a PEM file with a certificate, not the certificate itself",
    parsePath,
    undefined,
  );
  const asked = read(
    "ENTENTE_SANDBOX",
    "on, empty (without demo companies) or off",
    (text) => (text === "on" || text === "off" || text === "empty" ? text : undefined),
    undefined,
  );
  const production = given("NODE_ENV") === "production";

  if (given("DATABASE_URL") !== undefined && given("ENTENTE_SECRET") === undefined) {
    wrong.push(
      "ENTENTE_SECRET is missing: with DATABASE_URL it must be given (at least 32 characters, always the same for one database), because it seals what the database keeps.",
    );
  }

  for (const [name, other] of [
    ["ENTENTE_SEAL_KEY", "ENTENTE_SEAL_CERT"],
    ["ENTENTE_SEAL_CERT", "ENTENTE_SEAL_KEY"],
  ] as const) {
    if (given(name) === undefined && given(other) !== undefined)
      wrong.push(
        `${name} is missing: a sealing key and its certificate are given together, or neither, and documents are sealed with a key made here.`,
      );
  }

  // The sandbox opens a test clock and everybody's mail, so it never stands where a real company could be.
  const closed = [
    given("DATABASE_URL") !== undefined && "DATABASE_URL is set",
    production && "NODE_ENV is production",
    !isLoopback(host) && `HOST is ${host} and not a loopback address`,
  ].filter((reason) => reason !== false);
  if (asked !== undefined && asked !== "off" && closed.length > 0) {
    wrong.push(
      `ENTENTE_SANDBOX is ${asked}, but the sandbox runs only on its own database, on a loopback address and outside production: ${closed.join(", ")}.`,
    );
  }
  // The sandbox's people are not real, and its days go by at will: no real card is charged there.
  if (stripe && /^.k_live_/.test(stripe.secretKey) && (asked ?? (closed.length === 0 ? "on" : "off")) !== "off")
    wrong.push("STRIPE_SECRET_KEY is a live key, but the sandbox is on: give it a test key, or set ENTENTE_SANDBOX=off.");
  const sandbox = asked ?? (closed.length === 0 ? "on" : "off");

  if (sandbox !== "off" && !isLoopback(new URL(url).hostname)) {
    warnings.push(`The sandbox is on while ENTENTE_URL is ${url}: set ENTENTE_SANDBOX=off before other people are let in.`);
  }
  if (sandbox === "off" && smtp === undefined) warnings.push("SMTP_URL is not set: mails are kept and sent once it is.");
  for (const name of Object.keys(environment)) {
    if (name.startsWith("ENTENTE_") && !known.includes(name)) {
      warnings.push(`${name} is not a setting and was not read; the settings of this prefix are ${known.join(", ")}.`);
    }
  }

  if (wrong.length > 0) throw new SettingsError(wrong);

  return deepFreeze({
    port,
    host,
    url,
    secure: url.startsWith("https:"),
    trustProxy,
    data: path.resolve(folder, given("ENTENTE_DATA") ?? "data"),
    database: databaseUrl === undefined ? { kind: "embedded" } : { kind: "external", url: databaseUrl },
    secret,
    bucket,
    smtp,
    mailFrom,
    dnsServers,
    registryUrl,
    stripe,
    logLevel,
    metricsToken,
    seal:
      sealKey === undefined || sealCertificate === undefined
        ? undefined
        : { key: path.resolve(folder, sealKey), certificate: path.resolve(folder, sealCertificate) },
    sandbox,
    programme: path.resolve(folder, given("ENTENTE_PROGRAMME") ?? "programmes/network"),
    production,
    warnings,
  });
}

type Given = (name: string) => string | undefined;
type Read = <T>(name: string, accepted: string, parse: (text: string) => T | undefined, otherwise: T) => T;

/** The bucket's five settings are given together, or none of them. */
function readBucket(given: Given, read: Read, wrong: string[]): Settings["bucket"] {
  const names = ["FILES_S3_URL", "FILES_S3_BUCKET", "FILES_S3_REGION", "FILES_S3_KEY", "FILES_S3_SECRET"] as const;
  const url = read("FILES_S3_URL", "the address of the S3 service alone, such as https://s3.eu-west-3.example.com", parseOrigin, "");
  const name = read("FILES_S3_BUCKET", "the name of a bucket: 3 to 63 small letters, digits, dots and hyphens", parseBucket, "");
  const region = read("FILES_S3_REGION", "a region such as eu-west-3", (text) => (/^[a-z\d-]{2,40}$/.test(text) ? text : undefined), "");
  const key = read("FILES_S3_KEY", "an access key without spaces", parseWord, "");
  const secret = read("FILES_S3_SECRET", "a secret key without spaces", parseWord, "");
  const missing = names.filter((one) => given(one) === undefined);
  if (missing.length === names.length) return undefined;
  if (missing.length > 0 && !wrong.some((sentence) => sentence.startsWith("FILES_S3_")))
    wrong.push(`${missing.join(", ")} is missing: the settings of a bucket are given together, or none, and files lie in ENTENTE_DATA.`);
  return { url, name, region, key, secret };
}

/** The provider's two secrets are given together, or neither. */
function readStripe(given: Given, read: Read, wrong: string[]): Settings["stripe"] {
  const names = ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"] as const;
  const secretKey = read("STRIPE_SECRET_KEY", "a secret or restricted key: sk_… or rk_…", parseAs(/^[sr]k_(test|live)_\w+$/), "");
  const webhookSecret = read("STRIPE_WEBHOOK_SECRET", "the signing secret of the webhook endpoint: whsec_…", parseAs(/^whsec_\S+$/), "");
  const url = read(
    "STRIPE_API_URL",
    "an https address alone, such as https://stripe-proxy.example.com (http only on this machine)",
    (text) => (parseAsked(text) === undefined ? undefined : parseOrigin(text)),
    undefined,
  );
  const missing = names.filter((one) => given(one) === undefined);
  if (missing.length === names.length && given("STRIPE_API_URL") === undefined) return undefined;
  if (missing.length > 0 && !wrong.some((sentence) => sentence.startsWith("STRIPE_")))
    wrong.push(
      `${missing.join(", ")} is missing: the settings of the payment provider are given together, or none, and no card is charged.`,
    );
  return { secretKey, webhookSecret, url };
}

/** A value that may carry a password is never repeated on a terminal or in a log. */
const shown = (name: string, text: string): string =>
  /SECRET|TOKEN|SEAL|_S3_|^STRIPE_|^DATABASE_URL$|^SMTP_URL$/.test(name) ? "not usable" : JSON.stringify(text);

const parsePort = (text: string): number | undefined => (/^\d{1,5}$/.test(text) && Number(text) <= 65535 ? Number(text) : undefined);

const parseBucket = (text: string): string | undefined => (/^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/.test(text) ? text : undefined);

const parseAs =
  (form: RegExp) =>
  (text: string): string | undefined =>
    form.test(text) ? text : undefined;

const parseWord = (text: string): string | undefined => (/^\S+$/.test(text) ? text : undefined);

const parsePath = (text: string): string | undefined => (/-----BEGIN|[\r\n]/.test(text) ? undefined : text);

function parseHost(text: string): string | undefined {
  const bare = text.replace(/^\[(.*)\]$/, "$1");
  if (isIP(bare)) return bare;
  // Four numbers that are no address are a mistyped address, not a host name.
  return /^(?!\d+(\.\d+){3}$)[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)*$/i.test(bare) ? bare : undefined;
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function parseOrigin(text: string): string | undefined {
  const url = parseUrl(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === "") return undefined;
  const alone = url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "" && url.password === "";
  return alone ? url.origin : undefined;
}

function parseProxy(text: string): false | number | readonly string[] | undefined {
  if (/^(off|false|no|0)$/i.test(text)) return false;
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const parts = text.split(",").map((part) => part.trim());
  return parts.every(isNetwork) ? parts : undefined;
}

function parseAsked(text: string): string | undefined {
  const url = parseUrl(text);
  if (url === undefined || [url.username, url.password, url.search, url.hash].some((part) => part !== "")) return undefined;
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname)) ? url.href : undefined;
}

function isNetwork(text: string): boolean {
  if (/^(loopback|linklocal|uniquelocal)$/.test(text)) return true;
  const [address = "", bits, ...rest] = text.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function parseDatabase(text: string): string | undefined {
  const url = parseUrl(text);
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) return undefined;
  return (url.hostname !== "" || url.searchParams.has("host")) && url.pathname.length > 1 ? text : undefined;
}

function parseSmtp(text: string): string | undefined {
  const url = parseUrl(text);
  return url && /^smtps?:$/.test(url.protocol) && url.hostname !== "" ? text : undefined;
}

function parseDnsServers(text: string): readonly string[] | undefined {
  const parts = text.split(",").map((part) => part.trim());
  const fits = (part: string): boolean => {
    const [, address = "", port] = /^(?:\[([^\]]+)\]|([^:]+|[^:]*:[^:]*:.*?))(?::(\d{1,5}))?$/.exec(part)?.filter(Boolean) ?? [];
    return isIP(address) !== 0 && (port === undefined || (Number(port) > 0 && Number(port) <= 65535));
  };
  return parts.every(fits) ? parts : undefined;
}

function parseMailbox(text: string): string | undefined {
  return /^(?:[^<>\r\n]+<([^<>@\s]+@[^<>@\s]+)>|[^<>@\s]+@[^<>@\s]+)$/.test(text) ? text : undefined;
}

function deepFreeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === "object" && part !== null) deepFreeze(part);
  return Object.freeze(value);
}
