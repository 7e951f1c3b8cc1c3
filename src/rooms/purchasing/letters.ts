import type { Day } from "../../kit/dates.ts";
import { writeDay, writeList, writePercent } from "../../kit/format.ts";
import type { Lang } from "../../kit/words.ts";
import { say, speaker } from "../../kit/words.ts";
import { findCountry, findOffer } from "../../programme/programme.ts";
import type { Offer, Programme } from "../../programme/schema.ts";
import type { House } from "../../server/house.ts";
import { labelsOf } from "../../server/labels.ts";
import type { OutgoingMail } from "../../server/ledger.ts";
import { write } from "../../server/post.ts";
import type { Membership } from "../memberships/door.ts";
import type { Order, Unfinished } from "./orders.store.ts";
import type { Amounts } from "./rules.ts";
import { refundUntil } from "./rules.ts";
import { offerRef, writing } from "./views.ts";
import * as en from "./words/en.ts";
import * as fr from "./words/fr.ts";

/** What stands before the tax of an order: the rate, or why there is none. */
export function taxLine(programme: Programme, { country, treatment, exemption, taxRate }: Amounts, lang: Lang): string {
  const name = findCountry(programme, country)?.name[lang] ?? country;
  return say((lang === "fr" ? fr : en).taxes[treatment], lang, {
    country: name,
    rate: writePercent(taxRate, lang),
    number: exemption ?? "",
  });
}

/** Until when, and as long as what: never one without the other. */
function refundLine({ refund }: Offer, placedOn: Day, lang: Lang): readonly [string, string] {
  const t = speaker({ fr: fr.mails, en: en.mails }, lang);
  const condition = speaker({ fr: fr.refundConditions, en: en.refundConditions }, lang);
  const day = writeDay(refundUntil(placedOn, refund), lang);
  const conditions = writeList(
    refund.blockedBy.map((what) => condition(what)),
    lang,
  );
  return [t("confirmed.refund"), conditions === "" ? t("confirmed.refundDay", { day }) : t("confirmed.refundUntil", { day, conditions })];
}

/** N6: what was bought, what was debited, what was accepted and what opens, to the person who bought. */
export function confirmationLetter(
  house: House,
  accountId: string,
  paid: Order,
  buyer: Unfinished["buyer"],
  membership: Membership,
): OutgoingMail {
  const { programme } = house;
  const { language: lang } = buyer;
  const { net, tax, total } = paid.amounts;
  const { brand, last4 } = paid.card!;
  const t = speaker({ fr: fr.mails, en: en.mails }, lang, labelsOf(programme, lang));
  const offer = findOffer(programme, paid.offerId);
  const ref = offerRef(programme, paid.offerId, lang);
  const agreement = programme.agreements.find(({ id, version }) => id === paid.terms.id && version === paid.terms.version);
  const money = writing(lang);
  const term = { from: writeDay(membership.startsOn, lang), to: writeDay(membership.endsOn, lang) };
  const opens = offer?.highlights.map(({ figure, name }) => `${figure} ${name[lang]}`) ?? [];

  return write(house, {
    template: "N6.orderConfirmed",
    to: buyer.email,
    lang,
    accountId,
    account: paid.soldTo.name,
    subject: t("confirmed.subject", { number: paid.number, amount: money(total) }),
    heading: t("confirmed.heading"),
    paragraphs: [
      t("confirmed.debited", { amount: money(total), brand, last4 }),
      t("confirmed.active", { subscription: ref.subscriptionName, ...term }),
      ...(opens.length > 0 ? [t("confirmed.opens", { benefits: writeList(opens, lang) })] : []),
    ],
    facts: [
      [t("confirmed.number"), paid.number],
      [t("confirmed.offer"), ref.name],
      [t("confirmed.net"), money(net)],
      [taxLine(programme, paid.amounts, lang), money(tax)],
      [t("confirmed.total"), money(total)],
      [t("confirmed.paidBy"), t("confirmed.card", { brand, last4 })],
      [t("confirmed.terms"), t("confirmed.accepted", { title: agreement?.title[lang] ?? paid.terms.id, version: paid.terms.version })],
      [t("confirmed.renewal"), t("confirmed.renews", { day: term.to })],
      ...(offer ? [refundLine(offer, paid.placedOn, lang)] : []),
    ],
    action: { label: t(ref.starter ? "confirmed.activateStarter" : "confirmed.activate"), url: `${house.url}/a/${accountId}/benefits` },
    footer: t("footer", { company: paid.soldTo.name }),
  });
}
