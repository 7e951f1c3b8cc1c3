import { timingSafeEqual } from "node:crypto";
import { newId } from "../kit/ids.ts";
import { isRefusable, kindOf } from "../kit/notices.ts";
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
  const unsubscribe = isRefusable(kindOf(template)) ? unsubscribeToken(house, id) : undefined;
  const body: Body = {
    ...renderMail({ lang, ...content, ...(unsubscribe && { unsubscribe: `${house.url}/unsubscribe/${unsubscribe}` }) }),
    ...(unsubscribe && { unsubscribe: `${house.url}/api/v1/unsubscribe/${unsubscribe}` }),
  };
  return {
    id,
    template,
    accountId,
    to,
    language: lang,
    subject,
    link: pageOf(house, content.action?.url),
    body: house.secret.seal(JSON.stringify(body), `mail:${id}`),
  };
}

/** A page of an account or of the office. Other links may carry a token, which no list keeps. */
const pageOf = (house: House, url: string | undefined): string | null =>
  url !== undefined && /^\/(a|office)\/[^?#]*$/.test(url.slice(house.url.length)) && url.startsWith(house.url)
    ? url.slice(house.url.length)
    : null;

/** `unsubscribe` is where one press ends this kind of mail, RFC 8058. */
type Body = { readonly text: string; readonly html: string; readonly unsubscribe?: string };

export const openBody = (house: House, mail: { id: string; body: Buffer }): Body =>
  JSON.parse(house.secret.open(mail.body, `mail:${mail.id}`).toString("utf8"));

/** Names one mail in a link that nobody can make up; it lasts as long as the mail does. */
export const unsubscribeToken = (house: House, mailId: string): string =>
  `${mailId}.${house.secret.blindIndex(mailId, "unsubscribe").toString("base64url")}`;

/** The mail that a token names, or undefined when we did not write it. */
export function mailOfToken(house: House, token: string): string | undefined {
  const [id = ""] = token.split(".");
  const [given, made] = [Buffer.from(token), Buffer.from(unsubscribeToken(house, id))];
  return given.length === made.length && timingSafeEqual(given, made) ? id : undefined;
}
