import type { Actions } from "../../server/context.ts";
import { room } from "../../server/context.ts";
import { support } from "./contract.ts";
import { officeActions } from "./office.actions.ts";
import { partnerActions } from "./partner.actions.ts";

/** Two sides of a request: the company that asks, the desk that answers. */
const actions: Actions<typeof support> = { ...partnerActions, ...officeActions };

export const supportRoom = room("support", support, actions);
