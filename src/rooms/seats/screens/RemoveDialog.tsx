import { useAct } from "../../../web/api.ts";
import { ConfirmDialog } from "../../../web/ui/overlay.ts";
import { useWords } from "../../../web/words.ts";
import { screens as en } from "../words/en.ts";
import { screens as fr } from "../words/fr.ts";
import type { Held } from "./Seats.tsx";

const words = { fr, en };

/** Asks before a seat is taken from somebody: what stops for them, and that the seat can be given again. */
export function RemoveDialog({
  accountId,
  seat,
  product,
  onRemoved,
  onKeep,
}: {
  accountId: string;
  seat: Held;
  product: string;
  onRemoved: (seat: Held) => void;
  onKeep: () => void;
}) {
  const t = useWords(words);
  const release = useAct("seats.release", { onDone: () => onRemoved(seat) });

  return (
    <ConfirmDialog
      title={t("removeTitle", { name: seat.holder.name })}
      act={t("remove")}
      keep={t("keep")}
      working={release.working}
      problem={release.problem}
      onAct={() => release.act({ accountId, seatId: seat.id })}
      onKeep={onKeep}
    >
      <p>{t("removeStops", { product })}</p>
      <p>{t("removeFrees")}</p>
    </ConfirmDialog>
  );
}
