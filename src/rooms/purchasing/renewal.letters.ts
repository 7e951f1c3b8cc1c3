import type { Card, DeclineReason } from "../../kit/cards.ts";
import { isExpired } from "../../kit/cards.ts";
import type { Day } from "../../kit/dates.ts";
import { addDays, daysBetween } from "../../kit/dates.ts";
import { writeDay } from "../../kit/format.ts";
import type { Lang } from "../../kit/words.ts";
import { langs, say, speaker } from "../../kit/words.ts";
import { findOffer } from "../../programme/programme.ts";
import type { Act } from "../../server/context.ts";
import { labelsOf } from "../../server/labels.ts";
import type { OutgoingMail } from "../../server/ledger.ts";
import { write } from "../../server/post.ts";
import { loadProfile, membersWith } from "../accounts/door.ts";
import { billedTo } from "../billing/door.ts";
import type { Membership } from "../memberships/door.ts";
import * as memberships from "../memberships/door.ts";
import type { NotAsked } from "./charge.rules.ts";
import { taxLine } from "./letters.ts";
import type { Order } from "./orders.store.ts";
import * as orders from "./orders.store.ts";
import { amountsFor } from "./rules.ts";
import { offerRef, writing } from "./views.ts";
import * as en from "./words/renewal.en.ts";
import * as fr from "./words/renewal.fr.ts";

export type NotCharged = DeclineReason | NotAsked;

type Speak = ReturnType<typeof speaker<typeof fr.mails>>;
type Told = {
  readonly t: Speak;
  readonly lang: Lang;
  readonly day: (day: Day) => string;
  readonly subscription: string;
  /** The price of the next term today, with its tax; undefined where it is not sold. */
  readonly amount: string | undefined;
};
type Text = { subject: string; paragraphs: string[]; facts?: [string, string][]; action?: string };

/** One letter to each person who administers the subscriptions of the company, in their language (handbook §3.27: GA and MPA). */
async function letters(
  act: Act,
  accountId: string,
  row: Membership,
  template: string,
  text: (told: Told) => Text,
): Promise<OutgoingMail[]> {
  const { programme, url } = act.house;
  const profile = await loadProfile(act.tx, accountId);
  if (!profile) return [];
  const offer = findOffer(programme, row.offerId);
  const billed = await billedTo(act.tx, accountId, act.today);
  const total = offer && billed && amountsFor(programme, offer, billed.buyer)?.total;
  const readers = await membersWith(act.tx, accountId, ["globalAdmin", "partnerAdmin"]);
  return readers.map(({ email, language: lang }) => {
    const t: Speak = speaker({ fr: fr.mails, en: en.mails }, lang, labelsOf(programme, lang));
    const { subject, paragraphs, facts, action } = text({
      t,
      lang,
      day: (day) => writeDay(day, lang),
      subscription: offerRef(programme, row.offerId, lang).subscriptionName,
      amount: total && writing(lang)(total),
    });
    return write(act.house, {
      template,
      to: email,
      lang,
      accountId,
      account: profile.name,
      subject,
      heading: subject,
      paragraphs,
      ...(facts && { facts }),
      action: { label: action ?? t("action.membership"), url: `${url}/a/${accountId}/memberships/${row.id}` },
      footer: t("footer", { company: profile.name }),
    });
  });
}

const cardOf = (t: Speak, { brand, last4 }: Card): string => t("card", { brand, last4 });

/** N8, before the anniversary: what is charged and when, or until when it can be renewed by hand, and what ends when it is not. */
export async function nearLetters(act: Act, accountId: string, row: Membership): Promise<OutgoingMail[]> {
  const year = memberships.yearIn(act.house.programme, row);
  const mandate = await orders.loadMandate(act.tx, accountId, row.id);
  const byTransfer = (await orders.listLastPaid(act.tx, accountId)).get(row.id)?.card === null;
  if (!year) return [];
  const network = await memberships.networkOf(act.tx, accountId);
  const [chargeOn] = year.chargesOn;
  return letters(act, accountId, row, "N8.renewalNear", ({ t, day, subscription, amount }) => {
    const ends = t("ends", { day: day(addDays(year.keptUntil, 1)) });
    const window = t("window", { from: day(year.opensOn), to: day(year.closesOn) });
    const price = amount === undefined ? [] : [t("price", { amount })];
    if (!row.autoRenew || !chargeOn || !mandate)
      return {
        subject: t("near.off.subject", { subscription, day: day(row.endsOn) }),
        paragraphs: [t(byTransfer ? "near.transfer" : "near.off", { day: day(row.endsOn) }), window, ...price, ends],
      };
    const card = cardOf(t, mandate.method);
    const rests = network !== undefined && network.keptUntil < chargeOn;
    return {
      subject: t("near.on.subject", { subscription, day: day(chargeOn) }),
      paragraphs: [
        amount === undefined ? t("near.on", { card, day: day(chargeOn) }) : t("near.onAmount", { card, amount, day: day(chargeOn) }),
        ...(rests ? [t("near.networkEnds", { day: day(network.keptUntil) })] : []),
        ...(isExpired(mandate.method, chargeOn) ? [t("near.cardExpires", { card })] : rests ? [] : [t("near.nothing")]),
        t("near.stop"),
      ],
    };
  });
}

/** N9, after it: the last days, and what ends with them. */
export async function lastDaysLetters(act: Act, accountId: string, row: Membership): Promise<OutgoingMail[]> {
  const year = memberships.yearIn(act.house.programme, row);
  if (!year) return [];
  const count = daysBetween(act.today, year.closesOn);
  return letters(act, accountId, row, "N9.renewalLastDays", ({ t, day, subscription, amount }) => ({
    subject: t("last.subject", { subscription, day: day(year.closesOn) }),
    paragraphs: [
      t("last", { count, day: day(year.closesOn) }),
      ...(amount === undefined ? [] : [t("price", { amount })]),
      t("ends", { day: day(addDays(year.keptUntil, 1)) }),
    ],
  }));
}

/** N10: what was debited for the next term, on the strength of the order before. */
export function chargedLetters(act: Act, accountId: string, order: Order, row: Membership): Promise<OutgoingMail[]> {
  return letters(act, accountId, row, "N10.renewalCharged", ({ t, lang, day, subscription }) => {
    const amount = writing(lang)(order.amounts.total);
    return {
      subject: t("charged.subject", { subscription, day: day(row.endsOn) }),
      paragraphs: [t("charged", { card: cardOf(t, order.card!), amount }), t("charged.next", { day: day(row.endsOn) })],
      facts: [
        [t("number"), order.number],
        [t("net"), writing(lang)(order.amounts.net)],
        [taxLine(act.house.programme, order.amounts, lang), writing(lang)(order.amounts.tax)],
        [t("total"), amount],
        [t("period"), t("periodText", { from: day(row.startsOn), to: day(row.endsOn) })],
      ],
    };
  });
}

const whyOf = (reason: NotCharged): Record<Lang, string> =>
  Object.fromEntries(langs.map((lang) => [lang, say((lang === "fr" ? fr : en).reasons[reason], lang)])) as Record<Lang, string>;

/** The renewal was not charged: it stands in the history, and N10 says why, when the card is asked again and what can be done (P5). */
export async function tellNotCharged(act: Act, accountId: string, membershipId: string, reason: NotCharged, order?: Order): Promise<void> {
  const row = await memberships.load(act.tx, accountId, membershipId);
  const year = row && memberships.yearIn(act.house.programme, row);
  if (!row || !year) return;
  const why = whyOf(reason);
  const again = year.chargesOn.find((day) => day > act.today);
  act.record({
    type: "renewal.failed",
    accountId,
    subject: membershipId,
    data: { reason, why, ...(order && { number: order.number }), ...(again && { againOn: again }) },
  });
  const made = await letters(act, accountId, row, "N10.renewalFailed", ({ t, lang, day, subscription }) => ({
    subject: t("failed.subject", { subscription }),
    paragraphs: [
      why[lang],
      again ? t("failed.again", { day: day(again) }) : t("failed.noMore"),
      t(reason === "networkEnded" ? "failed.networkFirst" : "failed.byHand", { day: day(year.closesOn) }),
      t("ends", { day: day(addDays(year.keptUntil, 1)) }),
    ],
  }));
  for (const letter of made) act.post(letter);
}

/** N11: the membership has ended, and what stopped with it. */
export const expiredLetters = (act: Act, accountId: string, row: Membership): Promise<OutgoingMail[]> =>
  letters(act, accountId, row, "N11.expired", ({ t, subscription }) => ({
    subject: t("expired.subject", { subscription }),
    paragraphs: [t("expired.seats"), t("expired.keys"), t("expired.again")],
  }));
