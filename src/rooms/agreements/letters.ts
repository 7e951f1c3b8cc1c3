import { writeInstant } from "../../kit/format.ts";
import { speaker } from "../../kit/words.ts";
import type { AccountCtx } from "../../server/context.ts";
import { labelsOf } from "../../server/labels.ts";
import type { OutgoingMail } from "../../server/ledger.ts";
import { write } from "../../server/post.ts";
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
