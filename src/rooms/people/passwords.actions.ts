import { accept, refuse, refuseAll } from "../../kit/decision.ts";
import { newId } from "../../kit/ids.ts";
import type { Actions } from "../../server/context.ts";
import { Rollback } from "../../server/db.ts";
import { hashToken } from "../../server/session.ts";
import { settleTries } from "../../server/throttle.ts";
import type { people } from "./contract.ts";
import { hashPassword, verifyPassword } from "./hashing.ts";
import { directoryLimit, resetLimits, signInLimits, tooMany } from "./limits.ts";
import { mailboxesOf } from "./mailboxes.ts";
import { passwordChangedMail } from "./mails.ts";
import { choosePassword } from "./passwords.ts";
import { decideDirectory, decideLink, domainOf, readDomain } from "./rules.ts";
import { freshSession } from "./sessions.ts";
import * as store from "./store.ts";

/** What the job reads; the address is sealed, because a visitor may have typed anybody's. */
export const resetAsked = "people.mailPasswordReset";

type Mine = "createDirectory" | "changePassword" | "forgotPassword" | "passwordReset" | "resetPassword";

export const passwords: Pick<Actions<typeof people>, Mine> = {
  async createDirectory(ctx, { body }) {
    const { programme } = ctx.house;
    const password = choosePassword(programme, body.password, { ...body, domain: readDomain(body.domain) ?? domainOf(body.email) });
    const decision = decideDirectory(body, mailboxesOf(programme), password);
    if (!decision.ok) return decision;
    const { domain, email } = decision.value;
    const closed = await tooMany(ctx, directoryLimit(ctx));
    if (closed) return closed;
    if (await store.isProven(ctx.tx, domain)) return refuse("people.domainProven", { domain }, "/domain");
    const hashed = await hashPassword(decision.value.password);
    if (!hashed.ok) return hashed;

    return ctx.transaction(async (act) => {
      const directoryId = newId();
      await store.insertDirectory(act.tx, { id: directoryId, domain, now: act.now });
      const { givenName, familyName, language } = body;
      const made = { directoryId, email, givenName, familyName, language, passwordHash: hashed.value, mustChangePassword: false };
      const userId = await store.insertUser(act.tx, made, act.now);
      if (userId === undefined) throw new Rollback(refuse("people.emailTaken", { email }, "/email"));
      act.record({ type: "directory.created", subject: directoryId, data: { domain } });
      act.record({ type: "user.created", subject: userId, data: { name: `${givenName} ${familyName}` } });
      return accept({ directoryId, domain, email });
    });
  },

  async changePassword(ctx, { body }) {
    const { house, person } = ctx;
    if (!person.complete) return refuse("people.secondFactorOwed");
    const limits = signInLimits(ctx, person.email);
    const closed = await tooMany(ctx, limits.person);
    if (closed) return closed;

    const who = (await store.userById(ctx.tx, person.id))!;
    const chosen = choosePassword(house.programme, body.password, { ...who, domain: domainOf(who.email) });
    const checked = await verifyPassword(body.current, who.passwordHash);
    if (!checked.ok) return checked;
    const wrong = checked.value ? [] : [refuse("people.wrongCurrent", {}, "/current")];
    if (!chosen.ok) return refuseAll([chosen, ...wrong]);
    if (wrong[0]) return wrong[0];
    if (chosen.value === body.current.normalize("NFKC")) return refuse("people.passwordSame", {}, "/password");
    const hashed = await hashPassword(chosen.value);
    if (!hashed.ok) return hashed;

    const session = freshSession(ctx);
    const changed = await ctx.transaction(async (act) => {
      if (!(await store.setPassword(act.tx, who.id, { hash: hashed.value, temporaryUntil: null, believed: who.passwordHash })))
        return false;
      await store.renewSession(act.tx, { from: person.tokenHash, to: session.tokenHash, complete: true, machine: ctx.machine });
      await store.endSessions(act.tx, who.id, session.tokenHash);
      await store.dropLinks(act.tx, who.id, "passwordReset");
      await settleTries(act.tx, { forget: [limits.person.key] });
      act.record({ type: "user.passwordChanged", subject: who.id });
      act.post(passwordChangedMail(house, who, act.now));
      return true;
    });
    if (!changed) return refuse("people.wrongCurrent", {}, "/current");
    session.hand();
    return accept({});
  },

  async forgotPassword(ctx, { body }) {
    const limits = resetLimits(ctx, body.email);
    const closed = await tooMany(ctx, limits.network);
    if (closed) return closed;

    // Whether anybody has this address is looked up by the job: the answer here is the same work for everybody, and so takes the same time.
    if (!(await tooMany(ctx, limits.person))) {
      const key = newId();
      const asked = ctx.house.secret.seal(body.email, `${resetAsked}:${key}`).toString("base64");
      ctx.enqueue({ kind: resetAsked, key, payload: { asked }, clock: "machine", dueAt: ctx.machine });
    }
    return accept({});
  },

  async passwordReset(ctx, { params }) {
    const link = decideLink(await store.linkOf(ctx.tx, "passwordReset", hashToken(params.token)), ctx.now);
    if (!link.ok) return link;
    const who = await store.userById(ctx.tx, link.value.userId);
    if (who?.state !== "active") return refuse("people.linkExpired");
    return accept({ email: who.email, expiresAt: link.value.expiresAt });
  },

  async resetPassword(ctx, { params, body }) {
    const { house } = ctx;
    const tokenHash = hashToken(params.token);
    const link = decideLink(await store.linkOf(ctx.tx, "passwordReset", tokenHash), ctx.now);
    if (!link.ok) return link;
    const who = await store.userById(ctx.tx, link.value.userId);
    if (who?.state !== "active") return refuse("people.linkExpired");
    const chosen = choosePassword(house.programme, body.password, { ...who, domain: domainOf(who.email) });
    if (!chosen.ok) return chosen;
    const hashed = await hashPassword(chosen.value);
    if (!hashed.ok) return hashed;

    return ctx.transaction(async (act) => {
      if (!(await store.useLink(act.tx, tokenHash, act.now))) return refuse("people.linkUsed");
      await store.setPassword(act.tx, who.id, { hash: hashed.value, temporaryUntil: null });
      await store.endSessions(act.tx, who.id);
      await store.dropLinks(act.tx, who.id, "passwordReset");
      // Whoever reads the mailbox is let in again, also when somebody else has used up the tries.
      await settleTries(act.tx, { forget: [signInLimits(ctx, who.email).person.key] });
      act.record({ type: "user.passwordReset", subject: who.id });
      act.post(passwordChangedMail(house, who, act.now));
      return accept({ email: who.email });
    });
  },
};
