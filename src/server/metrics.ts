import { timingSafeEqual } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { House } from "./house.ts";
import type { Jobs } from "./jobs.ts";
import { HttpRefusal } from "./problems.ts";

const LATE_SECONDS = 300;

/** `/healthz`: the process answers. `/readyz`: the database answers and no due job is over five minutes late. `/metrics`: for whoever has the token. */
export function openMetrics(app: FastifyInstance, house: House, jobs: Jobs): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "entente_request_seconds",
    help: "Seconds to answer, by route and status",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.01, 0.02, 0.04, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  new Gauge({
    name: "entente_jobs_late_seconds",
    help: "Seconds by which the most overdue job is late",
    registers: [registry],
    async collect() {
      this.set(await jobs.lateSeconds());
    },
  });
  app.addHook("onResponse", async (request, reply) => {
    requests.observe(
      { method: request.method, route: request.routeOptions.url ?? "unknown", status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    );
  });

  app.get("/healthz", async () => ({ status: "ok" }));
  app.get("/readyz", async (_request, reply) => {
    const late = await jobs.lateSeconds().catch(() => undefined);
    if (late === undefined) return reply.code(503).send({ status: "unready", reason: "the database does not answer" });
    if (late > LATE_SECONDS) return reply.code(503).send({ status: "unready", reason: "due jobs are late", lateSeconds: Math.round(late) });
    return { status: "ready" };
  });
  app.get("/metrics", async (request, reply) => {
    const { metricsToken } = house.settings;
    const given = Buffer.from(String(request.headers.authorization ?? "").replace(/^Bearer /, ""));
    const wanted = Buffer.from(metricsToken ?? "");
    if (!metricsToken || given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw new HttpRefusal(404, "request.notFound");
    return reply.header("content-type", registry.contentType).send(await registry.metrics());
  });
}
