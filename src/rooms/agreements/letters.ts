import type { Day } from "../../kit/dates.ts";
import { writeDay, writeInstant } from "../../kit/format.ts";
import { speaker } from "../../kit/words.ts";
import type { Agreement } from "../../programme/schema.ts";
import type { AccountCtx } from "../../server/context.ts";
import type { House } from "../../server/house.ts";
import { labelsOf } from "../../server/labels.ts";
import type { OutgoingMail } from "../../server/ledger.ts";
import { write } from "../../server/post.ts";
import type { Signatory } from "./companies.store.ts";
import type { Step } from "./rules.ts";
import type { Acceptance } from "./store.ts";
import { mails as en } from "./words/en.ts";
import { mails as fr } from "./words/fr.ts";

/** Tells whoever signed what they signed and where the sealed copy is, in the language they read. */
export function signedLetter(ctx: AccountCtx, signed: Acceptance, title: string): OutgoingMail {
  const { house, person, accountId } = ctx;
  const lang = person.language;
  const t = speaker({ fr, en }, lang, labelsOf(house.programme, lang));
  return write(house, {
    template: "agreement.signed",
    to: signed.signerEmail,
    lang,
    accountId,
    account: signed.companyName,
    subject: t("signed.subject", { title }),
    heading: t("signed.heading"),
    paragraphs: [t("signed.text", { company: signed.companyName, title }), t("signed.copy")],
    facts: [
      [t("signed.version"), signed.version],
      [t("signed.at"), writeInstant(signed.acceptedAt, lang, house.clock.zone)],
      [t("signed.by"), signed.signerName],
    ],
    action: { label: t("signed.action"), url: `${house.url}/a/${accountId}/agreements/${signed.id}` },
    notes: [t("signed.notYou")],
    footer: t("footer", { company: signed.companyName }),
  });
}

type Asked = {
  readonly accountId: string;
  readonly company: string;
  readonly person: Pick<Signatory, "email" | "language">;
  readonly version: Pick<Agreement, "id" | "version" | "title">;
};

/** N22, handbook §3.27: what changed is to be accepted again by a day; once told, then reminded, then closed. */
export function askedLetter(house: House, asked: Asked & { readonly step: Step; readonly dueOn: Day }): OutgoingMail {
  const { step, dueOn, company, version, accountId, person } = asked;
  const lang = person.language;
  const t = speaker({ fr, en }, lang, labelsOf(house.programme, lang));
  const title = version.title[lang];
  const day = writeDay(dueOn, lang, "long");
  const matter = step === "notice" ? "asked" : step === "passed" ? "passed" : step === "today" ? "lastDay" : "reminder";
  return write(house, {
    template: { asked: "N22.signatureRequested", reminder: "N22.reminder", lastDay: "N22.lastDay", passed: "N22.blocked" }[matter],
    to: person.email,
    lang,
    accountId,
    account: company,
    subject: t(`${matter}.subject`, { title, day }),
    heading: t(`${matter}.heading`, { day }),
    paragraphs: [t(`${matter}.text`, { title, company, day }), t(`${matter}.more`)],
    facts: [
      [t("asked.agreement"), title],
      [t("signed.version"), version.version],
      [t("asked.until"), day],
    ],
    action: { label: t("asked.action"), url: acceptAddress(house, accountId, version.id) },
    footer: t("footer", { company }),
  });
}

/** N22 by a colleague: somebody who may not sign asks somebody who may. */
export function requestLetter(house: House, asked: Asked & { readonly by: string; readonly dueOn: Day | null }): OutgoingMail {
  const { by, dueOn, company, version, accountId, person } = asked;
  const lang = person.language;
  const t = speaker({ fr, en }, lang, labelsOf(house.programme, lang));
  const title = version.title[lang];
  return write(house, {
    template: "N22.signatureRequested",
    to: person.email,
    lang,
    accountId,
    account: company,
    subject: t("request.subject", { by, title }),
    heading: t("request.heading"),
    paragraphs: [t("request.text", { by, title, company }), t("request.more")],
    facts: [
      [t("asked.agreement"), title],
      [t("signed.version"), version.version],
      ...(dueOn === null ? [] : ([[t("asked.until"), writeDay(dueOn, lang, "long")]] as const)),
    ],
    action: { label: t("request.action"), url: acceptAddress(house, accountId, version.id) },
    footer: t("footer", { company }),
  });
}

const acceptAddress = (house: House, accountId: string, agreementId: string): string =>
  `${house.url}/a/${accountId}/agreements/accept/${agreementId}`;
