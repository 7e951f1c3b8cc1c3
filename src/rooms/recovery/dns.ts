import { Resolver } from "node:dns/promises";
import type { House } from "../../server/house.ts";
import type { Answer } from "./rules.ts";

const TIMEOUT_MS = 3_000;

/**
 * Asks for the texts at a name (RFC 1035 §3.3.14), and when there are none whether the domain is there at all. A record put at the
 * domain itself counts too: many registrars' forms make nothing else easy.
 */
export async function textsAt(house: House, name: string, domain: string): Promise<Answer> {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: 1 });
  const { dnsServers } = house.settings;
  if (dnsServers) resolver.setServers(dnsServers);

  const ask = async (where: string): Promise<Answer> => {
    try {
      const records = await resolver.resolveTxt(where);
      return { kind: "texts", texts: records.map((chunks) => chunks.join("")) };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "ENOTFOUND") return { kind: "noDomain" };
      return code === "ENODATA" ? { kind: "none" } : { kind: "silent" };
    }
  };

  // Both at once, so that a reader waits no longer than one name server takes to be silent.
  const [own, above] = await Promise.all([ask(name), ask(domain)]);
  if (own.kind === "silent") return own;
  const here = own.kind === "texts" ? own.texts : [];
  const there = above.kind === "texts" ? above.texts : [];
  if (here.length > 0) return { kind: "texts", texts: [...here, ...there.filter((text) => text.startsWith("entente-domain="))] };
  if (above.kind === "noDomain") return above;
  const strays = there.filter((text) => text.startsWith("entente-domain="));
  return strays.length > 0 ? { kind: "texts", texts: strays } : { kind: "none" };
}
