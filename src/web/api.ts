import type { Args, EndpointName, Result } from "./endpoints.ts";
import type { Loose } from "./request.ts";
import { address, request, wire } from "./request.ts";

export { useAct } from "./act.ts";
export type { EndpointName, Input, Result } from "./endpoints.ts";
export type { ClosedDoor, Door, DoorHolder, DoorReason } from "./problem.ts";
export { Problem } from "./problem.ts";
export { useRead } from "./read.ts";

/**
 * Calls an endpoint by its name.
 * @example const order = await call("purchasing.order", { accountId, orderId })
 */
export async function call<N extends EndpointName>(name: N, ...[input]: Args<N>): Promise<Result<N>> {
  return (await request(name, input as Loose | undefined)) as Result<N>;
}

/**
 * The address of a file, for a link that downloads it.
 * @example <a href={fileAddress("agreements.document", { accountId, agreementId })}>
 */
export function fileAddress<N extends EndpointName>(name: N, ...[input]: Args<N>): string {
  return address(wire(name).path, (input ?? {}) as Loose);
}
