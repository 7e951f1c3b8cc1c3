import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns";
import http from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import { BlockList, isIP } from "node:net";
import { isLoopback } from "./settings.ts";

/** Why an address that somebody typed was not asked, or gave no answer. `cause` is for the log. */
export class OutboundError extends Error {
  override readonly name = "OutboundError";

  constructor(
    /** `forbidden`: not https, or not on the public Internet. */
    readonly why: "forbidden" | "unreachable" | "tooSlow" | "tooLarge",
    options: { cause?: unknown } = {},
  ) {
    super(`an outside address: ${why}`, options);
  }
}

/** Networks that are nobody's public address (IANA special-purpose registries, RFC 6890). */
const special = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  special.addSubnet(network, bits, "ipv4");
for (const [network, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  special.addSubnet(network, bits, "ipv6");
/** Of IPv6 only this part is given out; what maps or embeds an IPv4 address lies outside it, or above. */
const globalUnicast = new BlockList();
globalUnicast.addSubnet("2000::", 3, "ipv6");

export const isPublicAddress = (address: string): boolean => {
  const version = isIP(address);
  if (version === 4) return !special.check(address, "ipv4");
  return version === 6 && globalUnicast.check(address, "ipv6") && !special.check(address, "ipv6");
};

export type Reach = {
  /** In the sandbox and in tests http on this machine is reached too. */
  readonly loopback: boolean;
  readonly seconds?: number;
  readonly maxBytes?: number;
};

/** Whether an address may be asked at all, as far as one sees without asking who stands behind its name. */
export function mayReach(url: URL, { loopback }: Pick<Reach, "loopback">): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (loopback && isLoopback(host)) return /^https?:$/.test(url.protocol);
  if (url.protocol !== "https:" || url.username !== "" || url.password !== "") return false;
  return isIP(host) === 0 ? !isLoopback(host) : isPublicAddress(host);
}

/** Looks at every address behind the name at the very moment of connecting, so that a name cannot change its mind in between. */
const guardedLookup =
  ({ loopback }: Pick<Reach, "loopback">): LookupFunction =>
  (host, options, answer) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return answer(error, "", 0);
      const addresses = found as LookupAddress[];
      const allowed = ({ address }: LookupAddress) => isPublicAddress(address) || (loopback && isLoopback(host) && isLoopback(address));
      if (addresses.length === 0 || !addresses.every(allowed)) return answer(new OutboundError("forbidden"), "", 0);
      // Node asks for one address or for all of them, and takes the answer in the shape it asked for.
      return options.all
        ? (answer as unknown as (error: null, all: LookupAddress[]) => void)(null, addresses)
        : answer(null, addresses[0]!.address, addresses[0]!.family);
    });
  };

export type Asked = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
};

/**
 * Asks an address that somebody outside the house gave: https on the public Internet only, no redirect followed, bounded in time and size.
 * @throws OutboundError
 */
export async function askOutside(address: string, asked: Asked, reach: Reach): Promise<Response> {
  const { seconds = 10, maxBytes = 512 * 1024 } = reach;
  if (!URL.canParse(address) || !mayReach(new URL(address), reach)) throw new OutboundError("forbidden");
  const url = new URL(address);
  const client = url.protocol === "https:" ? https : http;

  return new Promise((resolve, reject) => {
    const timer = AbortSignal.timeout(seconds * 1000);
    const failed = (cause: unknown) =>
      reject(cause instanceof OutboundError ? cause : new OutboundError(timer.aborted ? "tooSlow" : "unreachable", { cause }));
    const request = client.request(
      url,
      { method: asked.method ?? "GET", headers: { ...asked.headers }, lookup: guardedLookup(reach), agent: false, signal: timer },
      (answer) => {
        const chunks: Buffer[] = [];
        let size = 0;
        answer.on("data", (chunk: Buffer) => {
          size += chunk.length;
          if (size <= maxBytes) return void chunks.push(chunk);
          failed(new OutboundError("tooLarge"));
          request.destroy();
        });
        answer.on("error", failed);
        answer.on("end", () => {
          const status = answer.statusCode ?? 502;
          const headers = new Headers();
          for (const [name, value] of Object.entries(answer.headers))
            headers.set(name, Array.isArray(value) ? value.join(", ") : (value ?? ""));
          const bare = status === 204 || status === 205 || status === 304;
          resolve(new Response(bare ? null : Buffer.concat(chunks), { status, headers }));
        });
      },
    );
    request.on("error", failed);
    request.end(asked.body);
  });
}
