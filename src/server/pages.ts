import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import staticPlugin from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { House } from "./house.ts";
import { fromThisMachine, languageOf } from "./http.ts";

const year = 31_536_000;

/** The same strict headers on every answer; the pages run our own scripts and styles only, and talk to nobody else. */
export function guardHeaders(app: FastifyInstance, house: House): void {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "manifest-src 'self'",
  ].join("; ");
  app.addHook("onSend", async (_request, reply) => {
    reply.header("content-security-policy", policy);
    reply.header("x-content-type-options", "nosniff");
    reply.header("referrer-policy", "same-origin");
    reply.header("cross-origin-opener-policy", "same-origin");
    reply.header("cross-origin-resource-policy", "same-origin");
    reply.header("permissions-policy", "camera=(), geolocation=(), microphone=()");
    if (house.settings.secure) reply.header("strict-transport-security", `max-age=${year}; includeSubDomains`);
  });
}

const types: Readonly<Record<string, string>> = { ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml" };

/** The few files that stand beside the page under their own name: the script that chooses the scheme, the mark. */
async function openNamedFiles(app: FastifyInstance, folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const type = types[path.extname(name)];
    if (type === undefined) continue;
    const bytes = await readFile(path.join(folder, name));
    app.get(`/${name}`, async (_request, reply) => reply.header("content-type", type).header("cache-control", "no-cache").send(bytes));
  }
}

/** The built pages: assets are kept for ever by their hash, the one HTML page never. Unknown addresses outside `/api` open the page, which says what it does not find. */
export async function openPages(app: FastifyInstance, folder: string): Promise<void> {
  const page = await readFile(path.join(folder, "index.html"), "utf8");
  await app.register(staticPlugin, {
    root: path.join(folder, "assets"),
    prefix: "/assets/",
    immutable: true,
    maxAge: year * 1000,
    index: false,
    decorateReply: false,
    preCompressed: true,
  });
  await openNamedFiles(app, folder);
  const open = (request: FastifyRequest, reply: FastifyReply) =>
    reply
      .header("content-type", "text/html; charset=utf-8")
      .header("cache-control", "no-store")
      .header("vary", "Cookie, Accept-Language, Accept")
      .send(page.replace('<html lang="fr"', `<html lang="${languageOf(request)}"`));
  // The captured mailbox is a page for eyes and a list for programs, at one address.
  app.addHook("onRequest", async (request, reply) => {
    if (
      request.method === "GET" &&
      request.routeOptions.url === "/dev/mail" &&
      fromThisMachine(request) &&
      request.headers.accept?.includes("text/html")
    )
      return open(request, reply);
  });
  for (const url of ["/", "/*"]) {
    app.route({
      method: "GET",
      url,
      handler: async (request, reply) => (/^\/(api|dev|problems|assets)\//.test(request.url) ? reply.callNotFound() : open(request, reply)),
    });
  }
}
