import { deflateSync } from "node:zlib";
import type { Partner, TestHouse } from "../../testing/house.ts";

export const texts = {
  description: "Logiciels pour les ports et la pêche.",
  website: "https://www.kermadec.example",
  socialPage: "",
  industries: ["transport"],
  products: [] as string[],
  services: ["consulting"],
  tags: ["marée"],
};
export const place = {
  line1: "14 rue de Siam",
  line2: "",
  postalCode: "29200",
  city: "Brest",
  country: "FR",
  contact: { name: "Yann Le Goff", email: "contact@kermadec.example", phone: "02 98 00 14 72" },
};
type Texts = typeof texts;

export const read = (partner: Partner, region = "europe") => partner.admin.do("listings.read", { accountId: partner.accountId, region });

/** A profile with everything that the desk asks for. */
export async function written(
  partner: Partner,
  { region = "europe", at = place, ...wanted }: Partial<Texts> & { region?: string; at?: typeof place } = {},
) {
  const { accountId, admin } = partner;
  await admin.do("listings.create", { accountId, body: { region } });
  const { version } = await read(partner, region);
  await admin.do("listings.save", { accountId, region, body: { ...texts, ...wanted, version } });
  return admin.do("listings.addPlace", { accountId, region, body: at });
}

export const submit = (partner: Partner, region = "europe") =>
  partner.admin.do("listings.submit", { accountId: partner.accountId, region });

/** Lets the desk publish what waits. */
export async function approve(house: TestHouse, listingId: string) {
  const desk = await house.staff(["marketingDesk"]);
  const { version } = await desk.do("listings.review", { listingId });
  return desk.do("listings.approve", { listingId, body: { version } });
}

/** A company whose profile everybody finds. */
export async function published(
  house: TestHouse,
  options: Parameters<TestHouse["partner"]>[0] = {},
  what: Parameters<typeof written>[1] = {},
) {
  const partner = await house.partner(options);
  const { id } = await written(partner, what);
  await submit(partner, what.region);
  await approve(house, id);
  return { partner, id };
}

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
const crc = (bytes: Buffer): number => {
  let c = 0xffffffff;
  for (const byte of bytes) c = crcTable[(c ^ byte) & 255]! ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
};
const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, sum]);
};

/** A real PNG of one grey. */
export function png(width: number, height: number, name = "logo.png"): File {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (width + 1), 0x7f);
  for (let row = 0; row < height; row++) rows[row * (width + 1)] = 0;
  const bytes = Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
  return new File([new Uint8Array(bytes)], name);
}

/** The smallest GIF with these measures. */
export const gif = (width: number, height: number): File =>
  new File(
    [new Uint8Array([0x47, 0x49, 0x46, 0x38, 0x39, 0x61, width & 255, width >> 8, height & 255, height >> 8, 0, 0, 0, 0x3b])],
    "logo.gif",
  );
