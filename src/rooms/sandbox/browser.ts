import type { FastifyInstance } from "fastify";
import { newId } from "../../kit/ids.ts";

/** A browser inside the process: the demo companies come to be through the same doors as every other. */
export class Browser {
  private readonly cookies = new Map<string, string>();

  constructor(
    private readonly app: FastifyInstance,
    private readonly language: "fr" | "en",
    private readonly host: string,
  ) {}

  /** @throws with the problem's sentence when the answer is a refusal. */
  async call<T = Record<string, unknown>>(method: "GET" | "POST" | "PUT", url: string, body?: object): Promise<T> {
    const answer = await this.app.inject({
      method,
      url,
      headers: {
        host: this.host,
        "accept-language": this.language,
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(method === "POST" && { "idempotency-key": newId() }),
      },
      ...(body && { payload: body }),
    });
    for (const cookie of answer.cookies) this.cookies.set(cookie.name, cookie.value);
    const reply = answer.json<T & { detail?: string; code?: string; errors?: object[] }>();
    if (answer.statusCode >= 300)
      throw new Error(
        `${method} ${url} answered ${answer.statusCode} ${reply.code ?? ""}: ${reply.detail ?? ""} ${JSON.stringify(reply.errors ?? [])}`,
      );
    return reply;
  }
}
