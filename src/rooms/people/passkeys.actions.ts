import { accept, refuse } from "../../kit/decision.ts";
import type { Actions, VisitorCtx } from "../../server/context.ts";
import { settleTries } from "../../server/throttle.ts";
import type { people } from "./contract.ts";
import * as factors from "./factors.store.ts";
import { giveFactor } from "./factors.ts";
import { codeLimit, passkeyLimit, tooMany } from "./limits.ts";
import { challengeIn, requestOptions, signedBy } from "./passkeys.ts";
import { freshSession, shownSession } from "./sessions.ts";
import * as store from "./store.ts";

type Signed = Parameters<Actions<typeof people>["passkeySignIn"]>[1]["body"]["passkey"];

/** The passkey that signed this, and how far it has counted; undefined for whatever is not exactly as it must be. */
async function checked(ctx: VisitorCtx, signed: Signed, asked: { purpose: "signIn" | "factor"; userId: string | null }) {
  const challenge = challengeIn(signed.response.clientDataJSON);
  // Taken before it is looked at: what was signed is shown once, right or wrong.
  if (challenge === undefined || !(await factors.takeChallenge(ctx.tx, { challenge, machine: ctx.machine, ...asked }))) return undefined;
  const passkey = await factors.passkeyByCredential(ctx.tx, signed.id);
  if (!passkey || (asked.userId !== null && passkey.userId !== asked.userId)) return undefined;
  const counter = await signedBy(ctx.house, signed as never, challenge, passkey);
  return counter === undefined ? undefined : { passkey, counter };
}

type Verbs = "owedFactor" | "offerFactor" | "passkeyFactor" | "offerPasskeySignIn" | "passkeySignIn";

export const passkeyActions: Pick<Actions<typeof people>, Verbs> = {
  async owedFactor(ctx) {
    const kept = await factors.factorsOf(ctx.tx, ctx.person.id);
    return accept({
      authenticator: kept.authenticatorSince !== null,
      passkeys: kept.passkeys.length > 0,
      recoveryCodes: kept.recoveryCodes > 0,
    });
  },

  async offerFactor(ctx) {
    const kept = await factors.passkeysOf(ctx.tx, ctx.person.id);
    if (kept.length === 0) return refuse("people.noPasskey");
    const options = await requestOptions(ctx.house, kept);
    await factors.insertChallenge(ctx.tx, { challenge: options.challenge, purpose: "factor", userId: ctx.person.id, machine: ctx.machine });
    return accept({ options: { ...options } });
  },

  async passkeyFactor(ctx, { body }) {
    const { person } = ctx;
    const limit = codeLimit(ctx, person.id);
    const closed = await tooMany(ctx, limit);
    if (closed) return closed;
    const found = await checked(ctx, body.passkey, { purpose: "factor", userId: person.id });
    if (!found) return refuse("people.passkeyRefused");

    const session = freshSession(ctx);
    const given = await ctx.transaction(async (act) => {
      if (!(await factors.usePasskey(act.tx, found.passkey.id, found.counter, act.now))) return false;
      await giveFactor(act, person, session.tokenHash);
      await settleTries(act.tx, { forget: [limit.key] });
      return true;
    });
    if (!given) return refuse("people.passkeyRefused");
    session.hand();
    return accept({ secondFactorOwed: false, mustChangePassword: person.mustChangePassword });
  },

  async offerPasskeySignIn(ctx) {
    const closed = await tooMany(ctx, passkeyLimit(ctx));
    if (closed) return closed;
    const options = await requestOptions(ctx.house);
    await factors.insertChallenge(ctx.tx, { challenge: options.challenge, purpose: "signIn", userId: null, machine: ctx.machine });
    return accept({ options: { ...options } });
  },

  async passkeySignIn(ctx, { body }) {
    const limit = passkeyLimit(ctx);
    const closed = await tooMany(ctx, limit);
    if (closed) return closed;
    const found = await checked(ctx, body.passkey, { purpose: "signIn", userId: null });
    const who = found && (await store.userById(ctx.tx, found.passkey.userId));
    if (!found || who?.state !== "active") return refuse("people.passkeyRefused");

    const session = freshSession(ctx);
    const opened = await ctx.transaction(async (act) => {
      if (!(await factors.usePasskey(act.tx, found.passkey.id, found.counter, act.now))) return false;
      const opening = {
        userId: who.id,
        checkedHash: who.passwordHash,
        tokenHash: session.tokenHash,
        earlier: shownSession(ctx),
        complete: true,
        withFactor: true,
        userAgent: ctx.userAgent,
        machine: ctx.machine,
      };
      if (!(await store.openSession(act.tx, opening))) return false;
      await settleTries(act.tx, { uncount: [limit.key] });
      act.record({ type: "user.signedIn", subject: who.id });
      return true;
    });
    if (!opened) return refuse("people.passkeyRefused");
    session.hand();
    return accept({ secondFactorOwed: false, mustChangePassword: who.mustChangePassword });
  },
};
