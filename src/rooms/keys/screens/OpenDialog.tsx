import { useAct } from "../../../web/api.ts";
import { ConfirmDialog } from "../../../web/ui/overlay.ts";
import { useWords } from "../../../web/words.ts";
import type { Benefit } from "../../benefits/screens/columns.tsx";
import { screens as en } from "../words/en.ts";
import { screens as fr } from "../words/fr.ts";

const words = { fr, en };
type Props = {
  place: { accountId: string; keyId: string };
  benefit: Benefit;
  /** Whether opening takes something away that is there now. */
  endsRefund: boolean;
  onOpened: (key: string) => void;
  onKeep: () => void;
};

/** Asks a second time before a key is opened: what is lost, what stays, and a tick that it was understood. */
export function OpenDialog({ place, benefit, endsRefund, onOpened, onKeep }: Props) {
  const t = useWords(words);
  const open = useAct("keys.open", { onDone: (reply) => onOpened(reply.key) });

  return (
    <ConfirmDialog
      title={t("openTitle", { product: benefit.name })}
      act={t("openAct")}
      keep={t("keep")}
      tick={endsRefund ? t("tickRefund", { offer: benefit.source }) : t("tickRecord")}
      working={open.working}
      problem={open.problem}
      onAct={() => open.act({ ...place, body: { confirmRefundLoss: true } })}
      onKeep={onKeep}
    >
      <p>{endsRefund ? t("openLoses", { offer: benefit.source }) : t("openRecords")}</p>
      <p>
        {endsRefund ? `${t("openRecords")} ` : null}
        {t("openStays")}
      </p>
    </ConfirmDialog>
  );
}
