import { createHmac, timingSafeEqual } from "node:crypto";
import type { Instant } from "../../kit/dates.ts";
import type { Secret } from "../../server/secret.ts";

/**
 * The signed link of the mails: it opens one case to one address, until an instant, without an account. Nothing is stored: the token is
 * its own proof. 16 bytes of the case, 6 of the instant in milliseconds, 16 of the address as a blind index, 24 of HMAC-SHA-256.
 */
export type CaseLink = { readonly caseId: string; readonly email: string; readonly until: Instant };

const PARTS = { caseId: 16, until: 6, email: 16, mac: 24 } as const;
const BODY = PARTS.caseId + PARTS.until + PARTS.email;

const indexOf = (secret: Secret, email: string): Buffer => secret.blindIndex(email.toLowerCase(), "caseLink").subarray(0, PARTS.email);
const macOf = (secret: Secret, body: Buffer): Buffer =>
  createHmac("sha256", secret.derive("caseLink")).update(body).digest().subarray(0, PARTS.mac);

export function signCaseLink(secret: Secret, { caseId, email, until }: CaseLink): string {
  const body = Buffer.alloc(BODY);
  body.write(caseId.replaceAll("-", ""), 0, "hex");
  body.writeUIntBE(Date.parse(until), PARTS.caseId, PARTS.until);
  indexOf(secret, email).copy(body, PARTS.caseId + PARTS.until);
  return Buffer.concat([body, macOf(secret, body)]).toString("base64url");
}

/** A link that this house has signed. Whether it is for an address, and for how long, is asked of it. */
export type SignedLink = { readonly caseId: string; readonly until: Instant; readonly isFor: (email: string) => boolean };

/** @returns undefined for everything that was not signed here, to the last bit. */
export function readCaseLink(secret: Secret, token: string): SignedLink | undefined {
  const bytes = Buffer.from(token, "base64url");
  // A text that is not in its one form is another text, even where it decodes to the same bytes.
  if (bytes.length !== BODY + PARTS.mac || bytes.toString("base64url") !== token) return undefined;
  const body = bytes.subarray(0, BODY);
  if (!timingSafeEqual(bytes.subarray(BODY), macOf(secret, body))) return undefined;
  const hex = body.toString("hex", 0, PARTS.caseId);
  const index = body.subarray(PARTS.caseId + PARTS.until);
  return {
    caseId: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`,
    until: new Date(body.readUIntBE(PARTS.caseId, PARTS.until)).toISOString(),
    isFor: (email) => timingSafeEqual(index, indexOf(secret, email)),
  };
}
