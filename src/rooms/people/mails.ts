import type { Instant } from "../../kit/dates.ts";
import { writeInstant } from "../../kit/format.ts";
import type { Filling, Lang } from "../../kit/words.ts";
import { say, speaker } from "../../kit/words.ts";
import type { House } from "../../server/house.ts";
import { labelsOf } from "../../server/labels.ts";
import type { OutgoingMail } from "../../server/ledger.ts";
import { write } from "../../server/post.ts";
import * as en from "./words/en.ts";
import * as fr from "./words/fr.ts";

type Recipient = { readonly email: string; readonly language: Lang; readonly givenName: string };

const words = (house: House, lang: Lang) => speaker({ fr: fr.mails, en: en.mails }, lang, labelsOf(house.programme, lang));

export function passwordResetMail(house: House, to: Recipient, link: { token: string; expiresAt: Instant }): OutgoingMail {
  const t = words(house, to.language);
  const until = writeInstant(link.expiresAt, to.language, house.clock.zone);
  return write(house, {
    template: "N14.passwordReset",
    to: to.email,
    lang: to.language,
    subject: t("reset.subject"),
    heading: t("reset.heading"),
    paragraphs: [t("reset.text", { name: to.givenName, email: to.email })],
    action: { label: t("reset.action"), url: `${house.url}/password/reset/${link.token}` },
    notes: [t("reset.until", { until }), t("reset.notYou")],
    footer: t("footer"),
  });
}

/** Whoever did not change it learns of it at once, and what to do. */
export function passwordChangedMail(house: House, to: Recipient, now: Instant): OutgoingMail {
  const t = words(house, to.language);
  return write(house, {
    template: "N14.passwordChanged",
    to: to.email,
    lang: to.language,
    subject: t("changed.subject"),
    heading: t("changed.heading"),
    paragraphs: [
      t("changed.text", { name: to.givenName, email: to.email, at: writeInstant(now, to.language, house.clock.zone) }),
      t("changed.ended"),
    ],
    action: { label: t("changed.action"), url: `${house.url}/password/forgotten` },
    notes: [t("changed.notYou")],
    footer: t("footer"),
  });
}

/** What changed about how a person gets in. Whoever did not do it learns of it at once, and what to do. */
export type SecurityChange =
  | "authenticatorAdded"
  | "authenticatorRemoved"
  | "passkeyAdded"
  | "passkeyRemoved"
  | "recoveryCodesMade"
  | "recoveryCodeUsed"
  | "sessionsEnded"
  | "factorsReset";

export function securityMail(house: House, to: Recipient, now: Instant, change: SecurityChange, filling: Filling): OutgoingMail {
  const { language } = to;
  const texts = language === "fr" ? fr.securityMails : en.securityMails;
  const labels = labelsOf(house.programme, language);
  const t = words(house, language);
  const at = writeInstant(now, language, house.clock.zone);
  return write(house, {
    template: `N14.${change}`,
    to: to.email,
    lang: language,
    subject: say(texts[`${change}.subject`], language, filling, labels),
    heading: say(texts[`${change}.subject`], language, filling, labels),
    paragraphs: [say(texts[`${change}.text`], language, { name: to.givenName, email: to.email, at, ...filling }, labels)],
    action: { label: t("changed.action"), url: `${house.url}/password/forgotten` },
    notes: [say(texts.notYou, language, {}, labels)],
    footer: t("footer"),
  });
}
