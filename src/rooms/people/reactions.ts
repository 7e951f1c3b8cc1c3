import { addSeconds } from "../../kit/dates.ts";
import { newToken } from "../../kit/ids.ts";
import type { Reactions } from "../../server/context.ts";
import { hashToken } from "../../server/session.ts";
import { passwordResetMail } from "./mails.ts";
import { resetAsked } from "./passwords.actions.ts";
import * as store from "./store.ts";

/** On the business clock, like every link of a mail. */
const lifetimeSeconds = 3600;

export const peopleReactions: Reactions = {
  jobs: {
    [resetAsked]: {
      inside: async (act, job) => {
        const email = act.house.secret.open(Buffer.from(String(job.payload.asked), "base64"), `${resetAsked}:${job.key}`).toString("utf8");
        const who = await store.userByEmail(act.tx, email);
        // Nobody, somebody deactivated, and staff who have yet to accept their invitation get no mail.
        if (who?.state !== "active" || who.passwordHash === null) return;

        const token = newToken();
        const expiresAt = addSeconds(act.now, lifetimeSeconds);
        await store.insertLink(act.tx, { tokenHash: hashToken(token), purpose: "passwordReset", userId: who.id, now: act.now, expiresAt });
        act.record({ type: "user.passwordResetAsked", subject: who.id });
        act.post(passwordResetMail(act.house, who, { token, expiresAt }));
      },
    },
  },
};
