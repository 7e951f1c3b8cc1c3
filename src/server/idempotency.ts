import { createHash } from "node:crypto";
import type { FastifyReply } from "fastify";
import { addSeconds } from "../kit/dates.ts";
import type { UploadedFile } from "../kit/endpoint.ts";
import { sql } from "./db.ts";
import type { House } from "./house.ts";
import type { StoredAnswer } from "./ledger.ts";
import { HttpRefusal } from "./problems.ts";

/** How long an act with its own transactions holds its key, should its process die. */
const RUNNING_SECONDS = 60;

/** Under a key of the house: a body may hold a password, which could be guessed from a bare digest in a stolen table. */
export const hashRequest = (
  { secret }: House,
  name: string,
  { params, body, upload }: { params: unknown; body: unknown; upload: UploadedFile | undefined },
): Buffer => {
  const file = upload && createHash("sha256").update(upload.bytes).digest("hex");
  return secret.blindIndex(JSON.stringify([name, params ?? null, body ?? null, file ?? null]), "request");
};

type Kept = { state: "running" | "answered"; requestHash: Buffer; status: number | null; reply: Buffer | null };

export const earlierOf = (house: House, scope: string, key: string, machine: string): Promise<Kept | undefined> =>
  house.db.one<Kept>(
    sql`select state, request_hash as "requestHash", status, reply from idempotency where scope = ${scope} and key = ${key} and until > ${machine}::timestamptz`,
  );

/** The first answer again, or why it cannot be given. */
export function replay(
  house: House,
  reply: FastifyReply,
  write: ((value: unknown) => string) | undefined,
  earlier: Kept,
  requestHash: Buffer,
  scope: string,
  key: string,
): FastifyReply {
  if (!earlier.requestHash.equals(requestHash)) throw new HttpRefusal(422, "request.keyReused");
  if (earlier.state === "running" || !earlier.reply) throw new HttpRefusal(409, "request.stillRunning");
  const value: unknown = JSON.parse(house.secret.open(earlier.reply, `idempotency:${scope}:${key}`).toString("utf8"));
  void reply
    .code(earlier.status ?? 200)
    .header("content-type", "application/json; charset=utf-8")
    .header("cache-control", "no-store")
    .header("idempotency-replayed", "true");
  return reply.send(write ? write(value) : JSON.stringify(value));
}

/** Holds the key while an action with its own transactions runs. A crash frees it after a minute; the action recognises its own work by the key. */
export async function claim(house: House, scope: string, key: string, requestHash: Buffer, machine: string): Promise<void> {
  const won = await house.db.one(sql`
    insert into idempotency (scope, key, request_hash, state, until) values (${scope}, ${key}, ${requestHash}, 'running', ${addSeconds(machine, RUNNING_SECONDS)}::timestamptz)
    on conflict (scope, key) do update set request_hash = excluded.request_hash, state = 'running', reply = null, until = excluded.until
      where idempotency.until <= ${machine}::timestamptz
    returning 1 as won`);
  if (!won) throw new HttpRefusal(409, "request.stillRunning");
}

export const release = (house: House, scope: string, key: string): Promise<unknown> =>
  house.db.query(sql`delete from idempotency where scope = ${scope} and key = ${key} and state = 'running'`);

export const settle = (house: House, answer: StoredAnswer): Promise<unknown> =>
  house.db.query(
    sql`update idempotency set state = 'answered', status = ${answer.status}, reply = ${answer.reply}, until = ${answer.until}::timestamptz where scope = ${answer.scope} and key = ${answer.key}`,
  );
