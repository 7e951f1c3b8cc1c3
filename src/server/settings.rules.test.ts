import { describe, expect, test } from "vitest";
import { type Environment, isLoopback, readSettings, SettingsError } from "./settings.ts";

const read = (environment: Environment) => readSettings(environment, "/srv/entente");

/** The sentences a start would stop with. */
function refusals(environment: Environment): readonly string[] {
  try {
    read(environment);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.sentences;
    throw error;
  }
}

const outside = { DATABASE_URL: "postgresql://u:p@db/entente", ENTENTE_SECRET: "x".repeat(32) };

test("with nothing given, a sandbox on this computer alone", () => {
  expect(read({})).toEqual({
    port: 3000,
    host: "127.0.0.1",
    url: "http://localhost:3000",
    secure: false,
    trustProxy: false,
    data: "/srv/entente/data",
    database: { kind: "embedded" },
    secret: undefined,
    bucket: undefined,
    smtp: undefined,
    mailFrom: "Entente <no-reply@localhost>",
    dnsServers: undefined,
    logLevel: "info",
    metricsToken: undefined,
    sandbox: "on",
    programme: "/srv/entente/programmes/network",
    production: false,
    warnings: [],
  });
});

test("an empty variable is one that was not given", () => {
  expect(read({ PORT: "", HOST: " ", DATABASE_URL: "", ENTENTE_SECRET: "", ENTENTE_SANDBOX: "" })).toEqual(read({}));
});

test("what was read cannot be changed afterwards", () => {
  const settings = read({ TRUST_PROXY: "10.0.0.0/8" });

  expect(Object.isFrozen(settings) && Object.isFrozen(settings.database) && Object.isFrozen(settings.trustProxy)).toBe(true);
});

describe("each bad value is one sentence that names the variable and what would be accepted", () => {
  test.each([
    ["PORT", "80a", /a whole number from 0 to 65535/],
    ["PORT", "65536", /a whole number from 0 to 65535/],
    ["PORT", "-1", /a whole number from 0 to 65535/],
    ["FILES_S3_URL", "s3.example.com", /the address of the S3 service alone/],
    ["FILES_S3_URL", "https://s3.example.com/bucket", /the address of the S3 service alone/],
    ["FILES_S3_BUCKET", "../etc", /the name of a bucket/],
    ["FILES_S3_BUCKET", "Big Bucket", /the name of a bucket/],
    ["FILES_S3_REGION", "eu west", /a region such as eu-west-3/],
    ["HOST", "999.1.1.1", /an IP address or a host name/],
    ["HOST", "http://localhost", /an IP address or a host name/],
    ["ENTENTE_URL", "partners.example.com", /https:\/\/partners.example.com/],
    ["ENTENTE_URL", "ftp://example.com", /the public address alone/],
    ["ENTENTE_URL", "https://example.com/portal", /the public address alone/],
    ["ENTENTE_URL", "https://user:pw@example.com", /the public address alone/],
    ["TRUST_PROXY", "true", /the number of proxies in front/],
    ["TRUST_PROXY", "10.0.0.0/33", /or their addresses/],
    ["DATABASE_URL", "mysql://h/d", /postgresql:\/\//],
    ["DATABASE_URL", "postgres://h", /postgresql:\/\//],
    ["ENTENTE_SECRET", "short", /at least 32 characters/],
    ["SMTP_URL", "mail.example.com:25", /smtp:\/\//],
    ["MAIL_FROM", "nobody", /no-reply@example.com/],
    ["MAIL_FROM", "a@b\r\nBcc: c@d", /no-reply@example.com/],
    ["REGISTRY_URL", "register.example.com", /https address/],
    ["REGISTRY_URL", "http://register.example.com/", /https address/],
    ["REGISTRY_URL", "https://user:word@register.example.com/", /https address/],
    ["REGISTRY_URL", "https://register.example.com/?key=1", /https address/],
    ["STRIPE_SECRET_KEY", "pk_test_abc", /a secret or restricted key/],
    ["STRIPE_WEBHOOK_SECRET", "secret", /signing secret of the webhook endpoint/],
    ["STRIPE_API_URL", "http://stripe.example.com", /an https address alone/],
    ["STRIPE_API_URL", "https://stripe.example.com/v1", /an https address alone/],
    ["DNS_SERVERS", "dns.example.com", /IP addresses/],
    ["DNS_SERVERS", "9.9.9.9:0", /IP addresses/],
    ["DNS_SERVERS", "9.9.9.9,,1.1.1.1", /IP addresses/],
    ["LOG_LEVEL", "loud", /one of fatal, error, warn/],
    ["METRICS_TOKEN", "short", /at least 16 characters/],
    ["ENTENTE_SANDBOX", "yes", /on, empty .* or off/],
  ])("%s=%s", (name, value, accepted) => {
    const sentences = refusals({ ENTENTE_SECRET: "x".repeat(32), [name]: value });

    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toMatch(new RegExp(`^${name} is .*must be`));
    expect(sentences[0]).toMatch(accepted);
  });

  test("and all of them are said at once", () => {
    expect(refusals({ PORT: "x", HOST: "!", LOG_LEVEL: "y" })).toHaveLength(3);
  });

  test("without repeating what may be a password", () => {
    const said = refusals({ DATABASE_URL: "mysql://u:hush@h/d", SMTP_URL: "hush", METRICS_TOKEN: "hush", ENTENTE_SECRET: "hush" }).join(
      " ",
    );

    expect(said).not.toContain("hush");
  });
});

test.each([
  ["0", 0],
  ["65535", 65535],
])("the port may be %s", (text, port) => expect(read({ PORT: text }).port).toBe(port));

test.each([
  ["off", false],
  ["0", false],
  ["2", 2],
  ["loopback", ["loopback"]],
  ["10.0.0.0/8, ::1", ["10.0.0.0/8", "::1"]],
])("TRUST_PROXY=%s", (text, expected) => expect(read({ TRUST_PROXY: text }).trustProxy).toEqual(expected));

test("a public https address makes the cookies secure and loses its last slash", () => {
  const settings = read({ ENTENTE_URL: "https://partners.example.com/", ENTENTE_SANDBOX: "off" });

  expect(settings).toMatchObject({
    secure: true,
    url: "https://partners.example.com",
    mailFrom: "Entente <no-reply@partners.example.com>",
  });
});

test("a database may be reached through a socket", () => {
  const url = "postgresql:///entente?host=/var/run/postgresql";

  expect(read({ ...outside, DATABASE_URL: url }).database).toEqual({ kind: "external", url });
});

test("an outside database without the secret stops the start", () => {
  expect(refusals({ DATABASE_URL: outside.DATABASE_URL })).toEqual([
    expect.stringMatching(/^ENTENTE_SECRET is missing: with DATABASE_URL/),
  ]);
});

test("a bucket for files is given whole or not at all, and its keys are never repeated", () => {
  const whole = {
    FILES_S3_URL: "https://s3.example.com/",
    FILES_S3_BUCKET: "entente",
    FILES_S3_REGION: "eu-west-3",
    FILES_S3_KEY: "AKIDEXAMPLE",
    FILES_S3_SECRET: "hush",
  };
  expect(read(whole).bucket).toEqual({
    url: "https://s3.example.com",
    name: "entente",
    region: "eu-west-3",
    key: "AKIDEXAMPLE",
    secret: "hush",
  });
  expect(refusals({ ...whole, FILES_S3_KEY: "", FILES_S3_REGION: "" })).toEqual([
    expect.stringMatching(/^FILES_S3_REGION, FILES_S3_KEY is missing: .* given together/),
  ]);
  expect(refusals({ ...whole, FILES_S3_SECRET: "hush hush" })).toEqual([expect.stringMatching(/^FILES_S3_SECRET is not usable/)]);
});

describe("the payment provider", () => {
  const whole = { STRIPE_SECRET_KEY: "rk_test_hush", STRIPE_WEBHOOK_SECRET: "whsec_hush" };

  test("is named by its key and the secret of its messages, together, at its own address or a proxy's", () => {
    expect(read(whole).stripe).toEqual({ secretKey: "rk_test_hush", webhookSecret: "whsec_hush", url: undefined });
    expect(read({ ...whole, STRIPE_API_URL: "http://127.0.0.1:4242/" }).stripe?.url).toBe("http://127.0.0.1:4242");
    expect(read({}).stripe).toBeUndefined();
  });

  test.each([
    [{ STRIPE_SECRET_KEY: "sk_test_hush" }, "STRIPE_WEBHOOK_SECRET is missing"],
    [{ STRIPE_WEBHOOK_SECRET: "whsec_hush" }, "STRIPE_SECRET_KEY is missing"],
    [{ STRIPE_API_URL: "https://proxy.example.com" }, "STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET is missing"],
  ])("stops the start when half of it is given, with one sentence", (given, sentence) => {
    expect(refusals(given)).toEqual([expect.stringContaining(sentence)]);
  });

  test("never charges real cards in the sandbox, and its secrets are not repeated", () => {
    expect(refusals({ ...whole, STRIPE_SECRET_KEY: "sk_live_hush" })).toEqual([expect.stringMatching(/^STRIPE_SECRET_KEY is a live key/)]);
    expect(read({ ...whole, STRIPE_SECRET_KEY: "sk_live_hush", ENTENTE_SANDBOX: "off" }).stripe?.secretKey).toBe("sk_live_hush");
    expect(refusals({ STRIPE_SECRET_KEY: "hush", STRIPE_WEBHOOK_SECRET: "hush" }).join()).not.toContain("hush");
  });
});

test("folders are taken from the project's folder, or as they are when they are whole", () => {
  expect(read({ ENTENTE_DATA: "../elsewhere", ENTENTE_PROGRAMME: "/etc/programme" })).toMatchObject({
    data: "/srv/elsewhere",
    programme: "/etc/programme",
  });
});

describe("the operator's own sealing key", () => {
  const pem = "-----BEGIN PRIVATE KEY-----\nhush\n-----END PRIVATE KEY-----";

  test("is two paths, taken from the project's folder or as they are when they are whole", () => {
    expect(read({ ENTENTE_SEAL_KEY: "seal/key.pem", ENTENTE_SEAL_CERT: "/etc/seal.pem" }).seal).toEqual({
      key: "/srv/entente/seal/key.pem",
      certificate: "/etc/seal.pem",
    });
    expect(read({}).seal).toBeUndefined();
    expect(read({ ENTENTE_SEAL_KEY: "a", ENTENTE_SEAL_CERT: "b" }).warnings).toEqual([]);
  });

  test.each(["ENTENTE_SEAL_KEY", "ENTENTE_SEAL_CERT"])("%s alone stops the start and says which one is missing", (name) => {
    const other = name === "ENTENTE_SEAL_KEY" ? "ENTENTE_SEAL_CERT" : "ENTENTE_SEAL_KEY";

    expect(refusals({ [name]: "seal.pem" })).toEqual([expect.stringMatching(new RegExp(`^${other} is missing: .*together, or neither`))]);
  });

  test("pasted in place of its path, it is refused and not repeated", () => {
    const sentences = refusals({ ENTENTE_SEAL_KEY: pem, ENTENTE_SEAL_CERT: "seal.pem" });

    expect(sentences).toEqual([expect.stringMatching(/^ENTENTE_SEAL_KEY is not usable, but must be the path of a PEM file/)]);
    expect(sentences.join()).not.toContain("hush");
  });
});

describe("the sandbox", () => {
  test.each<[Environment, string]>([
    [{}, "on"],
    [{ HOST: "::1" }, "on"],
    [{ HOST: "localhost" }, "on"],
    [{ ENTENTE_SANDBOX: "empty" }, "empty"],
    [{ ENTENTE_SANDBOX: "off" }, "off"],
    [{ HOST: "0.0.0.0" }, "off"],
    [{ HOST: "192.168.1.2" }, "off"],
    [{ NODE_ENV: "production" }, "off"],
    [outside, "off"],
  ])("%o: %s", (environment, expected) => expect(read(environment).sandbox).toBe(expected));

  test.each<[Environment, RegExp]>([
    [{ HOST: "0.0.0.0" }, /HOST is 0\.0\.0\.0/],
    [{ HOST: "127.example.com" }, /HOST is 127\.example\.com/],
    [{ NODE_ENV: "production" }, /NODE_ENV is production/],
    [outside, /DATABASE_URL is set/],
  ])("asked for with %o, the start stops with one sentence", (environment, reason) => {
    for (const asked of ["on", "empty"]) {
      const sentences = refusals({ ...environment, ENTENTE_SANDBOX: asked });
      expect(sentences).toHaveLength(1);
      expect(sentences[0]).toMatch(reason);
    }
  });

  test("behind a public address gives a warning", () => {
    expect(read({ ENTENTE_URL: "https://partners.example.com" }).warnings).toEqual([expect.stringMatching(/set ENTENTE_SANDBOX=off/)]);
  });
});

test("a mistyped setting is pointed out", () => {
  expect(read({ ENTENTE_SANBOX: "off" }).warnings).toEqual([expect.stringMatching(/^ENTENTE_SANBOX is not a setting/)]);
});

test.each(["localhost", "app.localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]", "LOCALHOST"])("%s is this computer", (host) =>
  expect(isLoopback(host)).toBe(true),
);
test.each(["0.0.0.0", "::", "localhost.example.com", "127.example.com", "10.0.0.1", ""])("%s is not only this computer", (host) =>
  expect(isLoopback(host)).toBe(false),
);

test.each([
  ["9.9.9.9", ["9.9.9.9"]],
  ["127.0.0.1:5353, 9.9.9.9", ["127.0.0.1:5353", "9.9.9.9"]],
  ["2620:fe::fe", ["2620:fe::fe"]],
  ["[2620:fe::fe]:53", ["[2620:fe::fe]:53"]],
])("DNS_SERVERS=%s asks these", (text, servers) => {
  expect(read({ DNS_SERVERS: text }).dnsServers).toEqual(servers);
});

test.each(["https://register.example.com/companies", "http://localhost:8080/", undefined])("REGISTRY_URL=%s", (url) => {
  expect(read(url === undefined ? {} : { REGISTRY_URL: url }).registryUrl).toBe(url);
});
