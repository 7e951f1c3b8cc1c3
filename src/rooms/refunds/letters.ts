import { writeDay } from "../../kit/format.ts";
import type { Lang } from "../../kit/words.ts";
import { speaker } from "../../kit/words.ts";
import type { Act } from "../../server/context.ts";
import type { House } from "../../server/house.ts";
import { labelsOf } from "../../server/labels.ts";
import type { OutgoingMail } from "../../server/ledger.ts";
import { write } from "../../server/post.ts";
import * as accounts from "../accounts/door.ts";
import type { Membership } from "../memberships/door.ts";
import * as purchasing from "../purchasing/door.ts";
import type { Refund } from "./store.ts";
import { mails as en } from "./words/en.ts";
import { mails as fr } from "./words/fr.ts";
import { moneyIn } from "./writing.ts";

const spoken = ({ programme }: House, lang: Lang) => speaker({ fr, en }, lang, labelsOf(programme, lang));

/** What goes back goes to a card: what was paid otherwise is not given back from here. */
const cardOf = (t: ReturnType<typeof spoken>, { card }: purchasing.ChargedOrder): string =>
  t("card", { brand: card?.brand ?? "", last4: card?.last4 ?? "" });

/** What every letter about a case begins and ends with. */
async function baseOf(act: Act, accountId: string, held: Refund, lang: Lang) {
  const { house } = act;
  const t = spoken(house, lang);
  const profile = await accounts.loadProfile(act.tx, accountId);
  const company = profile?.name ?? "";
  return {
    t,
    base: {
      lang,
      accountId,
      account: company,
      action: { label: t("act"), url: `${house.url}/a/${accountId}/memberships/${held.membershipId}` },
      footer: t("footer", { company }),
    },
  };
}

/** N15: what came back, to which card, and what has ended; to whoever asked and to everybody who administers the company's subscriptions. */
export async function refundedLetters(
  act: Act,
  accountId: string,
  held: Refund,
  order: purchasing.ChargedOrder,
  membership: Membership,
): Promise<OutgoingMail[]> {
  const { programme } = act.house;
  const keepers = await accounts.membersWith(act.tx, accountId, ["globalAdmin", "partnerAdmin"]);
  const asker = await accounts.memberOf(act.tx, accountId, held.toldId);
  const readers = new Map([...keepers, ...(asker?.active ? [asker] : [])].map(({ email, language }) => [email, language]));
  const { net, tax, total } = order.amounts;
  const letters: OutgoingMail[] = [];
  for (const [to, lang] of readers) {
    const { t, base } = await baseOf(act, accountId, held, lang);
    const amount = moneyIn(lang);
    const card = cardOf(t, order);
    const { subscriptionName: subscription } = purchasing.offerRef(programme, membership.offerId, lang);
    letters.push(
      write(act.house, {
        ...base,
        template: "N15.refunded",
        to,
        subject: t("refunded.subject", { number: order.number, amount: amount(total) }),
        heading: t("refunded.heading"),
        paragraphs: [
          t("refunded.money", { amount: amount(total), card }),
          t("refunded.ends", { subscription, day: writeDay(act.today, lang) }),
          t("refunded.nothing"),
        ],
        facts: [
          [t("case"), held.number],
          [t("order"), order.number],
          [t("askedBy"), held.askedByName],
          [t("net"), amount(net)],
          [t("tax"), amount(tax)],
          [t("total"), amount(total)],
        ],
      }),
    );
  }
  return letters;
}

/** N15: what stood against it, in the desk's words, and what is left to do; to whoever asked. */
export async function refusedLetter(
  act: Act,
  held: Refund,
  offerId: string,
  endsOn: string,
  blocks: (lang: Lang) => Promise<readonly string[]>,
) {
  const { accountId } = held;
  const asker = await accounts.memberOf(act.tx, accountId, held.toldId);
  if (!asker?.active) return undefined;
  const { language: lang, email: to } = asker;
  const { t, base } = await baseOf(act, accountId, held, lang);
  const { subscriptionName: subscription } = purchasing.offerRef(act.house.programme, offerId, lang);
  return write(act.house, {
    ...base,
    template: "N15.refundRefused",
    to,
    subject: t("refused.subject", { subscription }),
    heading: t("refused.heading"),
    paragraphs: [held.reason ?? "", ...(await blocks(lang)), t("refused.goesOn", { day: writeDay(endsOn, lang) }), t("refused.stop")],
    facts: [[t("case"), held.number]],
  });
}

/** N15: the provider has said no; to whoever gave the subscription back by themselves. At the desk the desk reads it. */
export async function failedLetter(
  act: Act,
  accountId: string,
  held: Refund,
  order: purchasing.ChargedOrder,
): Promise<OutgoingMail | undefined> {
  const asker = held.decidedBy !== null ? undefined : await accounts.memberOf(act.tx, accountId, held.toldId);
  if (!asker?.active) return undefined;
  const { language: lang, email: to } = asker;
  const { t, base } = await baseOf(act, accountId, held, lang);
  const { subscriptionName: subscription } = purchasing.offerRef(act.house.programme, order.offerId, lang);
  return write(act.house, {
    ...base,
    template: "N15.refundFailed",
    to,
    subject: t("failed.subject", { subscription }),
    heading: t("failed.heading"),
    paragraphs: [t("failed.text", { card: cardOf(t, order) }), t("failed.next")],
    facts: [
      [t("case"), held.number],
      [t("order"), order.number],
    ],
  });
}
