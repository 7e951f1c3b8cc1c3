import { Empty } from "../../../web/ui/index.ts";
import { OffersFrame } from "./OffersFrame.tsx";
import { OwnedTable } from "./Purchased.tsx";
import { useScreenWords } from "./wording.ts";

/** What was bought and has ended: its dates, its card and its page stay. */
export default function Expired() {
  const t = useScreenWords();
  return (
    <OffersFrame>
      {({ purchased }) => (
        <OwnedTable
          caption={t("expired")}
          rows={purchased.filter(({ state }) => state === "expired")}
          empty={<Empty title={t("nothingExpired")}>{t("nothingExpiredText")}</Empty>}
        />
      )}
    </OffersFrame>
  );
}
