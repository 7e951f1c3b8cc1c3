import type { Actions } from "../../server/context.ts";
import { room } from "../../server/context.ts";
import { recovery } from "./contract.ts";
import { linkActions } from "./link.actions.ts";
import { officeActions } from "./office.actions.ts";
import { partnerActions } from "./partner.actions.ts";

/** Three sides: the account's own people, whoever holds a link, the desk. */
const actions: Actions<typeof recovery> = { ...partnerActions, ...linkActions, ...officeActions };

export const recoveryRoom = room("recovery", recovery, actions);
