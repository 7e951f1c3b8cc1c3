import type { Instant } from "../../kit/dates.ts";
import { writeDay, writeInstant } from "../../kit/format.ts";
import type { Lang } from "../../kit/words.ts";
import { speaker } from "../../kit/words.ts";
import type { Act } from "../../server/context.ts";
import type { House } from "../../server/house.ts";
import { labelsOf } from "../../server/labels.ts";
import type { OutgoingMail } from "../../server/ledger.ts";
import { write } from "../../server/post.ts";
import * as accounts from "../accounts/door.ts";
import { countryName } from "./places.ts";
import { mails as en } from "./words/en.ts";
import { mails as fr } from "./words/fr.ts";

const speak = (house: House, lang: Lang) => speaker({ fr, en }, lang, labelsOf(house.programme, lang));
type Reader = { readonly email: string; readonly language: Lang };

type BankNews = {
  readonly country: string;
  readonly last4: string;
  /** Who asked for the change. */
  readonly by: string;
  /** Who confirmed it or took it back. */
  readonly other?: string;
  readonly expiresAt?: Instant;
};

/** Every global administrator learns of every move of the bank account, with its last four characters and both names. */
export async function tellOfBank(
  act: Pick<Act, "tx" | "house" | "post">,
  accountId: string,
  what: "asked" | "confirmed" | "cancelled" | "expired",
  { country, last4, by, other = "", expiresAt }: BankNews,
): Promise<void> {
  const { house } = act;
  const profile = (await accounts.loadProfile(act.tx, accountId))!;
  for (const person of await accounts.membersWith(act.tx, accountId, ["globalAdmin"])) {
    const lang = person.language;
    const t = speak(house, lang);
    const text = {
      asked: t("bankAskedText", { by, until: expiresAt ? writeInstant(expiresAt, lang, house.clock.zone) : "" }),
      confirmed: t("bankConfirmedText", { by, other }),
      cancelled: t("bankCancelledText", { by, other }),
      expired: t("bankExpiredText", { by }),
    }[what];
    act.post(
      write(house, {
        template: `bank.${what}`,
        to: person.email,
        lang,
        accountId,
        account: profile.name,
        subject: t(`bank.${what}`, { company: profile.name }),
        heading: t(`bank.${what}`, { company: profile.name }),
        paragraphs: [text, t("bankWarning")],
        facts: [
          [t("bankAccount"), t("ending", { last4 })],
          [t("country"), countryName({ house, lang }, country)],
        ],
        action: { label: t("bankAct"), url: `${house.url}/a/${accountId}/settings/billing/bank` },
        footer: t("footer", { company: profile.name }),
      }),
    );
  }
}

type Decided = { readonly accountId: string; readonly company: string; readonly to: Reader; readonly reason: string };

/** Tells who asked for an exemption what was decided, and why. */
export function exemptionLetter(
  house: House,
  about: Decided & { decision: "approve" | "reject" | "expire"; held: { number: string; country: string; validUntil: string } },
): OutgoingMail {
  const lang = about.to.language;
  const t = speak(house, lang);
  const { held, decision, reason } = about;
  const country = countryName({ house, lang }, held.country);
  const day = writeDay(held.validUntil, lang);
  const text = {
    approve: t("taxApprovedText", { day }),
    reject: t("taxRejectedText"),
    expire: t("taxExpiredText", { day }),
  }[decision];
  return write(house, {
    template: `taxExemption.${decision}`,
    to: about.to.email,
    lang,
    accountId: about.accountId,
    account: about.company,
    subject: t(`tax.${decision}`, { country }),
    heading: t(`tax.${decision}`, { country }),
    paragraphs: [text],
    facts: [[t("number"), held.number], [t("country"), country], ...(reason ? ([[t("reason"), reason]] as const) : [])],
    action: { label: t("taxAct"), url: `${house.url}/a/${about.accountId}/settings/billing/tax` },
    footer: t("footer", { company: about.company }),
  });
}

/** Tells who asked for another bill-to name what was decided, and why. */
export function billToLetter(
  house: House,
  about: Decided & { decision: "approve" | "refuse"; billTo: string; asked: string },
): OutgoingMail {
  const lang = about.to.language;
  const t = speak(house, lang);
  const { decision, billTo, asked, reason } = about;
  return write(house, {
    template: `billTo.${decision}`,
    to: about.to.email,
    lang,
    accountId: about.accountId,
    account: about.company,
    subject: t(`billTo.${decision}`),
    heading: t(`billTo.${decision}`),
    paragraphs: [decision === "approve" ? t("billToApprovedText", { name: billTo }) : t("billToRefusedText", { name: asked })],
    facts: [[t("billToName"), billTo], ...(reason ? ([[t("reason"), reason]] as const) : [])],
    action: { label: t("billToAct"), url: `${house.url}/a/${about.accountId}/settings/billing` },
    footer: t("footer", { company: about.company }),
  });
}
