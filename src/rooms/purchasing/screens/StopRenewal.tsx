import { writeDay } from "../../../kit/format.ts";
import { useAct } from "../../../web/api.ts";
import { useAccount } from "../../../web/shell.ts";
import { ConfirmDialog } from "../../../web/ui/overlay.ts";
import { useLang } from "../../../web/words.ts";
import { useScreenWords } from "./wording.ts";

export type Stoppable = { readonly id: string; readonly name: string; readonly endsOn: string; readonly reminderOn: string | null };

/** « Désactiver le renouvellement automatique »: what stays, that it is locked until the renewal, and when we remind (F-136, F-137). */
export function StopRenewal({ of, onDone, onKeep }: { of: Stoppable; onDone: () => void; onKeep: () => void }) {
  const t = useScreenWords();
  const lang = useLang();
  const { id: accountId } = useAccount();
  const stop = useAct("memberships.autoRenewal", { onDone, invalidates: ["memberships", "purchasing.offers"] });
  return (
    <ConfirmDialog
      title={t("stopTitle", { subscription: of.name })}
      act={t("stopAutoRenewal")}
      keep={t("keepAutoRenewal")}
      working={stop.working}
      problem={stop.problem}
      onAct={() => stop.act({ accountId, membershipId: of.id, body: { on: false } })}
      onKeep={onKeep}
    >
      <p>{t("stopStays", { day: writeDay(of.endsOn, lang) })}</p>
      <p>
        <b>{t("stopNote")}</b> {t("stopLocked")} {of.reminderOn ? t("stopReminder", { day: writeDay(of.reminderOn, lang) }) : null}
      </p>
    </ConfirmDialog>
  );
}
