import type { Actions } from "../../server/context.ts";
import { room } from "../../server/context.ts";
import { verification } from "./contract.ts";
import { linkActions } from "./link.actions.ts";
import { officeActions } from "./office.actions.ts";
import { partnerActions } from "./partner.actions.ts";

/** Three sides of one case: the company's, the contact's, the desk's. */
const actions: Actions<typeof verification> = { ...partnerActions, ...linkActions, ...officeActions };

export const verificationRoom = room("verification", verification, actions);
