import type { House } from "../../server/house.ts";

export type Behaviour = {
  readonly down: boolean;
  readonly delayBeforeMs: number;
  readonly delayAfterMs: number;
  readonly loseAnswers: number;
  readonly refuseRefunds: boolean;
};

const healthy: Behaviour = { down: false, delayBeforeMs: 0, delayAfterMs: 0, loseAnswers: 0, refuseRefunds: false };
const moods = new WeakMap<House, Behaviour>();

/** How this process's gateway behaves. It is healthy again after a restart. */
export const behaviourOf = (house: House): Behaviour => moods.get(house) ?? healthy;

export function behave(house: House, change: Partial<Behaviour>): Behaviour {
  const next = { ...behaviourOf(house), ...change };
  moods.set(house, next);
  return next;
}

/** Whether the answer that is about to leave gets lost; counts it. */
export function losesAnswer(house: House): boolean {
  const { loseAnswers } = behaviourOf(house);
  if (loseAnswers > 0) behave(house, { loseAnswers: loseAnswers - 1 });
  return loseAnswers > 0;
}
