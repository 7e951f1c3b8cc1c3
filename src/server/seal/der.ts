/** The few shapes of DER (X.690) that a signature needs: written from values, read as slices that keep their bytes. */

const lengthOf = (size: number): Buffer => {
  if (size < 0x80) return Buffer.from([size]);
  const hex = size.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), "0"), "hex");
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
};

export const tlv = (tag: number, ...content: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body]);
};

export const sequence = (...items: readonly Buffer[]): Buffer => tlv(0x30, ...items);
export const octets = (bytes: Buffer): Buffer => tlv(0x04, bytes);
export const smallInteger = (value: number): Buffer => tlv(0x02, Buffer.from([value]));
export const nothing: Buffer = tlv(0x05);
/** `[n]`, constructed: the tag that takes the place of another one, or wraps it. */
export const context = (number: number, ...items: readonly Buffer[]): Buffer => tlv(0xa0 | number, ...items);

/** A set is written in the order of its members' bytes: two writers of one set then write the same thing. */
export const sorted = (items: readonly Buffer[]): Buffer[] => [...items].sort(Buffer.compare);
export const setOf = (...items: readonly Buffer[]): Buffer => tlv(0x31, ...sorted(items));

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((arc) => {
    const groups = [arc & 0x7f];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) groups.unshift((left & 0x7f) | 0x80);
    return groups;
  });
  return tlv(0x06, Buffer.from(bytes));
}

export type Slice = { readonly tag: number; readonly whole: Buffer; readonly content: Buffer };

/** One value at the start of the bytes. */
function readOne(bytes: Buffer): Slice {
  const short = bytes[1];
  if (bytes[0] === undefined || short === undefined) throw new RangeError("DER ends early");
  const extra = short < 0x80 ? 0 : short & 0x7f;
  const size = extra === 0 ? short : bytes.readUIntBE(2, extra);
  const start = 2 + extra;
  if (start + size > bytes.length) throw new RangeError("DER ends early");
  return { tag: bytes[0], whole: bytes.subarray(0, start + size), content: bytes.subarray(start, start + size) };
}

export function children(content: Buffer): Slice[] {
  const found: Slice[] = [];
  for (let rest = content; rest.length > 0; ) {
    const one = readOne(rest);
    found.push(one);
    rest = rest.subarray(one.whole.length);
  }
  return found;
}

/** Issuer and serial number of a certificate, byte for byte: a name that is written again may be written otherwise. */
export function issuerAndSerial(certificate: Buffer): Buffer {
  const [outer] = children(certificate);
  const [body] = children(outer!.content);
  const fields = children(body!.content);
  const [serial, , issuer] = fields[0]!.tag === 0xa0 ? fields.slice(1) : fields;
  return sequence(issuer!.whole, serial!.whole);
}
