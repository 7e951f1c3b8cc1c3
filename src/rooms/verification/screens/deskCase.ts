import type { Result } from "../../../web/api.ts";

/** A case as the desk reads it. */
export type CaseView = Result<"verification.case">;
export type CaseCheck = CaseView["checks"][number];
