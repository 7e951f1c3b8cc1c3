import type { Refused } from "../../kit/decision.ts";
import { refuse } from "../../kit/decision.ts";
import type { VisitorCtx } from "../../server/context.ts";
import type { Limit } from "../../server/throttle.ts";
import { countTry, networkOf, throttleKey } from "../../server/throttle.ts";

const quarter = 900;
const hour = 3600;

type Asking = Pick<VisitorCtx, "house" | "ip">;

const of = ({ house }: Pick<Asking, "house">, what: string, whose: string, most: number, seconds: number): Limit => ({
  key: throttleKey(house.secret, what, whose),
  most,
  seconds,
});

/** Ten wrong passwords for one address of a person; a hundred from one network, which may be a whole company. */
export const signInLimits = (ctx: Asking, email: string): { person: Limit; network: Limit } => ({
  person: of(ctx, "signIn.person", email, 10, quarter),
  network: of(ctx, "signIn.network", networkOf(ctx.ip), 100, quarter),
});

/** Five codes of six digits, three of which are right at any moment. */
export const codeLimit = (ctx: Asking, whose: string): Limit => of(ctx, "code", whose, 5, quarter);

/** A passkey is not guessed; what is held back is a flood. */
export const passkeyLimit = (ctx: Asking): Limit => of(ctx, "passkey.network", networkOf(ctx.ip), 200, quarter);

export const directoryLimit = (ctx: Asking): Limit => of(ctx, "directory.network", networkOf(ctx.ip), 60, hour);

export const resetLimits = (ctx: Asking, email: string): { person: Limit; network: Limit } => ({
  person: of(ctx, "reset.person", email, 3, hour),
  network: of(ctx, "reset.network", networkOf(ctx.ip), 30, hour),
});

/** Each asks for a mail to an address that somebody typed. */
export const noticeLimits = (ctx: Asking, userId: string): readonly Limit[] => [of(ctx, "notice.address", userId, 5, 24 * hour)];

/** Mails to an address that a company typed, however often it is taken back and sent again. */
export const MOST_INVITATIONS = 5;
export const invitationLimit = (ctx: Pick<Asking, "house">, accountId: string, email: string): Limit =>
  of(ctx, "invitation.address", `${accountId}:${email}`, MOST_INVITATIONS, 24 * hour);

/** Counts a try, outside of the transaction at hand, which a refusal takes back; and says when the next one may be made if this one may not. */
export async function tooMany(ctx: VisitorCtx, ...limits: Limit[]): Promise<Refused<"people.tooManyTries"> | undefined> {
  const seconds = await countTry(ctx.house.db, limits, ctx.machine);
  return seconds > 0 ? refuse("people.tooManyTries", { count: Math.ceil(seconds / 60), retryAfterSeconds: seconds }) : undefined;
}
