import type { StatusLook } from "../../../web/ui/index.ts";
import type { CheckState } from "../rules.ts";

/** How the state of a check is drawn. */
export const looks = {
  waiting: "notStarted",
  pending: "pending",
  passed: "authorized",
  rejected: "rejected",
  documentNeeded: "actionNeeded",
} as const satisfies Record<CheckState, StatusLook>;
