import { sql } from "../../server/db.ts";
import type { Caller, Partner, PartnerOptions, TestHouse } from "../../testing/house.ts";
import type { ProviderPerson, TestProvider } from "../../testing/provider.ts";
import { comeBack } from "../../testing/provider.ts";

export const callbackOf = (house: TestHouse): string => `${house.open.house.url}/api/v1/provider-sign-ins/callback`;

/** A partner whose people sign in through this provider. One provider serves one directory, so an earlier one gives its client up. */
export async function partnerWith(
  house: TestHouse,
  provider: TestProvider,
  options: PartnerOptions & { groupRoles?: { group: string; roles: string[] }[] } = {},
): Promise<Partner> {
  const { groupRoles = [], ...rest } = options;
  const partner = await house.partner(rest);
  await house.db.query(sql`delete from identity_providers`);
  const body = { ...provider.typed, groupRoles } as never;
  await partner.admin.do("directories.setProvider", { accountId: partner.accountId, directoryId: partner.directoryId, body });
  return partner;
}

/** Walks a browser through the provider and back. @returns where the house leads it. */
export async function through(browser: Caller, provider: TestProvider, location: string, login: string): Promise<URL> {
  const { location: onward } = await comeBack(browser, await provider.signIn(location, login));
  return onward;
}

/** Somebody of this partner signs in through the provider, from a browser of their own. */
export async function signInThrough(house: TestHouse, provider: TestProvider, partner: Partner, login: string, person?: ProviderPerson) {
  if (person) provider.people.set(login, person);
  const browser = house.visitor();
  const { location } = await browser.do("directories.begin", { body: { directoryId: partner.directoryId } });
  return { browser, onward: await through(browser, provider, location, login) };
}

/** The refusal that the page after a failed way back tells. */
export async function whyNot(browser: Caller, onward: URL): Promise<{ code: string; status: number; text: string }> {
  const { status, problem } = await browser.call("directories.outcome", { attemptId: onward.searchParams.get("attempt")! });
  return { code: problem.code, status, text: problem.detail };
}
