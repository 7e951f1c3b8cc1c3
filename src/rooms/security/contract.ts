import { z } from "zod";
import { contract } from "../../permissions.ts";
import { AccountParams, Day, DoorView, Id, Instant, pageOf, pageQuery } from "../../wire.ts";
import { recentFactorRefusals } from "../people/contract.ts";
import { askedOf } from "./rules.ts";

const path = "/api/v1/accounts/{accountId}/security";

/** Counts; a share is the reader's division, and there is none of nothing. */
const Figures = z.object({
  people: z.number().int(),
  withFactor: z.number().int(),
  /** Over the seven days to that day. */
  signIns: z.number().int(),
  signInsWithFactor: z.number().int(),
});
const PolicyView = z.object({ askedOf: z.enum(askedOf), dueOn: Day.nullable() });

export const security = contract({
  state: {
    summary: "How the account stands with second factors: its policy, people and sign-ins with one, day by day",
    method: "GET",
    path,
    permit: "security.view",
    params: AccountParams,
    reply: z.object({
      policy: PolicyView.extend({ changedAt: Instant.nullable(), changedBy: z.string().nullable() }),
      now: Figures,
      /** At most the last thirty days that were measured, the newest first. */
      days: z.array(Figures.extend({ day: Day })),
      /** How many of those whom the policy asks lack a factor. */
      missing: z.number().int(),
      moves: z.object({ change: DoorView }),
    }),
  },
  people: {
    summary: "The people of the account with or without a second factor, by name",
    method: "GET",
    path: `${path}/people`,
    permit: "security.view",
    params: AccountParams,
    query: pageQuery.extend({ show: z.enum(["lacking", "all"]).default("lacking") }),
    reply: pageOf(
      z.object({
        userId: Id,
        name: z.string(),
        email: z.string(),
        roleLabels: z.array(z.string()),
        /** Since when they have one; null for whoever has none. */
        since: Instant.nullable(),
        asked: z.boolean(),
      }),
    ),
  },
  setPolicy: {
    summary: "Decide whom the account asks for a second factor, and from which day on; those who lack one are told by mail",
    method: "POST",
    path: `${path}/policy`,
    permit: "security.manage",
    params: AccountParams,
    body: z.strictObject({ askedOf: z.enum(askedOf), dueOn: Day.nullish() }),
    reply: PolicyView,
    idempotent: true,
    refusals: {
      ...recentFactorRefusals,
      "security.dayNeeded": 422,
      "security.dayPast": 422,
      "security.dayTooFar": 422,
      "security.noDayNeeded": 422,
    },
  },
});
