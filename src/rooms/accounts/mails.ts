import type { Lang } from "../../kit/words.ts";
import { speaker } from "../../kit/words.ts";
import type { House } from "../../server/house.ts";
import { labelsOf } from "../../server/labels.ts";
import type { OutgoingMail } from "../../server/ledger.ts";
import { write } from "../../server/post.ts";
import { TEMPORARY_HOURS } from "../people/rules.ts";
import * as en from "./words/en.ts";
import * as fr from "./words/fr.ts";

type Telling = {
  readonly accountId: string;
  readonly company: string;
  readonly to: string;
  readonly name: string;
  readonly language: Lang;
  /** Who did it, and passes the password on. */
  readonly by: string;
};

const speak = (house: House, lang: Lang) => speaker({ fr: fr.mails, en: en.mails }, lang, labelsOf(house.programme, lang));

/** N14: the sign-in name and who gave the access; never the password. */
export function addedMail(house: House, { accountId, company, to, name, language, by }: Telling): OutgoingMail {
  const t = speak(house, language);
  return write(house, {
    template: "N14.userAdded",
    to,
    lang: language,
    subject: t("addedSubject", { company }),
    accountId,
    account: company,
    heading: t("addedHeading", { name }),
    paragraphs: [t("addedText", { by, company }), t("addedPassword", { by, hours: TEMPORARY_HOURS })],
    facts: [
      [t("signInName"), to],
      [t("account"), company],
    ],
    action: { label: t("signIn"), url: `${house.url}/sign-in` },
    footer: t("footer", { company }),
  });
}

/** N14: whoever did not ask for it learns of it at once, and from whom. */
export function resetMail(house: House, { accountId, company, to, name, language, by }: Telling): OutgoingMail {
  const t = speak(house, language);
  return write(house, {
    template: "N14.temporaryPassword",
    to,
    lang: language,
    subject: t("resetSubject"),
    accountId,
    account: company,
    heading: t("addedHeading", { name }),
    paragraphs: [t("resetText", { by }), t("resetPassword", { by, hours: TEMPORARY_HOURS })],
    facts: [
      [t("signInName"), to],
      [t("account"), company],
    ],
    action: { label: t("signIn"), url: `${house.url}/sign-in` },
    footer: t("footer", { company }),
  });
}
