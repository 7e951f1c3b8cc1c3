import { hash, verify } from "@node-rs/argon2";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";

/** Argon2id, above the floor of 19 MiB and two passes: the measurement behind it is in decisions/0009-passwords.md. */
const cost = { memoryCost: 32 * 1024, timeCost: 3, parallelism: 1 } as const;
const prefix = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$`;

/** Nobody's hash, at the same cost as everybody's: an unknown address takes as long to refuse as a wrong password. */
const nobodys = `${prefix}${Buffer.alloc(16).toString("base64").replaceAll("=", "")}$${Buffer.alloc(32).toString("base64").replaceAll("=", "")}`;

export type Busy = "people.busy";

/**
 * So many at once, the others in line in the order they came, and nobody longer than a few seconds: what cannot be served in time is
 * told so at once instead of starving everything else of the processor.
 */
export class Gate {
  private inside = 0;
  private readonly line: (() => void)[] = [];

  constructor(
    private readonly places: number,
    private readonly mostWaiting: number,
    private readonly longestMs: number,
  ) {}

  async run<T>(work: () => Promise<T>): Promise<Decision<T, Busy>> {
    if (!(await this.enter())) return refuse("people.busy", { retryAfterSeconds: Math.ceil(this.longestMs / 1000) });
    try {
      return accept(await work());
    } finally {
      this.leave();
    }
  }

  private enter(): Promise<boolean> {
    if (this.inside < this.places) {
      this.inside++;
      return Promise.resolve(true);
    }
    if (this.line.length >= this.mostWaiting) return Promise.resolve(false);
    return new Promise((answer) => {
      const turn = () => {
        clearTimeout(patience);
        answer(true);
      };
      const patience = setTimeout(() => {
        this.line.splice(this.line.indexOf(turn), 1);
        answer(false);
      }, this.longestMs);
      this.line.push(turn);
    });
  }

  /** The place goes to the first in line, so that it is never free for somebody who came later. */
  private leave(): void {
    const next = this.line.shift();
    if (next) next();
    else this.inside--;
  }
}

/** Two hashes fill two processors and 64 MiB; a hundred people in line wait about two seconds. */
const gate = new Gate(2, 100, 5_000);

export const hashPassword = (password: string): Promise<Decision<string, Busy>> => gate.run(() => hash(password.normalize("NFKC"), cost));

/** How many checks there have been at each cost: whatever an address is worth, it has to be the same one. */
export const checksAt = new Map<string, number>();

/** @param kept what the account has, or null for nobody and for an account without a password: the same work, and a no. */
export async function verifyPassword(typed: string, kept: string | null): Promise<Decision<boolean, Busy>> {
  const known = kept?.startsWith("$argon2id$") ?? false;
  const encoded = known ? kept! : nobodys;
  const checked = await gate.run(() => {
    const at = encoded.split("$").slice(1, 4).join(" ");
    checksAt.set(at, (checksAt.get(at) ?? 0) + 1);
    return verify(encoded, typed.normalize("NFKC"));
  });
  return checked.ok ? accept(known && checked.value) : checked;
}
