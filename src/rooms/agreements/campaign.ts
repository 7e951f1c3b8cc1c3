import type { Day } from "../../kit/dates.ts";
import { startOf } from "../../kit/dates.ts";
import type { Agreement } from "../../programme/schema.ts";
import type { JobOrder } from "../../server/ledger.ts";
import type { Step } from "./rules.ts";
import { stepsOf } from "./rules.ts";

export const campaign = "agreements.campaign";

/** One page of companies at one step of one version. `after` is the last company of the page before. */
export const pageOfStep = (of: { agreementId: string; version: string; step: Step; after: string }, dueAt: string): JobOrder => ({
  kind: campaign,
  key: [of.agreementId, of.version, of.step, of.after].join(" "),
  payload: of,
  clock: "business",
  dueAt,
});

/** The first page of every step, dated when the version is published. */
export const campaignOf = (one: Pick<Agreement, "id" | "version" | "effectiveFrom" | "acceptBy">, today: Day, zone: string): JobOrder[] =>
  stepsOf(one, today).map(({ step, on }) => pageOfStep({ agreementId: one.id, version: one.version, step, after: "" }, startOf(on, zone)));
