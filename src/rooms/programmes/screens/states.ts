import type { StatusLook } from "../../../web/ui/index.ts";
import type { ShownState } from "../rules.ts";

export const looks = {
  notEnrolled: "notStarted",
  applying: "pending",
  pendingVerification: "pending",
  qualified: "qualified",
  active: "active",
  suspended: "suspended",
  rejected: "rejected",
  left: "off",
} as const satisfies Record<ShownState, StatusLook>;
