import type { CallOf, Endpoint, ResultOf } from "../kit/endpoint.ts";
import type { contracts } from "../rooms/contracts.ts";

/** What the browser must know of an endpoint: method, path, then the letters of `Flag` that apply. No schema travels. */
export type WireEndpoint = readonly [method: string, path: string, flags: string];

/** `i` asks for an Idempotency-Key, `u` takes a file, `f` answers a file, `p` is open to everybody. */
export type Flag = "i" | "u" | "f" | "p";

type Contracts = typeof contracts;
type Both<U> = (U extends unknown ? (part: U) => void : never) extends (all: infer All) => void ? All : never;

/** Every endpoint of every room under `room.name`. */
export type Endpoints = Both<
  {
    [Room in keyof Contracts & string]: { [Name in keyof Contracts[Room] & string as `${Room}.${Name}`]: Contracts[Room][Name] };
  }[keyof Contracts & string]
>;

export type EndpointName = keyof Endpoints & string;
type Of<N extends EndpointName> = Endpoints[N] extends Endpoint ? Endpoints[N] : never;

export type Input<N extends EndpointName> = CallOf<Of<N>>;
export type Result<N extends EndpointName> = ResultOf<Of<N>>;

/** The input may be left out when nothing in it is required. */
export type Args<N extends EndpointName, More extends unknown[] = []> =
  Record<never, never> extends Input<N> ? [input?: Input<N>, ...More] : [input: Input<N>, ...More];
