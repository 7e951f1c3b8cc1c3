import type { Actions } from "../../server/context.ts";
import { room } from "../../server/context.ts";
import { people } from "./contract.ts";
import { factorActions } from "./factors.actions.ts";
import { notices } from "./notices.actions.ts";
import { passkeyActions } from "./passkeys.actions.ts";
import { passwords } from "./passwords.actions.ts";
import { sessionActions } from "./sessions.actions.ts";
import { signing } from "./signing.actions.ts";
import { staff } from "./staff.actions.ts";

const actions: Actions<typeof people> = {
  ...signing,
  ...passwords,
  ...staff,
  ...factorActions,
  ...passkeyActions,
  ...sessionActions,
  ...notices,
};

export const peopleRoom = room("people", people, actions);
