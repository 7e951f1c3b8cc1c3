import { room } from "../../server/context.ts";
import { company } from "./contract.ts";
import { locationActions } from "./locations.actions.ts";
import { logActions } from "./log.actions.ts";
import { profileActions } from "./profiles.actions.ts";

export const companyRoom = room("company", company, { ...locationActions, ...profileActions, ...logActions });
