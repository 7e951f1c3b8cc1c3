import { z } from "zod";
import { RoleName } from "../../wire.ts";

export const RoleView = z.object({ role: RoleName, label: z.string(), does: z.string() });

/** A permit in words. `area` groups what belongs together: the part of the permit before its dot. */
export const TaskRow = z.object({ permit: z.string(), label: z.string() });
export const TaskArea = z.object({ area: z.string(), label: z.string() });
