import type { z } from "zod";
import { dayOf, daysBetween } from "../../kit/dates.ts";
import type { Decision } from "../../kit/decision.ts";
import type { Lang } from "../../kit/words.ts";
import { say } from "../../kit/words.ts";
import { opensToRoles, staffMay, staffPermits } from "../../permissions.ts";
import { findCountry } from "../../programme/programme.ts";
import type { AccountCtx, Act, StaffCtx } from "../../server/context.ts";
import { labelsOf, roleLabel } from "../../server/labels.ts";
import { factsOf } from "../../server/ledger.ts";
import { wordRefusal } from "../../server/problems.ts";
import type { DoorView } from "../../wire.ts";
import * as accounts from "../accounts/door.ts";
import * as people from "../people/door.ts";
import { aboutOptions, aboutView, wordAbout } from "./about.ts";
import type { RequestState } from "./rules.ts";
import { decideGoingOn, decideOwn, decideReopen, lastReopenDay, topicFor, turnOf } from "./rules.ts";
import type { DeskLine, DeskView, Figures, MessageView, Options, RequestLine, RequestView } from "./shapes.ts";
import type { FileRow, Message, QueueRow, Request } from "./store.ts";
import * as store from "./store.ts";
import * as en from "./words/en.ts";
import * as fr from "./words/fr.ts";

type Reading = Pick<Act, "house" | "tx" | "today"> & { readonly lang: Lang };

const words = (lang: Lang) => (lang === "fr" ? fr : en);

/** The same state is worded for each side: « à vous de répondre » is the partner's. */
type Side = "states" | "deskStates";
const stateView = (lang: Lang, state: RequestState, side: Side) => ({ state, label: say(words(lang)[side][state], lang) });

/** A type that a later edition of the programme no longer has keeps its id for a name. */
export const topicName = ({ house, lang }: Pick<Reading, "house" | "lang">, id: string): string =>
  topicFor(house.programme.support, id)?.name[lang] ?? id;
const severityName = ({ house, lang }: Reading, id: string): string =>
  house.programme.support.severities.find((one) => one.id === id)?.name[lang] ?? id;
const reasonText = ({ house, lang }: Reading, code: string | null): string | null =>
  code === null ? null : (house.programme.support.reasons.find((one) => one.code === code)?.text[lang] ?? code);

const headOf = (ctx: Reading, held: Request, side: Side) => ({
  id: held.id,
  number: held.number,
  topic: { id: held.topic, name: topicName(ctx, held.topic) },
  severity: { id: held.severity, name: severityName(ctx, held.severity) },
  subject: held.subject,
  state: stateView(ctx.lang, held.state, side),
  turn: {
    who: turnOf(held.state),
    since: held.turnSince,
    dueOn: held.dueOn,
    late: held.dueOn !== null && held.dueOn < ctx.today,
  },
  openedAt: held.openedAt,
  lastAt: held.lastAt,
});

const uploadsOf = ({ house }: Pick<Reading, "house">) => {
  const { types, maxBytes, perMessage } = house.programme.support.uploads;
  return { types: [...types], maxBytes, perMessage };
};

const threadOf = (ctx: Reading, me: string, messages: readonly Message[], files: readonly FileRow[]): z.input<typeof MessageView>[] =>
  messages.map(({ id, side, act, authorId, author, text, reason, at }) => ({
    id,
    side,
    act,
    author,
    you: authorId === me,
    text,
    reason: reasonText(ctx, reason),
    at,
    files: files.filter(({ messageId }) => messageId === id).map(({ id, name, type, size }) => ({ id, name, type, size })),
  }));

export async function optionsView(ctx: AccountCtx): Promise<z.input<typeof Options>> {
  const { support, operator } = ctx.house.programme;
  const { lang } = ctx;
  return {
    groups: support.groups.map((group) => ({
      id: group.id,
      name: group.name[lang],
      topics: support.topics
        .filter((topic) => topic.group === group.id)
        .map((topic) => ({
          id: topic.id,
          name: topic.name[lang],
          hint: topic.hint[lang],
          also: [...topic.answersTo],
          answerWorkingDays: topic.answerWorkingDays ?? null,
          solutions: topic.solutions.map(({ id, title, paragraphs, page }) => ({
            id,
            name: title[lang],
            paragraphs: paragraphs.map((text) => text[lang]),
            page: page ?? null,
          })),
        })),
    })),
    severities: support.severities.map(({ id, name, hint, answerWorkingDays, usual }) => ({
      id,
      name: name[lang],
      hint: hint[lang],
      answerWorkingDays,
      usual,
    })),
    about: (await aboutOptions(ctx)).map(({ kind, id, key }) => ({ kind, id, name: wordAbout(ctx.house.programme, lang, { kind, key }) })),
    uploads: uploadsOf(ctx),
    reopenDays: support.reopenDays,
    email: operator.email,
  };
}

export const lineView = (ctx: AccountCtx, held: Request): z.input<typeof RequestLine> => ({
  ...headOf(ctx, held, "states"),
  requester: { name: held.requesterName, you: held.requesterId === ctx.person.id },
});

const closed = (decision: Decision<unknown>) => (decision.ok ? undefined : decision);

export async function requestView(ctx: AccountCtx, held: Request): Promise<z.input<typeof RequestView>> {
  const { programme } = ctx.house;
  const { reopenDays } = programme.support;
  const [messages, files] = await Promise.all([
    store.messagesOf(ctx.tx, ctx.accountId, held.id),
    store.filesOf(ctx.tx, ctx.accountId, held.id),
  ]);
  const goingOn = closed(decideGoingOn(held));
  return {
    ...lineView(ctx, held),
    about: aboutView(programme, ctx.lang, held),
    version: held.version,
    closed:
      held.closedAt === null
        ? null
        : {
            at: held.closedAt,
            by: held.closedByName ?? "",
            byUs: held.closedByStaff === true,
            reason: reasonText(ctx, held.reason),
            reopenUntil: lastReopenDay(held.closedAt, reopenDays, programme.timeZone),
          },
    messages: threadOf(ctx, ctx.person.id, messages, files),
    uploads: uploadsOf(ctx),
    moves: {
      write: await ctx.door("support.ask", goingOn),
      close: await ctx.door("support.ask", goingOn),
      reopen: await ctx.door("support.ask", closed(decideReopen(held, ctx.today, reopenDays, programme.timeZone))),
    },
  };
}

/** Whose requests a person of the account reads: everybody's with the role for it, otherwise their own. */
export const readsFor = (ctx: AccountCtx): string | null => (opensToRoles("support.all", ctx.roles) ? null : ctx.person.id);

const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map((part) => [...part][0] ?? "")
    .filter((_, at, all) => at === 0 || at === all.length - 1)
    .join("")
    .toUpperCase();

export const deskLine = (ctx: StaffCtx, row: QueueRow): z.input<typeof DeskLine> => ({
  ...headOf(ctx, row, "deskStates"),
  company: row.company,
  partnerId: row.partnerId,
  owner:
    row.ownerId === null
      ? null
      : { name: row.ownerName ?? "", initials: initialsOf(row.ownerName ?? ""), you: row.ownerId === ctx.person.id },
  age: Math.max(0, daysBetween(dayOf(row.openedAt, ctx.house.programme.timeZone), ctx.today)),
});

const refused = { fr: fr.refusals, en: en.refusals };
const deskDoor = (ctx: StaffCtx, ...decisions: readonly Decision<unknown>[]): DoorView => {
  const no = decisions.find((decision) => !decision.ok);
  if (!no || no.ok) return { open: true };
  const text = wordRefusal(refused, no, ctx.lang, labelsOf(ctx.house.programme, ctx.lang), ctx.house.clock.zone);
  return { open: false, text, reasons: [{ code: no.code, needs: "", has: "", rule: text }], holders: [], asks: [] };
};

export const ownerOf = ({ ownerId, ownerName }: Pick<Request, "ownerId" | "ownerName">) =>
  ownerId === null ? null : { id: ownerId, name: ownerName ?? "" };

/** What was done at the desk, beside what both sides read. */
const deskFacts = ["serviceRequest.claimed", "serviceRequest.takenOver", "serviceRequest.handedOver"] as const;

export async function deskView(ctx: StaffCtx, held: Request): Promise<z.input<typeof DeskView>> {
  const { programme } = ctx.house;
  const { accountId } = held;
  const [profile, requester, messages, files, notes, acts, colleagues] = await Promise.all([
    accounts.loadProfile(ctx.tx, accountId),
    accounts.memberOf(ctx.tx, accountId, held.requesterId),
    store.messagesOf(ctx.tx, accountId, held.id),
    store.filesOf(ctx.tx, accountId, held.id),
    store.notesOf(ctx.tx, held.id),
    factsOf(ctx.tx, accountId, { subject: held.id, types: deskFacts, limit: 100 }),
    people.staffWith(ctx.tx, staffPermits["office.support"].staff),
  ]);
  const language = requester?.language ?? profile!.contact.language;
  const { country } = profile!;
  const own = decideOwn(ownerOf(held), ctx.person.id);
  const goingOn = decideGoingOn(held);
  const acting = words(ctx.lang).officeFacts;
  return {
    ...deskLine(ctx, { ...held, company: profile!.name, partnerId: profile!.partnerId }),
    country: findCountry(programme, country)?.name[ctx.lang] ?? country,
    requester: {
      name: held.requesterName,
      email: requester?.active ? requester.email : null,
      roles: (requester?.roles ?? []).map((role) => roleLabel(programme, role, ctx.lang)),
    },
    about: aboutView(programme, ctx.lang, held),
    version: held.version,
    ownerSince: held.ownerSince,
    closed:
      held.closedAt === null
        ? null
        : { at: held.closedAt, by: held.closedByName ?? "", byUs: held.closedByStaff === true, reason: reasonText(ctx, held.reason) },
    messages: threadOf(ctx, ctx.person.id, messages, files),
    notes: [...notes],
    acts: acts.map(({ id, type, data, actorName, at }) => ({
      id,
      text: say(acting[type as (typeof deskFacts)[number]], ctx.lang, data as Record<string, string>),
      who: actorName,
      at,
    })),
    uploads: uploadsOf(ctx),
    language,
    replies: programme.support.replies
      .filter(({ topics }) => topics === undefined || topics.includes(held.topic))
      .map(({ id, name, text }) => ({ id, name: name[ctx.lang], text: text[language] })),
    reasons: programme.support.reasons.map(({ code, text }) => ({ code, text: text[ctx.lang] })),
    colleagues: colleagues.filter(({ id }) => id !== held.ownerId).map(({ id, name }) => ({ id, name })),
    moves: {
      answer: deskDoor(ctx, goingOn, own),
      close: deskDoor(ctx, goingOn, own),
      handOver: deskDoor(ctx, staffMay("office.supportLead", ctx.staffRoles) ? { ok: true, value: undefined } : own),
    },
  };
}

export async function figuresView(ctx: StaffCtx, since: string): Promise<z.input<typeof Figures>> {
  const { support } = ctx.house.programme;
  const counted = await store.figuresSince(ctx.tx, since);
  const of = (id: string) => counted.find(({ topic }) => topic === id) ?? { opened: 0, solved: 0 };
  const gone = counted.filter(({ topic }) => !support.topics.some(({ id }) => id === topic));
  return {
    days: support.figuresDays,
    items: [
      ...support.topics.map(({ id, name, solutions }) => ({ id, name: name[ctx.lang], ...figure(of(id)), solutions: solutions.length })),
      ...gone.map((one) => ({ id: one.topic, name: one.topic, ...figure(one), solutions: 0 })),
    ],
  };
}

const figure = ({ opened, solved }: { opened: number; solved: number }) => ({ opened, solved });
