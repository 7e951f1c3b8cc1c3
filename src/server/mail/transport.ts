import type { NodemailerError } from "nodemailer";
import nodemailer from "nodemailer";
import type { Lang } from "../../kit/words.ts";

/** `retry` is nobody's fault for good; `refused` is the receiving side's last word on this mail. Reasons quote no address. */
export type Sent =
  | { readonly outcome: "accepted" }
  | { readonly outcome: "retry"; readonly reason: string }
  | { readonly outcome: "refused"; readonly reason: string; readonly code: number };

export type Mail = {
  /** Ours, the same for every attempt: the Message-ID is made of it, so that a mail that arrives twice is recognised as one. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly lang: Lang;
  /** Where one press ends this kind of mail, RFC 8058; absent where it may not be refused. */
  readonly unsubscribe?: string;
};

export type Transport = { send(mail: Mail): Promise<Sent>; close(): void };

/** Milliseconds. `whole` bounds an attempt in which the server answers, but a little at a time; it stays below the lease of the job. */
export type Patience = { readonly connect: number; readonly silence: number; readonly whole: number };
const patience: Patience = { connect: 10_000, silence: 30_000, whole: 90_000 };

/**
 * Mail by SMTP, over a few connections that stay open. The address may carry more in its query, as in `smtp://host?tls.rejectUnauthorized=false`.
 * With a user and a password the connection must be encrypted, except on this machine or with `requireTLS=false`.
 */
export function openTransport(url: string, from: string, { connect, silence, whole }: Patience = patience): Transport {
  const sender = mailbox(from);
  const { hostname, username, searchParams } = new URL(url);
  const secret = username !== "" && !["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  const pool = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: 3,
    // The jobs decide when to try again; the library only once.
    maxRequeues: 0,
    dnsTimeout: connect,
    connectionTimeout: connect,
    greetingTimeout: connect,
    socketTimeout: silence,
    ...(secret && !searchParams.has("requireTLS") ? { requireTLS: true } : {}),
    // Its log names recipients and may quote messages.
    logger: false,
    debug: false,
    transactionLog: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  });

  return {
    async send(mail) {
      if (!/^[^\s<>(),;:\\"@]+@[^\s<>(),;:\\"@]+$/.test(mail.to))
        return { outcome: "refused", reason: "this is not one e-mail address", code: 553 };
      const bound = new AbortController();
      const timer = setTimeout(() => bound.abort(), whole);
      try {
        await pool.sendMail({
          messageId: `<${mail.id}@${sender.address.slice(sender.address.indexOf("@") + 1)}>`,
          from: sender,
          // As an object, one address stays one: a list in a text would be read as several people.
          to: { name: "", address: mail.to },
          envelope: { from: sender.address, to: [mail.to] },
          subject: oneLine(mail.subject),
          text: mail.text,
          html: mail.html,
          headers: {
            "Auto-Submitted": "auto-generated",
            "Content-Language": mail.lang,
            ...(mail.unsubscribe && {
              "List-Unsubscribe": `<${mail.unsubscribe}>`,
              "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            }),
          },
          xMailer: false,
          signal: bound.signal,
        });
        return { outcome: "accepted" };
      } catch (error) {
        return bound.signal.aborted ? { outcome: "retry", reason: `no answer within ${whole / 1000} s` } : judge(error as NodemailerError);
      } finally {
        clearTimeout(timer);
      }
    },
    close: () => pool.close({ force: true }),
  };
}

/** Only an answer about this sender, recipient or message is final; a password refused with 535, or a server that is full, is ours to put right. */
function judge(error: NodemailerError): Sent {
  const about = error.code === "EENVELOPE" || error.code === "EMESSAGE";
  const code = error.responseCode ?? (error.code === "EENVELOPE" ? 553 : 552);
  const reason = plain(error.response || error.message);
  return about && code >= 500 ? { outcome: "refused", reason, code } : { outcome: "retry", reason };
}

/** What a server says often repeats the address it was asked for, and what is kept of it is read by others. */
const plain = (text: string): string =>
  oneLine(text)
    .replace(/[^\s<>"'(]*@[^\s<>"')]*/g, "…")
    .slice(0, 200);

const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();

function mailbox(text: string): { name: string; address: string } {
  const [, name = "", address = text] = /^(.*)<([^<>]*)>\s*$/s.exec(text) ?? [];
  return { name: oneLine(name).replace(/^"(.*)"$/, "$1"), address: oneLine(address) };
}
