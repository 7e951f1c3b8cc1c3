import { createHash, type KeyObject, randomBytes, sign } from "node:crypto";
import { children, context, nothing, octets, oid, sequence, setOf, smallInteger, tlv } from "./der.ts";

export const SHA256 = oid("2.16.840.1.101.3.4.2.1");
export const rsaWithSha256 = sequence(oid("1.2.840.113549.1.1.11"), nothing);
const keyUsage = oid("2.5.29.15");

const YEARS = 30;

/**
 * A certificate that an RSA key writes about itself (RFC 5280): organisation and common name, thirty years, signatures and commitments only.
 * No extended usage is named, because readers of documents disagree on which one they need; without one, all of them are content.
 */
export function selfSigned(keys: { privateKey: KeyObject; publicKey: KeyObject }, organisation: string, now: Date): Buffer {
  const subject = nameOf(organisation);
  const publicKey = keys.publicKey.export({ type: "spki", format: "der" });
  const keyId = createHash("sha1")
    .update(children(children(publicKey)[0]!.content)[1]!.content.subarray(1))
    .digest();
  const validity = sequence(
    // From the day before, because the clocks of two machines differ.
    time(new Date(now.getTime() - 86_400_000)),
    time(new Date(Date.UTC(now.getUTCFullYear() + YEARS, now.getUTCMonth(), now.getUTCDate()))),
  );
  const extensions = sequence(
    extension("2.5.29.19", sequence(), true),
    // digitalSignature and contentCommitment: the first two bits, six left unused.
    sequence(keyUsage, tlv(0x01, Buffer.from([0xff])), octets(tlv(0x03, Buffer.from([6, 0xc0])))),
    extension("2.5.29.14", octets(keyId), false),
    extension("2.5.29.35", sequence(tlv(0x80, keyId)), false),
  );
  const version = context(0, smallInteger(2));
  const body = sequence(version, serial(), rsaWithSha256, subject, validity, subject, publicKey, context(3, extensions));
  return sequence(body, rsaWithSha256, tlv(0x03, Buffer.from([0]), sign("sha256", body, keys.privateKey)));
}

/** The extension keyUsage, when present, must allow signatures or commitments; a certificate without it allows everything. */
export function maySign(certificate: Buffer): boolean {
  const [body] = children(children(certificate)[0]!.content);
  const extensions = children(body!.content).find((field) => field.tag === 0xa3);
  if (!extensions) return true;
  for (const one of children(children(extensions.content)[0]!.content)) {
    const parts = children(one.content);
    if (!parts[0]!.whole.equals(keyUsage)) continue;
    const bits = children(parts[parts.length - 1]!.content)[0]!.content;
    return ((bits[1] ?? 0) & 0xc0) !== 0;
  }
  return true;
}

const extension = (id: string, value: Buffer, critical: boolean): Buffer =>
  sequence(oid(id), ...(critical ? [tlv(0x01, Buffer.from([0xff]))] : []), octets(value));

/** A name in a certificate has at most 64 characters (RFC 5280, upper bounds), none of them a control; UTF-8, so that every name can stand. */
function nameOf(organisation: string): Buffer {
  const plain = organisation
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}]+/gu, " ")
    .trim();
  const text = tlv(0x0c, Buffer.from([...plain].slice(0, 64).join("").trim() || "Entente"));
  return sequence(setOf(sequence(oid("2.5.4.10"), text)), setOf(sequence(oid("2.5.4.3"), text)));
}

/** Positive, unguessable, shorter than the 20 bytes that RFC 5280 allows. */
function serial(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0]! & 0x3f) | 0x40;
  return tlv(0x02, bytes);
}

/** Two digits of the year until 2049, four from then on (RFC 5280, 4.1.2.5). */
function time(at: Date): Buffer {
  const digits = `${at.toISOString().replace(/\D/g, "").slice(0, 14)}Z`;
  return at.getUTCFullYear() < 2050 ? tlv(0x17, Buffer.from(digits.slice(2))) : tlv(0x18, Buffer.from(digits));
}
