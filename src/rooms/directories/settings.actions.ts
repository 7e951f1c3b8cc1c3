import type { Refused } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { speaker } from "../../kit/words.ts";
import type { Role } from "../../permissions.ts";
import { roles as everyRole, grantorsOf, mayGrant } from "../../permissions.ts";
import type { AccountCtx, Actions } from "../../server/context.ts";
import { labelsOf, roleLabel } from "../../server/labels.ts";
import * as accounts from "../accounts/door.ts";
import * as people from "../people/door.ts";
import type { Proof } from "./arriving.ts";
import type { directories } from "./contract.ts";
import { decideAssociate, decideGroupRoles, decideRemove, decideRemoveProvider } from "./rules.ts";
import * as en from "./words/en.ts";
import * as fr from "./words/fr.ts";

const closedBy = <C extends string>(decision: { ok: true } | Refused<C>): Refused<C> | undefined => (decision.ok ? undefined : decision);
const label = (ctx: AccountCtx) => (role: Role) => roleLabel(ctx.house.programme, role, ctx.lang);

/** The account's primary directory: the one that enrolled. */
const primaryOf = async (ctx: AccountCtx): Promise<string> => (await accounts.loadProfile(ctx.tx, ctx.accountId))!.directoryId;

const situationOf = (ctx: AccountCtx, directory: people.AccountDirectory, primaryId: string) => ({
  domain: directory.domain,
  primary: directory.id === primaryId,
  signedInWith: directory.id === ctx.person.directoryId,
});

/** How the account's global administrators get in. */
const adminWaysIn = async (ctx: AccountCtx): Promise<people.WayIn[]> => {
  const admins = await accounts.membersWith(ctx.tx, ctx.accountId, ["globalAdmin"]);
  return people.waysIn(
    ctx.tx,
    admins.map(({ userId }) => userId),
    ctx.now,
  );
};

/** An issuer that can be written down: an address, and one that may be reached from here. */
function issuerOf(ctx: Pick<AccountCtx, "house">, typed: string) {
  const issuer = people.readIssuer(typed);
  if (issuer === undefined) return refuse("directories.issuerUnreadable", {}, "/issuer");
  return people.isReachable(ctx.house, issuer)
    ? accept(issuer)
    : refuse("people.providerForbidden", { host: new URL(issuer).host }, "/issuer");
}

/** What has been proven in this browser by this person for this account. */
async function proofOf(ctx: AccountCtx, proofId: string) {
  const found = await people.outcomeFor<Proof>(ctx, proofId);
  const mine = found?.purpose === "associate" && found.accountId === ctx.accountId && found.userId === ctx.person.id;
  return mine && found.state === "proven" && found.outcome ? { proof: found.outcome, baggage: found.baggage } : undefined;
}

/** Whether a company's domain is free to be brought in, as far as whoever asks may know. */
async function openTo(ctx: AccountCtx, domain: string) {
  if (await people.hasDirectory(ctx.tx, ctx.accountId, domain)) return refuse("directories.yoursAlready", { domain }, "/domain");
  const owner = await people.provenBy(ctx.tx, domain);
  return owner && owner.accountId !== null && owner.accountId !== ctx.accountId
    ? refuse("directories.tiedElsewhere", { domain }, "/domain")
    : accept({ domain });
}

type Verbs =
  | "list"
  | "check"
  | "prove"
  | "proveByProvider"
  | "proof"
  | "confirm"
  | "remove"
  | "setProvider"
  | "removeProvider"
  | "testProvider";

export const settingsActions: Pick<Actions<typeof directories>, Verbs> = {
  async list(ctx, { query }) {
    const { accountId, house } = ctx;
    const rows = await people.directoriesOf(ctx.tx, accountId, query.cursor ?? null, query.limit + 1);
    const counts = new Map((await accounts.countByDirectory(ctx.tx, accountId)).map(({ directoryId, count }) => [directoryId, count]));
    const primaryId = await primaryOf(ctx);
    const [configure, associate] = await Promise.all([ctx.door("directories.manage"), ctx.door("directories.manage")]);
    const page = rows.slice(0, query.limit);
    const [ways, counted] = await Promise.all([
      adminWaysIn(ctx),
      people.countsWithoutPassword(
        ctx.tx,
        page.map(({ id }) => id),
      ),
    ]);
    const withoutPassword = new Map(counted.map(({ directoryId, count }) => [directoryId, count]));
    const items = await Promise.all(
      page.map(async (directory) => {
        const { id, domain, provenAt, since, issuer, clientId, groupsClaim, groupRoles } = directory;
        const situation = situationOf(ctx, directory, primaryId);
        return {
          id,
          domain,
          kind: issuer === null ? ("builtIn" as const) : ("provider" as const),
          primary: situation.primary,
          yours: situation.signedInWith,
          proven: provenAt !== null,
          people: counts.get(id) ?? 0,
          since,
          signInAddress: issuer === null ? null : `${house.url}/sign-in/company?directory=${id}`,
          provider:
            issuer === null
              ? null
              : {
                  issuer,
                  clientId: clientId!,
                  groupsClaim: groupsClaim!,
                  groupRoles: groupRoles!.map(({ group, roles }) => ({ group, roles: [...roles], roleLabels: roles.map(label(ctx)) })),
                  withoutPassword: withoutPassword.get(id) ?? 0,
                  remove: await ctx.door("directories.manage", closedBy(decideRemoveProvider(directory, ways))),
                },
          moves: { remove: await ctx.door("directories.manage", closedBy(decideRemove(situation))), configure },
        };
      }),
    );
    return accept({
      items,
      nextCursor: rows.length > query.limit ? page.at(-1)!.id : null,
      moves: { associate },
      callback: people.callbackAddress(house),
      choices: everyRole.filter((role) => mayGrant(role, ctx.roles)).map((role) => ({ role, label: label(ctx)(role) })),
    });
  },

  async check(ctx, { body }) {
    const closed = await people.tooManyLooks(ctx);
    if (closed) return closed;
    const domain = people.readCompanyDomain(ctx, body.domain, "/domain");
    return domain.ok ? openTo(ctx, domain.value) : domain;
  },

  async prove(ctx, { body }) {
    const { accountId, person } = ctx;
    const proven = await people.proveByPassword(ctx, body);
    if (!proven.ok) return proven;
    const { userId, directoryId, name } = proven.value;
    const directory = (await people.directoryById(ctx.tx, directoryId))!;
    const open = decideAssociate(directory, accountId);
    if (!open.ok) return open;
    if (!(await people.administersDirectory(ctx.tx, userId))) return refuse("directories.notItsAdmin", { domain: directory.domain });
    const proof: Proof = { directoryId, userId, name };
    const whose = { purpose: "associate" as const, directoryId, accountId, userId: person.id, baggage: { domain: directory.domain } };
    return accept({ proofId: await people.keepProofOf(ctx, whose, proof) });
  },

  async proveByProvider(ctx, { body }) {
    const closed = await people.tooManyLooks(ctx);
    if (closed) return closed;
    const domain = people.readCompanyDomain(ctx, body.domain, "/domain");
    if (!domain.ok) return domain;
    const issuer = issuerOf(ctx, body.issuer);
    if (!issuer.ok) return issuer;
    const open = await openTo(ctx, domain.value);
    if (!open.ok) return open;
    const { clientId, clientSecret, groupsClaim } = body;
    const client = { issuer: issuer.value, clientId, clientSecret, groupsClaim };
    return people.setOut(ctx, {
      purpose: "associate",
      client,
      directoryId: null,
      accountId: ctx.accountId,
      userId: ctx.person.id,
      baggage: { domain: domain.value, client },
    });
  },

  async proof(ctx, { params }) {
    const found = await proofOf(ctx, params.proofId);
    if (!found) return refuse("directories.attemptUnknown");
    const { proof, baggage } = found;
    const { domain = "", client } = baggage;
    return "claims" in proof
      ? accept({
          domain,
          kind: "provider" as const,
          person: proof.claims.email ?? proof.claims.subject,
          host: new URL(client!.issuer).host,
        })
      : accept({ domain, kind: "builtIn" as const, person: proof.name, host: null });
  },

  async confirm(ctx, { params }) {
    const { accountId, tx } = ctx;
    const found = await proofOf(ctx, params.proofId);
    if (!found || !(await people.finishAttempt(ctx, params.proofId))) return refuse("directories.attemptUnknown");
    const { proof, baggage } = found;
    const { client } = baggage;
    const domain = baggage.domain!;
    await accounts.hold(tx, accountId);
    const host = client ? new URL(client.issuer).host : "";

    let { directoryId } = proof;
    if (directoryId === null && client) {
      directoryId = (await people.createProviderDirectory(ctx, domain)).id;
      if (!(await people.setProvider(ctx, directoryId, client, []))) return refuse("directories.clientTaken", { host });
    }
    const tied = decideAssociate((await people.directoryById(tx, directoryId!))!, accountId);
    if (!tied.ok) return tied;
    // Of two accounts that were shown the same directory one is first; the other finds it taken here, whatever it saw before.
    if (!(await people.attachDirectory(ctx, directoryId!, accountId))) return refuse("directories.tiedElsewhere", { domain });
    if ("claims" in proof) {
      const directory = { id: directoryId!, domain };
      const arrival = await people.arrive(ctx, { directory, groupRoles: [], claims: proof.claims, language: ctx.lang });
      if (!arrival.ok) return arrival;
    }
    await accounts.letInDirectory(ctx, accountId, directoryId!);

    return accept({ directoryId: directoryId!, domain });
  },

  async remove(ctx, { params }) {
    const { accountId, tx } = ctx;
    await accounts.hold(tx, accountId);
    const directory = await people.holdDirectory(tx, accountId, params.directoryId);
    if (!directory) return refuse("directories.notFound");
    const decided = decideRemove(situationOf(ctx, directory, await primaryOf(ctx)));
    if (!decided.ok) return decided;
    // Looked at again under the lock: whoever has just been shut out shuts nobody out, so a global administrator always stays.
    if (!(await accounts.isGlobalAdmin(tx, accountId, ctx.person.id))) return refuse("directories.noLongerAdmin");

    await people.detachDirectory(ctx, accountId, directory);
    const count = await accounts.shutOutDirectory(ctx, accountId, directory.id);

    return accept({ people: count });
  },

  async setProvider(ctx, { params, body }) {
    const { accountId, tx } = ctx;
    const directory = await people.holdDirectory(tx, accountId, params.directoryId);
    if (!directory) return refuse("directories.notFound");
    const issuer = issuerOf(ctx, body.issuer);
    if (!issuer.ok) return issuer;
    const before = await people.providerOf(tx, directory.id);
    const clientSecret = body.clientSecret ?? secretFor(ctx, before, issuer.value, body.clientId);
    if (clientSecret === undefined) return refuse("directories.secretNeeded", {}, "/clientSecret");
    const moved = before !== undefined && before.issuer !== issuer.value;
    const count = moved ? await people.countIdentities(tx, directory.id, before.issuer) : 0;
    if (moved && count > 0) return refuse("directories.issuerInUse", { count, host: new URL(before.issuer).host }, "/issuer");
    const groupRoles = decideGroupRoles(body.groupRoles, before?.groupRoles ?? [], ctx.roles);
    if (!groupRoles.ok) return named(ctx, groupRoles);

    const { clientId, groupsClaim } = body;
    const client = { issuer: issuer.value, clientId, clientSecret, groupsClaim };
    if (!(await people.setProvider(ctx, directory.id, client, groupRoles.value)))
      return refuse("directories.clientTaken", { host: new URL(issuer.value).host }, "/clientId");
    ctx.record({ type: "directory.providerSet", accountId, subject: directory.id, data: { domain: directory.domain } });

    return accept({});
  },

  async removeProvider(ctx, { params }) {
    const { accountId, tx, person } = ctx;
    await accounts.hold(tx, accountId);
    const directory = await people.holdDirectory(tx, accountId, params.directoryId);
    if (!directory) return refuse("directories.notFound");
    const decided = decideRemoveProvider(directory, await adminWaysIn(ctx));
    if (!decided.ok) return decided;

    const count = await people.removeProvider(ctx, accountId, { directory, issuer: decided.value.issuer, but: person.tokenHash });
    if (count === undefined) return refuse("directories.noProvider");
    await accounts.keepGranted(ctx, accountId, directory.id);

    return accept({ people: count });
  },

  async testProvider(ctx, { params, body }) {
    const closed = await people.tooManyLooks(ctx);
    if (closed) return closed;
    const directory = await people.directoryIn(ctx.tx, ctx.accountId, params.directoryId);
    if (!directory) return refuse("directories.notFound");
    const issuer = people.readIssuer(body.issuer);
    if (issuer === undefined) return refuse("directories.issuerUnreadable", {}, "/issuer");
    const before = await people.providerOf(ctx.tx, directory.id);
    const clientSecret = body.clientSecret ?? secretFor(ctx, before, issuer, body.clientId);
    if (clientSecret === undefined) return refuse("directories.secretNeeded", {}, "/clientSecret");

    const done = await people.testProvider(ctx.house, { issuer, clientId: body.clientId, clientSecret, groupsClaim: body.groupsClaim });

    const t = speaker({ fr: fr.checks, en: en.checks }, ctx.lang, labelsOf(ctx.house.programme, ctx.lang));
    return accept({
      checks: done.map(({ check, ok, trouble }) => ({
        check,
        ok,
        label: t(check),
        text: trouble === undefined ? null : t(trouble, { host: new URL(issuer).host }),
      })),
    });
  },
};

/** The secret that is kept goes to the issuer and client it was given for, and nowhere else. */
const secretFor = (ctx: AccountCtx, before: people.Provider | undefined, issuer: string, clientId: string): string | undefined =>
  before && before.issuer === issuer && before.clientId === clientId ? people.clientOf(ctx.house, before).clientSecret : undefined;

/** A refusal about a role names it, and those who could, in the reader's language. */
function named<C extends string>(ctx: AccountCtx, refused: Refused<C>): Refused<C> {
  const { role } = refused.params as { role?: Role };
  if (role === undefined) return refused;
  return { ...refused, params: { role: label(ctx)(role), needs: grantorsOf(role).map(label(ctx)) } };
}
