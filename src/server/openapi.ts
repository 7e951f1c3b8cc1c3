import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Endpoint } from "../kit/endpoint.ts";
import { isAccountPermit, isStaffPermit, permits, staffPermits } from "../permissions.ts";
import type { Room } from "./context.ts";
import type { House } from "./house.ts";

type Json = Record<string, unknown>;

const schemaOf = (schema: z.ZodType, io: "input" | "output"): Json => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, target: "draft-2020-12", unrepresentable: "any" }) as Json;
  return json;
};

const parametersOf = (schema: z.ZodObject | undefined, place: "path" | "query"): Json[] => {
  if (!schema) return [];
  const json = schemaOf(schema, "input") as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(json.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || (json.required ?? []).includes(name),
    schema: property,
  }));
};

const whoMay = (permit: string): string => {
  if (isAccountPermit(permit)) {
    const rule: { roles: readonly string[] | "anyMember" | "self"; needs?: readonly string[] } = permits[permit];
    const anybody = { anyMember: "any member of the account who holds a role", self: "any member of the account, about themselves" };
    const who = typeof rule.roles === "string" ? anybody[rule.roles] : rule.roles.join(", ");
    return `Permit \`${permit}\`: ${who}.${rule.needs ? ` The account must be: ${rule.needs.join(", ")}.` : ""}`;
  }
  if (isStaffPermit(permit)) return `Permit \`${permit}\`, vendor's staff: ${staffPermits[permit].staff.join(", ")}.`;
  return (
    {
      public: "Open to everybody.",
      me: "Any signed-in person.",
      link: "Whoever holds the link.",
      loopback: "This machine alone, in the sandbox.",
      metrics: "Whoever holds the token.",
    }[permit] ?? ""
  );
};

const problemReply = (description: string): Json => ({
  description,
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
});

function operation(room: string, name: string, endpoint: Endpoint): Json {
  const refused = new Map<number, string[]>();
  for (const [code, status] of Object.entries(endpoint.refusals ?? {})) refused.set(status, [...(refused.get(status) ?? []), code]);
  const signedIn = endpoint.permit === "me" || isAccountPermit(endpoint.permit) || isStaffPermit(endpoint.permit);
  const standard: [number, string][] = [
    [400, "Unreadable request or unknown query parameter."],
    ...(signedIn ? ([[401, "No session."]] as [number, string][]) : []),
    ...(isAccountPermit(endpoint.permit) || isStaffPermit(endpoint.permit)
      ? ([[403, "Closed to the reader's roles, with the reason and who has the key."]] as [number, string][])
      : []),
    [404, "Nothing here, or nothing that concerns the reader."],
    ...(isAccountPermit(endpoint.permit) || endpoint.idempotent ? ([[409, "Not possible as things stand."]] as [number, string][]) : []),
    ...(endpoint.body || endpoint.idempotent ? ([[422, "A field is wrong: `errors` points at each."]] as [number, string][]) : []),
    [500, "A bug on our side, with its reference."],
  ];
  const responses: Json = {};
  for (const [status, text] of standard) responses[status] = problemReply(text);
  for (const [status, codes] of [...refused].sort((a, b) => a[0] - b[0])) {
    const before = standard.find(([known]) => known === status)?.[1];
    responses[status] = problemReply(`${before ? `${before} ` : ""}Refusals: ${codes.map((code) => `\`${code}\``).join(", ")}.`);
  }
  responses[endpoint.redirect ? 303 : (endpoint.status ?? 200)] = endpoint.redirect
    ? { description: "Sent on to the `Location`.", headers: { Location: { schema: { type: "string" } } } }
    : endpoint.file
      ? { description: "The file.", content: { [endpoint.file]: { schema: { type: "string", format: "binary" } } } }
      : { description: "Done.", content: { "application/json": { schema: schemaOf(endpoint.reply, "output") } } };

  const body = endpoint.body ? schemaOf(endpoint.body, "input") : { type: "object", properties: {} };
  return {
    operationId: `${room}.${name}`,
    tags: [room],
    summary: endpoint.summary,
    description: whoMay(endpoint.permit),
    parameters: [
      ...parametersOf(endpoint.params, "path"),
      ...parametersOf(endpoint.query, "query"),
      ...(endpoint.signedBy ? [{ name: endpoint.signedBy, in: "header", required: true, schema: { type: "string" } }] : []),
      ...(endpoint.idempotent
        ? [
            {
              name: "Idempotency-Key",
              in: "header",
              required: true,
              description: "New for each intention; a repeated key gives the first answer again.",
              schema: { type: "string", minLength: 8, maxLength: 100 },
            },
          ]
        : []),
    ],
    ...(endpoint.signedBy
      ? { requestBody: { required: true, content: { "application/json": { schema: { type: "object" } } } } }
      : endpoint.upload
        ? {
            requestBody: {
              required: true,
              content: {
                "multipart/form-data": {
                  schema: { ...body, properties: { ...(body.properties as Json), file: { type: "string", format: "binary" } } },
                },
              },
            },
          }
        : endpoint.body
          ? { requestBody: { required: true, content: { "application/json": { schema: body } } } }
          : {}),
    responses,
    ...(signedIn ? { security: isAccountPermit(endpoint.permit) ? [{ session: [] }, { application: [] }] : [{ session: [] }] } : {}),
  };
}

/** OpenAPI 3.1 of the given rooms: made from the contracts that route and validate, so it cannot say anything else. */
export function describe(rooms: readonly Room[]): Json {
  const paths: Record<string, Json> = {};
  for (const room of rooms) {
    for (const [name, endpoint] of Object.entries(room.contract)) {
      paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: operation(room.name, name, endpoint) };
    }
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Entente",
      version: "1",
      description: "The partner centre's own API. The pages use these endpoints and nothing else.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    tags: rooms.map((room) => ({ name: room.name })),
    paths,
    components: {
      securitySchemes: {
        application: {
          type: "http",
          scheme: "bearer",
          description: "A token of one of the company's applications: its account alone, its role alone.",
        },
        session: { type: "apiKey", in: "cookie", name: "entente", description: "Set by signing in; `__Host-entente` behind https." },
      },
      schemas: {
        Problem: {
          type: "object",
          description: "RFC 9457, with why a door is closed and who has its key.",
          required: ["type", "title", "status", "detail", "code", "correlationId"],
          properties: {
            type: { type: "string" },
            title: { type: "string" },
            status: { type: "integer" },
            detail: { type: "string" },
            code: { type: "string" },
            correlationId: { type: "string" },
            params: { type: "object" },
            errors: {
              type: "array",
              items: {
                type: "object",
                required: ["pointer", "code", "detail"],
                properties: { pointer: { type: "string" }, code: { type: "string" }, detail: { type: "string" } },
              },
            },
            door: { type: "object" },
          },
        },
      },
    },
  };
}

const quoted = (text: unknown): string =>
  String(text ?? "").replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]!);
const code = (text: unknown): string => quoted(text).replace(/`([^`]+)`/g, "<code>$1</code>");

/** The same document for eyes: plain HTML without a script, so that the strict policy of every page holds here too. */
function render(document: Json): string {
  const sections = Object.entries(document.paths as Record<string, Record<string, Json>>).flatMap(([url, methods]) =>
    Object.entries(methods).map(([method, op]) => {
      const request = (op.requestBody as { content?: Record<string, { schema: Json }> } | undefined)?.content;
      const replies = Object.entries(op.responses as Record<string, { description: string; content?: Record<string, { schema: Json }> }>);
      const good = replies.find(([status]) => status.startsWith("2"));
      return {
        room: (op.tags as string[])[0]!,
        html: `<section id="${quoted(op.operationId)}"><h3>${quoted(op.summary)}</h3><p><code>${method.toUpperCase()} ${quoted(url)}</code></p><p>${code(op.description)}</p>
${(op.parameters as { name: string; in: string; required: boolean }[]).length > 0 ? `<p>Parameters: ${(op.parameters as { name: string; in: string; required: boolean }[]).map((p) => `<code>${quoted(p.name)}</code> (${p.in}${p.required ? ", required" : ""})`).join(", ")}</p>` : ""}
${request ? `<details><summary>Body</summary><pre>${quoted(JSON.stringify(Object.values(request)[0]!.schema, null, 2))}</pre></details>` : ""}
<details><summary>Reply ${quoted(good?.[0])}</summary><pre>${quoted(JSON.stringify(Object.values(good?.[1].content ?? {})[0]?.schema, null, 2))}</pre></details>
<ul>${replies
          .filter(([status]) => !status.startsWith("2"))
          .map(([status, reply]) => `<li>${status} ${code(reply.description)}</li>`)
          .join("")}</ul></section>`,
      };
    }),
  );
  const rooms = [...new Set(sections.map((section) => section.room))];
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Entente API</title><link rel="stylesheet" href="/api/docs.css"></head><body><main>
<h1>Entente API</h1><p>${quoted((document.info as Json).description)} The same as data: <a href="/api/openapi.json">openapi.json</a>.</p>
<nav><ul>${rooms.map((room) => `<li><a href="#room-${quoted(room)}">${quoted(room)}</a></li>`).join("")}</ul></nav>
${rooms
  .map(
    (room) =>
      `<h2 id="room-${quoted(room)}">${quoted(room)}</h2>${sections
        .filter((section) => section.room === room)
        .map((section) => section.html)
        .join("\n")}`,
  )
  .join("\n")}
</main></body></html>`;
}

const css = `body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#191c22;background:#fff}main{max-width:60rem;margin:0 auto;padding:2rem 1rem}code,pre{font-size:.875rem;background:#f0f1f4;border-radius:4px;padding:.1em .3em}pre{padding:1rem;overflow:auto}section{border-top:1px solid #e2e4e7;padding:.5rem 0}a{color:#2d49d5}@media(prefers-color-scheme:dark){body{color:#eaebee;background:#121317}code,pre{background:#24262b}section{border-color:#2a2c33}a{color:#a4bdfc}}`;

export function openApiPages(app: FastifyInstance, _house: House, rooms: readonly Room[]): void {
  const document = describe(rooms);
  const json = JSON.stringify(document);
  const html = render(document);
  app.get("/api/openapi.json", async (_request, reply) => reply.header("content-type", "application/json; charset=utf-8").send(json));
  app.get("/api/docs", async (_request, reply) => reply.header("content-type", "text/html; charset=utf-8").send(html));
  app.get("/api/docs.css", async (_request, reply) => reply.header("content-type", "text/css; charset=utf-8").send(css));
}
