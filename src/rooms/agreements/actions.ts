import { accept, refuse } from "../../kit/decision.ts";
import { newId } from "../../kit/ids.ts";
import type { Lang } from "../../kit/words.ts";
import { langs, speaker } from "../../kit/words.ts";
import { agreementOn } from "../../programme/programme.ts";
import type { Agreement } from "../../programme/schema.ts";
import type { AccountCtx, Actions } from "../../server/context.ts";
import { room } from "../../server/context.ts";
import { agreementDigest } from "../../server/documents/agreement.ts";
import { labelsOf } from "../../server/labels.ts";
import * as accounts from "../accounts/door.ts";
import { agreements } from "./contract.ts";
import { documentOf, fileName } from "./document.ts";
import { signedLetter } from "./letters.ts";
import { decideSign, enrolledIn, firstProgramme, programmeOf } from "./rules.ts";
import type { Acceptance } from "./store.ts";
import * as store from "./store.ts";
import { acceptanceView, issuerOf, programmeView, signerView, textView } from "./views.ts";
import { paper as en } from "./words/en.ts";
import { paper as fr } from "./words/fr.ts";

const textOf = (agreement: Agreement, language: Lang) => {
  const source = agreement.text[language];
  return { title: agreement.title[language], version: agreement.version, language, source, sha256: agreementDigest(source) };
};

/** The declaration that is ticked, kept and printed: in the language of the text it belongs to. */
const authorityIn = (ctx: AccountCtx, lang: Lang, company: string): string =>
  speaker({ fr, en }, lang, labelsOf(ctx.house.programme, lang))("authority", { company });

/** How the reader stands before a text: the answer that signing would give, with everything filled in well. */
async function signDoor(ctx: AccountCtx, inForce: { version: string; sha256: string }, standing: Acceptance | undefined) {
  const decision = decideSign({ authorityDeclared: true, shown: inForce, inForce, standing });
  return ctx.door("agreements.sign", decision.ok ? undefined : decision);
}

const actions: Actions<typeof agreements> = {
  async list(ctx) {
    const { programme } = ctx.house;
    const rows = await store.list(ctx.tx, ctx.accountId);
    const enrolled = enrolledIn(programme, new Set(rows.map((row) => row.agreementId)));
    return accept({
      items: await Promise.all(
        enrolled.map(async (one) => {
          const inForce = agreementOn(programme, one.agreement, ctx.today);
          const [signed, ...earlier] = rows.filter((row) => row.agreementId === one.agreement);
          const standing = rows.find((row) => row.agreementId === one.agreement && row.version === inForce.version);
          return {
            programme: programmeView(one, ctx.lang),
            agreementId: one.agreement,
            inForce: { title: inForce.title[ctx.lang], version: inForce.version, effectiveFrom: inForce.effectiveFrom },
            signed: signed ? acceptanceView(ctx, signed) : null,
            earlier: earlier.map((row) => acceptanceView(ctx, row)),
            moves: { sign: await signDoor(ctx, textOf(inForce, ctx.lang), standing) },
          };
        }),
      ),
    });
  },

  async read(ctx, { query }) {
    const one = programmeOf(ctx.house.programme, query.agreementId);
    if (!one) return refuse("agreements.notFound");
    const agreement = agreementOn(ctx.house.programme, one.agreement, ctx.today);
    const text = textOf(agreement, query.language ?? ctx.lang);
    const standing = await store.ofVersion(ctx.tx, ctx.accountId, agreement.id, agreement.version);
    const { name, partnerId } = ctx.standing;
    return accept({
      ...textView(text),
      agreementId: agreement.id,
      programme: programmeView(one, ctx.lang),
      effectiveFrom: agreement.effectiveFrom,
      languages: [...langs],
      referenceLanguage: agreement.referenceLanguage,
      company: { name, partnerId },
      signer: signerView(ctx, { name: ctx.actor.name, email: ctx.person.email, roles: ctx.roles }),
      authority: authorityIn(ctx, text.language, name),
      signed: standing ? acceptanceView(ctx, standing) : null,
      moves: { sign: await signDoor(ctx, text, standing) },
    });
  },

  async sign(ctx, { body }) {
    const { programme } = ctx.house;
    const one = programmeOf(programme, body.agreementId);
    if (!one) return refuse("agreements.notFound");
    const agreement = agreementOn(programme, one.agreement, ctx.today);
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
