import type { Actions } from "../../server/context.ts";
import { room } from "../../server/context.ts";
import { people } from "./contract.ts";
import { passwords } from "./passwords.actions.ts";
import { signing } from "./signing.actions.ts";
import { staff } from "./staff.actions.ts";

const actions: Actions<typeof people> = { ...signing, ...passwords, ...staff };

export const peopleRoom = room("people", people, actions);
