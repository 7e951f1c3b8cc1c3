import { z } from "zod";

export const tries = { "people.tooManyTries": 429 } as const;

/** What is owed before the rest of the product opens. */
export const SignedIn = z.object({ secondFactorOwed: z.boolean(), mustChangePassword: z.boolean() });

/** What `staleFactor` may answer; spread into the refusals of an endpoint that asks for a factor given lately. */
export const recentFactorRefusals = { "people.factorNotRecent": 403 } as const;
