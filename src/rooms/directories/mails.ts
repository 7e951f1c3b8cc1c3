import type { Instant } from "../../kit/dates.ts";
import { writeInstant } from "../../kit/format.ts";
import type { Lang } from "../../kit/words.ts";
import { speaker } from "../../kit/words.ts";
import type { House } from "../../server/house.ts";
import { labelsOf } from "../../server/labels.ts";
import type { OutgoingMail } from "../../server/ledger.ts";
import { write } from "../../server/post.ts";
import * as en from "./words/en.ts";
import * as fr from "./words/fr.ts";

type Asker = { readonly email: string; readonly givenName: string; readonly language: Lang };
const speak = (house: House, lang: Lang) => speaker({ fr: fr.mails, en: en.mails }, lang, labelsOf(house.programme, lang));

/** Shows whose mailbox it is before anybody else is written to. */
export function joinLinkMail(house: House, to: Asker, link: { token: string; expiresAt: Instant }): OutgoingMail {
  const t = speak(house, to.language);
  return write(house, {
    template: "N14.joinLink",
    to: to.email,
    lang: to.language,
    subject: t("linkSubject"),
    heading: t("linkSubject"),
    paragraphs: [t("linkText", { name: to.givenName })],
    action: { label: t("linkAct"), url: `${house.url}/join-company/${link.token}` },
    notes: [t("linkUntil", { until: writeInstant(link.expiresAt, to.language, house.clock.zone) }), t("notYou")],
    footer: t("footer"),
  });
}

/** To each of those who may let the person in. */
export function joinAskedMail(
  house: House,
  to: { readonly email: string; readonly language: Lang },
  asked: { readonly accountId: string; readonly company: string; readonly name: string; readonly email: string },
): OutgoingMail {
  const t = speak(house, to.language);
  const { accountId, company, name, email } = asked;
  return write(house, {
    template: "N14.joinAsked",
    to: to.email,
    lang: to.language,
    subject: t("askedSubject", { name, company }),
    accountId,
    account: company,
    heading: t("askedSubject", { name, company }),
    paragraphs: [t("askedText", { name, email })],
    action: { label: t("askedAct"), url: `${house.url}/a/${accountId}/settings/join-requests` },
    footer: t("footer"),
  });
}

export function decidedMail(
  house: House,
  to: Asker,
  about: { readonly accountId: string; readonly company: string; readonly accepted: boolean },
): OutgoingMail {
  const t = speak(house, to.language);
  const { accountId, company, accepted } = about;
  return write(house, {
    template: accepted ? "N14.joinAccepted" : "N14.joinDeclined",
    to: to.email,
    lang: to.language,
    subject: t(accepted ? "acceptedSubject" : "declinedSubject", { company }),
    accountId,
    account: company,
    heading: t(accepted ? "acceptedSubject" : "declinedSubject", { company }),
    paragraphs: [t(accepted ? "acceptedText" : "declinedText", { name: to.givenName })],
    ...(accepted && { action: { label: t("signIn"), url: `${house.url}/sign-in` } }),
    footer: t("footer"),
  });
}
