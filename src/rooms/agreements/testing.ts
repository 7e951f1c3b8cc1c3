import type { ResultOf } from "../../kit/endpoint.ts";
import { newId } from "../../kit/ids.ts";
import type { Colleague, Partner, TestHouse } from "../../testing/house.ts";
import type { agreements } from "./contract.ts";

export const NETWORK = "network-agreement";

/** Signs what is in force for the company, as its page would. */
export async function signNow(
  partner: Partner,
  who: Colleague = partner.admin,
  agreementId: string = NETWORK,
  language: "fr" | "en" = "fr",
) {
  const { accountId } = partner;
  const { version, sha256 } = await who.do("agreements.read", { accountId, agreementId, language });
  return who.do("agreements.sign", { accountId, body: { agreementId, version, language, sha256, authorityDeclared: true } });
}

export const dayFrom = (house: TestHouse, days: number): string => {
  const day = new Date(`${house.open.house.clock.today()}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
};

type Draft = NonNullable<ResultOf<typeof agreements.deskShow>["draft"]>;
export type DraftBody = Omit<Draft, "savedAt" | "savedBy">;

/** A draft that changes one word of the network's agreement in both languages. */
export async function draftOf(desk: Colleague, changes: Partial<DraftBody>, agreementId: string = NETWORK): Promise<DraftBody> {
  const { template, draft } = await desk.do("agreements.deskShow", { agreementId });
  return {
    version: `v-${newId().slice(-8)}`,
    title: template.title,
    text: {
      fr: template.text.fr.replace("L’adhésion au réseau est gratuite", "L’adhésion au réseau est payante"),
      en: template.text.en.replace("free of charge", "subject to a fee"),
    },
    referenceLanguage: template.referenceLanguage,
    effectiveFrom: "2026-01-01",
    countries: null,
    acceptBy: null,
    revision: draft?.revision ?? 0,
    ...changes,
  };
}

/** Saves a draft, looks at it and publishes it. */
export async function publishNow(desk: Colleague, changes: Partial<DraftBody>, agreementId: string = NETWORK) {
  const body = await draftOf(desk, changes, agreementId);
  await desk.do("agreements.saveDraft", { agreementId, body });
  const { revision, sha256 } = await desk.do("agreements.previewDraft", { agreementId });
  return desk.do("agreements.publish", { agreementId, body: { revision, sha256, confirmed: true } });
}
