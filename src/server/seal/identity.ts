import { createPrivateKey, generateKeyPair, type KeyObject, X509Certificate } from "node:crypto";
import { promisify } from "node:util";
import { maySign, selfSigned } from "./certificate.ts";

/** What is kept of an identity: a private key and the certificates that speak for it, both as PEM. */
export type SealPem = { readonly keyPem: string; readonly certificatePem: string };

/** Where the identity is kept. The first one saved stays: `save` answers false when another process was first. */
export interface SealStore {
  load(): Promise<SealPem | null>;
  save(identity: SealPem): Promise<boolean>;
}

export type SealIdentity = {
  readonly key: KeyObject;
  /** The certificate of the key, then its issuers as far as they were given. */
  readonly chain: readonly X509Certificate[];
  /** For whoever wants to trust or check the seal; holds no secret. */
  readonly certificatePem: string;
  /** SHA-256 of the certificate, in the colon form that viewers show. */
  readonly fingerprint: string;
  readonly origin: "house" | "operator";
};

export type SealProblem =
  | "incomplete"
  | "unreadableKey"
  | "unreadableCertificate"
  | "wrongKind"
  | "mismatch"
  | "notValidNow"
  | "wrongUsage";

/** A key or certificate that cannot seal. The message is one sentence for the operator and quotes no secret. */
export class SealIdentityError extends Error {
  override readonly name = "SealIdentityError";
  readonly problem: SealProblem;
  constructor(problem: SealProblem, sentence: string) {
    super(sentence);
    this.problem = problem;
  }
}

export type SealSettings = {
  /** Who seals: the name in a certificate of our own making. */
  readonly organisation: string;
  /** By the machine's clock, which never travels: a certificate is valid in the world, not in the sandbox. */
  readonly now: Date;
  readonly operatorKeyPem?: string | undefined;
  readonly operatorCertificatePem?: string | undefined;
};

/** The operator's own identity when there is one; else the kept one; else a new one, made and kept once however many processes start. */
export async function loadIdentity(store: SealStore, settings: SealSettings): Promise<SealIdentity> {
  const { operatorKeyPem, operatorCertificatePem, now } = settings;
  if (operatorKeyPem || operatorCertificatePem) {
    if (!operatorKeyPem || !operatorCertificatePem)
      throw new SealIdentityError("incomplete", "The seal needs a private key and its certificate, and only one of them was given.");
    return open({ keyPem: operatorKeyPem, certificatePem: operatorCertificatePem }, now, "operator");
  }

  const kept = await store.load();
  if (kept) return open(kept, now, "house");

  const made = await makeIdentity(settings.organisation, now);
  if (await store.save(made)) return open(made, now, "house");

  const theirs = await store.load();
  if (!theirs) throw new Error("the seal store refused a new identity and holds none");
  return open(theirs, now, "house");
}

/**
 * RSA of 3,072 bits with SHA-256. Every reader of signed documents verifies it; 2,048 bits are no longer recommended from 2031, and a contract
 * outlives that; and, unlike elliptic curves, one document sealed twice is the same bytes, so that a job that runs again changes nothing.
 */
export async function makeIdentity(organisation: string, now: Date): Promise<SealPem> {
  const keys = await promisify(generateKeyPair)("rsa", { modulusLength: 3072 });
  const certificate = new X509Certificate(selfSigned(keys, organisation, now));
  return { keyPem: keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString(), certificatePem: certificate.toString() };
}

function open(pem: SealPem, now: Date, origin: SealIdentity["origin"]): SealIdentity {
  const key = readKey(pem.keyPem);
  const given = readCertificates(pem.certificatePem);
  const leaf = given.find((one) => one.checkPrivateKey(key));
  if (!leaf) throw new SealIdentityError("mismatch", "The seal's private key belongs to none of the certificates that were given.");
  if (now < new Date(leaf.validFrom) || now > new Date(leaf.validTo))
    throw new SealIdentityError("notValidNow", `The seal's certificate is valid from ${leaf.validFrom} to ${leaf.validTo}, and not now.`);
  if (!maySign(leaf.raw))
    throw new SealIdentityError("wrongUsage", "The seal's certificate says what its key is for, and signing documents is not among it.");

  return { key, chain: chainOf(leaf, given), certificatePem: leaf.toString(), fingerprint: leaf.fingerprint256, origin };
}

function readKey(text: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey(text);
  } catch {
    throw new SealIdentityError("unreadableKey", "The seal's private key cannot be read: it must be PEM without a passphrase.");
  }
  const { modulusLength = 0, namedCurve = "" } = key.asymmetricKeyDetails ?? {};
  const strongRsa = key.asymmetricKeyType === "rsa" && modulusLength >= 2048;
  const knownCurve = key.asymmetricKeyType === "ec" && ["prime256v1", "secp384r1", "secp521r1"].includes(namedCurve);
  if (!strongRsa && !knownCurve)
    throw new SealIdentityError("wrongKind", "The seal's key must be RSA of at least 2,048 bits, or on the curve P-256, P-384 or P-521.");
  return key;
}

function readCertificates(text: string): X509Certificate[] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  try {
    if (blocks.length === 0) throw new RangeError("no certificate");
    return blocks.map((block) => new X509Certificate(block));
  } catch {
    throw new SealIdentityError("unreadableCertificate", "The seal's certificate cannot be read: it must be PEM, followed by its issuers.");
  }
}

/** From the certificate up, each signed by the next; what is not part of the path stays out of the documents. */
function chainOf(leaf: X509Certificate, given: readonly X509Certificate[]): X509Certificate[] {
  const chain = [leaf];
  for (;;) {
    const last = chain[chain.length - 1]!;
    const issuer = given.find(
      (one) => !chain.some((known) => known.raw.equals(one.raw)) && last.checkIssued(one) && last.verify(one.publicKey),
    );
    if (!issuer) return chain;
    chain.push(issuer);
  }
}
