import { accept, refuse } from "../../kit/decision.ts";
import type { Actions } from "../../server/context.ts";
import * as people from "../people/door.ts";
import type { directories } from "./contract.ts";

export const enrollingActions: Pick<Actions<typeof directories>, "enrolling" | "enrol"> = {
  async enrolling(ctx) {
    return accept({ callback: people.callbackAddress(ctx.house) });
  },

  async enrol(ctx, { body }) {
    const closed = await people.tooManyLooks(ctx);
    if (closed) return closed;
    const domain = people.readCompanyDomain(ctx, body.domain, "/domain");
    if (!domain.ok) return domain;
    const issuer = people.readIssuer(body.issuer);
    if (issuer === undefined) return refuse("directories.issuerUnreadable", {}, "/issuer");
    if (await people.provenBy(ctx.tx, domain.value)) return refuse("directories.domainTaken", { domain: domain.value }, "/domain");
    const { clientId, clientSecret, groupsClaim, adminGroup } = body;
    const client = { issuer, clientId, clientSecret, groupsClaim };
    return people.setOut(ctx, { purpose: "enrol", client, directoryId: null, baggage: { domain: domain.value, client, adminGroup } });
  },
};
