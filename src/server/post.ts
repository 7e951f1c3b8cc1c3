import { newId } from "../kit/ids.ts";
import type { Lang } from "../kit/words.ts";
import type { House } from "./house.ts";
import type { OutgoingMail } from "./ledger.ts";
import type { MailContent } from "./mail/render.ts";
import { renderMail } from "./mail/render.ts";

export type Letter = {
  /** The catalogue number of the mail, N1 to N22 of the handbook, then its name: "N1.confirmEmail". */
  readonly template: string;
  readonly to: string;
  readonly lang: Lang;
  readonly subject: string;
  readonly accountId?: string | undefined;
} & Omit<MailContent, "lang">;

/** Writes one mail, ready to be posted in the transaction of the act that causes it. Its body is sealed: it may carry a link. */
export function write(house: House, letter: Letter): OutgoingMail {
  const id = newId();
  const { template, to, lang, subject, accountId, ...content } = letter;
  const body = renderMail({ lang, ...content });
  return { id, template, accountId, to, language: lang, subject, body: house.secret.seal(JSON.stringify(body), `mail:${id}`) };
}

export const openBody = (house: House, mail: { id: string; body: Buffer }): { text: string; html: string } =>
  JSON.parse(house.secret.open(mail.body, `mail:${mail.id}`).toString("utf8"));
