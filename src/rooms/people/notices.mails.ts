import type { Instant } from "../../kit/dates.ts";
import { writeInstant } from "../../kit/format.ts";
import type { Lang } from "../../kit/words.ts";
import { speaker } from "../../kit/words.ts";
import type { House } from "../../server/house.ts";
import { labelsOf } from "../../server/labels.ts";
import type { OutgoingMail } from "../../server/ledger.ts";
import { write } from "../../server/post.ts";
import { mails as en } from "./words/notices.en.ts";
import { mails as fr } from "./words/notices.fr.ts";

type Who = { readonly email: string; readonly givenName: string; readonly language: Lang };

const words = (house: House, lang: Lang) => speaker({ fr, en }, lang, labelsOf(house.programme, lang));

/** To the new address itself: only whoever reads it can follow the link. */
export function confirmAddressMail(house: House, who: Who, asked: { address: string; token: string; until: Instant }): OutgoingMail {
  const t = words(house, who.language);
  return write(house, {
    template: "notice.confirmAddress",
    to: asked.address,
    lang: who.language,
    subject: t("confirm.subject"),
    heading: t("confirm.heading"),
    paragraphs: [t("confirm.text", { name: who.givenName, address: asked.address })],
    action: { label: t("confirm.action"), url: `${house.url}/notices/confirm/${asked.token}` },
    notes: [t("confirm.until", { until: writeInstant(asked.until, who.language, house.clock.zone) }), t("confirm.notYou")],
    footer: t("footer"),
  });
}

/** To the sign-in address: mails go elsewhere from now on. */
export function addressChangedMail(house: House, who: Who, address: string): OutgoingMail {
  const t = words(house, who.language);
  return write(house, {
    template: "notice.changedAddress",
    to: who.email,
    lang: who.language,
    subject: t("changed.subject"),
    heading: t("changed.heading"),
    paragraphs: [t("changed.text", { name: who.givenName, address })],
    notes: [t("changed.notYou")],
    footer: t("footer"),
  });
}
