import { setTimeout as pause } from "node:timers/promises";
import { PASSWORD } from "../src/rooms/sandbox/companies.ts";
import { Caller } from "../src/testing/house.ts";
import type { Product } from "./product.ts";

export type Company = { admin: Caller; accountId: string; people: string[]; cartId?: string };

/** A company that walked from joining to being authorised, with three colleagues. */
export async function authorised(product: Pick<Product, "base">, desk: Caller, n: number): Promise<Company> {
  const domain = `kills-${n}.example`;
  const admin = new Caller(product.base, "fr");
  await admin.do("accounts.join", { body: { companyName: `Tempête ${n}`, country: "FR" } });
  await admin.do("people.createDirectory", {
    body: { domain, givenName: "Maëlle", familyName: "Kermadec", email: `m@${domain}`, password: PASSWORD, language: "fr" },
  });
  await admin.do("people.signIn", { body: { email: `m@${domain}`, password: PASSWORD } });
  const { accountId } = await admin.do("accounts.enrol", {
    body: {
      legalName: `Tempête ${n}`,
      addressLine1: "1 quai",
      postalCode: "29200",
      city: "Brest",
      country: "FR",
      registrationNumber: "983214768",
      contactGivenName: "Yann",
      contactFamilyName: "Le Goff",
      contactEmail: `y@${domain}`,
      contactPhone: "+33298001472",
      contactLanguage: "fr",
    },
  });
  const { agreementId, version, language, sha256 } = await admin.do("agreements.read", { accountId });
  await admin.do("agreements.sign", { accountId, body: { agreementId, version, language, sha256, authorityDeclared: true } });
  const { items } = await admin.do("accounts.users", { accountId });
  await admin.do("accounts.setRoles", { accountId, userId: items[0]!.userId, body: { roles: [...items[0]!.roles, "adminAgent"] } });
  const people = [items[0]!.userId];
  for (const name of ["Un", "Deux", "Trois"]) {
    people.push(
      (
        await admin.do("accounts.addUser", {
          accountId,
          body: { givenName: name, familyName: "Collègue", email: `${name.toLowerCase()}@${domain}`, language: "fr", roles: [] },
        })
      ).userId,
    );
  }
  const token = await until(async () => {
    const mails = await desk.do("sandbox.mails", { to: `y@${domain}` });
    return mails.map(({ text }) => /\/confirm-email\/([\w-]+)/.exec(text)?.[1]).find(Boolean);
  });
  await new Caller(product.base, "fr").do("verification.confirm", { token });
  const line = await until(async () =>
    (await desk.do("verification.queue", { limit: 200 })).items.find((item) => item.accountId === accountId),
  );
  await desk.do("verification.claim", { caseId: line.caseId, body: {} });
  const { checks } = await desk.do("verification.case", { caseId: line.caseId });
  const { seen, reasons } = checks.find(({ check }) => check === "business")!;
  const reason = reasons.find(({ decisions, needsDocument }) => decisions.includes("authorise") && !needsDocument)!.code;
  await desk.do("verification.decide", { caseId: line.caseId, body: { check: "business", reason, decision: "authorise", seen, note: "" } });
  return { admin, accountId, people };
}

/** Asks until there is an answer, for ten seconds. */
export async function until<T>(ask: () => Promise<T | undefined | false>): Promise<T> {
  for (let tries = 0; tries < 200; tries++) {
    const found = await ask().catch(() => undefined);
    if (found) return found;
    await pause(50);
  }
  throw new Error("waited in vain");
}
