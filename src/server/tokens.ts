import { createHash } from "node:crypto";
import type { Instant } from "../kit/dates.ts";
import { addSeconds } from "../kit/dates.ts";
import { newToken } from "../kit/ids.ts";
import type { Lang } from "../kit/words.ts";
import type { ProgrammeKind, Role } from "../permissions.ts";
import { isEnrolledIn } from "../permissions.ts";
import type { Programme } from "../programme/schema.ts";
import type { Db } from "./db.ts";
import { sql } from "./db.ts";
import type { EarlierRow, Seen, StandingRow } from "./session.ts";
import { earlierIn, hashToken, sessionLife, standingColumns, standingOf } from "./session.ts";

/** What an application's tokens begin with, so that scanners of source code know them. */
const PREFIX = "ent_";
const checksum = (secret: string): string => createHash("sha256").update(secret).digest("base64url").slice(0, 6);

/** The kinds of programme that applications belong to: while the company is in none of them, no token of its opens anything. */
export const applicationKinds: readonly ProgrammeKind[] = ["developer", "controlPanel"];

/** A new token: `ent_`, 256 random bits, six characters of checksum. Shown once; the house keeps its hash and its last characters. */
export function makeToken(): { readonly token: string; readonly hash: Buffer; readonly ending: string } {
  const secret = newToken();
  const token = `${PREFIX}${secret}${checksum(secret)}`;
  return { token, hash: hashToken(token), ending: token.slice(-6) };
}

/** A mistyped or made-up token is recognised by its checksum, before the database is asked. */
export function isTokenShaped(token: string): boolean {
  const rest = token.slice(PREFIX.length);
  return token.startsWith(PREFIX) && rest.length === 49 && checksum(rest.slice(0, -6)) === rest.slice(-6);
}

type Row = { tokenId: string; id: string; application: string; role: Role; unnoted: boolean } & StandingRow & {
    accountId: string;
  } & EarlierRow;

/**
 * Whose token it is and how its account stands, in one statement, as `lookUp` reads a session. The application is a member with the one
 * role it was given, in its own account alone.
 * @returns undefined when the token opens nothing: unknown, expired, revoked, its application retired, or no programme for it left.
 */
export async function lookUpToken(
  db: Db,
  programme: Programme,
  token: string,
  asked: string | null,
  idempotencyKey: string | null,
  { machine, now }: { machine: Instant; now: Instant },
  language: Lang,
): Promise<Seen | undefined> {
  if (!isTokenShaped(token)) return undefined;
  const tokenHash = hashToken(token);
  const row = await db.one<Row>(sql`
    select t.id as "tokenId", p.id, p.name as application, p.role,
      (t.used_at is null or t.used_at < ${addSeconds(machine, -sessionLife.noteEverySeconds)}::timestamptz) as unnoted,
      ${standingColumns(programme, now)}
    from application_tokens t
    join applications p on p.id = t.application_id and p.state = 'active'
    join accounts a on a.id = t.account_id
    left join idempotency i on i.scope = p.id::text and i.key = ${idempotencyKey}::text and i.until > ${machine}::timestamptz
    where t.token_hash = ${tokenHash} and t.revoked_at is null and t.expires_at > ${machine}::timestamptz`);
  if (!row) return undefined;
  const standing = standingOf(programme, row);
  if (!isEnrolledIn(standing, applicationKinds)) return undefined;
  if (row.unnoted) await db.query(sql`update application_tokens set used_at = ${machine}::timestamptz where id = ${row.tokenId}`);

  return {
    application: true,
    person: {
      id: row.id,
      email: "",
      givenName: row.application,
      familyName: "",
      language,
      directoryId: null,
      mustChangePassword: false,
      complete: true,
      staffRoles: null,
      tokenHash,
      hasFactor: false,
      factorAt: null,
      factorDue: false,
    },
    ...(row.accountId === asked && { membership: { roles: [row.role], standing } }),
    ...earlierIn(row),
  };
}
