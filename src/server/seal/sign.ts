import { createHash, sign as signBytes } from "node:crypto";
import { promisify } from "node:util";
import { rsaWithSha256, SHA256 } from "./certificate.ts";
import { context, issuerAndSerial, octets, oid, sequence, setOf, smallInteger, sorted, tlv } from "./der.ts";
import type { SealIdentity } from "./identity.ts";
import { fillSignature, reserveSignature } from "./reserve.ts";

const DATA = oid("1.2.840.113549.1.7.1");
const SIGNED_DATA = oid("1.2.840.113549.1.7.2");
const CONTENT_TYPE = oid("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST = oid("1.2.840.113549.1.9.4");
const SIGNING_CERTIFICATE_V2 = oid("1.2.840.113549.1.9.16.2.47");
const ecdsaWithSha256 = sequence(oid("1.2.840.10045.4.3.2"));

const sha256 = (bytes: Buffer): Buffer => createHash("sha256").update(bytes).digest();
const signAway = promisify(
  signBytes as (algorithm: string, data: Buffer, key: SealIdentity["key"], done: (error: Error | null, signature: Buffer) => void) => void,
);

export type Seal = {
  /** Why, in the document's language; readers of the file see it beside the signature. */
  readonly reason: string;
  readonly name: string;
  /** When, as the document says it: the act's own instant, so that a second run makes the same file. */
  readonly at: Date;
};

const ROOM = 8192;

/** Seals a document that we wrote: CAdES, detached, at the level PAdES B-B. The original stays in the file untouched; the seal is added after it. */
export async function sealPdf(pdf: Buffer, identity: SealIdentity, seal: Seal): Promise<Buffer> {
  const certificates = identity.chain.reduce((sum, one) => sum + one.raw.length, 0);
  const reserved = reserveSignature(pdf, { ...seal, room: Math.max(ROOM, certificates + 2048) });
  return fillSignature(reserved, await signDetached(reserved.signed, identity));
}

/**
 * A CMS SignedData (RFC 5652) without the content, with what CAdES asks for: the kind of content, its digest, and which certificate signs.
 * The time of signing stands in the PDF, as PAdES wants it, and not here.
 */
export async function signDetached(content: Buffer, identity: SealIdentity): Promise<Buffer> {
  const [leaf] = identity.chain;
  const attributes = sorted([
    attribute(CONTENT_TYPE, DATA),
    attribute(MESSAGE_DIGEST, octets(sha256(content))),
    // SHA-256 is this attribute's default, and DER leaves defaults out.
    attribute(SIGNING_CERTIFICATE_V2, sequence(sequence(sequence(octets(sha256(leaf!.raw)))))),
  ]);
  // What is signed is the plain set; what is sent carries the tag [0] in its place (RFC 5652, 5.4).
  const signature = await signAway("sha256", tlv(0x31, ...attributes), identity.key);
  const signer = sequence(
    smallInteger(1),
    issuerAndSerial(leaf!.raw),
    sequence(SHA256),
    context(0, ...attributes),
    identity.key.asymmetricKeyType === "ec" ? ecdsaWithSha256 : rsaWithSha256,
    octets(signature),
  );
  const certificates = context(0, ...sorted(identity.chain.map((one) => one.raw)));
  const signedData = sequence(smallInteger(1), setOf(sequence(SHA256)), sequence(DATA), certificates, setOf(signer));
  return sequence(SIGNED_DATA, context(0, signedData));
}

const attribute = (type: Buffer, value: Buffer): Buffer => sequence(type, setOf(value));
