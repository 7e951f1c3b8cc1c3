import { addDays } from "../../kit/dates.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { bellOf } from "../../server/bell.ts";
import type { Actions, VisitorCtx } from "../../server/context.ts";
import { room } from "../../server/context.ts";
import { sql } from "../../server/db.ts";
import { openBody } from "../../server/post.ts";
import { sandbox } from "./contract.ts";

const clockOf = ({ house }: VisitorCtx) => ({ now: house.clock.now(), today: house.clock.today(), timeZone: house.clock.zone });
const FARTHEST_DAYS = 3700;

type CapturedMail = {
  id: string;
  to: string;
  subject: string;
  body: Buffer;
  language: "fr" | "en";
  state: "waiting" | "sent" | "refused";
  sentAt: string;
};

const actions: Actions<typeof sandbox> = {
  async clock(ctx) {
    return accept(clockOf(ctx));
  },

  async travel(ctx, { body }) {
    const { clock } = ctx.house;
    if (Date.parse(body.now) < Date.parse(clock.now()) - 1000) return refuse("sandbox.backwards", { now: clock.now() });
    if (body.now.slice(0, 10) > addDays(clock.today(), FARTHEST_DAYS)) return refuse("sandbox.tooFar", { years: 10 });

    await bellOf(ctx.house).travelTo(body.now);

    return accept(clockOf(ctx));
  },

  async mails(ctx, { query }) {
    const rows = await ctx.tx.query<CapturedMail>(sql`
      select id, to_address as "to", subject, body, language, state, coalesce(sent_at, at) as "sentAt" from mails
      where (${query.before ?? null}::uuid is null or id < ${query.before ?? null}::uuid) and (${query.to ?? null}::text is null or to_address = ${query.to ?? null}::text)
      order by id desc limit 200`);
    return accept(
      rows.map(({ body, ...mail }) => {
        const { text, html } = openBody(ctx.house, { id: mail.id, body });
        return { ...mail, text, html };
      }),
    );
  },
};

export const sandboxRoom = room("sandbox", sandbox, actions);
