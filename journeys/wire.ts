import { readFileSync } from "node:fs";
import path from "node:path";
import type { ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Page } from "playwright-core";

type Schema = object;
type Operation = {
  parameters: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
};
type Document = { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, Schema> } };

const document: Document = JSON.parse(readFileSync(path.resolve(import.meta.dirname, "../openapi.json"), "utf8"));
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ $id: "doc", components: document.components });

const routes = Object.entries(document.paths).map(([url, methods]) => ({
  url,
  methods,
  pattern: new RegExp(`^${url.replace(/\{\w+\}/g, "[^/]+")}$`),
}));

/** Compiling one takes longer than the whole request that it is held against. */
const compiled = new Map<Schema, ValidateFunction>();
const checkOf = (schema: Schema): ValidateFunction => {
  const check = compiled.get(schema) ?? ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"doc#/components')));
  compiled.set(schema, check);
  return check;
};

const wrong = (schema: Schema, value: unknown, what: string): string[] => {
  const check = checkOf(schema);
  return check(value) ? [] : [`${what}: ${ajv.errorsText(check.errors)}`];
};

/** Listens to everything a page asks of the house, and holds it against the published description. */
export class Wire {
  private readonly heard: Promise<string[]>[] = [];
  /** What was sent to the address that takes cards, and to every other. */
  readonly bodies: { url: string; body: string }[] = [];
  count = 0;

  watch(page: Page): void {
    page.on("response", (response) => {
      const url = new URL(response.url());
      const { pathname } = url;
      if (!/^\/(api|dev|sandbox-gateway)\//.test(pathname)) return;
      this.count++;
      const request = response.request();
      const method = request.method().toLowerCase();
      const sent = request.postData();
      if (sent) this.bodies.push({ url: pathname, body: sent });
      // A literal path wins over one with a parameter in the same place.
      const route = routes
        .filter(({ pattern, methods }) => pattern.test(pathname) && method in methods)
        .sort((a, b) => a.url.split("{").length - b.url.split("{").length)[0];
      this.heard.push(
        this.judge(`${method.toUpperCase()} ${pathname}`, route?.methods[method], url, request.headers()["content-type"], sent, response),
      );
    });
  }

  private async judge(
    what: string,
    operation: Operation | undefined,
    url: URL,
    type: string | undefined,
    sent: string | null,
    response: { status(): number; headers(): Record<string, string>; json(): Promise<unknown> },
  ): Promise<string[]> {
    if (!operation) return [`${what} is not described`];
    const known = new Set(operation.parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name));
    const faults = [...url.searchParams.keys()]
      .filter((name) => !known.has(name))
      .map((name) => `${what}: the query parameter ${name} is not described`);
    const status = String(response.status());
    const described = operation.responses[status];
    if (!described) return [...faults, `${what} answered ${status}, which is not described`];
    // Sent on elsewhere: there is nothing to read.
    if (status === "303") return faults;
    const body = operation.requestBody?.content["application/json"];
    if (sent && body && type?.includes("json") && status.startsWith("2"))
      faults.push(...wrong(body.schema, JSON.parse(sent), `${what}, body`));
    const media = (response.headers()["content-type"] ?? "").split(";")[0]!;
    const reply = described.content?.[media];
    if (!reply) return [...faults, `${what} answered ${media}, which is not described for ${status}`];
    if (!media.endsWith("json")) return faults;
    const json = await response.json().catch(() => undefined);
    return json === undefined ? faults : [...faults, ...wrong(reply.schema, json, `${what}, ${status}`)];
  }

  /** What did not fit, after everything has been heard. */
  async faults(): Promise<string[]> {
    return [...new Set((await Promise.all(this.heard)).flat())];
  }
}
