import { writeDay, writeMoney } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useRead } from "../../../web/api.ts";
import { usePart } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { Await, Card, CopyValue, Facts, LinkButton, Message, Page, Row, Stack, Text } from "../../../web/ui/index.ts";
import { useLang } from "../../../web/words.ts";
import { stepsOf } from "./CheckoutFrame.tsx";
import { useConditions, useEnding, useScreenWords } from "./wording.ts";

type OrderView = Result<"purchasing.order">;

/** « Votre commande est confirmée »: what was debited, what is open now, « Fermer ». */
export default function Confirmed() {
  const t = useScreenWords();
  const lang = useLang();
  const { id: accountId } = useAccount();
  const order = useRead("purchasing.order", { accountId, orderId: usePart("orderId") });
  const { data } = order;
  const paid = (data?.state === "paid" || data?.state === "refunded") && data.paidBy.by === "card";

  return (
    <Page
      title={data ? t(paid ? "confirmedTitle" : "notConfirmed") : order.problem ? t("starting") : undefined}
      answer={
        data && paid && data.paidBy.by === "card" ? (
          <>
            {t("confirmedAnswer", {
              number: data.number,
              amount: writeMoney(data.amounts.total, lang),
              ...data.paidBy,
            })}{" "}
            {t("confirmedMail")}
          </>
        ) : undefined
      }
    >
      <Await of={order}>
        {(reply) => (reply.state === "paid" || reply.state === "refunded" ? <Paid order={reply} /> : <Unpaid order={reply} />)}
      </Await>
    </Page>
  );
}

function Paid({ order }: { order: OrderView }) {
  const t = useScreenWords();
  const lang = useLang();
  const condition = useConditions();
  const { offer, term, amounts, refund } = order;
  const to = writeDay(term.endsOn, lang);
  const until = t("refundUntil", { day: writeDay(refund.until, lang) });
  const conditions = condition(refund.blockedBy);
  const untaxed = Number(amounts.tax.amount) === 0;

  return (
    <Stack>
      <Card flush title={offer.subscriptionName}>
        <Facts
          wide
          items={[
            { name: t("orderNumber"), value: <CopyValue value={order.number} label={t("copyNumber")} /> },
            {
              name: t("amount"),
              value: untaxed ? writeMoney(amounts.total, lang) : t("amountTtc", { amount: writeMoney(amounts.total, lang) }),
              hint: untaxed
                ? t("amountUntaxed")
                : t("amountDetail", { net: writeMoney(amounts.net, lang), tax: writeMoney(amounts.tax, lang) }),
            },
            { name: t("period"), value: t("periodText", { from: writeDay(term.startsOn, lang), to }) },
            ...(order.renews ? [{ name: t("autoRenewal"), value: t("autoOn"), hint: t("autoOnAgain") }] : []),
            { name: t("nextRenewal"), value: to, hint: t(term.months === 12 ? "nextRenewalHint" : "nextRenewalHintTerm") },
            { name: t("refund"), value: conditions === "" ? until : t("refundWhile", { until, conditions }) },
          ]}
        />
      </Card>
      <Card title={t("nowOpen")} tone="accent">
        <Row between>
          <Text tone="secondary">{t("activateText")}</Text>
          <LinkButton to="~/benefits">{t(offer.starter ? "activateStarter" : "activate")}</LinkButton>
        </Row>
      </Card>
      <Row>
        <LinkButton kind="primary" size="large" to="~/offers/purchased">
          {t("close")}
        </LinkButton>
      </Row>
    </Stack>
  );
}

/** Somebody came to this address by another way than « Acheter ». */
function Unpaid({ order }: { order: OrderView }) {
  const t = useScreenWords();
  const ending = useEnding();
  return (
    <Stack>
      {order.state === "paying" ? (
        <Message tone="wait" title={t("pendingTitle")}>
          {t("pendingText", { number: order.number })}
        </Message>
      ) : (
        <Message tone="no" title={ending(order.declined)} />
      )}
      <Row>
        <LinkButton to={stepsOf(order)}>{t("starting")}</LinkButton>
        <LinkButton to="~/offers">{t("backToOffers")}</LinkButton>
      </Row>
    </Stack>
  );
}
