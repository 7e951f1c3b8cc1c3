import type { Act } from "./context.ts";
import { scribe } from "./context.ts";
import type { Statement, Tx } from "./db.ts";
import type { House } from "./house.ts";
import type { Actor, Entries } from "./ledger.ts";
import { entriesStatement, newEntries } from "./ledger.ts";

const clockActor: Actor = { kind: "clock", id: null, name: "" };

const actOn = (house: House, tx: Tx, entries: Entries): Act => ({
  ...scribe(entries),
  house,
  tx,
  now: house.clock.now(),
  today: house.clock.today(),
  machine: house.clock.machine(),
});

/** Work inside a transaction that somebody else ends: a job's. What it recorded is written before it returns. */
export async function actInside(house: House, tx: Tx, work: (act: Act) => Promise<void>, actor: Actor = clockActor): Promise<void> {
  const entries = newEntries();
  const act = actOn(house, tx, entries);
  await work(act);
  const last = entriesStatement(entries, { actor, at: act.now, machine: act.machine, requestId: null, hearing: house.hearing });
  if (last) await tx.query(last);
}

/** One transaction with its own entries, for work that talks to an outside system between two of them. */
export async function inOneTransaction<T>(
  house: House,
  wake: () => void,
  actor: Actor,
  requestId: string | null,
  work: (act: Act) => Promise<T>,
): Promise<T> {
  let last: Statement | undefined;
  const result = await house.db.transaction(
    async (tx) => {
      const entries = newEntries();
      const act = actOn(house, tx, entries);
      const answer = await work(act);
      last = entriesStatement(entries, { actor, at: act.now, machine: act.machine, requestId, hearing: house.hearing });
      return answer;
    },
    () => last,
  );
  if (last) wake();
  return result;
}
