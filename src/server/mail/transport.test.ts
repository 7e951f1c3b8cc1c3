import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, describe, expect, test } from "vitest";
import { type Mail, openTransport, type Patience, type Transport } from "./transport.ts";

const from = "Éditeur Œuvre <no-reply@editeur.example>";
const mail: Mail = {
  id: "0195a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b",
  to: "maelle@kermadec.example",
  subject: "Vérification terminée : votre compte est autorisé",
  text: "Bonjour « Maëlle » ; c’est fait.\n.\nAprès le point.",
  html: "<p>Bonjour « Maëlle »</p>",
  lang: "fr",
};
const hasty: Patience = { connect: 300, silence: 300, whole: 900 };

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

type Received = { mail: Email; envelope: { from: string; to: string[] }; secure: boolean; user: string | undefined };

/** A real server on loopback, which keeps what it accepts; a port may be asked for again after it was closed. */
async function serve(
  options: SMTPServerOptions & { port?: number } = {},
): Promise<{ port: number; received: Received[]; stop: () => Promise<void> }> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", async () => {
        const { mailFrom, rcptTo } = session.envelope;
        const envelope = { from: mailFrom === false ? "" : mailFrom.address, to: rcptTo.map((one) => one.address) };
        received.push({ mail: await PostalMime.parse(Buffer.concat(parts)), envelope, secure: session.secure, user: session.user });
        done();
      });
    },
    ...options,
  });
  server.on("error", () => {});
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server.server, "listening");
  const stop = (): Promise<void> => new Promise((stopped) => server.close(() => stopped()));
  closing.push(stop);
  return { port: (server.server.address() as AddressInfo).port, received, stop };
}

function open(
  port: number,
  { given = from, patience = hasty, address = "" }: { given?: string; patience?: Patience; address?: string } = {},
): Transport {
  const transport = openTransport(address || `smtp://127.0.0.1:${port}`, given, patience);
  closing.push(() => transport.close());
  return transport;
}

/** A server without any manners: it only does what is told here with each connection. */
async function raw(serveOne: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    serveOne(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

const refusal = (code: number, message: string): Error => Object.assign(new Error(message), { responseCode: code });

describe("a mail that the server takes", () => {
  test("arrives whole: accents, both bodies, one recipient, and the headers of an automatic message", async () => {
    const { port, received } = await serve();
    expect(await open(port).send(mail)).toEqual({ outcome: "accepted" });

    const [{ mail: arrived, envelope }] = received as [Received];
    expect(arrived.subject).toBe(mail.subject);
    expect(arrived.from).toMatchObject({ name: "Éditeur Œuvre", address: "no-reply@editeur.example" });
    expect(arrived.to).toMatchObject([{ name: "", address: mail.to }]);
    expect(arrived.text?.trim()).toBe(mail.text);
    expect(arrived.html?.trim()).toBe(mail.html);
    expect(arrived.messageId).toBe(`<${mail.id}@editeur.example>`);
    expect(Number.isNaN(Date.parse(arrived.date ?? ""))).toBe(false);
    expect(arrived.headers).toContainEqual(expect.objectContaining({ key: "auto-submitted", value: "auto-generated" }));
    expect(arrived.headers).toContainEqual(expect.objectContaining({ key: "content-language", value: "fr" }));
    expect(arrived.headers.some(({ key }) => key === "x-mailer")).toBe(false);
    expect(envelope).toEqual({ from: "no-reply@editeur.example", to: [mail.to] });
  });

  test("G-049 a mail that may be refused says so in its head, for one press (RFC 8058); others do not", async () => {
    const { port, received } = await serve();
    const unsubscribe = "https://partenaires.example/api/v1/unsubscribe/one.two";
    await open(port).send({ ...mail, unsubscribe });
    await open(port).send(mail);
    const [{ mail: refusable }, { mail: other }] = received as [Received, Received];
    expect(refusable.headers).toContainEqual(expect.objectContaining({ key: "list-unsubscribe", value: `<${unsubscribe}>` }));
    expect(refusable.headers).toContainEqual(
      expect.objectContaining({ key: "list-unsubscribe-post", value: "List-Unsubscribe=One-Click" }),
    );
    expect(other.headers.some(({ key }) => key.startsWith("list-"))).toBe(false);
  });

  test("is one of many over few connections, each arriving once", async () => {
    let connections = 0;
    const { port, received } = await serve({
      onConnect(_session, done) {
        connections++;
        done();
      },
    });
    const transport = open(port, { patience: { connect: 5000, silence: 5000, whole: 20_000 } });
    const sent = await Promise.all(Array.from({ length: 60 }, (_, index) => transport.send({ ...mail, id: `mail-${index}` })));
    expect(sent.every(({ outcome }) => outcome === "accepted")).toBe(true);
    expect(new Set(received.map((one) => one.mail.messageId)).size).toBe(60);
    expect(received).toHaveLength(60);
    expect(connections).toBeLessThanOrEqual(3);
  });

  test("goes through a name and a password in the address, encoded as addresses are", async () => {
    const { port, received } = await serve({
      authOptional: false,
      authMethods: ["PLAIN"],
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) =>
        username === "poste@ici" && password === "é:/ mot" ? done(null, { user: username }) : done(new Error("no")),
    });
    const address = `smtp://${encodeURIComponent("poste@ici")}:${encodeURIComponent("é:/ mot")}@127.0.0.1:${port}`;
    expect(await open(port, { address }).send(mail)).toEqual({ outcome: "accepted" });
    expect(received[0]!.user).toBe("poste@ici");
  });

  test("is encrypted when the server offers it, and a server nobody vouches for is not believed", async () => {
    const { port, received } = await serve({ disabledCommands: [] });
    expect(await open(port, { address: `smtp://127.0.0.1:${port}?tls.rejectUnauthorized=false` }).send(mail)).toEqual({
      outcome: "accepted",
    });
    expect(received[0]!.secure).toBe(true);
    expect(await open(port).send(mail)).toMatchObject({ outcome: "retry" });
    expect(received).toHaveLength(1);
  });

  test("never takes a password over a plain connection to another machine, unless that is asked for", async () => {
    const heard: string[] = [];
    const { port } = await serve({
      allowInsecureAuth: true,
      onAuth: ({ username }, _session, done) => {
        heard.push(username ?? "");
        done(null, { user: username ?? "" });
      },
    });
    // Loopback, written in a way that the transport takes for another machine.
    const elsewhere = `smtp://me:secret@[::ffff:127.0.0.1]:${port}`;
    expect(await open(port, { address: elsewhere }).send(mail)).toMatchObject({ outcome: "retry" });
    expect(heard).toEqual([]);
    expect(await open(port, { address: `${elsewhere}?requireTLS=false` }).send(mail)).toEqual({ outcome: "accepted" });
    expect(heard).toEqual(["me"]);
  });
});

describe("a mail that the server does not take", () => {
  test("with 451 is for another time, and the same mail is taken then, once", async () => {
    let busy = true;
    const { port, received } = await serve({
      onRcptTo: (_address, _session, done) => done(busy ? refusal(451, "4.3.0 try later") : null),
    });
    const transport = open(port);
    expect(await transport.send(mail)).toEqual({ outcome: "retry", reason: "451 4.3.0 try later" });
    busy = false;
    expect(await transport.send(mail)).toEqual({ outcome: "accepted" });
    expect(received).toHaveLength(1);
  });

  test.each([
    [
      "recipient",
      550,
      {
        onRcptTo: (_a: unknown, _s: unknown, done: (e?: Error | null) => void) =>
          done(refusal(550, "5.1.1 <maelle@kermadec.example> unknown here")),
      },
    ],
    ["sender", 553, { onMailFrom: (_a: unknown, _s: unknown, done: (e?: Error | null) => void) => done(refusal(553, "5.7.1 not you")) }],
    [
      "message",
      554,
      {
        onData: (stream: NodeJS.ReadableStream, _s: unknown, done: (e?: Error | null) => void) => {
          stream.resume();
          stream.on("end", () => done(refusal(554, "5.6.0 looks like spam")));
        },
      },
    ],
  ] as [string, number, SMTPServerOptions][])(
    "with 5xx about the %s is refused for good, with the code and without the address",
    async (_what, code, options) => {
      const { port } = await serve(options);
      const sent = await open(port).send(mail);
      expect(sent).toMatchObject({ outcome: "refused", code, reason: expect.stringContaining(String(code)) });
      expect(JSON.stringify(sent)).not.toContain("maelle");
    },
  );

  test("because our own password is wrong is not lost: it is our fault, and waits", async () => {
    const { port } = await serve({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(Object.assign(new Error("5.7.8 bad credentials for poste@ici"), { responseCode: 535 })),
    });
    const sent = await open(port, { address: `smtp://poste:secret@127.0.0.1:${port}` }).send(mail);
    expect(sent).toMatchObject({ outcome: "retry", reason: expect.stringContaining("535") });
    expect(JSON.stringify(sent)).not.toMatch(/secret|poste@/);
  });

  test("while it is down is for another time, and is taken exactly once when it is back", async () => {
    const first = await serve();
    const transport = open(first.port);
    await first.stop();
    for (let hour = 0; hour < 3; hour++) expect(await transport.send(mail)).toMatchObject({ outcome: "retry" });
    const { received } = await serve({ port: first.port });
    expect(await transport.send(mail)).toEqual({ outcome: "accepted" });
    expect(received).toHaveLength(1);
    expect(received[0]!.mail.messageId).toBe(`<${mail.id}@editeur.example>`);
  });

  test("because it goes away in the middle of a conversation is for another time", async () => {
    const port = await raw((socket) => {
      socket.write("220 here\r\n");
      socket.on("data", (said) => (String(said).startsWith("EHLO") ? socket.write("250 here\r\n") : socket.destroy()));
    });
    expect(await open(port).send(mail)).toMatchObject({ outcome: "retry" });
  });

  test("because it hangs up before a word is one attempt, not several behind our back", async () => {
    let connections = 0;
    const port = await raw((socket) => {
      connections++;
      socket.end();
    });
    expect(await open(port).send(mail)).toMatchObject({ outcome: "retry" });
    expect(connections).toBe(1);
  });

  test.each([
    ["never says a word", (_socket: Socket) => {}],
    [
      "greets and then falls silent",
      (socket: Socket) => {
        socket.write("220 here\r\n");
      },
    ],
    [
      "talks on and on without coming to an end",
      (socket: Socket) => {
        socket.write("220 here\r\n");
        const talking = setInterval(() => socket.write("250-and another thing\r\n"), 50);
        socket.on("close", () => clearInterval(talking));
      },
    ],
  ])("because it %s ends by a time-out, and the next mail is not held up by it", async (_how, manners) => {
    const port = await raw(manners);
    const transport = open(port);
    const began = performance.now();
    const sent = await Promise.all([transport.send(mail), transport.send({ ...mail, id: "other" })]);
    expect(sent).toMatchObject([{ outcome: "retry" }, { outcome: "retry" }]);
    expect(performance.now() - began).toBeLessThan(3000);
  });
});

describe("what people type", () => {
  test("adds no header and no recipient through a subject or a sender's name", async () => {
    const { port, received } = await serve();
    const given = 'Éditeur"\r\nBcc: spy@evil.example\r\nX-Evil: 1 <no-reply@editeur.example>';
    const subject = "Bonjour\r\nBcc: spy@evil.example\r\n\r\n<script>";
    expect(await open(port, { given }).send({ ...mail, subject })).toEqual({ outcome: "accepted" });
    const [{ mail: arrived, envelope }] = received as [Received];
    expect(envelope.to).toEqual([mail.to]);
    expect(arrived.bcc ?? []).toEqual([]);
    expect(arrived.headers.map(({ key }) => key)).not.toContain("x-evil");
    expect(arrived.subject).toBe("Bonjour Bcc: spy@evil.example <script>");
    expect(arrived.text?.trim()).toBe(mail.text);
  });

  test.each([
    "a@one.example, b@two.example",
    "Evil <a@one.example>",
    "a@one.example\r\nRCPT TO:<b@two.example>",
    "a@one.example>",
    "group: a@one.example;",
    "no address",
    "",
    "a@b@c.example",
  ])("is refused as an address when it is not one address: %j", async (to) => {
    const { port, received } = await serve();
    expect(await open(port).send({ ...mail, to })).toEqual({ outcome: "refused", code: 553, reason: "this is not one e-mail address" });
    expect(received).toEqual([]);
  });

  test("reaches an address of a domain with accents", async () => {
    const { port, received } = await serve();
    expect(await open(port).send({ ...mail, to: "contact@œuvre.example" })).toEqual({ outcome: "accepted" });
    expect(received[0]!.envelope.to).toEqual([expect.stringMatching(/^contact@(xn--|œuvre)/)]);
  });
});
