import { writeDay } from "../../../kit/format.ts";
import { useRead } from "../../../web/api.ts";
import { useAccount, useShell } from "../../../web/shell.ts";
import { Message } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { LeavingLink } from "../../accounts/screens/LeavingLink.tsx";
import { screens as en } from "../words/en.ts";
import { screens as fr } from "../words/fr.ts";
import { dayIn } from "./days.ts";

const words = { fr, en };

/** What the reader holds, and where they use it. */
export function MySeats() {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  const account = useAccount();
  const mine = useRead("seats.mine", { accountId: account.id });

  return mine.data?.items.map((seat) => (
    <Message key={seat.id} tone="ok" title={t("mine")}>
      {t("mineSince", { product: seat.name, since: writeDay(dayIn(timeZone, seat.since), lang), until: writeDay(seat.expiresOn, lang) })}{" "}
      {seat.portal ? (
        <>
          {t("mineWhere")}
          <LeavingLink link={seat.portal} />
        </>
      ) : null}
    </Message>
  ));
}
