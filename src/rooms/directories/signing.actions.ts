import type { Decision, Refused } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import type { Actions, VisitorCtx } from "../../server/context.ts";
import * as people from "../people/door.ts";
import { arrived } from "./arriving.ts";
import type { directories } from "./contract.ts";

/** The page that leads on, or says why not. */
const backPage = (ctx: VisitorCtx, asked: Record<string, string | undefined>) => {
  const given = Object.entries(asked).filter((one): one is [string, string] => one[1] !== undefined);
  return accept({ location: `${ctx.house.url}/sign-in/back${given.length > 0 ? `?${new URLSearchParams(given)}` : ""}` });
};
const nobody = "00000000-0000-0000-0000-000000000000";

type Refusal = Refused<"directories.providerGone">;
type Verbs = "begin" | "callback" | "outcome" | "mine" | "link";

export const signingActions: Pick<Actions<typeof directories>, Verbs> = {
  async begin(ctx, { body }) {
    const closed = await people.tooManyLooks(ctx);
    if (closed) return closed;
    const domain = body.company === undefined ? undefined : people.readCompanyDomain(ctx, body.company, "/company");
    const provider = body.directoryId
      ? await people.providerOf(ctx.tx, body.directoryId)
      : domain?.ok
        ? await people.providerFor(ctx.tx, domain.value)
        : undefined;
    // A company that is not here, one that has no provider and a name that is none get one and the same answer.
    if (!provider) return refuse("directories.noProvider");
    return people.setOut(ctx, {
      purpose: "signIn",
      client: people.clientOf(ctx.house, provider),
      directoryId: provider.directoryId,
      hint: body.company?.includes("@") ? body.company : undefined,
      baggage: { next: body.next },
    });
  },

  async callback(ctx, { query }) {
    const back = await people.comeBack(ctx, query.state);
    if (!back) return backPage(ctx, { attempt: nobody });
    const provider = back.directoryId === null ? undefined : await people.providerOf(ctx.tx, back.directoryId);
    const client = back.baggage.client ?? (provider && people.clientOf(ctx.house, provider));
    const said = Object.fromEntries(Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
    const claims = client ? await people.readReturn(ctx, back, client, said) : (refuse("directories.providerGone") satisfies Refusal);
    const decision: Decision<{ next?: string | undefined; page?: string }> = claims.ok
      ? await arrived(ctx, back, provider, claims.value)
      : claims;
    if (!decision.ok) {
      await people.keepRefusal(ctx, back.id, decision);
      return backPage(ctx, { attempt: back.id });
    }
    const { page, next } = decision.value;
    return page === undefined ? backPage(ctx, { next }) : accept({ location: `${ctx.house.url}${page}` });
  },

  async outcome(ctx, { params }) {
    const found = await people.outcomeFor<Refused<never>>(ctx, params.attemptId);
    if (!found) return refuse("directories.attemptUnknown");
    if (found.state === "refused" && found.outcome) return { ...found.outcome, ok: false };
    return accept({ next: found.baggage.next ?? null });
  },

  async mine(ctx) {
    const { person } = ctx;
    const directory = person.directoryId === null ? undefined : await people.directoryById(ctx.tx, person.directoryId);
    const provider = directory && (await people.providerOf(ctx.tx, directory.id));
    const identities = await people.identitiesOf(ctx.tx, person.id);
    return accept({
      directory: directory ? { id: directory.id, domain: directory.domain, host: provider ? new URL(provider.issuer).host : null } : null,
      linked: identities.some(({ issuer }) => issuer === provider?.issuer),
    });
  },

  async link(ctx) {
    const { person } = ctx;
    const provider = person.directoryId === null ? undefined : await people.providerOf(ctx.tx, person.directoryId);
    if (!provider) return refuse("directories.noProvider");
    return people.setOut(ctx, {
      purpose: "link",
      client: people.clientOf(ctx.house, provider),
      directoryId: provider.directoryId,
      userId: person.id,
      hint: person.email,
      baggage: { next: "/link-sign-in" },
    });
  },
};
