import { accept, refuse } from "../../kit/decision.ts";
import { linkOf } from "../../programme/programme.ts";
import type { Actions } from "../../server/context.ts";
import { settleTries } from "../../server/throttle.ts";
import type { people } from "./contract.ts";
import { giveFactor, readCode, takeCode } from "./factors.ts";
import { verifyPassword } from "./hashing.ts";
import { codeLimit, signInLimits, tooMany } from "./limits.ts";
import { mailboxesOf } from "./mailboxes.ts";
import { decideSignIn, decideWorkEmail } from "./rules.ts";
import { freshSession, shownSession, takeSessionBack } from "./sessions.ts";
import * as store from "./store.ts";

export const signing: Pick<Actions<typeof people>, "signInHelp" | "signIn" | "secondFactor" | "signOut"> = {
  async signInHelp(ctx) {
    const help = linkOf(ctx.house.programme, "workAccountHelp");
    return accept({ workAccount: { url: help.url, label: help.label[ctx.lang] } });
  },

  async signIn(ctx, { body }) {
    const { house } = ctx;
    const email = decideWorkEmail(body.email, mailboxesOf(house.programme));
    if (!email.ok) return email;
    const limits = signInLimits(ctx, body.email);
    const closed = await tooMany(ctx, limits.person, limits.network);
    if (closed) return closed;

    // No connection is held while the password is checked: people in line for the processor must not take the database from everybody else.
    const found = await store.userByEmail(ctx.tx, body.email);
    const checked = await verifyPassword(body.password, found?.passwordHash ?? null);
    if (!checked.ok) {
      await settleTries(ctx.tx, { uncount: [limits.person.key, limits.network.key] });
      return checked;
    }
    const decision = decideSignIn(found, checked.value, house.settings.sandbox !== "off", ctx.now);
    if (!decision.ok) return decision;

    const { who, complete } = decision.value;
    const session = freshSession(ctx);
    const opened = await ctx.transaction(async (act) => {
      const opening = {
        userId: who.id,
        checkedHash: who.passwordHash,
        tokenHash: session.tokenHash,
        earlier: shownSession(ctx),
        complete,
        withFactor: false,
        userAgent: ctx.userAgent,
        machine: ctx.machine,
      };
      if (!(await store.openSession(act.tx, opening))) return false;
      await settleTries(act.tx, { forget: [limits.person.key], uncount: [limits.network.key] });
      act.record({ type: "user.signedIn", subject: who.id });
      return true;
    });
    if (!opened) return refuse("people.wrongCredentials");
    session.hand();
    return accept({ secondFactorOwed: !complete, mustChangePassword: who.mustChangePassword });
  },

  async secondFactor(ctx, { body }) {
    const { person } = ctx;
    if (!person.hasFactor) return refuse("people.noSecondFactorOwed");
    const limit = codeLimit(ctx, person.id);
    const closed = await tooMany(ctx, limit);
    if (closed) return closed;
    const code = await readCode(ctx, body.code);
    if (code === undefined) return refuse("people.wrongCode", {}, "/code");

    const session = freshSession(ctx);
    const taken = await ctx.transaction(async (act) => {
      if (!(await takeCode(act, person, code))) return false;
      await giveFactor(act, person, session.tokenHash);
      await settleTries(act.tx, { forget: [limit.key] });
      return true;
    });
    if (!taken) return refuse("people.usedCode", {}, "/code");
    session.hand();
    return accept({ secondFactorOwed: false, mustChangePassword: person.mustChangePassword });
  },

  async signOut(ctx) {
    const session = shownSession(ctx);
    if (session) await store.endSession(ctx.tx, session);
    if (ctx.person) ctx.record({ type: "user.signedOut", subject: ctx.person.id });
    takeSessionBack(ctx);
    return accept({});
  },
};
