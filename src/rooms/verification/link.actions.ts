import type { z } from "zod";
import { accept, refuse } from "../../kit/decision.ts";
import { permits } from "../../permissions.ts";
import type { Actions, VisitorCtx } from "../../server/context.ts";
import { hashToken } from "../../server/session.ts";
import type { Profile } from "../accounts/door.ts";
import * as accounts from "../accounts/door.ts";
import type { verification } from "./contract.ts";
import { confirm, holdCase } from "./course.ts";
import { statementsFor } from "./letters.ts";
import type { Link } from "./links.store.ts";
import * as links from "./links.store.ts";
import type { LinkState } from "./rules.ts";
import { linkStateOf } from "./rules.ts";
import type { LinkPage } from "./shapes.ts";
import type { Case } from "./store.ts";
import * as store from "./store.ts";

const stateOf = (ctx: VisitorCtx, link: Link, held: Case, profile: Profile): LinkState =>
  linkStateOf({ ...link, sameAddress: link.email === profile.contact.email, email: held.checks.email.state }, ctx.now);

async function pageOf(ctx: VisitorCtx, link: Link, state: LinkState, profile: Profile): Promise<z.input<typeof LinkPage>> {
  // Whoever asks for a fresh link needs to know whom to ask; while the link is good, nobody is named.
  const answerers =
    state === "open" || state === "used" ? [] : await accounts.membersWith(ctx.tx, link.accountId, permits["verification.answer"].roles);
  return {
    state,
    company: profile.name,
    contact: link.email === profile.contact.email ? `${profile.contact.givenName} ${profile.contact.familyName}` : "",
    email: link.email,
    statements: statementsFor(ctx.house.programme, ctx.lang, profile.name, link.email),
    usedAt: link.usedAt,
    expiresAt: link.expiresAt,
    answerers: answerers.map(({ name }) => name),
  };
}

const refusalOf = { used: "verification.linkUsed", replaced: "verification.linkReplaced", expired: "verification.linkExpired" } as const;

export const linkActions: Pick<Actions<typeof verification>, "linkPage" | "confirm"> = {
  async linkPage(ctx, { params }) {
    const link = await links.loadLink(ctx.tx, hashToken(params.token));
    const held = link && (await store.loadCase(ctx.tx, link.accountId));
    const profile = held && (await accounts.loadProfile(ctx.tx, link.accountId));
    if (!profile) return refuse("verification.noSuchLink");
    return accept(await pageOf(ctx, link, stateOf(ctx, link, held, profile), profile));
  },

  async confirm(ctx, { params }) {
    const tokenHash = hashToken(params.token);
    const known = await links.loadLink(ctx.tx, tokenHash);
    const found = known && (await holdCase(ctx, known.accountId));
    // Read again under the lock: the same link may have been used a moment ago.
    const link = found && (await links.loadLink(ctx.tx, tokenHash));
    if (!link) return refuse("verification.noSuchLink");
    const { held, profile } = found;
    const state = stateOf(ctx, link, held, profile);
    if (state !== "open") return refuse(refusalOf[state]);
    if (!(await links.spendLink(ctx.tx, tokenHash, ctx.now))) return refuse("verification.linkUsed");

    await confirm(ctx, profile, held);

    return accept(await pageOf(ctx, { ...link, usedAt: ctx.now }, "used", profile));
  },
};
