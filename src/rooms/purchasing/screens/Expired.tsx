import { Empty } from "../../../web/ui/index.ts";
import { isOver } from "../../memberships/rules.ts";
import { OffersFrame } from "./OffersFrame.tsx";
import { OwnedTable } from "./Purchased.tsx";
import { useScreenWords } from "./wording.ts";

/** What was bought and has ended, by itself or because it was given back: its dates, its card and its page stay. */
export default function Expired() {
  const t = useScreenWords();
  return (
    <OffersFrame>
      {({ purchased }) => (
        <OwnedTable
          caption={t("expired")}
          rows={purchased.filter(({ state }) => isOver(state))}
          empty={<Empty title={t("nothingExpired")}>{t("nothingExpiredText")}</Empty>}
        />
      )}
    </OffersFrame>
  );
}
