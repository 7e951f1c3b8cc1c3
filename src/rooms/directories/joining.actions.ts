import { addSeconds } from "../../kit/dates.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { newId, newToken } from "../../kit/ids.ts";
import type { Role } from "../../permissions.ts";
import { roles as everyRole, grantorsOf, isUsed, mayGrant } from "../../permissions.ts";
import type { AccountCtx, Actions, VisitorCtx } from "../../server/context.ts";
import { roleLabel } from "../../server/labels.ts";
import { hashToken } from "../../server/session.ts";
import * as accounts from "../accounts/door.ts";
import * as people from "../people/door.ts";
import type { directories } from "./contract.ts";
import * as store from "./joining.store.ts";
import { decidedMail, joinAskedMail, joinLinkMail } from "./mails.ts";
import { decideJoin } from "./rules.ts";

/** On the business clock, like every link of a mail. */
const linkSeconds = 72 * 3600;
/** Who hears of it and may accept: those who may add a user. */
const deciders: readonly Role[] = ["globalAdmin", "userAdmin", "accountAdmin"];

/** A request behind its link, with the company that it asks. */
async function asked(ctx: VisitorCtx, token: string) {
  const decided = decideJoin(await store.byToken(ctx.tx, hashToken(token)), ctx.now);
  if (!decided.ok) return decided;
  const company = (await accounts.loadProfile(ctx.tx, decided.value.accountId))!;
  return accept({ request: decided.value, company });
}

type Verbs = "askToJoin" | "joinRequest" | "confirmJoin" | "joinRequests" | "acceptJoin" | "declineJoin";

export const joiningActions: Pick<Actions<typeof directories>, Verbs> = {
  async askToJoin(ctx, { body }) {
    const closed = await people.tooManyLooks(ctx);
    if (closed) return closed;
    const email = people.decideWorkEmail(ctx.house.programme, body.email);
    if (!email.ok) return email;
    const domain = body.email.slice(body.email.lastIndexOf("@") + 1);
    const owner = await people.provenBy(ctx.tx, domain);
    const directory = owner && (await people.directoryById(ctx.tx, owner.directoryId));
    if (!owner?.accountId || directory?.domain !== domain) return refuse("directories.companyUnknown", { domain }, "/email");
    if (await people.isEmailHeld(ctx.tx, body.email)) return refuse("people.emailTaken", { email: body.email }, "/email");
    if (await people.providerOf(ctx.tx, owner.directoryId)) return refuse("directories.useProvider", { domain }, "/email");

    const token = newToken();
    const made = { id: newId(), accountId: owner.accountId, directoryId: owner.directoryId, ...body, askedAt: ctx.now };
    const expiresAt = addSeconds(ctx.now, linkSeconds);
    const { accountId } = made;
    // Asked already and confirmed: the administrators have it, and there is nothing new to tell.
    if (!(await store.ask(ctx.tx, { ...made, tokenHash: hashToken(token), expiresAt }))) return accept({});
    ctx.record({ type: "join.asked", accountId, subject: made.id, data: { name: `${body.givenName} ${body.familyName}` } });
    ctx.post(joinLinkMail(ctx.house, body, { token, expiresAt }));
    return accept({});
  },

  async joinRequest(ctx, { params }) {
    const found = await asked(ctx, params.token);
    if (!found.ok) return found;
    const { request, company } = found.value;
    const { email, givenName, familyName } = request;
    const { name, city, contact } = company;
    return accept({ email, givenName, familyName, company: { name, city, contact: `${contact.givenName} ${contact.familyName}` } });
  },

  async confirmJoin(ctx, { params, body }) {
    const found = await asked(ctx, params.token);
    if (!found.ok) return found;
    const { request, company } = found.value;
    const password = await people.prepareChosenPassword(ctx.house.programme, body.password, request);
    if (!password.ok) return password;
    return ctx.transaction(async (act) => {
      if (!(await store.confirm(act.tx, hashToken(params.token), password.value.hash, act.now))) return refuse("people.linkUsed");
      const { accountId, id, email } = request;
      const name = `${request.givenName} ${request.familyName}`;
      act.record({ type: "join.confirmed", accountId, subject: id, data: { name } });
      for (const holder of await accounts.membersWith(act.tx, accountId, deciders))
        act.post(joinAskedMail(ctx.house, holder, { accountId, company: company.name, name, email }));
      return accept({ company: company.name });
    });
  },

  async joinRequests(ctx, { query }) {
    const rows = await store.waiting(ctx.tx, ctx.accountId, query.cursor ?? null, query.limit + 1);
    const page = rows.slice(0, query.limit);
    return accept({
      items: page.map(({ id, email, givenName, familyName, askedAt }) => ({ id, email, name: `${givenName} ${familyName}`, askedAt })),
      nextCursor: rows.length > query.limit ? page.at(-1)!.id : null,
      choices: everyRole
        .filter((role) => isUsed(role, ctx.standing) && mayGrant(role, ctx.roles))
        .map((role) => ({ role, label: roleLabel(ctx.house.programme, role, ctx.lang) })),
    });
  },

  async acceptJoin(ctx, { params, body }) {
    const { accountId, tx, house } = ctx;
    const beyond = body.roles.find((role) => !mayGrant(role, ctx.roles));
    if (beyond)
      return refuse(
        "directories.mayNotGrant",
        { role: named(ctx, beyond), needs: grantorsOf(beyond).map((one) => named(ctx, one)) },
        "/roles",
      );
    const idle = body.roles.find((role) => !isUsed(role, ctx.standing));
    if (idle) return refuse("accounts.roleUnused", { role: named(ctx, idle) }, "/roles");
    const request = await store.decide(tx, accountId, params.requestId, "accept", ctx.now);
    if (!request) return refuse("directories.requestGone");
    const { directoryId, email, givenName, familyName, language } = request;
    const password = { plain: "", hash: request.passwordHash!, temporary: false };
    const made = await people.createUser(ctx, { directoryId, email, givenName, familyName, language, accountId, password });
    if (!made.ok) return made;
    const name = `${givenName} ${familyName}`;
    await accounts.addMember(ctx, accountId, {
      userId: made.value.userId,
      name,
      roles: everyRole.filter((role) => body.roles.includes(role)),
    });
    ctx.post(decidedMail(house, request, { accountId, company: ctx.standing.name, accepted: true }));
    return accept({ userId: made.value.userId, name });
  },

  async declineJoin(ctx, { params }) {
    const request = await store.decide(ctx.tx, ctx.accountId, params.requestId, "decline", ctx.now);
    if (!request) return refuse("directories.requestGone");
    const name = `${request.givenName} ${request.familyName}`;
    ctx.record({ type: "join.declined", accountId: ctx.accountId, subject: request.id, data: { name } });
    ctx.post(decidedMail(ctx.house, request, { accountId: ctx.accountId, company: ctx.standing.name, accepted: false }));
    return accept({});
  },
};

const named = (ctx: AccountCtx, role: Role): string => roleLabel(ctx.house.programme, role, ctx.lang);
