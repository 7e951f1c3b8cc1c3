import type { Reactions } from "../../server/context.ts";
import { issueForOrder, issueForRefund } from "./issuing.ts";

/** What is paid gets its invoice and its receipt; what is paid back gets a credit note. */
export const invoicingReactions: Reactions = {
  hears: { "order.paid": ["invoicing.issue"], "order.refunded": ["invoicing.credit"] },
  jobs: { "invoicing.issue": { inside: issueForOrder }, "invoicing.credit": { inside: issueForRefund } },
};
