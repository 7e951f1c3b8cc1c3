import { z } from "zod";
import { newId } from "../../kit/ids.ts";
import type { Act } from "../../server/context.ts";
import type { House } from "../../server/house.ts";
import type { Job } from "../../server/jobs.ts";
import { backoff, TryLater } from "../../server/jobs.ts";
import { askOutside, OutboundError } from "../../server/outbound.ts";
import type { Profile } from "../accounts/door.ts";
import type { Question, Reply } from "./registry.rules.ts";
import { chooseMatch, mayCome } from "./registry.rules.ts";
import * as lookups from "./registry.store.ts";

/** Whoever can be asked about a company. None: nobody is asked, and the desk compares by hand. */
export type Registry = {
  /** What the desk and the partner read as the source: the host that was asked. */
  readonly source: string;
  lookUp(question: Question): Promise<Reply>;
};

const text = (max: number) => z.string().trim().max(max);
/** What others add to it is not read. */
const Answer = z.object({
  matches: z
    .array(
      z.object({
        name: text(200).min(1),
        number: text(60),
        address: z.object({ line1: text(200), postalCode: text(20), city: text(100), country: z.string().regex(/^[A-Z]{2}$/) }),
        status: z.enum(["active", "dissolved"]),
        since: z.iso.date().nullable().default(null),
      }),
    )
    .max(50),
});

const troubles = { forbidden: "forbidden", unreachable: "down", tooSlow: "slow", tooLarge: "tooLarge" } as const;

/** `GET address?country=&number=&name=` → `{ matches }`. @param seconds how long it is waited for. */
export function httpRegistry(address: string, seconds = 8): Registry {
  return {
    source: new URL(address).host,
    async lookUp(question) {
      const url = new URL(address);
      for (const [name, value] of Object.entries(question)) url.searchParams.set(name, value);
      try {
        const headers = { accept: "application/json" };
        const answer = await askOutside(url.href, { headers }, { loopback: true, seconds, maxBytes: 256 * 1024 });
        if (answer.status >= 500 || answer.status === 429) return { why: "down" };
        if (answer.status === 404) return { why: "noMatch" };
        const read = Answer.safeParse(answer.ok ? await answer.json() : undefined);
        return read.success ? chooseMatch(question, read.data.matches) : { why: "unreadable" };
      } catch (error) {
        return { why: error instanceof OutboundError ? troubles[error.why] : "unreadable" };
      }
    },
  };
}

export const registryOf = ({ settings }: Pick<House, "settings">): Registry | undefined =>
  settings.registryUrl === undefined ? undefined : httpRegistry(settings.registryUrl);

/** Asks about the data as they are declared now: once for each version by itself, again when the desk wants it. */
export async function askRegistry(act: Act, profile: Profile, again = false): Promise<void> {
  const registry = registryOf(act.house);
  if (registry === undefined) return;
  const askId = newId();
  const question: Question = { country: profile.country, number: profile.registrationNumber, name: profile.name };
  const made = { version: profile.dataVersion, askId, source: registry.source, question, at: act.now };
  if (!(await lookups.ask(act.tx, profile.accountId, made, again))) return;
  act.enqueue({
    kind: "verification.registry",
    key: askId,
    accountId: profile.accountId,
    clock: "machine",
    dueAt: act.machine,
  });
}

const TRIES = 5;

/** The question leaves outside any transaction; why there is no answer is kept from the first try on, so that the desk need not wait. */
export async function hearRegistry(house: House, job: Job): Promise<void> {
  const accountId = job.accountId!;
  const question = await lookups.questionOf(house.db, accountId, job.key);
  const registry = registryOf(house);
  if (!question || !registry) return;
  const reply = await registry.lookUp(question);
  await lookups.keep(house.db, accountId, job.key, reply, house.clock.now());
  if ("why" in reply && mayCome(reply.why) && job.attempts + 1 < TRIES)
    throw new TryLater("the register does not answer", backoff(job.attempts + 1));
}
