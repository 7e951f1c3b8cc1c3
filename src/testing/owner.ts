import type { BenefitKind } from "../programme/names.ts";
import * as memberships from "../rooms/memberships/door.ts";
import { inOneTransaction } from "../server/acts.ts";
import type { Partner, PartnerOptions, TestHouse } from "./house.ts";

const actor = { kind: "clock", id: null, name: "" } as const;

/** A partner that owns one of the programme's offers, the first unless said otherwise, with everything that it and the network grant. */
export type Owner = Partner & {
  /** The id of the benefit that a product gives, by its place among the benefits of a part: `benefit("software")`. */
  benefit(kind: BenefitKind, at?: number): string;
};

export async function owner(house: TestHouse, options: PartnerOptions & { offer?: number } = {}): Promise<Owner> {
  const { offer: at = 0, ...rest } = options;
  const partner = await house.partner(rest);
  const offer = house.open.house.programme.offers[at]!;
  await inOneTransaction(
    house.open.house,
    () => {},
    actor,
    null,
    async (act) => {
      await memberships.startNetwork(act, partner.accountId, act.today);
      const { id: offerId, package: packageId, termMonths, maxPerAccount } = offer;
      await memberships.start(act, partner.accountId, {
        ...{ kind: "offer", offerId, packageId, termMonths },
        anchorOn: act.today,
        autoRenew: true,
        onlyOne: maxPerAccount === 1,
      });
    },
  );
  await house.settle();

  const ids = new Map<string, string[]>();
  for (const kind of ["software", "developerSeats"] as const) {
    const { items } = await partner.admin.do("benefits.list", { accountId: partner.accountId, kind });
    ids.set(
      kind,
      items.map((item) => item.id),
    );
  }
  return { ...partner, benefit: (kind, at = 0) => ids.get(kind)![at]! };
}

/** A partner that joined the network and bought nothing. */
export async function networkMember(house: TestHouse, options: PartnerOptions = {}): Promise<Partner> {
  const partner = await house.partner(options);
  await inOneTransaction(
    house.open.house,
    () => {},
    actor,
    null,
    (act) => memberships.startNetwork(act, partner.accountId, act.today),
  );
  await house.settle();
  return partner;
}
