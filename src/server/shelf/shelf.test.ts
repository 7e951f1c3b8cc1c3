import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { AwsV4Signer } from "aws4fetch";
import S3rver from "s3rver";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bucketShelf } from "./bucket.ts";
import { diskShelf } from "./disk.ts";
import type { Shelf } from "./shelf.ts";
import { ShelfDown } from "./shelf.ts";

let folder: string;
let s3: InstanceType<typeof S3rver>;
const shelves = {} as Record<"disk" | "bucket", Shelf>;
const terms = { name: "entente", region: "eu-west-3", key: "S3RVER", secret: "S3RVER" };

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "entente-shelf-"));
  s3 = new S3rver({
    address: "127.0.0.1",
    port: 0,
    silent: true,
    directory: path.join(folder, "s3"),
    configureBuckets: [{ name: "entente" }],
  });
  const { port } = await s3.run();
  shelves.disk = diskShelf(path.join(folder, "files"));
  shelves.bucket = bucketShelf({ url: `http://127.0.0.1:${port}`, ...terms });
});
afterAll(async () => {
  await s3.close();
  await rm(folder, { recursive: true });
});

const nameOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

describe.each(["disk", "bucket"] as const)("the shelf on %s", (kind) => {
  test("gives back what was put, byte for byte, small, empty and of several megabytes", async () => {
    const shelf = shelves[kind];
    for (const bytes of [Buffer.from("Œuvre"), Buffer.alloc(0), randomBytes(6_000_000)]) {
      const name = nameOf(bytes);
      expect(await shelf.has(name)).toBe(false);
      await shelf.put(name, bytes);
      expect(await shelf.has(name)).toBe(true);
      expect((await shelf.get(name, bytes.length))?.equals(bytes)).toBe(true);
    }
  });

  test("what is not there is not an error: nothing is given, and removing it is done already", async () => {
    const name = nameOf(randomBytes(20));
    expect(await shelves[kind].get(name, 100)).toBeUndefined();
    await shelves[kind].remove(name);
    expect(await shelves[kind].has(name)).toBe(false);
  });

  test("putting the same twice, also at once, keeps it once; removed, it is gone", async () => {
    const bytes = randomBytes(50_000);
    const name = nameOf(bytes);
    await Promise.all([1, 2, 3, 4].map(() => shelves[kind].put(name, bytes)));
    expect((await shelves[kind].get(name, 50_000))?.equals(bytes)).toBe(true);
    await shelves[kind].remove(name);
    expect(await shelves[kind].get(name, 50_000)).toBeUndefined();
  });

  test("a content that has grown is not read to its end", async () => {
    const bytes = randomBytes(100_000);
    await shelves[kind].put(nameOf(bytes), bytes);
    await expect(shelves[kind].get(nameOf(bytes), 99_999)).rejects.toThrow(ShelfDown);
  });

  test("a name that is no hash becomes neither a path nor an address", async () => {
    for (const name of ["../../etc/passwd", "", "a".repeat(63), `${"a".repeat(63)}G`]) {
      await expect(shelves[kind].get(name, 10)).rejects.toThrow(RangeError);
      await expect(shelves[kind].put(name, Buffer.from("x"))).rejects.toThrow(RangeError);
    }
  });
});

test("on disk nothing lies beside its place, also when the folder cannot be written", async () => {
  const bytes = randomBytes(1000);
  await shelves.disk.put(nameOf(bytes), bytes);
  const names = (await readdir(path.join(folder, "files"), { recursive: true })).filter((one) => one.includes("."));
  expect(names).toEqual([]);
  await expect(diskShelf("/dev/null/files").put(nameOf(bytes), bytes)).rejects.toThrow(ShelfDown);
});

describe("a bucket that misbehaves is down, within its time, and nothing half is taken for a whole", () => {
  const servers: Server[] = [];
  afterAll(() => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });
  const behaving = async (listener: Parameters<typeof createServer>[1]): Promise<Shelf> => {
    const server = createServer(listener as never);
    servers.push(server);
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return bucketShelf({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ...terms }, 400);
  };
  const bytes = Buffer.from("sealed");
  const name = nameOf(bytes);

  test("nobody listens", async () => {
    const shelf = bucketShelf({ url: "http://127.0.0.1:9", ...terms }, 400);
    await expect(shelf.put(name, bytes)).rejects.toThrow(ShelfDown);
    await expect(shelf.get(name, 10)).rejects.toThrow(ShelfDown);
    await expect(shelf.has(name)).rejects.toThrow(ShelfDown);
    await expect(shelf.remove(name)).rejects.toThrow(ShelfDown);
  });

  test("it never answers", async () => {
    const shelf = await behaving(() => undefined);
    await expect(shelf.get(name, 10)).rejects.toThrow(ShelfDown);
  });

  test("it stops in the middle of what it sends", async () => {
    const shelf = await behaving((_request, response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write("half");
      setImmediate(() => response.destroy());
    });
    await expect(shelf.get(name, 1000)).rejects.toThrow(ShelfDown);
  });

  test("it sends without end", async () => {
    const shelf = await behaving((_request, response) => {
      const more = (): void => void (response.destroyed || response.write(Buffer.alloc(65_536), () => setImmediate(more)));
      more();
    });
    await expect(shelf.get(name, 100_000)).rejects.toThrow(/longer than it was/);
  });

  test("it refuses, it knows no such bucket, it leads elsewhere", async () => {
    for (const status of [400, 403, 404]) {
      const shelf = await behaving((_request, response) => response.writeHead(status).end());
      await expect(shelf.put(name, bytes)).rejects.toThrow(ShelfDown);
    }
    const shelf = await behaving((_request, response) => response.writeHead(307, { location: "http://127.0.0.1:9/" }).end());
    await expect(shelf.put(name, bytes)).rejects.toThrow(ShelfDown);
  });

  test("out of breath once, it is asked again", async () => {
    let asked = 0;
    const shelf = await behaving((request, response) => {
      request.resume();
      request.on("end", () => response.writeHead(++asked === 1 ? 503 : 200).end());
    });
    await shelf.put(name, bytes);
    expect(asked).toBe(2);
  });

  test("what is sent carries its own hash and a signature over it", async () => {
    let seen: Record<string, unknown> = {};
    const shelf = await behaving((request, response) => {
      seen = { ...request.headers, url: request.url, method: request.method };
      request.resume();
      request.on("end", () => response.writeHead(200).end());
    });
    await shelf.put(name, bytes);
    expect(seen).toMatchObject({
      method: "PUT",
      url: `/entente/files/${name.slice(0, 2)}/${name.slice(2)}`,
      "content-length": "6",
      "x-amz-content-sha256": name,
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=S3RVER\/\d{8}\/eu-west-3\/s3\/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=[0-9a-f]{64}$/,
      ),
    });
  });
});

// The documentation's own example: "GET Object" of "Signature Calculations for the Authorization Header", S3 API reference.
test("the signature is the one of the published example", async () => {
  const signer = new AwsV4Signer({
    method: "GET",
    url: "https://examplebucket.s3.amazonaws.com/test.txt",
    headers: { range: "bytes=0-9", "x-amz-content-sha256": createHash("sha256").update("").digest("hex") },
    accessKeyId: "AKIAIOSFODNN7EXAMPLE",
    secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    service: "s3",
    region: "us-east-1",
    datetime: "20130524T000000Z",
    allHeaders: true,
  });
  expect(await signer.signature()).toBe("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
});
