import { createHash } from "node:crypto";
import type { Lang } from "../../kit/words.ts";
import { speaker } from "../../kit/words.ts";
import { findCountry } from "../../programme/programme.ts";
import type { Programme } from "../../programme/schema.ts";
import type { Tx } from "../../server/db.ts";
import type { BillingDocument } from "../../server/documents/billing.ts";
import { billingPdf } from "../../server/documents/billing.ts";
import type { House } from "../../server/house.ts";
import { labelsOf } from "../../server/labels.ts";
import type { SealIdentity } from "../../server/seal/identity.ts";
import { sealPdf } from "../../server/seal/sign.ts";
import type { Billing } from "./store.ts";
import * as store from "./store.ts";
import { paper as en } from "./words/en.ts";
import { paper as fr } from "./words/fr.ts";

/** « Facture FA-2027-000001.pdf » */
export const fileName = ({ kind, number }: Billing, lang: Lang): string => `${(lang === "fr" ? fr : en)[kind]} ${number}.pdf`;

const placeOf = (programme: Programme, lang: Lang, code: string): string => findCountry(programme, code)?.name[lang] ?? code;

/** All that a document says in a language, from what was frozen; the programme gives only what countries are called. */
export function documentOf({ programme }: Pick<House, "programme">, of: Billing, lang: Lang): BillingDocument {
  const t = speaker({ fr, en }, lang);
  const { registration, mentions, ...seller } = of.seller;
  const { payment, line } = of;
  return {
    ...of,
    lang,
    labels: labelsOf(programme, lang),
    seller: {
      ...seller,
      registration: registration.number,
      registrationLabel: registration.label[lang],
      countryName: placeOf(programme, lang, seller.country),
    },
    buyer: { ...of.buyer, countryName: placeOf(programme, lang, of.buyer.country) },
    line: { ...line, name: line.name[lang] },
    taxCountry: placeOf(programme, lang, of.country),
    paidBy: payment.kind === "card" ? t("byCard", { brand: payment.brand, last4: payment.last4 }) : t("byTransfer"),
    paymentMeans: payment.kind === "card" ? "48" : "30",
    mentions: mentions.map((mention) => mention[lang]),
    facturX: findCountry(programme, of.country)?.invoices === "facturX",
  };
}

/**
 * The sealed file of a document in a language, made here if it is not there yet and the same bytes ever after. Whoever comes second waits for
 * the first. The identity is asked for before the transaction begins.
 */
export async function fileOf(house: House, tx: Tx, of: Billing, lang: Lang, identity: SealIdentity): Promise<Buffer> {
  await store.hold(tx, of.accountId, of.id);
  const kept = await store.loadFile(tx, of.accountId, of.id, lang);
  if (kept) return kept;
  const { reason } = lang === "fr" ? fr : en;
  const pdf = await billingPdf(documentOf(house, of, lang));
  const bytes = await sealPdf(pdf, identity, { reason, name: of.seller.name, at: new Date(of.issuedAt) });
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const made = { id: of.id, lang, bytes, sha256, sealFingerprint: identity.fingerprint, madeAt: house.clock.machine() };
  await store.insertFile(tx, of.accountId, made);
  return bytes;
}
