import { Secret as OtpSecret, TOTP } from "otpauth";
import qr from "qr";
import type { Instant } from "../../kit/dates.ts";
import type { Secret } from "../../server/secret.ts";

const period = 30;

const generator = (secret: Uint8Array, issuer = "", label = ""): TOTP =>
  new TOTP({ issuer, label, algorithm: "SHA1", digits: 6, period, secret: new OtpSecret({ buffer: new Uint8Array(secret).buffer }) });

/**
 * The secret that an invitation offers. It follows from the link, so that a page loaded twice shows the same one and reading the link
 * writes nothing; another link offers another.
 */
export const offeredSecret = (secret: Secret, linkHash: Buffer): Buffer => secret.derive(`second factor:${linkHash.toString("hex")}`, 20);

/** What an authenticator application takes: the letters to type, the address to open, and the same address as a picture to scan. */
export function setUpOf(secret: Buffer, issuer: string, label: string): { secret: string; uri: string; picture: string } {
  const totp = generator(secret, issuer, label);
  const uri = totp.toString();
  return { secret: totp.secret.base32.replace(/.{4}(?=.)/g, "$& "), uri, picture: qr(uri, "svg", { ecc: "medium", border: 2 }) };
}

/**
 * The time step of a right code, or undefined. A clock may be one step off in either direction. Whoever accepts a step keeps it, so that
 * the same code does not open twice.
 */
export function stepOf(secret: Buffer, typed: string, machine: Instant): number | undefined {
  const token = typed.replace(/\s/g, "");
  if (!/^\d{6}$/.test(token)) return undefined;
  const timestamp = Date.parse(machine);
  const delta = generator(secret).validate({ token, timestamp, window: 1 });
  return delta === null ? undefined : Math.floor(timestamp / 1000 / period) + delta;
}
