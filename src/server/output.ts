import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import type { FileReply } from "../kit/endpoint.ts";

/** Answers with a file: never kept by anybody between us and the reader, with its digest (RFC 9530) where it is known before it goes. */
export function sendFile(reply: FastifyReply, file: FileReply): FastifyReply {
  const plain = file.name.normalize("NFD").replace(/[^\x20-\x7e]|["\\]/g, "");
  void reply
    .header("content-type", file.type)
    .header(
      "content-disposition",
      `${file.inline ? "inline" : "attachment"}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    )
    .header("cache-control", "private, no-store");
  if ("lines" in file) return reply.send(Readable.from(file.lines));
  return reply.header("repr-digest", `sha-256=:${createHash("sha256").update(file.bytes).digest("base64")}:`).send(file.bytes);
}
