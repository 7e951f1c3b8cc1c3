import type { House } from "./house.ts";
import type { Jobs } from "./jobs.ts";

const bells = new WeakMap<House, Jobs>();

export const hangBell = (house: House, jobs: Jobs): void => void bells.set(house, jobs);

/** The bell of a house, for the sandbox's clock and the office's page of jobs. */
export function bellOf(house: House): Jobs {
  const bell = bells.get(house);
  if (!bell) throw new Error("the house has no bell yet");
  return bell;
}
