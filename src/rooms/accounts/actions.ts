import { room } from "../../server/context.ts";
import { accountActions } from "./account.actions.ts";
import { accounts } from "./contract.ts";
import { enrolmentActions } from "./enrolment.actions.ts";
import { userActions } from "./users.actions.ts";

export const accountsRoom = room("accounts", accounts, { ...enrolmentActions, ...accountActions, ...userActions });
