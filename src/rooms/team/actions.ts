import type { Actions } from "../../server/context.ts";
import { room } from "../../server/context.ts";
import { team } from "./contract.ts";
import { importActions } from "./imports.actions.ts";
import { invitationActions } from "./invitations.actions.ts";
import { mineActions } from "./mine.actions.ts";
import { requestActions } from "./requests.actions.ts";

/** Who works in the account: one's own place in it, the roles there are, and how people and roles come to it. */
const actions: Actions<typeof team> = { ...mineActions, ...invitationActions, ...requestActions, ...importActions };

export const teamRoom = room("team", team, actions);
