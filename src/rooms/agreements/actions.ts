import { accept, refuse } from "../../kit/decision.ts";
import { newId } from "../../kit/ids.ts";
import type { Lang } from "../../kit/words.ts";
import { langs, speaker } from "../../kit/words.ts";
import type { Role } from "../../permissions.ts";
import { permits } from "../../permissions.ts";
import type { AccountCtx, Actions } from "../../server/context.ts";
import { room } from "../../server/context.ts";
import { labelsOf, roleLabel } from "../../server/labels.ts";
import { countTry, throttleKey } from "../../server/throttle.ts";
import * as accounts from "../accounts/door.ts";
import type { CompanyAgreement } from "./companies.store.ts";
import * as companies from "./companies.store.ts";
import { agreements } from "./contract.ts";
import { deskActions } from "./desk.actions.ts";
import { documentOf, fileName } from "./document.ts";
import { inForceFor, signDoor } from "./door.ts";
import { requestLetter, signedLetter } from "./letters.ts";
import { decideAsk, decideSign, enrolledIn, firstProgramme, maySign, programmeOf, signersOf, standingOn } from "./rules.ts";
import type { Acceptance } from "./store.ts";
import * as store from "./store.ts";
import { differenceView, textOf, textView } from "./texts.ts";
import { acceptanceView, issuerOf, programmeView, signerView } from "./views.ts";
import { paper as en } from "./words/en.ts";
import { paper as fr } from "./words/fr.ts";

/** The declaration that is ticked, kept and printed: in the language of the text it belongs to. */
const authorityIn = (ctx: AccountCtx, lang: Lang, company: string): string =>
  speaker({ fr, en }, lang, labelsOf(ctx.house.programme, lang))("authority", { company });

const label = (ctx: AccountCtx) => (role: Role) => roleLabel(ctx.house.programme, role, ctx.lang);

/** What the company owes, from what it accepted and what is published, on this very day. */
function owedBy(ctx: AccountCtx, agreementId: string, rows: readonly CompanyAgreement[]) {
  const versions = ctx.house.programme.agreements.filter(({ id }) => id === agreementId);
  const accepted = rows.find((row) => row.agreementId === agreementId)?.version ?? null;
  const { state, dueOn } = standingOn(versions, { country: ctx.standing.country, accepted }, ctx.today);
  return { state, dueOn };
}

const actions: Actions<typeof agreements> = {
  ...deskActions,

  async list(ctx) {
    const { programme } = ctx.house;
    const [rows, own, people] = await Promise.all([
      store.list(ctx.tx, ctx.accountId),
      companies.ofAccount(ctx.tx, ctx.accountId),
      companies.signatories(ctx.tx, [ctx.accountId], permits["agreements.sign"].roles),
    ]);
    const enrolled = enrolledIn(programme, new Set(own.map((row) => row.agreementId)));
    return accept({
      items: await Promise.all(
        enrolled.map(async (one) => {
          const inForce = inForceFor(ctx, one.agreement);
          const [signed, ...earlier] = rows.filter((row) => row.agreementId === one.agreement);
          const standing = rows.find((row) => row.agreementId === one.agreement && row.version === inForce.version);
          const ask = decideAsk(standing);
          return {
            ...owedBy(ctx, one.agreement, own),
            programme: programmeView(one, ctx.lang),
            agreementId: one.agreement,
            inForce: { title: inForce.title[ctx.lang], version: inForce.version, effectiveFrom: inForce.effectiveFrom },
            signed: signed ? acceptanceView(ctx, signed) : null,
            earlier: earlier.map((row) => acceptanceView(ctx, row)),
            signatories: standing
              ? []
              : people.filter(({ roles }) => maySign(inForce, roles)).map(({ userId, name }) => ({ id: userId, name })),
            moves: {
              sign: await signDoor(ctx, inForce, ctx.lang, standing),
              askSignature: await ctx.door("agreements.view", ask.ok ? undefined : ask),
            },
          };
        }),
      ),
    });
  },

  async read(ctx, { query }) {
    const one = programmeOf(ctx.house.programme, query.agreementId);
    if (!one) return refuse("agreements.notFound");
    const agreement = inForceFor(ctx, one.agreement);
    const text = textOf(agreement, query.language ?? ctx.lang);
    const [rows, own] = await Promise.all([store.list(ctx.tx, ctx.accountId), companies.ofAccount(ctx.tx, ctx.accountId)]);
    const signed = rows.filter((row) => row.agreementId === agreement.id);
    const standing = signed.find((row) => row.version === agreement.version);
    const [previous] = signed.slice(standing ? signed.indexOf(standing) + 1 : 0);
    const { name, partnerId } = ctx.standing;
    return accept({
      ...textView(text),
      ...owedBy(ctx, agreement.id, own),
      agreementId: agreement.id,
      programme: programmeView(one, ctx.lang),
      effectiveFrom: agreement.effectiveFrom,
      languages: [...langs],
      referenceLanguage: agreement.referenceLanguage,
      company: { name, partnerId },
      signer: signerView(ctx, { name: ctx.actor.name, email: ctx.person.email, roles: ctx.roles }),
      authority: authorityIn(ctx, text.language, name),
      signed: standing ? acceptanceView(ctx, standing) : null,
      previous: previous ? acceptanceView(ctx, previous) : null,
      moves: { sign: await signDoor(ctx, agreement, text.language, standing) },
    });
  },

  async difference(ctx, { query }) {
    const { programme } = ctx.house;
    const one = programmeOf(programme, query.agreementId);
    if (!one) return refuse("agreements.notFound");
    const signed = (await store.list(ctx.tx, ctx.accountId)).filter((row) => row.agreementId === one.agreement);
    const asked = query.version ?? inForceFor(ctx, one.agreement).version;
    const at = signed.findIndex((row) => row.version === asked);
    // A version that this company neither accepted nor is offered is not shown here.
    if (at < 0 && asked !== inForceFor(ctx, one.agreement).version) return refuse("agreements.notFound");
    const before = signed[at + 1];
    if (!before) return refuse("agreements.nothingBefore");

    const known = (version: string) => programme.agreements.find(({ id, version: each }) => id === one.agreement && each === version);
    const after = known(asked);
    if (!after) return refuse("agreements.notFound");
    const followed = known(before.version);
    // A version that only its acceptance remembers is compared in the language it was accepted in.
    const language = followed ? (query.language ?? ctx.lang) : before.language;
    const kept = followed ? textOf(followed, language) : await store.load(ctx.tx, ctx.accountId, before.id);
    if (!kept) return refuse("agreements.nothingBefore");
    return accept({
      ...differenceView(
        { ...kept, effectiveFrom: followed?.effectiveFrom ?? null },
        { ...textOf(after, language), effectiveFrom: after.effectiveFrom },
        language,
        after.referenceLanguage,
      ),
      signed: acceptanceView(ctx, before),
    });
  },

  async askSignature(ctx, { body }) {
    const one = programmeOf(ctx.house.programme, body.agreementId);
    if (!one) return refuse("agreements.notFound");
    const version = inForceFor(ctx, one.agreement);
    const ask = decideAsk(await store.ofVersion(ctx.tx, ctx.accountId, version.id, version.version));
    if (!ask.ok) return ask;
    const people = await companies.signatories(ctx.tx, [ctx.accountId], signersOf(version));
    const person = people.find(({ userId }) => userId === body.userId);
    if (!person) return refuse("agreements.notSignatory", { names: people.map(({ name }) => name) }, "/userId");
    const key = throttleKey(ctx.house.secret, "agreements.ask", [ctx.accountId, version.id, version.version, person.userId].join(" "));
    const wait = await countTry(ctx.tx, [{ key, most: 1, seconds: 86_400 }], ctx.machine);
    if (wait > 0) return refuse("agreements.askedToday", { name: person.name, retryAfterSeconds: wait });

    const own = await companies.ofAccount(ctx.tx, ctx.accountId);
    const { dueOn } = owedBy(ctx, version.id, own);
    const { accountId } = ctx;
    ctx.post(requestLetter(ctx.house, { accountId, company: ctx.standing.name, person, version, by: ctx.actor.name, dueOn }));
    ctx.record({ type: "agreement.signatureAsked", accountId, subject: version.id, data: { name: person.name, version: version.version } });

    return accept({ name: person.name });
  },

  async sign(ctx, { body }) {
    const { programme } = ctx.house;
    const one = programmeOf(programme, body.agreementId);
    if (!one) return refuse("agreements.notFound");
    const agreement = inForceFor(ctx, one.agreement);
    if (!maySign(agreement, ctx.roles)) return refuse("agreements.signerRole", { needs: (agreement.signedBy ?? []).map(label(ctx)) });
    const text = textOf(agreement, body.language);
    // Hold the account first: whoever holds it may see whether it has signed; everyone else waits.
    await accounts.hold(ctx.tx, ctx.accountId);
    const profile = await accounts.loadProfile(ctx.tx, ctx.accountId);
    const standing = await store.ofVersion(ctx.tx, ctx.accountId, agreement.id, agreement.version);
    const decision = decideSign({ authorityDeclared: body.authorityDeclared, shown: body, inForce: text, standing });
    if (!decision.ok) return decision;

    const company = profile?.name ?? ctx.standing.name;
    const made: Acceptance = {
      id: newId(),
      programme: one.id,
      agreementId: agreement.id,
      version: agreement.version,
      language: text.language,
      sha256: text.sha256,
      title: text.title,
      issuer: programme.operator.name[text.language],
      companyName: company,
      partnerId: ctx.standing.partnerId,
      signerId: ctx.person.id,
      signerName: ctx.actor.name,
      signerEmail: ctx.person.email,
      signerRoles: ctx.roles,
      authority: authorityIn(ctx, text.language, company),
      acceptedAt: ctx.now,
    };
    await store.insert(ctx.tx, ctx.accountId, {
      ...made,
      source: text.source,
      recordedAt: ctx.machine,
      ip: ctx.ip,
      userAgent: ctx.userAgent,
    });
    await companies.accepted(ctx.tx, ctx.accountId, agreement.id, agreement.version, ctx.now);
    if (one.id === firstProgramme(programme).id) await accounts.markAgreementSigned(ctx.tx, ctx.accountId, ctx.now);
    ctx.record({
      type: "agreement.signed",
      accountId: ctx.accountId,
      subject: made.id,
      data: { programme: one.id, agreementId: agreement.id, version: agreement.version, language: text.language, sha256: text.sha256 },
    });
    ctx.post(signedLetter(ctx, made, agreement.title[ctx.person.language]));

    return accept(acceptanceView(ctx, made));
  },

  async acceptance(ctx, { params }) {
    const row = await store.load(ctx.tx, ctx.accountId, params.acceptanceId);
    if (!row) return refuse("agreements.acceptanceNotFound");
    return accept({
      ...textView({ title: row.title, version: row.version, language: row.language, source: row.source, sha256: row.sha256 }),
      acceptance: acceptanceView(ctx, row),
      hasEarlier: await store.hasEarlier(ctx.tx, ctx.accountId, row.agreementId, row.id),
      issuer: issuerOf(ctx, row),
      company: { name: row.companyName, partnerId: row.partnerId },
      signer: signerView(ctx, { name: row.signerName, email: row.signerEmail, roles: row.signerRoles }),
      authority: row.authority,
      document: row.document,
    });
  },

  async document(ctx, { params, query }) {
    const row = await store.load(ctx.tx, ctx.accountId, params.acceptanceId);
    if (!row) return refuse("agreements.acceptanceNotFound");
    const bytes = (await store.loadDocument(ctx.tx, ctx.accountId, row.id)) ?? (await makeNow(ctx, row.id));
    return accept({ bytes, name: fileName(row), type: "application/pdf", inline: query.as === "inline" });
  },

  async certificate(ctx) {
    const { chain } = await ctx.house.sealing.identity();
    const pem = chain.map((one) => one.toString()).join("");
    return accept({ bytes: Buffer.from(pem), name: "certificate.pem", type: "application/pem-certificate-chain" });
  },
};

/** For whoever asks before the job has made it. */
async function makeNow(ctx: AccountCtx, acceptanceId: string): Promise<Buffer> {
  const identity = await ctx.house.sealing.identity();
  const bytes = await ctx.transaction((act) => documentOf(act.house, act.tx, ctx.accountId, acceptanceId, identity));
  if (!bytes) throw new Error(`the acceptance ${acceptanceId} has gone`);
  return bytes;
}

export const agreementsRoom = room("agreements", agreements, actions);
