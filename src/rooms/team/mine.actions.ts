import { accept } from "../../kit/decision.ts";
import { everybodyOf, roles as everyRole, grantorsOf, rolesThatOpen } from "../../permissions.ts";
import type { Actions } from "../../server/context.ts";
import { wordNeeds } from "../../server/doors.ts";
import { roleLabel } from "../../server/labels.ts";
import * as accounts from "../accounts/door.ts";
import * as people from "../people/door.ts";
import type { team } from "./contract.ts";
import { everyPermit, roleView, tasksByArea } from "./views.ts";

export const mineActions: Pick<Actions<typeof team>, "mine" | "rename" | "roleTable"> = {
  async mine(ctx) {
    const { house, lang, person } = ctx;
    const member = (await accounts.memberOf(ctx.tx, ctx.accountId, person.id))!;
    const doors = new Map(await Promise.all(everyPermit.map(async (permit) => [permit, await ctx.door(permit)] as const)));
    return accept({
      userId: person.id,
      givenName: member.givenName,
      familyName: member.familyName,
      email: member.email,
      language: member.language,
      guest: member.guest,
      roles: member.roles.map((role) => roleView(house, lang, role)),
      areas: tasksByArea(house, lang, (permit, label) => ({ permit, label, door: doors.get(permit)! })),
    });
  },

  async rename(ctx, { body }) {
    await people.rename(ctx, { userId: ctx.person.id, accountId: ctx.accountId, ...body });
    return accept(body);
  },

  async roleTable(ctx) {
    const { house, lang } = ctx;
    const holders = await accounts.countHolders(ctx.tx, ctx.accountId);
    return accept({
      roles: everyRole.map((role) => ({
        ...roleView(house, lang, role),
        holders: holders.get(role) ?? 0,
        givenBy: grantorsOf(role).map((grantor) => roleLabel(house.programme, grantor, lang)),
      })),
      areas: tasksByArea(house, lang, (permit, label) => ({
        permit,
        label,
        opensTo: [...rolesThatOpen(permit)],
        everybody: everybodyOf(permit),
        needs: wordNeeds(house.programme, lang, permit),
      })),
    });
  },
};
