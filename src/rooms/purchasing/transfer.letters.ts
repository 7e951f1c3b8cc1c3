import { daysBetween } from "../../kit/dates.ts";
import { writeDay } from "../../kit/format.ts";
import { speaker } from "../../kit/words.ts";
import type { Act } from "../../server/context.ts";
import { labelsOf } from "../../server/labels.ts";
import { write } from "../../server/post.ts";
import { loadProfile } from "../accounts/door.ts";
import type { Membership } from "../memberships/door.ts";
import type { Unfinished } from "./orders.store.ts";
import { groupsOfFour, referenceOf } from "./transfer.rules.ts";
import { offerRef, writing } from "./views.ts";
import { mails as en } from "./words/transfer.en.ts";
import { mails as fr } from "./words/transfer.fr.ts";

/** N7: what there is to say to the person who ordered, each once. */
export type TransferNews = "instructions" | "proofReceived" | "activated" | "expiring" | "expired" | "cancelled";

/** In which of them the account to pay stands: while there is something to pay. */
const tellsWhereToPay: readonly TransferNews[] = ["instructions", "expiring"];

/** Writes to the buyer of an order by transfer. `begun` is what a payment has begun. */
export async function tellOfTransfer(
  act: Act,
  accountId: string,
  { order, buyer }: Unfinished,
  news: TransferNews,
  begun?: Membership,
): Promise<void> {
  const { programme, url } = act.house;
  const { language: lang } = buyer;
  const transfer = order.transfer!;
  const profile = (await loadProfile(act.tx, accountId))!;
  const t = speaker({ fr, en }, lang, labelsOf(programme, lang));
  const { number } = order;
  const amount = writing(lang)(order.amounts.total);
  const until = writeDay(transfer.payUntil, lang);
  const subscription = offerRef(programme, order.offerId, lang).subscriptionName;
  const { least, most } = programme.transfers.activationHours;
  const paragraphs = {
    instructions: [t("instructions.pay", { amount, until }), t("instructions.reference"), t("instructions.proof", { least, most })],
    proofReceived: [t("proofReceived.text"), t("proofReceived.next", { least, most })],
    activated: begun
      ? [
          t("activated.text", { amount }),
          t("activated.active", { subscription, from: writeDay(begun.startsOn, lang), to: writeDay(begun.endsOn, lang) }),
          t("activated.renewal"),
        ]
      : [],
    expiring: [
      t("expiring.text", { count: Math.max(0, daysBetween(act.today, transfer.payUntil)), until }),
      t("expiring.sent"),
      t("expiring.card"),
    ],
    expired: [t("expired.text", { until }), t("expired.again"), t("expired.sent")],
    cancelled: [t("cancelled.text", { name: order.buyerName }), t("cancelled.sent")],
  }[news];
  const { bank } = transfer;
  const account: [string, string][] = [
    [t("holder"), bank.holder],
    [t("bank"), bank.bank],
    [t("iban"), groupsOfFour(bank.iban)],
    [t("bic"), bank.bic],
    [t("reference"), referenceOf(number, profile.partnerId)],
    [t("until"), until],
  ];

  act.post(
    write(act.house, {
      template: `N7.${news}`,
      to: buyer.email,
      lang,
      accountId,
      account: order.soldTo.name,
      subject: t(`${news}.subject`, { number, until }),
      heading: t(`${news}.heading`),
      paragraphs,
      facts: [
        [t("number"), number],
        [t("partnerId"), profile.partnerId],
        [t("offer"), subscription],
        [t("amount"), amount],
        ...(tellsWhereToPay.includes(news) ? account : []),
      ],
      action: begun
        ? { label: t("action.membership"), url: `${url}/a/${accountId}/memberships/${begun.id}` }
        : { label: t("action.order"), url: `${url}/a/${accountId}/orders/${order.id}` },
      footer: t("footer", { company: order.soldTo.name }),
    }),
  );
}
