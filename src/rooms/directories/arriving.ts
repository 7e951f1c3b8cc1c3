import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import type { VisitorCtx } from "../../server/context.ts";
import { Rollback } from "../../server/db.ts";
import * as accounts from "../accounts/door.ts";
import * as people from "../people/door.ts";
import { decideAssociate } from "./rules.ts";

/** What was shown about a directory: an existing one with the person who answers for it, or one to be made with a provider's first word. */
export type Proof =
  | { readonly directoryId: string; readonly userId: string; readonly name: string }
  | { readonly directoryId: string | null; readonly claims: people.Claims };

type Back = NonNullable<Awaited<ReturnType<typeof people.comeBack>>>;
/** Where one goes next: a page of the product, or wherever one wanted to be. */
export type Onward = { readonly page?: string; readonly next?: string | undefined };

/** What a provider's good word leads to, by why one had set out. */
export async function arrived(
  ctx: VisitorCtx,
  back: Back,
  provider: people.Provider | undefined,
  claims: people.Claims,
): Promise<Decision<Onward>> {
  switch (back.purpose) {
    case "signIn":
      return provider ? signIn(ctx, back, provider, claims) : refuse("directories.providerGone");
    case "link":
      return provider ? link(ctx, back, provider, claims) : refuse("directories.providerGone");
    case "enrol":
      return enrol(ctx, back, claims);
    case "associate":
      return associate(ctx, back, claims);
  }
}

/** In one transaction; the browser gets its session once that has held. */
async function withSession(
  ctx: VisitorCtx,
  work: (act: Parameters<Parameters<VisitorCtx["transaction"]>[0]>[0]) => Promise<Decision<people.Arrived>>,
  onward: Onward,
  attemptId: string,
  { withFactor, issuer }: people.Claims,
): Promise<Decision<Onward>> {
  let hand: (() => void) | undefined;
  const decision = await ctx.transaction<Decision<Onward>>(async (act) => {
    const arrival = await work(act);
    if (!arrival.ok) throw new Rollback(arrival);
    hand = await people.openProviderSession(ctx, act, { userId: arrival.value.userId, withFactor, issuer });
    if (!hand) throw new Rollback(refuse("people.identityDeactivated"));
    await people.finishAttempt(act, attemptId);
    return accept(onward);
  });
  if (decision.ok) hand?.();
  return decision;
}

const signIn = (ctx: VisitorCtx, back: Back, provider: people.Provider, claims: people.Claims): Promise<Decision<Onward>> =>
  withSession(
    ctx,
    async (act) => {
      const directory = { id: provider.directoryId, domain: provider.domain };
      // Looked at again where nobody takes it away meanwhile: what is opened after that would never be ended.
      if (provider.accountId !== null) await accounts.hold(act.tx, provider.accountId);
      if (!(await people.holdProvider(act.tx, directory.id, provider.issuer))) return refuse("directories.providerGone");
      const arrival = await people.arrive(act, { directory, groupRoles: provider.groupRoles, claims, language: ctx.lang });
      if (arrival.ok && provider.accountId !== null) await accounts.letIn(act, provider.accountId, arrival.value);
      return arrival;
    },
    { next: back.baggage.next },
    back.id,
    claims,
  );

/** Only in the session that set out: an identity that somebody else slipped into this browser is nobody's to add. */
async function link(ctx: VisitorCtx, back: Back, provider: people.Provider, claims: people.Claims): Promise<Decision<Onward>> {
  const { userId } = back;
  if (userId === null || ctx.person?.id !== userId) return refuse("directories.signInAgain");
  const directory = { id: provider.directoryId, domain: provider.domain };
  return ctx.transaction<Decision<Onward>>(async (act) => {
    const linked = await people.linkIdentity(act, { userId, directory, claims });
    if (!linked.ok) throw new Rollback(linked);
    await people.finishAttempt(act, back.id);
    return accept({ page: "/link-sign-in" });
  });
}

/**
 * The first person of a company comes through its own provider: the directory is made with its provider, they are in it, and the enrolment
 * goes on. Whoever had come this far before goes on where they were.
 */
async function enrol(ctx: VisitorCtx, back: Back, claims: people.Claims): Promise<Decision<Onward>> {
  const { domain, client, adminGroup } = back.baggage;
  if (domain === undefined || client === undefined) return refuse("directories.attemptUnknown");
  const groupRoles: people.GroupRoles = adminGroup === undefined ? [] : [{ group: adminGroup, roles: ["globalAdmin"] }];
  const earlier = await people.providerByClient(ctx.tx, client);
  if (earlier && earlier.domain === domain) return signIn(ctx, back, earlier, claims);
  if (earlier) return refuse("directories.clientTaken", { host: new URL(client.issuer).host });
  return withSession(
    ctx,
    async (act) => {
      if (await people.provenBy(act.tx, domain)) return refuse("directories.domainTaken", { domain });
      const directory = await people.createProviderDirectory(act, domain);
      if (!(await people.setProvider(act, directory.id, client, groupRoles)))
        return refuse("directories.clientTaken", { host: new URL(client.issuer).host });
      return people.arrive(act, { directory, groupRoles, claims, language: ctx.lang });
    },
    { page: "/enrol/profile" },
    back.id,
    claims,
  );
}

/** What the account's administrator brought back is kept for « Confirmer »; nothing belongs to anybody yet. */
async function associate(ctx: VisitorCtx, back: Back, claims: people.Claims): Promise<Decision<Onward>> {
  const { accountId, userId, baggage } = back;
  const { domain, client } = baggage;
  if (accountId === null || domain === undefined || client === undefined) return refuse("directories.attemptUnknown");
  if (userId === null || ctx.person?.id !== userId) return refuse("directories.signInAgain");
  const earlier = await people.providerByClient(ctx.tx, client);
  const open = earlier ? decideAssociate(earlier, accountId) : accept(true);
  if (!open.ok) return open;
  const arrival = await people.foreseeArrival(ctx, { claims, directory: { id: earlier?.directoryId ?? "", domain } });
  if (!arrival.ok) return arrival;
  return ctx.transaction<Decision<Onward>>(async (act) => {
    await people.keepProof(act, back.id, { directoryId: earlier?.directoryId ?? null, claims } satisfies Proof);
    return accept({ page: `/a/${accountId}/settings/directories/associate?proof=${back.id}` });
  });
}
