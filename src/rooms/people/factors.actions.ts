import { accept, refuse } from "../../kit/decision.ts";
import { newId } from "../../kit/ids.ts";
import type { Actions, PersonCtx } from "../../server/context.ts";
import { labelsOf } from "../../server/labels.ts";
import { settleTries } from "../../server/throttle.ts";
import { offeredSecret, setUpOf, stepOf } from "./codes.ts";
import type { people } from "./contract.ts";
import { MOST_PASSKEYS } from "./factors.rules.ts";
import * as factors from "./factors.store.ts";
import { afterAdding, afterRemoving, makeRecoveryCodes, secondFactorOf, staleFactor } from "./factors.ts";
import { codeLimit, tooMany } from "./limits.ts";
import { securityMail } from "./mails.ts";
import { challengeIn, creationOptions, madeBy } from "./passkeys.ts";
import { freshSession } from "./sessions.ts";
import * as store from "./store.ts";

const portalOf = (ctx: PersonCtx): string => labelsOf(ctx.house.programme, ctx.lang).portal ?? "Entente";

/** What is held while factors change: two changes at once are decided one after the other. */
async function heldFactors(ctx: PersonCtx): Promise<factors.Factors> {
  await factors.holdUser(ctx.tx, ctx.person.id);
  return factors.factorsOf(ctx.tx, ctx.person.id);
}

const count = (kept: factors.Factors): number => kept.passkeys.length + (kept.authenticatorSince === null ? 0 : 1);
/** The vendor's staff keep one at least. */
const lastOfStaff = (ctx: PersonCtx, kept: factors.Factors): boolean => ctx.person.staffRoles !== null && count(kept) === 1;

/** The session goes on under another token, so that what an authenticator was offered before is offered no more. */
async function renew(ctx: PersonCtx): Promise<void> {
  const session = freshSession(ctx);
  await store.renewSession(ctx.tx, { from: ctx.person.tokenHash, to: session.tokenHash, complete: true, machine: ctx.machine });
  session.hand();
}

type Verbs =
  | "factors"
  | "offerAuthenticator"
  | "addAuthenticator"
  | "removeAuthenticator"
  | "newRecoveryCodes"
  | "offerPasskey"
  | "addPasskey"
  | "removePasskey";

export const factorActions: Pick<Actions<typeof people>, Verbs> = {
  async factors(ctx) {
    const { person } = ctx;
    const kept = await factors.factorsOf(ctx.tx, person.id);
    return accept({
      authenticator: kept.authenticatorSince === null ? null : { since: kept.authenticatorSince },
      passkeys: kept.passkeys.map(({ id, name, addedAt, lastUsedAt }) => ({ id, name, addedAt, lastUsedAt })),
      recoveryCodes: kept.recoveryCodes,
      due: person.factorDue,
      recent: staleFactor(ctx) === undefined,
    });
  },

  async offerAuthenticator(ctx) {
    const { person, house } = ctx;
    const kept = await factors.factorsOf(ctx.tx, person.id);
    if (kept.authenticatorSince !== null) return refuse("people.authenticatorKnown");
    return accept(setUpOf(offeredSecret(house.secret, person.tokenHash), portalOf(ctx), person.email));
  },

  async addAuthenticator(ctx, { body }) {
    const { person, house } = ctx;
    const stale = staleFactor(ctx);
    if (stale) return stale;
    const limit = codeLimit(ctx, person.id);
    const closed = await tooMany(ctx, limit);
    if (closed) return closed;
    const kept = await heldFactors(ctx);
    if (kept.authenticatorSince !== null) return refuse("people.authenticatorKnown");
    const secret = offeredSecret(house.secret, person.tokenHash);
    const step = stepOf(secret, body.code, ctx.machine);
    if (step === undefined) return refuse("people.wrongCode", {}, "/code");

    await factors.insertAuthenticator(ctx.tx, person.id, {
      sealed: house.secret.seal(secret, secondFactorOf(person.id)),
      step,
      now: ctx.now,
    });
    const recoveryCodes = await afterAdding(ctx, person, count(kept) === 0);
    await settleTries(ctx.tx, { forget: [limit.key] });
    ctx.record({ type: "user.authenticatorAdded", subject: person.id });
    ctx.post(securityMail(house, person, ctx.now, "authenticatorAdded", {}));
    return accept({ recoveryCodes });
  },

  async removeAuthenticator(ctx) {
    const { person } = ctx;
    const stale = staleFactor(ctx);
    if (stale) return stale;
    const kept = await heldFactors(ctx);
    if (kept.authenticatorSince === null) return refuse("people.noAuthenticator");
    if (lastOfStaff(ctx, kept)) return refuse("people.staffNeedFactor");

    await factors.dropAuthenticator(ctx.tx, person.id);
    await afterRemoving(ctx, person.id);
    await renew(ctx);
    ctx.record({ type: "user.authenticatorRemoved", subject: person.id });
    ctx.post(securityMail(ctx.house, person, ctx.now, "authenticatorRemoved", {}));
    return accept({});
  },

  async newRecoveryCodes(ctx) {
    const { person } = ctx;
    const stale = staleFactor(ctx);
    if (stale) return stale;
    const kept = await heldFactors(ctx);
    if (count(kept) === 0) return refuse("people.noFactor");

    const recoveryCodes = await makeRecoveryCodes(ctx, person.id);
    ctx.record({ type: "user.recoveryCodesMade", subject: person.id });
    ctx.post(securityMail(ctx.house, person, ctx.now, "recoveryCodesMade", {}));
    return accept({ recoveryCodes });
  },

  async offerPasskey(ctx) {
    const { person, house } = ctx;
    const stale = staleFactor(ctx);
    if (stale) return stale;
    const kept = await factors.passkeysOf(ctx.tx, person.id);
    if (kept.length >= MOST_PASSKEYS) return refuse("people.tooManyPasskeys", { count: MOST_PASSKEYS });

    const who = { id: person.id, email: person.email, name: `${person.givenName} ${person.familyName}` };
    const options = await creationOptions(house, who, portalOf(ctx), kept);
    await factors.insertChallenge(ctx.tx, { challenge: options.challenge, purpose: "add", userId: person.id, machine: ctx.machine });
    return accept({ options: { ...options } });
  },

  async addPasskey(ctx, { body }) {
    const { person, house } = ctx;
    const stale = staleFactor(ctx);
    if (stale) return stale;
    const kept = await heldFactors(ctx);
    if (kept.passkeys.length >= MOST_PASSKEYS) return refuse("people.tooManyPasskeys", { count: MOST_PASSKEYS });
    const challenge = challengeIn(body.passkey.response.clientDataJSON);
    const asked = challenge !== undefined && { challenge, purpose: "add" as const, userId: person.id, machine: ctx.machine };
    const made = asked && (await factors.takeChallenge(ctx.tx, asked)) && (await madeBy(house, body.passkey as never, asked.challenge));
    if (!made) return refuse("people.passkeyRefused");

    const passkey = {
      id: newId(),
      userId: person.id,
      credentialId: made.id,
      publicKey: Buffer.from(made.publicKey),
      counter: made.counter,
      transports: body.passkey.response.transports ?? [],
      name: body.name,
    };
    if (!(await factors.insertPasskey(ctx.tx, passkey, ctx.now))) return refuse("people.passkeyKnown");
    const recoveryCodes = await afterAdding(ctx, person, count(kept) === 0);
    ctx.record({ type: "user.passkeyAdded", subject: person.id, data: { passkey: body.name } });
    ctx.post(securityMail(house, person, ctx.now, "passkeyAdded", { passkey: body.name }));
    return accept({ id: passkey.id, recoveryCodes });
  },

  async removePasskey(ctx, { params }) {
    const { person } = ctx;
    const stale = staleFactor(ctx);
    if (stale) return stale;
    const kept = await heldFactors(ctx);
    if (lastOfStaff(ctx, kept) && kept.passkeys[0]?.id === params.passkeyId) return refuse("people.staffNeedFactor");
    const name = await factors.dropPasskey(ctx.tx, person.id, params.passkeyId);
    if (name === undefined) return refuse("people.noPasskey");

    await afterRemoving(ctx, person.id);
    ctx.record({ type: "user.passkeyRemoved", subject: person.id, data: { passkey: name } });
    ctx.post(securityMail(ctx.house, person, ctx.now, "passkeyRemoved", { passkey: name }));
    return accept({});
  },
};
