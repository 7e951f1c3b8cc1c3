import { addSeconds } from "../../kit/dates.ts";
import { newToken } from "../../kit/ids.ts";
import type { Reactions } from "../../server/context.ts";
import { hashToken } from "../../server/session.ts";
import { passwordResetMail } from "./mails.ts";
import { resetAsked } from "./passwords.actions.ts";
import { providerOf } from "./providers.store.ts";
import * as store from "./store.ts";

/** On the business clock, like every link of a mail. */
const lifetimeSeconds = 3600;

export const peopleReactions: Reactions = {
  jobs: {
    [resetAsked]: {
      inside: async (act, job) => {
        const email = act.house.secret.open(Buffer.from(String(job.payload.asked), "base64"), `${resetAsked}:${job.key}`).toString("utf8");
        const who = await store.userByEmail(act.tx, email);
        // Nobody, and somebody deactivated, get no mail.
        if (who?.state !== "active") return;
        // A first password is theirs whose company has no provider (any more); staff have their invitation, and other people their company's page.
        if (who.passwordHash === null && (who.directoryId === null || (await providerOf(act.tx, who.directoryId)))) return;

        const token = newToken();
        const expiresAt = addSeconds(act.now, lifetimeSeconds);
        await store.insertLink(act.tx, { tokenHash: hashToken(token), purpose: "passwordReset", userId: who.id, now: act.now, expiresAt });
        act.record({ type: "user.passwordResetAsked", subject: who.id });
        act.post(passwordResetMail(act.house, who, { token, expiresAt }));
      },
    },
  },
};
