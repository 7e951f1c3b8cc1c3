import type { ReactNode } from "react";
import { useEffect } from "react";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useGo, usePart } from "../../../web/here.ts";
import type { Reading } from "../../../web/read.ts";
import { useAccount } from "../../../web/shell.ts";
import { FocusBar } from "../../../web/ui/form.ts";
import { Await, Page, Skeleton, Stack, Steps } from "../../../web/ui/index.ts";
import { useScreenWords } from "./wording.ts";

export type CartView = Result<"purchasing.cartOf">;
type StepName = "terms" | "payment" | "order";

const order: readonly StepName[] = ["terms", "payment", "order"];
const ASK_AGAIN_MS = 2000;

/** One address for each step, and one for what was bought. */
export const stepPath = ({ offer, step, order: made }: CartView): string =>
  step === "done" && made ? `~/offers/${offer.id}/checkout/confirmed/${made.id}` : `~/offers/${offer.id}/checkout/${step}`;

type FrameProps = {
  readonly step: StepName;
  readonly title: string;
  readonly answer: (cart: CartView) => ReactNode;
  readonly children: (cart: CartView, reading: Reading<CartView>) => ReactNode;
};

/**
 * What the steps share: where one is, the way out, and the order of the steps. Whoever comes too early goes to the first step that is not
 * done, whoever comes too late to what was bought; a step already done may be read again.
 */
export function CheckoutFrame({ step, title, answer, children }: FrameProps) {
  const t = useScreenWords();
  const go = useGo();
  const { id: accountId } = useAccount();
  const offerId = usePart("offerId");
  const leaving = useAct("purchasing.leaveCart", { invalidates: ["purchasing"] });
  const cart = useRead(
    "purchasing.cartOf",
    { accountId, offerId },
    { every: (reply) => (reply?.order?.state === "paying" ? ASK_AGAIN_MS : false) },
  );
  const { data, problem } = cart;
  const here = order.indexOf(step);
  const reached = data ? (data.step === "done" ? order.length : order.indexOf(data.step)) : here;
  const elsewhere = reached === order.length || reached < here;

  useEffect(() => {
    if (problem?.status === 404) go(`~/offers/${offerId}/checkout`, { replace: true });
    else if (data && elsewhere) go(stepPath(data), { replace: true });
  }, [data, problem, elsewhere, offerId, go]);

  const labels = { terms: t("stepTerms"), payment: t("stepPayment"), order: t("stepOrder") };
  return (
    <Stack gap="wide">
      <FocusBar leave={{ label: t("leave"), to: "~/offers", onLeave: () => data && void leaving.act({ accountId, cartId: data.id }) }} />
      <Steps
        form="top"
        label={t("steps")}
        items={order.map((name, at) => ({
          label: labels[name],
          state: at === here ? "here" : at < reached ? "done" : "next",
          to: `~/offers/${offerId}/checkout/${name}`,
        }))}
      />
      <Page title={title} answer={data ? answer(data) : undefined}>
        <Await of={cart} rows={8}>
          {(reply) => (elsewhere ? <Skeleton rows={8} /> : children(reply, cart))}
        </Await>
      </Page>
    </Stack>
  );
}
