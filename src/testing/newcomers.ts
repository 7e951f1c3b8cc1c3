import { randomBytes } from "node:crypto";
import { newId } from "../kit/ids.ts";
import { sql } from "../server/db.ts";
import type { Colleague, TestHouse } from "./house.ts";

export type Newcomer = Colleague & { readonly directoryId: string; readonly domain: string };

/** Somebody who has created their company's directory and signed in, and nothing else yet. */
export async function newcomer(house: TestHouse, options: { language?: "fr" | "en"; joined?: boolean } = {}): Promise<Newcomer> {
  const domain = `kermadec-${randomBytes(4).toString("hex")}.example`;
  const directoryId = newId();
  await house.db.query(
    sql`insert into directories (id, domain, name, created_at) values (${directoryId}, ${domain}, ${domain}, ${house.open.house.clock.now()})`,
  );
  const person = await house.person({
    directoryId,
    email: `maelle.kermadec@${domain}`,
    givenName: "Maëlle",
    familyName: "Kermadec",
    ...(options.language && { language: options.language }),
  });
  if (options.joined ?? true) await person.do("accounts.join", { body: { companyName: "Kermadec Numérique", country: "FR" } });
  return Object.assign(person, { directoryId, domain });
}

/** A legal profile that the rules accept, with a contact on the company's domain. */
export const profileOn = (domain: string) => ({
  legalName: "Kermadec Numérique",
  addressLine1: "14 rue de Siam",
  addressLine2: "",
  postalCode: "29200",
  city: "Brest",
  country: "FR",
  registrationNumber: "983 214 768",
  vatNumber: "FR 28 983 214 768",
  contactGivenName: "Yann",
  contactFamilyName: "Le Goff",
  contactEmail: `yann.legoff@${domain}`,
  contactPhone: "02 98 00 14 72",
  contactLanguage: "fr",
});
