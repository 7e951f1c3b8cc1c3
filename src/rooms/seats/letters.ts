import { writeDay } from "../../kit/format.ts";
import { speaker } from "../../kit/words.ts";
import type { Programme } from "../../programme/schema.ts";
import type { AccountCtx } from "../../server/context.ts";
import { labelsOf } from "../../server/labels.ts";
import type { OutgoingMail } from "../../server/ledger.ts";
import { write } from "../../server/post.ts";
import type { Person } from "./store.ts";
import { mails as en } from "./words/en.ts";
import { mails as fr } from "./words/fr.ts";

/** Tells a person that a seat is theirs and where it is used, in their language. */
export function seatLetter(
  ctx: AccountCtx,
  {
    person,
    product,
    expiresOn,
    portal,
  }: { person: Person; product: Programme["products"][number]; expiresOn: string; portal: { url: string; label: string } | null },
): OutgoingMail {
  const lang = person.language;
  const t = speaker({ fr, en }, lang, labelsOf(ctx.house.programme, lang));
  const name = product.name[lang];
  return write(ctx.house, {
    template: "seat.assigned",
    to: person.email,
    lang,
    accountId: ctx.accountId,
    subject: t("assigned.subject", { product: name }),
    heading: t("assigned.heading", { product: name }),
    paragraphs: [
      t("assigned.text", { giver: ctx.actor.name, company: ctx.standing.name, product: name, until: writeDay(expiresOn, lang) }),
      t("assigned.portal"),
    ],
    ...(portal && { action: { label: portal.label, url: portal.url } }),
    footer: t("footer", { company: ctx.standing.name }),
  });
}
