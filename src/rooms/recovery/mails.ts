import { writeInstant } from "../../kit/format.ts";
import type { Lang } from "../../kit/words.ts";
import { speaker } from "../../kit/words.ts";
import type { House } from "../../server/house.ts";
import { labelsOf } from "../../server/labels.ts";
import type { OutgoingMail } from "../../server/ledger.ts";
import { write } from "../../server/post.ts";
import type { News } from "./course.ts";
import type { Case, KeptVoice } from "./store.ts";
import * as en from "./words/en.ts";
import * as fr from "./words/fr.ts";

type Recipient = { readonly email: string; readonly name: string; readonly language: Lang };

const speak = (house: House, lang: Lang) => speaker({ fr: fr.mails, en: en.mails }, lang, labelsOf(house.programme, lang));

/** An administrator learns at once that there is one more, and how they became it. */
export function provenMail(
  house: House,
  to: Recipient,
  { accountId, company, domain, who }: { accountId: string; company: string; domain: string; who: string },
): OutgoingMail {
  const t = speak(house, to.language);
  return write(house, {
    template: "recovery.domainProven",
    to: to.email,
    lang: to.language,
    accountId,
    account: company,
    subject: t("proven.subject", { who, company }),
    heading: t("hello", { name: to.name }),
    paragraphs: [t("proven.text", { who, company, domain }), t("proven.notRight")],
    action: { label: t("proven.action"), url: `${house.url}/a/${accountId}/settings/users` },
    footer: t("footer", { company }),
  });
}

/** The link that shows that a mailbox on the domain is somebody's. */
export function requestMail(
  house: House,
  to: Recipient,
  { accountId, company, token, expiresAt }: { accountId: string; company: string; token: string; expiresAt: string },
): OutgoingMail {
  const t = speak(house, to.language);
  return write(house, {
    template: "recovery.request",
    to: to.email,
    lang: to.language,
    accountId,
    account: company,
    subject: t("request.subject", { company }),
    heading: t("hello", { name: to.name }),
    paragraphs: [t("request.text", { company })],
    action: { label: t("request.action"), url: `${house.url}/recovery/${token}` },
    notes: [t("request.until", { until: writeInstant(expiresAt, to.language, house.clock.zone) }), t("request.notYou")],
    footer: t("footer", { company }),
  });
}

/** The two contacts are asked, each by a link of their own. */
export function confirmMail(
  house: House,
  to: KeptVoice,
  { of, company, token }: { of: Case; company: string; token: string },
): OutgoingMail {
  const t = speak(house, to.language);
  const name = `${of.givenName} ${of.familyName}`;
  return write(house, {
    template: "recovery.confirm",
    to: to.email,
    lang: to.language,
    accountId: of.accountId,
    account: company,
    subject: t("confirm.subject", { who: name, company }),
    heading: t("hello", { name: to.name }),
    paragraphs: [t("confirm.text", { who: name, email: of.email, company }), t("confirm.know")],
    action: { label: t("confirm.action"), url: `${house.url}/recovery/voice/${token}` },
    notes: [t("confirm.until", { until: writeInstant(of.answerBy, to.language, house.clock.zone) })],
    footer: t("footer", { company }),
  });
}

/** What everybody concerned hears: that the waiting began, goes on, was stopped, or is over. */
export function newsMail(
  house: House,
  to: KeptVoice,
  { news, of, company, token }: { news: News; of: Case; company: string; token: string },
): OutgoingMail {
  const t = speak(house, to.language);
  const who = `${of.givenName} ${of.familyName}`;
  const until = of.endsAt === null ? "" : writeInstant(of.endsAt, to.language, house.clock.zone);
  const candidate = to.party === "candidate";
  const text = {
    waiting: () => (candidate ? t("waiting.candidate", { company, until }) : t("waiting.text", { who, email: of.email, company, until })),
    reminder: () => (candidate ? t("waiting.candidate", { company, until }) : t("reminder.text", { who, email: of.email, company, until })),
    stopped: () => t(of.reason ? "stopped.reason" : "stopped.text", { who, company, by: of.stoppedBy ?? "", reason: of.reason ?? "" }),
    granted: () => (candidate ? t("granted.candidate", { company }) : t("granted.text", { who, company })),
  }[news]();
  const over = news === "stopped" || news === "granted";
  return write(house, {
    template: `recovery.${news}`,
    to: to.email,
    lang: to.language,
    accountId: of.accountId,
    account: company,
    subject: t(`${news}.subject`, { who, company }),
    heading: t("hello", { name: to.name }),
    paragraphs: [text],
    action:
      news === "granted" && candidate
        ? { label: t("granted.action"), url: `${house.url}/sign-in` }
        : { label: t(over ? "over.action" : candidate ? "waiting.see" : "waiting.action"), url: `${house.url}/recovery/voice/${token}` },
    notes: news === "granted" && candidate ? [t("granted.password")] : [],
    footer: t("footer", { company }),
  });
}
