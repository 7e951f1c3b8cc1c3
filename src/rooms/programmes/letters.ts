import { speaker } from "../../kit/words.ts";
import { rolesThatOpen } from "../../permissions.ts";
import type { EnrolmentProgramme } from "../../programme/schema.ts";
import type { Act } from "../../server/context.ts";
import { labelsOf } from "../../server/labels.ts";
import type { OutgoingMail } from "../../server/ledger.ts";
import { write } from "../../server/post.ts";
import * as accounts from "../accounts/door.ts";
import { mails as en } from "./words/en.ts";
import { mails as fr } from "./words/fr.ts";

export type Matter = "qualified" | "active" | "rejected" | "suspended" | "reinstated";

/** Tells the person who applied, and every global administrator, what has become of an enrolment: each in their language, once. */
export async function lettersOf(
  act: Pick<Act, "house" | "tx">,
  about: { accountId: string; company: string; one: EnrolmentProgramme; matter: Matter; reason: string; applicant: string },
): Promise<OutgoingMail[]> {
  const { house } = act;
  const { accountId, company, one, matter, reason } = about;
  const admins = await accounts.membersWith(act.tx, accountId, ["globalAdmin"]);
  const applicant = (await accounts.membersWith(act.tx, accountId, rolesThatOpen("programmes.enrol"))).filter(
    ({ userId }) => userId === about.applicant,
  );
  const readers = [...admins, ...applicant.filter(({ userId }) => !admins.some((one) => one.userId === userId))];

  return readers.map(({ email, language: lang }) => {
    const t = speaker({ fr, en }, lang, labelsOf(house.programme, lang));
    const programme = one.fullName[lang];
    const toSign = matter === "qualified";
    return write(house, {
      template: `enrolment.${matter}`,
      to: email,
      lang,
      accountId,
      account: company,
      subject: t(`${matter}.subject`, { programme }),
      heading: t(`${matter}.subject`, { programme }),
      paragraphs: [t(`${matter}.text`, { company, programme }), ...(reason === "" ? [] : [t("reason", { reason })]), t(`${matter}.next`)],
      action: {
        label: t(toSign ? "action.agreement" : "action.programme"),
        url: `${house.url}/a/${accountId}/${toSign ? `agreements/accept/${one.agreement}` : `${one.settings === "developer" ? "developer" : "settings"}/programmes/${one.id}`}`,
      },
      footer: t("footer", { company }),
    });
  });
}
