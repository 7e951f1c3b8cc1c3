import type { Actions } from "../../server/context.ts";
import { room } from "../../server/context.ts";
import { listings } from "./contract.ts";
import { officeActions } from "./office.actions.ts";
import { partnerActions } from "./partner.actions.ts";
import { publicActions } from "./public.actions.ts";

/** Three sides of a profile: the company that writes it, the desk that lets it through, everybody who searches. */
const actions: Actions<typeof listings> = { ...partnerActions, ...officeActions, ...publicActions };

export const listingsRoom = room("listings", listings, actions);
