import type { Result } from "../../../web/api.ts";

/** The verification as the partner's page reads it. */
export type Status = Result<"verification.status">;
export type Check = Status["checks"][number];
