import { writeDay, writeInstant } from "../../kit/format.ts";
import { speaker } from "../../kit/words.ts";
import { findOffer } from "../../programme/programme.ts";
import type { AccountCtx } from "../../server/context.ts";
import { labelsOf } from "../../server/labels.ts";
import type { OutgoingMail } from "../../server/ledger.ts";
import { write } from "../../server/post.ts";
import { membersWith } from "../accounts/door.ts";
import { reminderIn } from "./door.ts";
import type { Membership } from "./store.ts";
import { mails as en } from "./words/en.ts";
import { mails as fr } from "./words/fr.ts";

/** Those who are written to about a membership: who may buy and who may stop it. */
export const keepers = ["globalAdmin", "partnerAdmin"] as const;

/** The automatic renewal was stopped (P5, F-137): who did it, what stays until when, that it is locked, and when we remind. */
export async function autoRenewalLetters(ctx: AccountCtx, held: Membership): Promise<OutgoingMail[]> {
  const { programme, clock, url } = ctx.house;
  const { accountId } = ctx;
  const company = ctx.standing.name;
  const offer = findOffer(programme, held.offerId);
  const readers = await membersWith(ctx.tx, accountId, keepers);
  const reminder = reminderIn(programme, held, ctx.today);

  return readers.map(({ email, language: lang }) => {
    const t = speaker({ fr, en }, lang, labelsOf(programme, lang));
    const subscription = offer?.subscriptionName[lang] ?? held.offerId;
    return write(ctx.house, {
      template: "membership.autoRenewalStopped",
      to: email,
      lang,
      accountId,
      account: company,
      subject: t("stopped.subject", { subscription }),
      heading: t("stopped.heading"),
      paragraphs: [
        t("stopped.who", { name: ctx.actor.name, subscription, at: writeInstant(ctx.now, lang, clock.zone) }),
        t("stopped.stays", { day: writeDay(held.endsOn, lang) }),
        t("stopped.locked"),
        ...(reminder === null ? [] : [t("stopped.reminder", { day: writeDay(reminder, lang) })]),
      ],
      action: { label: t("action.membership"), url: `${url}/a/${accountId}/memberships/${held.id}` },
      footer: t("footer", { company }),
    });
  });
}
