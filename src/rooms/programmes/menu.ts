import type { Refused } from "../../kit/decision.ts";
import { refuse } from "../../kit/decision.ts";
import { writeList } from "../../kit/format.ts";
import type { Speak } from "../../kit/words.ts";
import { speaker } from "../../kit/words.ts";
import type { Role } from "../../permissions.ts";
import { grantorsOf, isNetworkMember, opensToRoles, rolesThatOpen } from "../../permissions.ts";
import type { EnrolmentProgramme } from "../../programme/schema.ts";
import type { AccountCtx } from "../../server/context.ts";
import { labelsOf } from "../../server/labels.ts";
import { membersWith } from "../accounts/door.ts";
import { inForceFor } from "../agreements/door.ts";
import type { ShownState } from "./rules.ts";
import { enrollersOf, shownState } from "./rules.ts";
import * as store from "./store.ts";
import { menu as en, screens as enScreens } from "./words/screens.en.ts";
import { menu as fr, screens as frScreens } from "./words/screens.fr.ts";

type Missing = { readonly code: string; readonly by: readonly Role[] };

/** What keeps a programme's group out of the company's menus, and the roles that can end it; what only the vendor ends names none. */
function missingOf(ctx: AccountCtx, one: EnrolmentProgramme, state: ShownState): Missing | undefined {
  // The network's own group is there whatever its membership comes to: its page says what is missing.
  if (one.kind === "network" || state === "active") return undefined;
  const { standing } = ctx;
  if (!isNetworkMember(standing))
    return standing.agreementSigned
      ? { code: "programmes.menuNetworkRejected", by: rolesThatOpen("verification.answer") }
      : { code: "programmes.menuNetworkUnsigned", by: rolesThatOpen("agreements.sign") };
  switch (state) {
    case "applying":
      return { code: "programmes.menuApplying", by: rolesThatOpen("verification.answer") };
    case "pendingVerification":
      return { code: "programmes.menuExamined", by: [] };
    case "qualified":
      return { code: "programmes.menuQualified", by: rolesThatOpen("agreements.sign", inForceFor(ctx, one.agreement).signedBy) };
    case "suspended":
      return { code: "programmes.menuSuspended", by: [] };
    default:
      return { code: "programmes.menuNotEnrolled", by: rolesThatOpen("programmes.enrol", enrollersOf(one)) };
  }
}

/**
 * Each programme's group in the reader's menu: there, or why it is not (handbook F-164, P8). The company's enrolment and the reader's roles
 * are asked by the rules that draw the menu.
 */
export async function menuOf(ctx: AccountCtx) {
  const { house, lang, standing } = ctx;
  const t: Speak<typeof fr> = speaker({ fr, en }, lang, labelsOf(house.programme, lang));
  const wordState = speaker({ fr: frScreens, en: enScreens }, lang, labelsOf(house.programme, lang));
  const rows = await store.list(ctx.tx, ctx.accountId);
  const namesOf = async (roles: readonly Role[]) => {
    const found = await membersWith(ctx.tx, ctx.accountId, roles);
    return found.length === 0
      ? t("nobody")
      : writeList(
          found.slice(0, 20).map(({ name }) => name),
          lang,
        );
  };

  return Promise.all(
    house.programme.enrolmentProgrammes.map(async (one) => {
      const state = shownState(one, standing, rows.find(({ programme }) => programme === one.id)?.state);
      const missing = missingOf(ctx, one, state);
      const refusal = async (): Promise<Refused | undefined> => {
        if (missing) return refuse(missing.code, missing.by.length === 0 ? {} : { names: await namesOf(missing.by) });
        if (opensToRoles("programmes.view", ctx.roles, one.enteredBy)) return undefined;
        return refuse("programmes.menuRole", { names: await namesOf(one.enteredBy.flatMap(grantorsOf)) });
      };
      const door = await ctx.door("programmes.view", await refusal(), one.enteredBy);
      return {
        id: one.id,
        title: (one.menuTitle ?? one.name)[lang],
        name: one.fullName[lang],
        state,
        door: door.open
          ? door
          : {
              ...door,
              // What the enrolment must be and what it is, beside what the role must be.
              reasons: door.reasons.flatMap((reason) =>
                !reason.code.startsWith("programmes.")
                  ? [reason]
                  : missing
                    ? [{ ...reason, needs: t("needs", { programme: one.name[lang] }), has: wordState(`state.${state}`) }]
                    : [],
              ),
            },
      };
    }),
  );
}
