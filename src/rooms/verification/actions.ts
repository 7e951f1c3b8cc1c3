import type { Actions } from "../../server/context.ts";
import { room } from "../../server/context.ts";
import { caseLinkActions } from "./caselink.actions.ts";
import { verification } from "./contract.ts";
import { linkActions } from "./link.actions.ts";
import { officeActions } from "./office.actions.ts";
import { partnerActions } from "./partner.actions.ts";

/** The sides of one case: the company's, the contact's, that of a mail's signed link, the desk's. */
const actions: Actions<typeof verification> = { ...partnerActions, ...linkActions, ...caseLinkActions, ...officeActions };

export const verificationRoom = room("verification", verification, actions);
