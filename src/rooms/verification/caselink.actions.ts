import type { Instant } from "../../kit/dates.ts";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { permits } from "../../permissions.ts";
import type { Actions, VisitorCtx } from "../../server/context.ts";
import { roleLabel } from "../../server/labels.ts";
import { countTry, throttleKey } from "../../server/throttle.ts";
import type { Profile } from "../accounts/door.ts";
import * as accounts from "../accounts/door.ts";
import type { Sender } from "./answering.ts";
import { escalate, receive, sendAgain } from "./answering.ts";
import { readCaseLink } from "./caselink.ts";
import type { verification } from "./contract.ts";
import { postTo, readersOf, sceneOf } from "./course.ts";
import type { Reader } from "./letters.ts";
import { roomDoor } from "./present.ts";
import type { Doors } from "./status.present.ts";
import { statusView } from "./status.present.ts";
import type { Case } from "./store.ts";
import * as store from "./store.ts";

type ByLink = Pick<Actions<typeof verification>, "caseByLink" | "uploadByLink" | "resubmitByLink" | "escalateByLink" | "renewCaseLink">;

/** New links to one address in an hour: nobody's mailbox is filled through an old mail. */
const RENEWALS_AN_HOUR = 3;

type Opened = { readonly held: Case; readonly profile: Profile; readonly reader: Reader | undefined; readonly until: Instant };

/** Whose link it is, as things stand: the contact's and the enroller's addresses of today, and nobody else's. */
async function opened(ctx: VisitorCtx, token: string): Promise<Opened | undefined> {
  const link = readCaseLink(ctx.house.secret, token);
  const held = link && (await store.loadCaseById(ctx.tx, link.caseId));
  const profile = held && (await accounts.loadProfile(ctx.tx, held.accountId));
  if (!profile) return undefined;
  const reader = (await readersOf(ctx, profile)).find(({ email }) => link.isFor(email));
  return { held, profile, reader, until: link.until };
}

const isOver = (ctx: VisitorCtx, { until }: Opened): boolean => Date.parse(until) <= Date.parse(ctx.now);

/** Who acts by the link. Somebody with a user of their own is not signed in by it: what they send is the link's. */
async function senderBy(
  ctx: VisitorCtx,
  token: string,
): Promise<
  Decision<Sender & { accountId: string }, "verification.noSuchLink" | "verification.caseLinkOver" | "verification.caseLinkMoved">
> {
  const found = await opened(ctx, token);
  if (!found) return refuse("verification.noSuchLink");
  if (!found.reader) return refuse("verification.caseLinkMoved");
  if (isOver(ctx, found)) return refuse("verification.caseLinkOver");
  return accept({ id: null, name: found.reader.name, accountId: found.held.accountId });
}

/** What the link opens is decided by the case alone; what needs an account says so, and names who has one. */
async function doorsFor(ctx: VisitorCtx, accountId: string): Promise<Doors> {
  const people = await accounts.membersWith(ctx.tx, accountId, permits["verification.answer"].roles);
  const holders = people.map(({ name, roles }) => ({ name, roles: roles.map((role) => roleLabel(ctx.house.programme, role, ctx.lang)) }));
  const portalOnly = roomDoor(ctx, refuse("verification.portalOnly"), holders);
  return {
    answer: (also) => (also ? roomDoor(ctx, also) : { open: true }),
    resend: () => portalOnly,
    correct: () => portalOnly,
    view: () => portalOnly,
  };
}

export const caseLinkActions: ByLink = {
  async caseByLink(ctx, { params }) {
    const found = await opened(ctx, params.token);
    if (!found) return refuse("verification.noSuchLink");
    const { held, profile, reader, until } = found;
    const page = { company: profile.name, expiresAt: until };
    if (!reader) return accept({ ...page, company: "", state: "moved", reader: null, status: null });
    const shown = { ...page, reader: { name: reader.name, email: reader.email } };
    if (isOver(ctx, found)) return accept({ ...shown, state: "expired", status: null });

    const status = await statusView(ctx, profile, held, await doorsFor(ctx, held.accountId), null);
    return accept({ ...shown, state: "open", status });
  },

  async uploadByLink(ctx, { params, body, upload }) {
    const by = await senderBy(ctx, params.token);
    return by.ok ? receive(ctx, by.value.accountId, { check: params.check, kind: body.kind, upload }, by.value) : by;
  },

  async resubmitByLink(ctx, { params }) {
    const by = await senderBy(ctx, params.token);
    return by.ok ? sendAgain(ctx, by.value.accountId, by.value) : by;
  },

  async escalateByLink(ctx, { params }) {
    const by = await senderBy(ctx, params.token);
    return by.ok ? escalate(ctx, by.value.accountId, by.value) : by;
  },

  async renewCaseLink(ctx, { params }) {
    const found = await opened(ctx, params.token);
    if (!found) return refuse("verification.noSuchLink");
    const { held, profile, reader } = found;
    if (!reader) return refuse("verification.caseLinkMoved");
    const key = throttleKey(ctx.house.secret, "caseLink", `${held.id}:${reader.email}`);
    const wait = await countTry(ctx.house.db, [{ key, most: RENEWALS_AN_HOUR, seconds: 3600 }], ctx.machine);
    if (wait > 0) return refuse("verification.caseLinkTooOften", { minutes: Math.ceil(wait / 60), retryAfterSeconds: wait });

    postTo(ctx, await sceneOf(ctx, profile, held.id), { kind: "link" }, [reader]);

    return accept({ to: reader.email });
  },
};
