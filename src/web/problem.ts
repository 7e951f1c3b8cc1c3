/** What a door says to this reader. Every text comes from the server; a screen never writes its own reason. */
export type DoorReason = { readonly code?: string; readonly needs: string; readonly has: string; readonly rule: string };
export type DoorHolder = { readonly name: string; readonly roles: readonly string[] };
export type ClosedDoor = {
  readonly open: false;
  /** One sentence: what is missing, until when. */
  readonly text: string;
  readonly reasons: readonly DoorReason[];
  readonly holders: readonly DoorHolder[];
  /** The roles of which one would open it. */
  readonly asks?: readonly string[];
};
export type Door = { readonly open: true } | ClosedDoor;

export type FieldProblem = { readonly pointer: string; readonly code?: string; readonly detail: string };

/** An answer that is a no, as the server words it (RFC 9457), or `network` when there was no answer at all. */
export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly errors: readonly FieldProblem[] = [],
    readonly door: Door | null = null,
    readonly correlationId: string | null = null,
    /** The numbers of the refusal, for screens that draw them. */
    readonly params: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail || title || code);
  }

  /** Nobody knows whether the act was done: the same press may be repeated with the same key. */
  get unanswered(): boolean {
    return this.code === "network";
  }
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

export function problemOf(status: number, body: unknown, correlationId: string | null): Problem {
  const said = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const errors = Array.isArray(said.errors) ? (said.errors as FieldProblem[]) : [];
  const door = typeof said.door === "object" && said.door !== null ? (said.door as Door) : null;
  const params = typeof said.params === "object" && said.params !== null ? (said.params as Record<string, unknown>) : {};
  return new Problem(
    status,
    text(said.code) || `http.${status}`,
    text(said.title),
    text(said.detail),
    errors,
    door,
    text(said.correlationId) || correlationId,
    params,
  );
}

export const networkProblem = (): Problem => new Problem(0, "network", "", "");
