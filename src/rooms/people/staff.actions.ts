import { accept, refuse } from "../../kit/decision.ts";
import type { Actions, VisitorCtx } from "../../server/context.ts";
import { labelsOf } from "../../server/labels.ts";
import { hashToken } from "../../server/session.ts";
import { settleTries } from "../../server/throttle.ts";
import { offeredSecret, setUpOf, stepOf } from "./codes.ts";
import type { people } from "./contract.ts";
import { secondFactorOf } from "./factors.ts";
import { hashPassword } from "./hashing.ts";
import { codeLimit, tooMany } from "./limits.ts";
import { choosePassword } from "./passwords.ts";
import { decideLink, domainOf } from "./rules.ts";
import { freshSession, shownSession } from "./sessions.ts";
import * as store from "./store.ts";

/** The invitation behind a link, with the person it invites. */
async function invitationOf(ctx: VisitorCtx, tokenHash: Buffer) {
  const link = decideLink(await store.linkOf(ctx.tx, "staffInvitation", tokenHash), ctx.now);
  if (!link.ok) return link;
  const who = await store.userById(ctx.tx, link.value.userId);
  return who?.state === "active" ? accept({ who, expiresAt: link.value.expiresAt }) : refuse("people.linkExpired");
}

export const staff: Pick<Actions<typeof people>, "staffInvitation" | "acceptStaffInvitation"> = {
  async staffInvitation(ctx, { params }) {
    const { house } = ctx;
    const tokenHash = hashToken(params.token);
    const invitation = await invitationOf(ctx, tokenHash);
    if (!invitation.ok) return invitation;
    const { who, expiresAt } = invitation.value;
    const issuer = labelsOf(house.programme, ctx.lang).portal ?? "Entente";
    return accept({
      email: who.email,
      givenName: who.givenName,
      familyName: who.familyName,
      expiresAt,
      secondFactor: setUpOf(offeredSecret(house.secret, tokenHash), issuer, who.email),
    });
  },

  async acceptStaffInvitation(ctx, { params, body }) {
    const { house } = ctx;
    const tokenHash = hashToken(params.token);
    const invitation = await invitationOf(ctx, tokenHash);
    if (!invitation.ok) return invitation;
    const { who } = invitation.value;
    const chosen = choosePassword(house.programme, body.password, { ...who, ...body, domain: domainOf(who.email) });
    if (!chosen.ok) return chosen;
    const limit = codeLimit(ctx, tokenHash.toString("hex"));
    const closed = await tooMany(ctx, limit);
    if (closed) return closed;
    const secret = offeredSecret(house.secret, tokenHash);
    const step = stepOf(secret, body.code, ctx.machine);
    if (step === undefined) return refuse("people.wrongCode", {}, "/code");
    const hashed = await hashPassword(chosen.value);
    if (!hashed.ok) return hashed;

    const session = freshSession(ctx);
    const decision = await ctx.transaction(async (act) => {
      if (!(await store.useLink(act.tx, tokenHash, act.now))) return refuse("people.linkUsed");
      await store.setName(act.tx, who.id, { givenName: body.givenName, familyName: body.familyName, language: ctx.lang });
      await store.setPassword(act.tx, who.id, { hash: hashed.value, temporaryUntil: null });
      await store.setSecondFactor(act.tx, who.id, { sealed: house.secret.seal(secret, secondFactorOf(who.id)), step, now: act.now });
      await store.endSessions(act.tx, who.id);
      await store.dropLinks(act.tx, who.id, "passwordReset");
      await settleTries(act.tx, { forget: [limit.key] });
      // Whoever holds the link, has chosen the password and shows the second factor has proved everything that signing in would ask.
      await store.openSession(act.tx, {
        userId: who.id,
        checkedHash: hashed.value,
        tokenHash: session.tokenHash,
        earlier: shownSession(ctx),
        complete: true,
        withFactor: true,
        userAgent: ctx.userAgent,
        machine: ctx.machine,
      });
      act.record({ type: "staff.joined", subject: who.id, data: { name: `${body.givenName} ${body.familyName}` } });
      return accept({});
    });
    if (decision.ok) session.hand();
    return decision;
  },
};
