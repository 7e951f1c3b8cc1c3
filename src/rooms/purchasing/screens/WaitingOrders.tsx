import { writeDay, writeMoney } from "../../../kit/format.ts";
import { Link, Message } from "../../../web/ui/index.ts";
import { useLang } from "../../../web/words.ts";
import type { OffersView } from "./OffersFrame.tsx";
import { useTransferWords } from "./wording.ts";

/** The orders that wait for a transfer, each with its amount and its last day. */
export function WaitingOrders({ of }: { of: OffersView["waiting"] }) {
  const t = useTransferWords();
  const lang = useLang();
  return of.map(({ orderId, number, subscriptionName, total, payUntil }) => (
    <Message key={orderId} tone="you" title={t("order", { number })}>
      {t("waitingLine", { offer: subscriptionName, amount: writeMoney(total, lang), day: writeDay(payUntil, lang) })}{" "}
      <Link to={`~/orders/${orderId}`}>{t("see")}</Link>
    </Message>
  ));
}
