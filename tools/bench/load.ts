import { Agent, request } from "node:http";

export type Measured = {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly done: number;
  readonly wrong: number;
};

/** Runs `one` in `lanes` loops for `ms` milliseconds and says how many ended and how long each took, in milliseconds. */
export async function measure(lanes: number, ms: number, one: (turn: number) => Promise<boolean>): Promise<Measured> {
  const times: number[] = [];
  let wrong = 0;
  let turn = 0;
  const start = performance.now();
  const end = start + ms;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (performance.now() < end) {
        const began = performance.now();
        if (!(await one(turn++))) wrong++;
        times.push(performance.now() - began);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99), done: times.length, wrong };
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

export type Call = {
  readonly method: string;
  readonly path: string;
  readonly cookie?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
};

/** One request over a kept connection; the answer's status and text. */
export function ask(base: URL, call: Call): Promise<{ status: number; text: string }> {
  const payload = call.body === undefined ? undefined : Buffer.from(JSON.stringify(call.body));
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        host: base.hostname,
        port: base.port,
        method: call.method,
        path: call.path,
        headers: {
          ...(call.cookie && { cookie: call.cookie }),
          ...(payload && { "content-type": "application/json", "content-length": payload.length }),
          ...call.headers,
        },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }));
        answer.on("error", reject);
      },
    );
    sent.on("error", reject);
    sent.end(payload);
  });
}

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
