import type { Day } from "../../kit/dates.ts";
import { addDays, daysBetween } from "../../kit/dates.ts";
import { writeDay } from "../../kit/format.ts";
import { speaker } from "../../kit/words.ts";
import { rolesThatOpen } from "../../permissions.ts";
import type { Act } from "../../server/context.ts";
import { labelsOf } from "../../server/labels.ts";
import type { OutgoingMail } from "../../server/ledger.ts";
import { write } from "../../server/post.ts";
import { loadProfile, membersWith } from "../accounts/door.ts";
import { isHeld } from "./rules.ts";
import type { Membership } from "./store.ts";
import * as store from "./store.ts";
import { networkMails as en } from "./words/en.ts";
import { networkMails as fr } from "./words/fr.ts";

type Speak = ReturnType<typeof speaker<typeof fr>>;
type Told = { readonly t: Speak; readonly membership: string; readonly company: string; readonly day: (day: Day) => string };

/** One letter to each person who may renew the network's level, in their language. */
async function letters(
  act: Act,
  accountId: string,
  template: string,
  text: (told: Told) => { subject: string; paragraphs: string[] },
): Promise<OutgoingMail[]> {
  const { programme, url } = act.house;
  const profile = await loadProfile(act.tx, accountId);
  if (!profile) return [];
  const readers = await membersWith(act.tx, accountId, rolesThatOpen("memberships.renew"));
  return readers.map(({ email, language: lang }) => {
    const t: Speak = speaker({ fr, en }, lang, labelsOf(programme, lang));
    const day = (on: Day) => writeDay(on, lang);
    const { subject, paragraphs } = text({ t, day, membership: programme.membership.name[lang], company: profile.name });
    return write(act.house, {
      template,
      to: email,
      lang,
      accountId,
      account: profile.name,
      subject,
      heading: subject,
      paragraphs,
      action: { label: t("action"), url: `${url}/a/${accountId}/network-renewal` },
      footer: t("footer", { company: profile.name }),
    });
  });
}

/** N8 for the free level, before the anniversary: what renewing asks for, that it costs nothing, and what happens without it. */
export const networkNearLetters = (act: Act, accountId: string, row: Membership): Promise<OutgoingMail[]> =>
  letters(act, accountId, "N8.networkNear", ({ t, day, membership }) => ({
    subject: t("near.subject", { membership, day: day(row.endsOn) }),
    paragraphs: [
      t("near", { day: day(row.endsOn) }),
      t("free"),
      t("window"),
      t("otherwise", { day: day(row.keptUntil), after: day(addDays(row.keptUntil, 1)) }),
    ],
  }));

/** N9, after it: the last days before the account is read-only. */
export const networkLastDaysLetters = (act: Act, accountId: string, row: Membership): Promise<OutgoingMail[]> =>
  letters(act, accountId, "N9.networkLastDays", ({ t, day, membership }) => ({
    subject: t("last.subject", { membership, day: day(row.keptUntil) }),
    paragraphs: [
      t("last", { count: daysBetween(act.today, row.keptUntil), day: day(row.keptUntil) }),
      t("free"),
      t("otherwise", { day: day(row.keptUntil), after: day(addDays(row.keptUntil, 1)) }),
    ],
  }));

/** N11: the level has lapsed, what rests until it is renewed, what of the paid subscriptions, and that the way back stays open. */
export async function networkLapsedLetters(act: Act, accountId: string, row: Membership): Promise<OutgoingMail[]> {
  const owned = await store.listMemberships(act.tx, accountId);
  const pays = owned.some((one) => one.kind === "offer" && isHeld(one, act.today));
  return letters(act, accountId, "N11.networkLapsed", ({ t, day, membership, company }) => ({
    subject: t("lapsed.subject", { membership }),
    paragraphs: [t("lapsed", { company, day: day(row.keptUntil) }), ...(pays ? [t("lapsed.paid")] : []), t("lapsed.back")],
  }));
}
