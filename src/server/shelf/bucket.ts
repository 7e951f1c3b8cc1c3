import { createHash } from "node:crypto";
import { AwsClient } from "aws4fetch";
import type { Settings } from "../settings.ts";
import type { Shelf } from "./shelf.ts";
import { ShelfDown, spread } from "./shelf.ts";

export type Bucket = NonNullable<Settings["bucket"]>;

/** Milliseconds that one request may take, and how often a passing failure is met by asking again. */
const PATIENCE_MS = 10_000;
const TRIES = 2;

/**
 * A bucket that speaks the S3 protocol, addressed by path, each request signed (AWS Signature Version 4). What is sent carries its own hash,
 * so that the other side refuses what arrived in part.
 */
export function bucketShelf(bucket: Bucket, patienceMs = PATIENCE_MS): Shelf {
  const client = new AwsClient({
    accessKeyId: bucket.key,
    secretAccessKey: bucket.secret,
    region: bucket.region,
    service: "s3",
  });
  const addressOf = (name: string): string => `${bucket.url}/${encodeURIComponent(bucket.name)}/files/${spread(name)}`;

  async function once(method: string, address: string, body: Uint8Array<ArrayBuffer> | null): Promise<Response> {
    const headers = {
      "x-amz-content-sha256": createHash("sha256")
        .update(body ?? "")
        .digest("hex"),
    };
    const request = await client.sign(address, {
      method,
      headers: body ? { ...headers, "content-type": "application/octet-stream" } : headers,
      ...(body && { body }),
    });
    return fetch(request, { signal: AbortSignal.timeout(patienceMs), redirect: "error" });
  }

  /** A server that is out of breath is asked once more; silence is not waited for twice. */
  async function ask<T>(method: string, name: string, body: Uint8Array<ArrayBuffer> | null, read: (answer: Response) => Promise<T>) {
    const address = addressOf(name);
    for (let left = TRIES; ; left--) {
      try {
        const answer = await once(method, address, body);
        if (answer.status < 500 || left === 1) return await read(answer);
        await answer.body?.cancel();
      } catch (cause) {
        if (cause instanceof ShelfDown) throw cause;
        throw new ShelfDown("the bucket of files does not answer", { cause });
      }
    }
  }

  const judged = async (answer: Response): Promise<Response | undefined> => {
    if (answer.ok) return answer;
    await answer.body?.cancel();
    if (answer.status === 404) return undefined;
    throw new ShelfDown(`the bucket of files answered ${answer.status}`);
  };

  return {
    has: (name) => ask("HEAD", name, null, async (answer) => (await judged(answer)) !== undefined),
    put: (name, bytes) =>
      ask("PUT", name, new Uint8Array(bytes), async (answer) => {
        const kept = await judged(answer);
        if (!kept) throw new ShelfDown("the bucket of files does not exist");
        await kept.body?.cancel();
      }),
    get: (name, most) =>
      ask("GET", name, null, async (answer) => {
        const found = await judged(answer);
        return found && bounded(found, most);
      }),
    remove: (name) =>
      ask("DELETE", name, null, async (answer) => {
        await (await judged(answer))?.body?.cancel();
      }),
  };
}

/** Reads as it comes and stops at what is too much: an answer without end must not fill the house. */
async function bounded(answer: Response, most: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > most) throw new ShelfDown("a stored content is longer than it was");
    parts.push(part);
  }
  return Buffer.concat(parts);
}
