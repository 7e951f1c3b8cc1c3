import { newId } from "../../kit/ids.ts";
import { countryOf } from "../../programme/programme.ts";
import type { Reactions } from "../../server/context.ts";
import * as accounts from "../accounts/door.ts";
import { bankAccount } from "./bank.rules.ts";
import * as banks from "./bank.store.ts";
import * as exemptions from "./exemptions.store.ts";
import { exemptionLetter, tellOfBank } from "./letters.ts";
import { taxExemption } from "./rules.ts";
import * as store from "./store.ts";

export const billingReactions: Reactions = {
  hears: { "country.changed": ["billing.followCountry"] },
  jobs: {
    // The currency of a profile never changes, so the company gets another one: its new address, its new tax ID, the contact it has chosen (G-023).
    "billing.followCountry": {
      async inside(act, job) {
        const accountId = job.accountId!;
        await accounts.hold(act.tx, accountId);
        const held = await store.loadProfile(act.tx, accountId);
        const legal = (await accounts.loadProfile(act.tx, accountId))!;
        // Nothing was written yet: then the profile follows the legal one by itself.
        if (!held || held.country === legal.country) return;
        const { addressLine1, addressLine2, postalCode, city, country, vatNumber: taxId } = legal;
        const { currency } = countryOf(act.house.programme, country);
        const by = { name: held.updatedByName, at: act.now };
        await store.endProfile(act.tx, accountId, act.now);
        const next = { ...held, ...{ addressLine1, addressLine2, postalCode, city, country, taxId, currency } };
        await store.saveProfile(act.tx, accountId, newId(), next, by);
        act.record({ type: "billing.restarted", accountId, subject: accountId, data: { from: held.currency, to: currency } });
      },
    },
    // Nobody confirmed in time: the account in use stays.
    "bankAccount.expire": {
      async inside(act, job) {
        const accountId = job.accountId!;
        await accounts.hold(act.tx, accountId);
        const held = await banks.loadBank(act.tx, accountId, String(job.payload.changeId));
        if (!held || !bankAccount.can(held.state, "expire")) return;
        await banks.closeBank(act.tx, accountId, held.id, "expire", { name: "", at: act.now });
        const { country, last4 } = held;
        act.record({ type: "bankAccount.expired", accountId, subject: held.id, data: { country, last4, asked: held.askedByName } });
        await tellOfBank(act, accountId, "expired", { country, last4, by: held.askedByName });
      },
    },
    "taxExemption.expire": {
      async inside(act, job) {
        const accountId = job.accountId!;
        await accounts.hold(act.tx, accountId);
        const held = await exemptions.loadExemption(act.tx, accountId, String(job.payload.exemptionId));
        if (!held || !taxExemption.can(held.state, "expire")) return;
        await exemptions.moveExemption(act.tx, accountId, held.id, "expire", { name: "", at: act.now });
        const { country, validUntil } = held;
        act.record({ type: "taxExemption.expired", accountId, subject: held.id, data: { country, validUntil } });
        const asker = await accounts.memberOf(act.tx, accountId, held.askedBy);
        const legal = (await accounts.loadProfile(act.tx, accountId))!;
        if (asker?.active)
          act.post(exemptionLetter(act.house, { accountId, company: legal.name, to: asker, decision: "expire", held, reason: "" }));
      },
    },
  },
};
