import type { Day, Instant } from "../../kit/dates.ts";
import { dayOf } from "../../kit/dates.ts";
import { writeDay, writeInstant, writeList } from "../../kit/format.ts";
import type { Lang } from "../../kit/words.ts";
import { say, speaker } from "../../kit/words.ts";
import type { Programme, VerificationReason } from "../../programme/schema.ts";
import { labelsOf } from "../../server/labels.ts";
import type { Letter } from "../../server/post.ts";
import type { Profile } from "../accounts/door.ts";
import type { CheckName } from "./rules.ts";
import * as en from "./words/en.ts";
import * as fr from "./words/fr.ts";

/** Whom a letter is for. The contact may have no sign-in of their own: then they are told who has. */
export type Reader = { readonly name: string; readonly givenName: string; readonly email: string; readonly lang: Lang };

/** What every letter of this room needs besides its matter. `answerers`: who in the company can answer. */
export type Scene = {
  readonly programme: Programme;
  readonly url: string;
  readonly profile: Profile;
  readonly answerers: readonly string[];
  /** The signed link of a reader: their case, without an account (handbook §7, P3). */
  readonly caseLink: (email: string) => { readonly url: string; readonly until: Instant };
};

export type Matter =
  | { readonly kind: "confirm"; readonly template: "N1" | "N2" | "N5"; readonly token: string; readonly until: Instant }
  | {
      readonly kind: "asked";
      readonly check: CheckName;
      readonly reason: VerificationReason;
      readonly note: string;
      readonly documents: readonly string[];
      readonly deadline: Day;
    }
  | {
      readonly kind: "rejected";
      readonly check: CheckName;
      readonly reason: VerificationReason;
      readonly note: string;
      readonly left: number;
      readonly callBy: Day | null;
    }
  | { readonly kind: "passed" }
  /** A new link, for whoever has one that is over. */
  | { readonly kind: "link" }
  | { readonly kind: "changed"; readonly checks: readonly CheckName[]; readonly at: Instant; readonly due: Day };

const or = (items: readonly string[], lang: Lang): string =>
  new Intl.ListFormat(lang === "fr" ? "fr-FR" : "en-GB", { type: "disjunction" }).format(items);

const textsIn = (lang: Lang) => (lang === "fr" ? fr : en);

/** The two statements, word for word the same in the mail and on the page that the mail opens. */
export function statementsFor(programme: Programme, lang: Lang, company: string, email: string): [agreed: string, owned: string] {
  const words = textsIn(lang).statements;
  const labels = labelsOf(programme, lang);
  return [say(words.agreed, lang, { company }, labels), say(words.owned, lang, { email, company }, labels)];
}

/** One letter, ready to be written: the desk's preview shows the very same. */
export function letterOf(scene: Scene, matter: Matter, reader: Reader): Letter {
  const { programme, profile, url } = scene;
  const { lang } = reader;
  const t = speaker({ fr: fr.mails, en: en.mails }, lang, labelsOf(programme, lang));
  const company = profile.name;
  const link = scene.caseLink(reader.email);
  const personal = t("case.personal", { until: writeInstant(link.until, lang, programme.timeZone) });
  const greeting = t("greeting", { name: reader.givenName });
  const nameOf = (check: CheckName): string => programme.verification.checks[check].name[lang];
  const answerers =
    scene.answerers.length === 0 ? [] : [t("answerers", { count: scene.answerers.length, names: writeList(scene.answerers, lang) })];
  const base = {
    to: reader.email,
    lang,
    accountId: profile.accountId,
    account: company,
    footer: t("footer", { company, partnerId: profile.partnerId }),
  };

  switch (matter.kind) {
    case "confirm": {
      const [agreed, owned] = statementsFor(programme, lang, company, reader.email);
      const kind = ({ N1: "first", N2: "again", N5: "changed" } as const)[matter.template];
      const subject = ({ N1: "confirm.subject", N2: "confirm.subjectAgain", N5: "confirm.subjectChanged" } as const)[matter.template];
      return {
        ...base,
        template: ({ N1: "N1.confirmEmail", N2: "N2.confirmEmailAgain", N5: "N5.confirmNewEmail" } as const)[matter.template],
        subject: t(subject, { company }),
        heading: t("confirm.heading"),
        paragraphs: [
          greeting,
          t(`confirm.${kind}`, { company }),
          t("confirm.two"),
          t("confirm.one", { statement: agreed }),
          t("confirm.other", { statement: owned }),
          t("confirm.then"),
        ],
        action: { label: t("confirm.act"), url: `${url}/confirm-email/${matter.token}` },
        notes: [t("confirm.until", { until: writeInstant(matter.until, lang, programme.timeZone) }), t("confirm.stranger")],
      };
    }

    case "asked":
      return {
        ...base,
        template: "N3.documentNeeded",
        subject: t("ask.subject"),
        heading: t("ask.heading"),
        paragraphs: [
          greeting,
          matter.reason.text[lang],
          ...linesOfNote(matter.note),
          ...(matter.documents.length > 0 ? evidence(programme, matter.check, matter.documents, lang) : []),
          ...(matter.documents.length > 0 && matter.reason.remedies.includes("correct") ? [t("ask.orCorrect")] : []),
        ],
        facts: [
          [t("fact.check"), nameOf(matter.check)],
          ...ruleFact(programme, matter, lang),
          [t("fact.deadline"), writeDay(matter.deadline, lang, "long")],
        ],
        action: { label: t("ask.act"), url: link.url },
        notes: [...(matter.check === "email" ? [] : [t("ask.later")]), personal, ...answerers],
      };

    case "rejected": {
      const { remedies } = matter.reason;
      const way =
        remedies.includes("correct") && remedies.includes("document") ? "either" : remedies.includes("document") ? "document" : "correct";
      const tries = programme.verification.tries;
      return {
        ...base,
        template: "N4.rejected",
        subject: t(matter.callBy === null ? "rejected.subject" : "rejected.subjectCalled", { check: nameOf(matter.check) }),
        heading: t("rejected.heading", { check: nameOf(matter.check) }),
        paragraphs: [
          greeting,
          matter.reason.text[lang],
          ...linesOfNote(matter.note),
          ...(matter.callBy === null
            ? [
                t(`rejected.${way}`),
                ...(way === "correct" ? [] : evidence(programme, matter.check, [], lang)),
                t("rejected.tries", { count: matter.left }),
              ]
            : [t("rejected.called", { tries, day: writeDay(matter.callBy, lang, "long") })]),
        ],
        facts: [[t("fact.check"), nameOf(matter.check)], ...ruleFact(programme, matter, lang)],
        action: { label: t("rejected.act"), url: link.url },
        notes: [personal, ...answerers],
      };
    }

    case "passed":
      return {
        ...base,
        template: "N4.authorized",
        subject: t("passed.subject"),
        heading: t("passed.heading"),
        paragraphs: [
          greeting,
          t(profile.agreementSignedAt === null ? "passed.textUnsigned" : "passed.text", {
            company,
            checks: writeList((["email", "employment", "business"] as const).map(nameOf), lang),
          }),
        ],
        action: { label: t("passed.act"), url: `${url}/a/${profile.accountId}/overview` },
        notes: [],
      };

    case "changed":
      return {
        ...base,
        template: "N5.legalDataChanged",
        subject: t("changed.subject", { company }),
        heading: t("changed.heading"),
        paragraphs: [
          greeting,
          t("changed.text", {
            company,
            day: writeDay(dayOf(matter.at, programme.timeZone), lang),
            checks: writeList(matter.checks.map(nameOf), lang),
          }),
          t("changed.kept", { due: writeDay(matter.due, lang, "long") }),
        ],
        action: { label: t("changed.act"), url: link.url },
        notes: [personal, ...(scene.answerers.length === 0 ? [] : [t("changed.stranger", { names: or(scene.answerers, lang) })])],
      };

    case "link":
      return {
        ...base,
        template: "caseLink",
        subject: t("case.subject", { company }),
        heading: t("case.heading"),
        paragraphs: [greeting, t("case.text", { company })],
        action: { label: t("case.act"), url: link.url },
        notes: [personal, t("case.stranger")],
      };
  }
}

/** A note keeps its lines: each becomes a paragraph. */
const linesOfNote = (note: string): string[] =>
  note
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

function ruleFact(
  programme: Programme,
  { check, reason }: { check: CheckName; reason: VerificationReason },
  lang: Lang,
): [string, string][] {
  const rule = programme.verification.checks[check].rules.find(({ id }) => id === reason.rule);
  return rule ? [[say(textsIn(lang).mails["fact.rule"], lang), `${rule.id} · ${rule.text[lang]}`]] : [];
}

/** « Un seul de ces documents suffit : », each on a line of its own, then what it must show: never left to be guessed (P2). */
function evidence(programme: Programme, check: CheckName, wanted: readonly string[], lang: Lang): string[] {
  const { documents } = programme.verification.checks[check];
  const chosen = documents?.oneOf.filter(({ id }) => wanted.length === 0 || wanted.includes(id)) ?? [];
  if (!documents || chosen.length === 0) return [];
  const words = textsIn(lang).mails;
  const items = documents.showing.items.map((item) => item[lang]);
  return [
    say(words["ask.oneOf"], lang, { count: chosen.length }),
    ...chosen.map(({ name }) => `– ${name[lang]}`),
    documents.showing.need === "all"
      ? say(words["ask.showingAll"], lang, { items: writeList(items, lang) })
      : say(words["ask.showingOne"], lang, { items: or(items, lang) }),
  ];
}
