import { randomBytes } from "node:crypto";

let lastMs = 0;
let order = 0;

/**
 * A UUID of version 7 (RFC 9562): sortable by the millisecond it was made, so that indexes grow at their end. Within one millisecond a
 * counter stands after it, so that what one act wrote stays in the order in which it was written.
 */
export function newId(nowMs: number = Date.now()): string {
  if (nowMs > lastMs) [lastMs, order] = [nowMs, 0];
  else if (++order > 0xfff) [lastMs, order] = [lastMs + 1, 0];
  const bytes = randomBytes(16);
  bytes.writeUIntBE(lastMs, 0, 6);
  bytes.writeUInt16BE(0x7000 | order, 6);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** 256 random bits for a link or a session, in the alphabet of a URL. */
export const newToken = (): string => randomBytes(32).toString("base64url");
