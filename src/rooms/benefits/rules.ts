import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { machine } from "../../kit/machine.ts";
import type { Programme } from "../../programme/schema.ts";

/** Handbook §3.9: granted with a membership's term, ended with it. */
export const entitlement = machine("entitlement", {
  states: ["active", "ended"],
  initial: "active",
  moves: { end: { from: ["active"], to: "ended", by: "clock" } },
});
export type EntitlementState = (typeof entitlement.states)[number];

export type Product = Programme["products"][number];
export type ProductKind = Product["kind"];
export const productKinds = [
  "software",
  "cloudLicence",
  "cloudUsage",
  "developerSeat",
  "supportIncidents",
  "advisoryHours",
  "resource",
] as const satisfies readonly ProductKind[];

/** A product's name in both languages; one that a later edition of the programme dropped keeps its id for a name. */
export const nameOf = (programme: Programme, productId: string): { readonly fr: string; readonly en: string } =>
  programme.products.find((product) => product.id === productId)?.name ?? { fr: productId, en: productId };

const usable: readonly ProductKind[] = ["software", "developerSeat", "resource"];
/** Whether a room of this house serves the kind. What nobody serves yet is owned and counted, and no page offers to use it. */
export const isUsable = (kind: ProductKind): boolean => usable.includes(kind);

/** How many keys or seats an entitlement hands out: one key of many activations, one key per licence, one seat per licence; nothing for the rest. */
export function capacityOf(product: Product, quantity: number): number {
  if (product.kind === "software") return product.key === "multipleActivation" ? 1 : quantity;
  if (product.kind === "developerSeat") return quantity;
  return 0;
}

/** How many computers each key of a software product activates; null for what has no keys. */
export function activationsOf(product: Product | undefined, quantity: number): number | null {
  if (product?.kind !== "software") return null;
  return product.key === "multipleActivation" ? quantity : 1;
}

export type Grant = { productId: string; kind: ProductKind; class: "core" | "incremental"; quantity: number; capacity: number };

/** The grants of one package of the programme (F-006, F-076). @throws when the programme has no such package. */
export function grantsOf(programme: Programme, packageId: string): Grant[] {
  const found = programme.packages.find((each) => each.id === packageId);
  if (!found) throw new Error(`the programme has no package ${packageId}`);
  return found.grants.map((grant) => {
    const product = programme.products.find((each) => each.id === grant.product)!;
    return {
      productId: product.id,
      kind: product.kind,
      class: grant.class,
      quantity: grant.quantity,
      capacity: capacityOf(product, grant.quantity),
    };
  });
}

export type Term = { state: EntitlementState; expiresOn: string; usableUntil: string };
export type Held = Term & { capacity: number; used: number };

/** A benefit stays whole through the days that its membership is kept after the end of its term (handbook C7). */
export const isOver = (held: Term, today: string): boolean => held.state === "ended" || held.usableUntil < today;

/** What a renewal carries on as it is: seats keep their holders. What hands out keys is granted anew, and the old keys stay with the old term. */
export const carriesOn = (kind: ProductKind): boolean => kind !== "software" && kind !== "cloudLicence";

/** Whether one more unit can be handed out today. */
export function decideUse<const R extends string>(held: Held, today: string, room: R): Decision<null, `${R}.ended` | `${R}.noneLeft`> {
  if (isOver(held, today)) return refuse(`${room}.ended`, { expiresOn: held.usableUntil });
  if (held.used >= held.capacity) return refuse(`${room}.noneLeft`, { quantity: held.capacity, count: held.capacity });
  return accept(null);
}

/** What the row says at a glance: something to ask for, something sealed, something in use, or the end. */
export const statuses = ["toRequest", "sealed", "opened", "free", "partly", "full", "included", "ended"] as const;
export type Status = (typeof statuses)[number];

/** Of several keys the row speaks of the one that waits: first for its opening, then for being asked for. */
export function statusOf(row: Held & { kind: ProductKind; opened: number }, today: string): Status {
  if (isOver(row, today)) return "ended";
  if (row.kind === "software") return row.used > row.opened ? "sealed" : row.used < row.capacity ? "toRequest" : "opened";
  if (row.kind === "developerSeat") return row.used === 0 ? "free" : row.used < row.capacity ? "partly" : "full";
  return "included";
}
