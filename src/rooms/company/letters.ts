import { speaker } from "../../kit/words.ts";
import type { House } from "../../server/house.ts";
import { labelsOf } from "../../server/labels.ts";
import type { OutgoingMail } from "../../server/ledger.ts";
import { write } from "../../server/post.ts";
import type { Holder } from "../accounts/door.ts";
import { mails as en } from "./words/en.ts";
import { mails as fr } from "./words/fr.ts";

/** Tells those who look after the locations that one is gone, why, and what that means. */
export function removalMail(
  house: House,
  about: { accountId: string; company: string; to: Holder; location: { name: string; partnerId: string }; because: string },
): OutgoingMail {
  const lang = about.to.language;
  const t = speaker({ fr, en }, lang, labelsOf(house.programme, lang));
  const { name, partnerId } = about.location;
  return write(house, {
    template: "location.removed",
    to: about.to.email,
    lang,
    accountId: about.accountId,
    account: about.company,
    subject: t("removedSubject", { name }),
    heading: t("removedHeading", { name }),
    paragraphs: [t("removedText", { partnerId, company: about.company }), t("removedMeans", { email: house.programme.operator.email })],
    facts: [
      [t("removedName"), name],
      [t("removedId"), partnerId],
      [t("removedReason"), about.because],
    ],
    action: { label: t("removedAct"), url: `${house.url}/a/${about.accountId}/settings/locations` },
    footer: t("footer", { company: about.company }),
  });
}
