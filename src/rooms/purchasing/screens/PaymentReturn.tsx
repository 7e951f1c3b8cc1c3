import type { ReactNode } from "react";
import { useEffect, useState } from "react";
import type { Result } from "../../../web/api.ts";
import { useAct } from "../../../web/api.ts";
import { useAsked, useGo, usePart } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { FocusBar } from "../../../web/ui/form.ts";
import { Button, LinkButton, Message, Page, ProblemMessage, Row, Skeleton, Stack, Text } from "../../../web/ui/index.ts";
import { stepsOf } from "./CheckoutFrame.tsx";
import { leaveTo, useEnding, useProviderWords } from "./wording.ts";

type Payment = Result<"purchasing.askPayment">;
const ASK_AGAIN_MS = 2000;

/** Where an order stands that has nothing to ask its buyer's bank: bought, or paid by transfer. */
function placeOf(payment: Payment): string | undefined {
  const { state, orderId } = payment;
  if (state === "paid" || state === "refunded") return `${stepsOf(payment)}/confirmed/${orderId}`;
  return state === "paying" || state === "declined" || state === "abandoned" ? undefined : `~/orders/${orderId}`;
}

/** Back from the bank, or on the way to it: asks what became of the payment, and says what can be done. */
export default function PaymentReturn() {
  const t = useProviderWords();
  const go = useGo();
  const { id: accountId } = useAccount();
  const orderId = usePart("orderId");
  const [data, tell] = useState<Payment>();
  const ask = useAct("purchasing.askPayment", { onDone: tell, invalidates: ["purchasing"] });
  const { act, problem } = ask;
  const waits = data?.state === "paying" && data.confirmAt === null;
  const elsewhere = data && placeOf(data);

  // What the bank's page has added to the address is nobody's business.
  const [added] = useAsked("payment_intent");
  useEffect(() => {
    if (added !== undefined) go(`~/orders/${orderId}/payment`, { replace: true });
  }, [added, orderId, go]);
  useEffect(() => void act({ accountId, orderId, body: {} }), [act, accountId, orderId]);
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(() => void act({ accountId, orderId, body: {} }), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [waits, act, accountId, orderId]);
  useEffect(() => {
    if (elsewhere !== undefined) go(elsewhere, { replace: true });
  }, [elsewhere, go]);

  const bar = <FocusBar leave={{ label: t("leave"), to: "~/offers" }} />;
  if (!data || elsewhere !== undefined)
    return (
      <Page title={t("asking")} answer={t("askingText")}>
        {bar}
        {problem ? <ProblemMessage problem={problem} /> : <Skeleton rows={4} />}
      </Page>
    );
  if (data.state !== "paying") return <NotPaid payment={data} bar={bar} />;
  if (data.confirmAt === null)
    return (
      <Page title={t("asking")}>
        {bar}
        <Message tone="wait" live title={t("waitTitle")}>
          {t("waitText", { number: data.number })}
        </Message>
      </Page>
    );
  const url = data.confirmAt;
  return (
    <Page title={t("bankTitle")} answer={t("bankAnswer", { number: data.number })}>
      {bar}
      <Stack>
        <Text>{t("bankText")}</Text>
        {problem ? <ProblemMessage problem={problem} /> : null}
        <Row>
          <Button kind="primary" size="large" icon="shield" onPress={() => leaveTo({ url })}>
            {t("bankGo")}
          </Button>
          <Button kind="quiet" working={ask.working} onPress={() => void act({ accountId, orderId, body: { giveUp: true } })}>
            {t("giveUp")}
          </Button>
        </Row>
      </Stack>
    </Page>
  );
}

function NotPaid({ payment, bar }: { payment: Payment; bar: ReactNode }) {
  const t = useProviderWords();
  const ending = useEnding();
  const steps = stepsOf(payment);
  return (
    <Page title={t("notPaid")} answer={t("notPaidAnswer", { number: payment.number })}>
      {bar}
      <Stack>
        <Message tone="no" live>
          {ending(payment.declined)}
        </Message>
        <Row>
          <LinkButton kind="primary" size="large" to={`${steps}/order`}>
            {t("again")}
          </LinkButton>
          <LinkButton size="large" to={`${steps}/payment`}>
            {t("otherCard")}
          </LinkButton>
        </Row>
      </Stack>
    </Page>
  );
}
