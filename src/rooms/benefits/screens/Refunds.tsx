import { writeDay } from "../../../kit/format.ts";
import { useShell } from "../../../web/shell.ts";
import { Message, Stack } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { screens as en } from "../words/en.ts";
import { screens as fr } from "../words/fr.ts";
import type { Overview } from "./BenefitsFrame.tsx";

const words = { fr, en };
const used = { keyOpened: "refundKeyOpened", seatAssigned: "refundSeatAssigned" } as const;

/** How the right to a refund stands for each offer that was paid for, and what has ended it. */
export function Refunds({ of: { sources } }: { of: Overview }) {
  const t = useWords(words);
  const lang = useLang();
  const { today } = useShell();
  const paid = sources.flatMap(({ refund, ...source }) => (refund?.until ? [{ ...source, refund, until: refund.until }] : []));

  return (
    <Stack gap="tight">
      {paid.map(({ name, refund, until, keysOpened, seatsAssigned }) => {
        const offer = paid.length > 1 ? t("refundOf", { offer: name }) : "";
        return refund.possible ? (
          <Message key={name + until} tone="ok" icon="back" title={offer + t("refundUntil", { day: writeDay(until, lang) })}>
            {t("keysOpened", { count: keysOpened })}, {t("seatsAssigned", { count: seatsAssigned })}
          </Message>
        ) : (
          <Message key={name + until} icon="bar" title={offer + t("refundOver")}>
            {refund.used.map(({ what, on }) => `${t(used[what], { day: writeDay(on, lang) })} `)}
            {until < today ? t("refundLate", { day: writeDay(until, lang), count: refund.days }) : null}
          </Message>
        );
      })}
    </Stack>
  );
}
