import { dayOf } from "../../kit/dates.ts";
import { writeDay, writeInstant } from "../../kit/format.ts";
import { speaker } from "../../kit/words.ts";
import type { House } from "../../server/house.ts";
import { labelsOf } from "../../server/labels.ts";
import type { Letter } from "../../server/post.ts";
import type { MemberView, Profile } from "../accounts/door.ts";
import { topicFor, turnOf } from "./rules.ts";
import type { Message, Request } from "./store.ts";
import { mails as en } from "./words/en.ts";
import { mails as fr } from "./words/fr.ts";

/** So much of a message stands in a mail; the rest is read on the page. */
const LETTERS = 1500;

const linesOf = (text: string, more: string): string[] => {
  const letters = [...text];
  const shown = letters.length > LETTERS ? `${letters.slice(0, LETTERS).join("")}… ${more}` : text;
  return shown
    .split(/\r?\n/)
    .map((line) => line.replaceAll("\t", " ").trim())
    .filter(Boolean);
};

const spoken = (house: House, reader: MemberView) => speaker({ fr, en }, reader.language, labelsOf(house.programme, reader.language));

const baseOf = ({ url }: House, t: ReturnType<typeof spoken>, profile: Profile, held: Request, reader: MemberView) => ({
  to: reader.email,
  lang: reader.language,
  accountId: profile.accountId,
  account: profile.name,
  footer: t("footer", { company: profile.name, partnerId: profile.partnerId }),
  action: { label: t("act"), url: `${url}/a/${profile.accountId}/requests/${held.id}` },
});

/** N15: the request has its number, and a day by which it is answered. */
export function receivedLetter(house: House, profile: Profile, held: Request, reader: MemberView): Letter {
  const { language: lang } = reader;
  const t = spoken(house, reader);
  const { support } = house.programme;
  return {
    ...baseOf(house, t, profile, held, reader),
    template: "N15.requestReceived",
    subject: t("received.subject", { number: held.number, subject: held.subject }),
    heading: t("received.heading"),
    paragraphs: [t("greeting", { name: reader.givenName }), t("received.text", { number: held.number })],
    facts: [
      [t("number"), held.number],
      [t("matter"), held.subject],
      [t("topic"), topicFor(support, held.topic)?.name[lang] ?? held.topic],
      ...(held.dueOn === null ? [] : [[t("answerBy"), writeDay(held.dueOn, lang, "long")] as const]),
    ],
    notes: [t("received.follow")],
  };
}

/** N15: what has happened since the last mail, in one. */
export function updatedLetter(house: House, profile: Profile, held: Request, news: readonly Message[], reader: MemberView): Letter {
  const { language: lang } = reader;
  const t = spoken(house, reader);
  const { support, timeZone } = house.programme;
  const turn = turnOf(held.state);
  const about = { number: held.number, subject: held.subject };
  const days = support.reopenDays;
  const told = news.flatMap(({ act, author, at, text, reason }) => [
    t(({ open: "said", write: "said", answer: "said", ask: "asked", close: "ended", reopen: "reopened" } as const)[act], {
      name: author,
      at: writeInstant(at, lang, timeZone),
    }),
    ...(reason === null ? [] : [support.reasons.find(({ code }) => code === reason)?.text[lang] ?? ""]),
    ...linesOf(text, t("more")),
  ]);
  return {
    ...baseOf(house, t, profile, held, reader),
    template: "N15.requestUpdated",
    subject: t(({ partner: "asked.subject", us: "updated.subject", nobody: "closed.subject" } as const)[turn], about),
    heading: t(({ partner: "asked.heading", us: "updated.heading", nobody: "closed.heading" } as const)[turn]),
    paragraphs: [t("greeting", { name: reader.givenName }), ...told.filter(Boolean)],
    facts: [
      [t("number"), held.number],
      [t("matter"), held.subject],
      ...(held.dueOn === null ? [] : [[t("answerBy"), writeDay(held.dueOn, lang, "long")] as const]),
    ],
    notes: [
      turn === "nobody" && held.closedAt !== null
        ? t("closed.reopen", { days, day: writeDay(dayOf(held.closedAt, timeZone), lang) })
        : t("reply"),
    ],
  };
}
