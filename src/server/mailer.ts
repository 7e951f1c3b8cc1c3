import { sql } from "./db.ts";
import type { House } from "./house.ts";
import type { Job } from "./jobs.ts";
import { backoff, TryLater } from "./jobs.ts";
import type { Transport } from "./mail/transport.ts";
import { openBody } from "./post.ts";

type Waiting = { id: string; to: string; subject: string; language: "fr" | "en"; body: Buffer; attempts: number };

/**
 * Sends one mail. The row says whether it has gone: a repeated job finds it sent and does nothing. Without a mail server in the sandbox,
 * the captured mailbox is where it arrives.
 */
export async function sendMail(house: House, transport: Transport | null, job: Job): Promise<void> {
  const mail = await house.db.one<Waiting>(sql`
    select id, to_address as "to", subject, language, body, attempts from mails where id = ${String(job.payload.mailId)} and state = 'waiting'`);
  if (!mail) return;
  if (!transport && house.settings.sandbox === "off") throw new TryLater("SMTP_URL is not set", 300);

  const result = transport
    ? await transport.send({ id: mail.id, to: mail.to, subject: mail.subject, lang: mail.language, ...openBody(house, mail) })
    : ({ outcome: "accepted" } as const);
  if (result.outcome === "accepted") {
    await house.db.query(
      sql`update mails set state = 'sent', attempts = attempts + 1, last_error = null, sent_at = ${house.clock.machine()} where id = ${mail.id}`,
    );
    return;
  }
  const state = result.outcome === "refused" ? "refused" : "waiting";
  await house.db.query(
    sql`update mails set state = ${state}, attempts = attempts + 1, last_error = ${result.reason.slice(0, 300)} where id = ${mail.id}`,
  );
  if (result.outcome === "retry") throw new TryLater(result.reason, backoff(mail.attempts));
}
