import { room } from "../../server/context.ts";
import { bankActions } from "./bank.actions.ts";
import { billing } from "./contract.ts";
import { exemptionActions } from "./exemptions.actions.ts";
import { profileActions } from "./profile.actions.ts";

export const billingRoom = room("billing", billing, { ...profileActions, ...bankActions, ...exemptionActions });
