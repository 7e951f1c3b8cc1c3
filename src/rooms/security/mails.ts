import type { Day } from "../../kit/dates.ts";
import { writeDay } from "../../kit/format.ts";
import type { Lang } from "../../kit/words.ts";
import { speaker } from "../../kit/words.ts";
import type { House } from "../../server/house.ts";
import { labelsOf } from "../../server/labels.ts";
import type { OutgoingMail } from "../../server/ledger.ts";
import { write } from "../../server/post.ts";
import * as en from "./words/en.ts";
import * as fr from "./words/fr.ts";

type Recipient = { readonly email: string; readonly language: Lang; readonly givenName: string };
type Asked = { readonly accountId: string; readonly company: string; readonly dueOn: Day; readonly stage: "set" | "soon" };

/** A second factor is asked from a day on: what it is, and where it is set up. */
export function factorMail(house: House, to: Recipient, { accountId, company, dueOn, stage }: Asked): OutgoingMail {
  const { language } = to;
  const t = speaker({ fr: fr.mails, en: en.mails }, language, labelsOf(house.programme, language));
  const day = writeDay(dueOn, language, "long");
  return write(house, {
    template: "N14.factorAsked",
    to: to.email,
    lang: language,
    accountId,
    account: company,
    subject: t(stage === "set" ? "asked.subject" : "soon.subject", { day }),
    heading: t("asked.heading", { name: to.givenName }),
    paragraphs: [t("asked.text", { company, day }), t("asked.how")],
    action: { label: t("asked.action"), url: `${house.url}/a/${accountId}/profile/security` },
    footer: t("footer", { company }),
  });
}
