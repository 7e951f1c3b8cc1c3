import type { KeyObject } from "node:crypto";
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** As much CBOR (RFC 8949) as an authenticator speaks: small integers, byte and text strings, maps. */
function cbor(value: unknown): Buffer {
  const head = (major: number, size: number): Buffer =>
    size < 24
      ? Buffer.of((major << 5) | size)
      : size < 256
        ? Buffer.of((major << 5) | 24, size)
        : Buffer.of((major << 5) | 25, size >> 8, size & 255);
  if (typeof value === "number") return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (typeof value === "string") return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  const entries = [...(value as Map<unknown, unknown>)];
  return Buffer.concat([head(5, entries.length), ...entries.flat().map(cbor)]);
}

const sha256 = (data: string | Buffer): Buffer => createHash("sha256").update(data).digest();

type Asked = { challenge?: unknown };
type Lie = { origin?: string; rpId?: string; unverified?: boolean; counter?: number; type?: string };

/** A device that keeps one passkey and counts its uses (Web Authentication Level 3, ES256), and lies when it is told to. */
export class Device {
  readonly id = randomBytes(16).toString("base64url");
  counter = 0;
  private readonly privateKey: KeyObject;
  private readonly coseKey: Buffer;

  constructor(
    private readonly origin: string,
    private readonly userId = "",
  ) {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const { x, y } = publicKey.export({ format: "jwk" });
    this.privateKey = privateKey;
    const pairs: [number, unknown][] = [
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x!, "base64url")],
      [-3, Buffer.from(y!, "base64url")],
    ];
    this.coseKey = cbor(new Map(pairs));
  }

  private clientData(type: string, { challenge }: Asked, lie: Lie): Buffer {
    return Buffer.from(JSON.stringify({ type: lie.type ?? type, challenge, origin: lie.origin ?? this.origin, crossOrigin: false }));
  }

  private authData(lie: Lie, credential?: Buffer): Buffer {
    const flags = 0x01 | (lie.unverified ? 0 : 0x04) | (credential ? 0x40 : 0);
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(lie.counter ?? ++this.counter);
    return Buffer.concat([sha256(lie.rpId ?? new URL(this.origin).hostname), Buffer.of(flags), counter, credential ?? Buffer.alloc(0)]);
  }

  /** Answers what `navigator.credentials.create` was given. */
  make(options: Asked, lie: Lie = {}) {
    const id = Buffer.from(this.id, "base64url");
    const credential = Buffer.concat([Buffer.alloc(16), Buffer.of(0, id.length), id, this.coseKey]);
    const parts: [string, unknown][] = [
      ["fmt", "none"],
      ["attStmt", new Map()],
      ["authData", this.authData(lie, credential)],
    ];
    return {
      id: this.id,
      rawId: this.id,
      type: "public-key" as const,
      clientExtensionResults: {},
      response: {
        clientDataJSON: this.clientData("webauthn.create", options, lie).toString("base64url"),
        attestationObject: cbor(new Map(parts)).toString("base64url"),
        transports: ["internal"],
      },
    };
  }

  /** Answers what `navigator.credentials.get` was given. */
  sign(options: Asked, lie: Lie = {}) {
    const clientData = this.clientData("webauthn.get", options, lie);
    const authData = this.authData(lie);
    const signature = sign("sha256", Buffer.concat([authData, sha256(clientData)]), this.privateKey);
    return {
      id: this.id,
      rawId: this.id,
      type: "public-key" as const,
      clientExtensionResults: {},
      response: {
        clientDataJSON: clientData.toString("base64url"),
        authenticatorData: authData.toString("base64url"),
        signature: signature.toString("base64url"),
        userHandle: Buffer.from(this.userId).toString("base64url"),
      },
    };
  }
}
