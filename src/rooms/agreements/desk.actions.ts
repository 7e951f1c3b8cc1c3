import { csvRecord } from "../../kit/csv.ts";
import { accept, refuse } from "../../kit/decision.ts";
import type { Lang } from "../../kit/words.ts";
import { langs, typeset } from "../../kit/words.ts";
import { agreementOn, byEffect, versionsOn } from "../../programme/programme.ts";
import type { Agreement, Programme } from "../../programme/schema.ts";
import type { Act, Actions, Db, StaffCtx } from "../../server/context.ts";
import { campaignOf } from "./campaign.ts";
import type { agreements } from "./contract.ts";
import * as desk from "./desk.store.ts";
import { documentOf, fileName } from "./document.ts";
import { published } from "./library.ts";
import { decideDraft, signersOf } from "./rules.ts";
import * as store from "./store.ts";
import { differenceView, textOf, textView } from "./texts.ts";
import type { Draft, Published } from "./versions.store.ts";
import * as versions from "./versions.store.ts";

type Desk = Pick<
  Actions<typeof agreements>,
  | "deskList"
  | "deskShow"
  | "deskText"
  | "saveDraft"
  | "dropDraft"
  | "previewDraft"
  | "publish"
  | "deskAcceptances"
  | "deskExport"
  | "deskDocument"
>;

/** Signed once for the company; other agreements are terms, accepted with every order. */
const isSigned = (programme: Programme, agreementId: string): boolean =>
  programme.enrolmentProgrammes.some(({ agreement: one }) => one === agreementId);

const versionsOf = (programme: Programme, agreementId: string): Published[] =>
  programme.agreements.filter(({ id }) => id === agreementId).sort(byEffect) as Published[];

const emptyStandings = () => ({ toAccept: 0, accepted: 0, reacceptRequired: 0, blocked: 0 });

/** The version that a draft follows: what is in force when it takes effect, where it applies. */
const before = (programme: Programme, agreementId: string, draft: Draft): Agreement =>
  agreementOn(programme, agreementId, draft.effectiveFrom, draft.countries?.[0]);

/** As it would be published: typeset like every text of the programme. */
const settled = (draft: Draft): Draft => {
  const each = (text: Agreement["text"]) =>
    Object.fromEntries(langs.map((lang) => [lang, typeset(text[lang].replace(/\r\n?/g, "\n"), lang)])) as Record<Lang, string>;
  return { ...draft, title: each(draft.title), text: each(draft.text) };
};

function decide(programme: Programme, agreementId: string, draft: Draft, today: string) {
  const known = {
    versions: new Set(versionsOf(programme, agreementId).map(({ version }) => version)),
    terms: !isSigned(programme, agreementId),
    countries: new Set(programme.countries.map(({ code }) => code)),
  };
  return decideDraft(draft, known, today);
}

const bodyOf = ({ revision: _, ...draft }: Draft & { revision: number }, ctx: StaffCtx) => ({
  ...draft,
  savedAt: ctx.now,
  savedBy: ctx.actor.name,
});

export const deskActions: Desk = {
  async deskList(ctx) {
    const { programme } = ctx.house;
    const [standings, drafts] = await Promise.all([desk.standings(ctx.tx), versions.drafts(ctx.tx)]);
    const ids = [...new Set(programme.agreements.map(({ id }) => id))];
    return accept({
      items: ids.map((id) => {
        const own = versionsOf(programme, id);
        const inForce = own.filter(({ effectiveFrom, countries }) => effectiveFrom <= ctx.today && countries === null).at(-1) ?? own[0]!;
        const draft = drafts.find(({ agreementId }) => agreementId === id);
        return {
          id,
          title: inForce.title[ctx.lang],
          programme: programme.enrolmentProgrammes.find((one) => one.id === inForce.programme)!.fullName[ctx.lang],
          signed: isSigned(programme, id),
          version: inForce.version,
          effectiveFrom: inForce.effectiveFrom,
          versions: own.length,
          standings: {
            ...emptyStandings(),
            ...Object.fromEntries(standings.filter(({ agreementId }) => agreementId === id).map(({ state, n }) => [state, n])),
          },
          draft: draft ? { version: draft.version, savedAt: draft.savedAt, savedBy: draft.savedBy } : null,
        };
      }),
    });
  },

  async deskShow(ctx, { params }) {
    const { programme } = ctx.house;
    const own = versionsOf(programme, params.agreementId);
    const last = own.filter(({ effectiveFrom, countries }) => effectiveFrom <= ctx.today && countries === null).at(-1) ?? own[0];
    if (!last) return refuse("agreements.notFound");
    const [counts, standings, draft] = await Promise.all([
      desk.countsOf(ctx.tx, params.agreementId),
      desk.standings(ctx.tx),
      versions.draftOf(ctx.tx, params.agreementId),
    ]);
    const inForce = new Set(
      [undefined, ...programme.countries.map(({ code }) => code)].map(
        (country) => versionsOn(programme, params.agreementId, ctx.today, country).at(-1)?.version,
      ),
    );
    return accept({
      id: last.id,
      title: last.title[ctx.lang],
      programme: programme.enrolmentProgrammes.find((one) => one.id === last.programme)!.fullName[ctx.lang],
      signed: isSigned(programme, last.id),
      versions: own.reverse().map((one) => ({
        version: one.version,
        title: one.title[ctx.lang],
        effectiveFrom: one.effectiveFrom,
        countries: one.countries && [...one.countries],
        acceptBy: one.acceptBy,
        referenceLanguage: one.referenceLanguage,
        origin: one.origin,
        publishedAt: one.publishedAt,
        publishedBy: one.publishedBy,
        sha256: { ...one.sha256 },
        inForce: inForce.has(one.version),
        companies: counts.find(({ version }) => version === one.version)?.companies ?? 0,
        acceptances: counts.find(({ version }) => version === one.version)?.acceptances ?? 0,
      })),
      standings: {
        ...emptyStandings(),
        ...Object.fromEntries(standings.filter(({ agreementId }) => agreementId === last.id).map(({ state, n }) => [state, n])),
      },
      draft: draft ? { ...draft, countries: draft.countries && [...draft.countries] } : null,
      template: { title: { ...last.title }, text: { ...last.text }, referenceLanguage: last.referenceLanguage },
      countries: programme.countries.map(({ code, name }) => ({ code, name: name[ctx.lang] })),
    });
  },

  async deskText(ctx, { params, query }) {
    const one = versionsOf(ctx.house.programme, params.agreementId).find(({ version }) => version === params.version);
    if (!one) return refuse("agreements.notFound");
    return accept({ ...textView(textOf(one, query.language ?? ctx.lang)), languages: [...langs] });
  },

  async saveDraft(ctx, { params, body }) {
    const { programme } = ctx.house;
    if (versionsOf(programme, params.agreementId).length === 0) return refuse("agreements.notFound");
    const decision = decide(programme, params.agreementId, body, ctx.today);
    if (!decision.ok) return decision;
    const revision = await versions.saveDraft(ctx.tx, params.agreementId, bodyOf(body, ctx), body.revision);
    return revision === undefined ? refuseMoved(ctx.tx, params.agreementId) : accept({ revision });
  },

  async dropDraft(ctx, { params, query }) {
    if (!(await versions.dropDraft(ctx.tx, params.agreementId, query.revision))) return refuseMoved(ctx.tx, params.agreementId);
    return accept({});
  },

  async previewDraft(ctx, { params, query }) {
    const { programme } = ctx.house;
    const found = await versions.draftOf(ctx.tx, params.agreementId);
    if (!found) return refuse("agreements.noDraft");
    const draft = { ...found, ...settled(found) };
    const language = query.language ?? ctx.lang;
    const followed = before(programme, params.agreementId, draft);
    const next: Agreement = { ...followed, ...draft };
    const { companies, unsignable } = await desk.concerned(ctx.tx, params.agreementId, draft.countries, signersOf(followed));
    return accept({
      ...differenceView(
        { ...textOf(followed, language), effectiveFrom: followed.effectiveFrom },
        { ...textOf(next, language), effectiveFrom: next.effectiveFrom },
        language,
        draft.referenceLanguage,
      ),
      revision: found.revision,
      sha256: { fr: textOf(next, "fr").sha256, en: textOf(next, "en").sha256 },
      acceptBy: draft.acceptBy,
      companies: draft.acceptBy === null ? 0 : companies,
      unsignable: draft.acceptBy === null ? 0 : unsignable,
    });
  },

  async publish(ctx, { params, body }) {
    const outcome = await ctx.transaction((act) => publishDraft(act, ctx, params.agreementId, body));
    // Every process hears of it; this one knows before it answers.
    if (outcome.ok) await ctx.house.readAgreements();
    return outcome;
  },

  async deskAcceptances(ctx, { params, query }) {
    if (versionsOf(ctx.house.programme, params.agreementId).length === 0) return refuse("agreements.notFound");
    const [rows, total] = await Promise.all([
      desk.acceptances(ctx.tx, params.agreementId, { version: query.version, before: query.cursor, limit: query.limit + 1 }),
      desk.totalOf(ctx.tx, params.agreementId, query.version),
    ]);
    const items = rows.slice(0, query.limit);
    return accept({ items, nextCursor: rows.length > query.limit ? items.at(-1)!.id : null, total });
  },

  async deskExport(ctx, { params, query }) {
    if (versionsOf(ctx.house.programme, params.agreementId).length === 0) return refuse("agreements.notFound");
    const parts = [csvRecord(["id", "company", "partnerId", "version", "language", "signedBy", "signedAt", "sha256", "documentSha256"])];
    for (let last: string | undefined; ; ) {
      const rows = await desk.acceptances(ctx.tx, params.agreementId, { version: query.version, before: last, limit: 1000 });
      for (const row of rows)
        parts.push(
          csvRecord([
            row.id,
            row.company,
            row.partnerId,
            row.version,
            row.language,
            row.signedBy,
            row.signedAt,
            row.sha256,
            row.documentSha256,
          ]),
        );
      last = rows.at(-1)?.id;
      if (rows.length < 1000) break;
    }
    const name = [params.agreementId, ...(query.version ? [query.version] : []), ctx.today].join(" ");
    return accept({ bytes: Buffer.from(parts.join("")), name: `${name}.csv`, type: "text/csv; charset=utf-8; header=present" });
  },

  async deskDocument(ctx, { params }) {
    const accountId = await desk.accountOf(ctx.tx, params.acceptanceId);
    const row = accountId === undefined ? undefined : await store.load(ctx.tx, accountId, params.acceptanceId);
    if (!row || accountId === undefined) return refuse("agreements.acceptanceNotFound");
    const identity = await ctx.house.sealing.identity();
    const bytes = await ctx.transaction((act) => documentOf(act.house, act.tx, accountId, row.id, identity));
    return accept({ bytes: bytes!, name: fileName(row), type: "application/pdf" });
  },
};

/** Somebody saved, published or threw away the draft meanwhile. */
async function refuseMoved(db: Db, agreementId: string) {
  const found = await versions.draftOf(db, agreementId);
  return found ? refuse("agreements.draftMoved", { name: found.savedBy, savedAt: found.savedAt }) : refuse("agreements.noDraft");
}

/** Hold the draft first: whoever holds it may publish it; everyone else waits and finds it gone. */
async function publishDraft(
  act: Act,
  by: StaffCtx,
  agreementId: string,
  looked: { readonly revision: number; readonly sha256: Readonly<Record<Lang, string>> },
) {
  const { programme } = act.house;
  const [newest] = versionsOf(programme, agreementId).reverse();
  if (!newest) return refuse("agreements.notFound");
  const found = await versions.holdDraft(act.tx, agreementId);
  if (!found) return refuse("agreements.noDraft");
  const draft = settled(found);
  const decision = decide(programme, agreementId, draft, act.today);
  if (!decision.ok) return decision;
  const made = published({ ...newest, ...draft }, { origin: "desk", publishedAt: act.now, publishedBy: by.actor.name });
  // What is published is what was looked at, to the last character.
  if (found.revision !== looked.revision || langs.some((lang) => made.sha256[lang] !== looked.sha256[lang]))
    return refuse("agreements.draftMoved", { name: found.savedBy, savedAt: found.savedAt });

  if (!(await versions.insert(act.tx, made))) return refuse("agreements.versionTaken", { version: made.version }, "/version");
  await versions.dropDraft(act.tx, agreementId, found.revision);
  await versions.tellEverybody(act.tx);
  act.record({
    type: "agreement.published",
    subject: agreementId,
    data: { version: made.version, effectiveOn: made.effectiveFrom, acceptBy: made.acceptBy, sha256: made.sha256 },
  });
  for (const job of campaignOf(made, act.today, act.house.clock.zone)) act.enqueue(job);

  return accept({ version: made.version, effectiveFrom: made.effectiveFrom });
}
