import type { Instant } from "../../kit/dates.ts";
import { writeInstant, writeList } from "../../kit/format.ts";
import type { Lang } from "../../kit/words.ts";
import { speaker } from "../../kit/words.ts";
import type { Role } from "../../permissions.ts";
import type { House } from "../../server/house.ts";
import { labelsOf, roleLabel } from "../../server/labels.ts";
import type { OutgoingMail } from "../../server/ledger.ts";
import { write } from "../../server/post.ts";
import * as en from "./words/en.ts";
import * as fr from "./words/fr.ts";

const speak = (house: House, lang: Lang) => speaker({ fr: fr.mails, en: en.mails }, lang, labelsOf(house.programme, lang));

type Invited = { readonly email: string; readonly givenName: string; readonly language: Lang; readonly roles: readonly Role[] };

/** « Inviter des employés »: who invites into which account, with which roles, and until when the link opens. */
export function invitationMail(
  house: House,
  to: Invited,
  about: { accountId: string; company: string; sender: string; token: string; expiresAt: Instant },
): OutgoingMail {
  const { accountId, company, sender, token, expiresAt } = about;
  const lang = to.language;
  const t = speak(house, lang);
  const labels = to.roles.map((role) => roleLabel(house.programme, role, lang));
  return write(house, {
    template: "N14.invitation",
    to: to.email,
    lang,
    subject: t("invitedSubject", { sender, company }),
    accountId,
    account: company,
    heading: t("invitedHeading", { name: to.givenName }),
    paragraphs: [t("invitedText", { sender, company })],
    facts: [
      [t("account"), company],
      [t("address"), to.email],
      [t("roles"), labels.length > 0 ? writeList(labels, lang) : t("noRoles")],
    ],
    action: { label: t("invitedAct"), url: `${house.url}/invitation/${token}` },
    notes: [t("invitedUntil", { until: writeInstant(expiresAt, lang, house.clock.zone) }), t("invitedNotYou")],
    footer: t("footer"),
  });
}

type Reader = { readonly email: string; readonly language: Lang };

/** To the colleague who was asked: it leads to the person's sheet, with the role ticked. */
export function askedMail(
  house: House,
  to: Reader,
  about: { accountId: string; company: string; asker: { userId: string; name: string; email: string }; role: Role; note: string },
): OutgoingMail {
  const { accountId, company, asker, role, note } = about;
  const { userId, name } = asker;
  const t = speak(house, to.language);
  return write(house, {
    template: "role.asked",
    to: to.email,
    lang: to.language,
    subject: t("roleAskedSubject", { name }),
    accountId,
    account: company,
    heading: t("roleAskedSubject", { name }),
    paragraphs: [t("roleAskedText")],
    facts: [
      [t("person"), `${name} (${asker.email})`],
      [t("role"), roleLabel(house.programme, role, to.language)],
      [t("account"), company],
      ...(note === "" ? [] : [[t("note"), note] as const]),
    ],
    action: { label: t("roleAskedAct"), url: `${house.url}/a/${accountId}/settings/users?user=${userId}&give=${userId}.${role}` },
    notes: [t("roleAskedRefuse")],
    footer: t("footerMember", { company }),
  });
}

/** To the asker: given, or refused with the reason. */
export function decidedMail(
  house: House,
  to: Reader,
  about: { accountId: string; company: string; role: Role; granted: boolean; by: string; reason: string },
): OutgoingMail {
  const { accountId, company, granted, by, reason } = about;
  const t = speak(house, to.language);
  const role = roleLabel(house.programme, about.role, to.language);
  return write(house, {
    template: granted ? "role.granted" : "role.declined",
    to: to.email,
    lang: to.language,
    subject: t(granted ? "roleGrantedSubject" : "roleDeclinedSubject", { role }),
    accountId,
    account: company,
    heading: t(granted ? "roleGrantedSubject" : "roleDeclinedSubject", { role }),
    paragraphs: [t(granted ? "roleGrantedText" : "roleDeclinedText", { company })],
    facts: [...(by === "" ? [] : [[t("decidedBy"), by] as const]), ...(reason === "" ? [] : [[t("reason"), reason] as const])],
    action: { label: t("toRoles"), url: `${house.url}/a/${accountId}/me/roles` },
    footer: t("footerMember", { company }),
  });
}
