import endpoints from "virtual:endpoints";
import type { Lang } from "../kit/words.ts";
import { networkProblem, problemOf } from "./problem.ts";

export type Loose = Readonly<Record<string, unknown>>;

let lang: Lang = "fr";
let onSignedOut: (() => void) | null = null;

/** The entry tells the client which language the reader speaks, and what to do when the session has ended. */
export function tuneApi(settings: { lang?: Lang; onSignedOut?: () => void }): void {
  if (settings.lang !== undefined) lang = settings.lang;
  if (settings.onSignedOut !== undefined) onSignedOut = settings.onSignedOut;
}

export const wire = (name: string) => {
  const known = endpoints[name];
  if (known === undefined) throw new Error(`no endpoint ${name}`);
  const [method, path, flags] = known;
  return { method, path, flags };
};

/** The address of an endpoint: path parts by name, everything else but the body and the file in the query. */
export function address(path: string, input: Loose): string {
  const used = new Set(["body", "file"]);
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    used.add(name);
    return encodeURIComponent(String(input[name]));
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input)) {
    if (used.has(name) || value === undefined || value === null || value === "") continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  const asked = query.toString();
  return asked === "" ? filled : `${filled}?${asked}`;
}

function bodyOf(flags: string, input: Loose, headers: Headers): BodyInit | null {
  if (flags.includes("u")) {
    const form = new FormData();
    for (const [name, value] of Object.entries((input.body ?? {}) as Loose)) {
      if (value !== undefined && value !== null) form.append(name, String(value));
    }
    const file = input.file as Blob & { name?: string };
    form.append("file", file, file.name ?? "file");
    return form;
  }
  if (input.body === undefined) return null;
  headers.set("Content-Type", "application/json");
  return JSON.stringify(input.body);
}

/** One call, untyped: what `call` and the hooks share. Throws a `Problem` for every answer that is a no. */
export async function request(name: string, input: Loose = {}, idempotencyKey?: string, signal?: AbortSignal): Promise<unknown> {
  const { method, path, flags } = wire(name);
  const headers = new Headers({ Accept: "application/json", "Accept-Language": lang });
  if (flags.includes("i")) headers.set("Idempotency-Key", idempotencyKey ?? newKey());
  const body = bodyOf(flags, input, headers);

  let answer: Response;
  let said: string | Blob;
  try {
    answer = await fetch(address(path, input), { method, headers, body, credentials: "same-origin", signal: signal ?? null });
    said = flags.includes("f") && answer.ok ? await answer.blob() : await answer.text();
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw networkProblem();
  }

  if (answer.ok) return typeof said === "string" ? (said === "" ? undefined : JSON.parse(said)) : said;

  const problem = problemOf(answer.status, parsed(said as string), answer.headers.get("x-request-id"));
  // An answer without a problem document comes from something between us and the server: nobody knows what was done.
  if (answer.status >= 502 && problem.title === "") throw networkProblem();
  if (answer.status === 401 && !flags.includes("p")) onSignedOut?.();
  throw problem;
}

const parsed = (said: string): unknown => {
  try {
    return JSON.parse(said);
  } catch {
    return null;
  }
};

/** Works without a secure context too, where `crypto.randomUUID` is missing. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Starts with the account, so that leaving an account drops all it has read by one prefix. */
export const readKey = (name: string, input: Loose = {}): readonly [string, string, Loose] => [String(input.accountId ?? "-"), name, input];
