import { createHash } from "node:crypto";
import { writeList } from "../../kit/format.ts";
import { speaker } from "../../kit/words.ts";
import type { Tx } from "../../server/db.ts";
import { agreementPdf } from "../../server/documents/agreement.ts";
import type { House } from "../../server/house.ts";
import { labelsOf, roleLabel } from "../../server/labels.ts";
import type { SealIdentity } from "../../server/seal/identity.ts";
import { sealPdf } from "../../server/seal/sign.ts";
import type { Accepted } from "./store.ts";
import * as store from "./store.ts";
import { paper as en } from "./words/en.ts";
import { paper as fr } from "./words/fr.ts";

/**
 * The sealed document of an acceptance, made here if it is not there yet. Whoever comes second waits for the first and is given the same
 * bytes. The identity is asked for before the transaction begins.
 */
export async function documentOf(
  house: House,
  tx: Tx,
  accountId: string,
  acceptanceId: string,
  identity: SealIdentity,
): Promise<Buffer | undefined> {
  await store.hold(tx, accountId, acceptanceId);
  const accepted = await store.load(tx, accountId, acceptanceId);
  if (!accepted) return undefined;
  if (accepted.document) return store.loadDocument(tx, accountId, acceptanceId);

  const bytes = await draw(house, accountId, accepted, identity);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  await store.insertDocument(tx, accountId, {
    acceptanceId,
    bytes,
    sha256,
    sealFingerprint: identity.fingerprint,
    madeAt: house.clock.machine(),
  });

  return bytes;
}

/** From what was kept at the signature, never from what the programme says today. */
async function draw(house: House, accountId: string, accepted: Accepted, identity: SealIdentity): Promise<Buffer> {
  const { language: lang, issuer } = accepted;
  const labels = labelsOf(house.programme, lang);
  const t = speaker({ fr, en }, lang, labels);
  const roles = accepted.signerRoles.map((role) => roleLabel(house.programme, role, lang));
  const pdf = await agreementPdf({
    lang,
    labels,
    agreement: { title: accepted.title, version: accepted.version, source: accepted.source },
    issuer,
    company: { legalName: accepted.companyName, partnerId: accepted.partnerId },
    signer: { name: accepted.signerName, email: accepted.signerEmail, role: writeList(roles, lang) },
    authority: accepted.authority,
    acceptedAt: accepted.acceptedAt,
    zone: house.clock.zone,
    accountId,
    acceptanceId: accepted.id,
  });
  return sealPdf(pdf, identity, { reason: t("reason"), name: issuer, at: new Date(accepted.acceptedAt) });
}

/** « Contrat du réseau 2026-02 – Kermadec Numérique.pdf » */
export const fileName = ({ title, version, companyName }: Pick<Accepted, "title" | "version" | "companyName">): string =>
  `${title} ${version} – ${companyName}.pdf`.replace(/[\p{Cc}/\\:*?"<>|]+/gu, " ").replace(/\s+/g, " ");
