import { writeList } from "../../kit/format.ts";
import type { Speak } from "../../kit/words.ts";
import { speaker } from "../../kit/words.ts";
import type { Role } from "../../permissions.ts";
import { isEnrolledIn } from "../../permissions.ts";
import { findCountry, findEnrolment } from "../../programme/programme.ts";
import type { EnrolmentProgramme, Programme } from "../../programme/schema.ts";
import type { AccountCtx } from "../../server/context.ts";
import { labelsOf, roleLabel } from "../../server/labels.ts";
import { membersWith } from "../accounts/door.ts";
import { agreementsOf, inForceFor } from "../agreements/door.ts";
import type { Requirement, Situation } from "./rules.ts";
import { decideEnrol, decideLeave, enrollersOf, requirementsOf, restingOn, shownState } from "./rules.ts";
import type { Row } from "./store.ts";
import * as store from "./store.ts";
import { requirements as en } from "./words/en.ts";
import { requirements as fr } from "./words/fr.ts";

/** A programme's name in the reader's language; one that has left the data keeps its id. */
export const nameOf = (programme: Programme, id: string, lang: "fr" | "en"): string => findEnrolment(programme, id)?.name[lang] ?? id;

/** Refusals of the rules name programmes and roles by their ids; a reader reads their names. */
export function named<R extends { readonly params: Readonly<Record<string, unknown>> }>(ctx: AccountCtx, refused: R): R {
  const { programme, needs, programmes, country } = refused.params as {
    programme?: string;
    needs?: readonly Role[];
    programmes?: readonly string[];
    country?: string;
  };
  const { house, lang } = ctx;
  return {
    ...refused,
    params: {
      ...refused.params,
      ...(programme !== undefined && { programme: nameOf(house.programme, programme, lang) }),
      ...(needs && { needs: needs.map((role) => roleLabel(house.programme, role, lang)) }),
      ...(programmes && { programmes: programmes.map((id) => nameOf(house.programme, id, lang)) }),
      ...(country !== undefined && { country: findCountry(house.programme, country)?.name[lang] ?? country }),
    },
  };
}

type Named = (role: Role) => string;

/** One requirement in words: what is asked for and, while it is missing, what there is instead and whose turn it is. */
function requirementView(ctx: AccountCtx, t: Speak<typeof fr>, label: Named, one: EnrolmentProgramme, required: Requirement) {
  const { house, lang, standing } = ctx;
  const { kind, state } = required;
  const why = (text: string) => (state === "met" ? null : text);
  switch (required.kind) {
    case "network":
      return { kind, state, text: t("network"), why: why(t(standing.agreementSigned ? "network.rejected" : "network.unsigned")) };
    case "authorized":
      return {
        kind,
        state,
        text: t("authorized"),
        why: why(t(`authorized.${standing.verification === "authorized" ? "pending" : standing.verification}`)),
      };
    case "staffApproval":
      return { kind, state, text: t("staffApproval"), why: why(t("staffApproval.why")) };
    case "agreement": {
      const agreement = inForceFor(ctx, one.agreement);
      return { kind, state, text: t("agreement", { title: agreement.title[lang] }), why: why(t("agreement.why")) };
    }
    case "role": {
      const held = ctx.roles.length === 0 ? t("role.none") : writeList(ctx.roles.map(label), lang);
      return { kind, state, text: t("role", { needs: writeList(required.roles.map(label), lang) }), why: why(t("role.why", { held })) };
    }
    case "programme": {
      const programme = nameOf(house.programme, required.programme, lang);
      return { kind, state, text: t("programme", { programme }), why: why(t("programme.why")) };
    }
    case "partnerIdInCountry": {
      const country = findCountry(house.programme, required.country)?.name[lang] ?? required.country;
      const { partnerId } = standing;
      return { kind, state, text: t("country", { partnerId, country }), why: why(t("country.why", { country })) };
    }
  }
}

/** Everything about the programmes for one reader: a card each, of all that are wanted. */
export async function cardsOf(ctx: AccountCtx, wanted: readonly EnrolmentProgramme[]) {
  const { house, lang, standing } = ctx;
  const t = speaker({ fr, en }, lang, labelsOf(house.programme, lang));
  const label: Named = (role) => roleLabel(house.programme, role, lang);
  const [rows, agreementOf] = await Promise.all([store.list(ctx.tx, ctx.accountId), agreementsOf(ctx)]);

  return Promise.all(
    wanted.map(async (one) => {
      const row: Row | undefined = rows.find(({ programme }) => programme === one.id);
      const agreement = await agreementOf(one.agreement);
      const situation: Situation = { standing, roles: ctx.roles, state: row?.state, accepted: agreement.accepted };
      const only = enrollersOf(one);
      const enrol = decideEnrol(one, situation);
      const leave = decideLeave(one, situation, restingOn(house.programme, one.id, standing.enrolled));
      const signers = agreement.sign.open ? [] : agreement.sign.holders.map(({ name }) => name);
      // A refusal for want of a role is the door's own reason already.
      const also = (decision: typeof enrol | typeof leave) =>
        decision.ok || decision.code === "programmes.roleNeeded" ? undefined : named(ctx, decision);
      const others = house.programme.enrolmentProgrammes.filter(({ id }) => id !== one.id && standing.enrolled.includes(id));
      return {
        id: one.id,
        kind: one.kind,
        name: one.name[lang],
        fullName: one.fullName[lang],
        summary: one.summary[lang],
        settings: one.settings,
        state: shownState(one, standing, row?.state),
        since: row?.since ?? null,
        reason: row?.reason ?? null,
        requirements: requirementsOf(one, situation).map((required) => requirementView(ctx, t, label, one, required)),
        agreement: {
          id: one.agreement,
          title: agreement.inForce.title[lang],
          version: agreement.inForce.version,
          referenceLanguage: agreement.inForce.referenceLanguage,
          signed: agreement.signed && { on: agreement.signed.signedOn, by: agreement.signed.signedBy, page: agreement.signed.links.page },
          sign: agreement.sign,
          signers,
        },
        leaving: {
          settingsEntry: standing.enrolled.includes(one.id) && !others.some(({ settings }) => settings === one.settings),
          applications:
            isEnrolledIn({ enrolledKinds: [one.kind] }, ["developer", "controlPanel"]) &&
            standing.enrolled.includes(one.id) &&
            !others.some(({ kind }) => kind === "developer" || kind === "controlPanel"),
        },
        moves: {
          enrol: await ctx.door("programmes.enrol", also(enrol), only),
          leave: await ctx.door("programmes.leave", also(leave), only),
        },
      };
    }),
  );
}

/** The people of the account who find the programme in their menu. */
export const peopleOf = async (ctx: AccountCtx, one: EnrolmentProgramme) =>
  (await membersWith(ctx.tx, ctx.accountId, one.enteredBy)).map(({ name, roles }) => ({
    name,
    roleLabels: roles.filter((role) => one.enteredBy.includes(role)).map((role) => roleLabel(ctx.house.programme, role, ctx.lang)),
  }));

/** What a programme asks for, as the vendor's desk lists it. */
export function demandsOf(programme: Programme, one: EnrolmentProgramme, lang: "fr" | "en"): string[] {
  const t = speaker({ fr, en }, lang, labelsOf(programme, lang));
  const own = one.requires.map((required): string => {
    switch (required.kind) {
      case "role":
        return t("role", {
          needs: writeList(
            required.roles.map((role) => roleLabel(programme, role, lang)),
            lang,
          ),
        });
      case "programme":
        return t("programme", { programme: nameOf(programme, required.programme, lang) });
      case "partnerIdInCountry":
        return t("country.any");
      default:
        return t(required.kind);
    }
  });
  return one.kind === "network" ? own : [t("network"), ...own];
}
