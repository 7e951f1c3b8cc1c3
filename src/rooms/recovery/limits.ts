import { refuse } from "../../kit/decision.ts";
import type { VisitorCtx } from "../../server/context.ts";
import { countTry, networkOf, throttleKey } from "../../server/throttle.ts";

const hour = 3600;

/** A look at the name servers, or a mail to a mailbox: so many an hour for one subject, and ten times as many for a network. */
export async function tooMany(ctx: VisitorCtx, what: "looks" | "requests", subject: string) {
  const most = what === "looks" ? 30 : 3;
  const { secret, db } = ctx.house;
  const seconds = await countTry(
    db,
    [
      { key: throttleKey(secret, `recovery.${what}`, subject), most, seconds: hour },
      { key: throttleKey(secret, `recovery.${what}.network`, networkOf(ctx.ip)), most: most * 10, seconds: hour },
    ],
    ctx.machine,
  );
  return seconds > 0 ? refuse("recovery.tooManyLooks", { count: Math.ceil(seconds / 60), retryAfterSeconds: seconds }) : undefined;
}
