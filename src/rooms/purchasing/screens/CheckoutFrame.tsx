import type { ReactNode } from "react";
import { useEffect } from "react";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useGo, useMaybePart } from "../../../web/here.ts";
import type { Reading } from "../../../web/read.ts";
import { useAccount } from "../../../web/shell.ts";
import { FocusBar } from "../../../web/ui/form.ts";
import { Await, Page, Skeleton, Stack, Steps } from "../../../web/ui/index.ts";
import { useScreenWords } from "./wording.ts";

export type CartView = Result<"purchasing.cartOf">;
type StepName = "details" | "terms" | "payment" | "order";

const first: readonly StepName[] = ["terms", "payment", "order"];
/** A renewal begins with what is about to be renewed. */
const again: readonly StepName[] = ["details", ...first];
const ASK_AGAIN_MS = 2000;

/** Where the steps of an order stand: under its offer, or under the membership that it renews. */
export const stepsOf = ({ offer, renews }: { offer: { id: string }; renews: string | null }): string =>
  renews === null ? `~/offers/${offer.id}/checkout` : `~/memberships/${renews}/renewal`;

/** One address for each step, and one for what was bought. */
export const stepPath = (cart: CartView): string => {
  const { step, order: made } = cart;
  if (step !== "done" || !made) return `${stepsOf(cart)}/${step}`;
  return made.transfer ? `~/orders/${made.id}` : `${stepsOf(cart)}/confirmed/${made.id}`;
};

/** The cart of this address: of a first purchase, or of a renewal. */
function useCart() {
  const { id: accountId } = useAccount();
  const offerId = useMaybePart("offerId") ?? "";
  const membershipId = useMaybePart("membershipId");
  const every = (reply: CartView | undefined) => (reply?.order?.state === "paying" ? ASK_AGAIN_MS : (false as const));
  const bought = useRead("purchasing.cartOf", { accountId, offerId }, { when: membershipId === undefined, every });
  const renewed = useRead(
    "purchasing.renewalCart",
    { accountId, membershipId: membershipId ?? "" },
    { when: membershipId !== undefined, every },
  );
  return membershipId === undefined
    ? { cart: bought, order: first, base: `~/offers/${offerId}/checkout`, back: "~/offers" }
    : { cart: renewed, order: again, base: `~/memberships/${membershipId}/renewal`, back: `~/memberships/${membershipId}` };
}

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
  const { cart, order, base, back } = useCart();
  const leaving = useAct("purchasing.leaveCart", { invalidates: ["purchasing"] });
  const { data, problem, refreshing } = cart;
  const here = order.indexOf(step);
  const reached = data ? (data.step === "done" ? order.length : order.indexOf(data.step)) : here;
  const elsewhere = reached === order.length || reached < here;

  // What was remembered of an order that has ended gives way to the one that has just been started.
  const known = !(refreshing && data?.step === "done");

  useEffect(() => {
    if (problem?.status === 404) go(base, { replace: true });
    else if (data && elsewhere && known) go(stepPath(data), { replace: true });
  }, [data, problem, elsewhere, known, base, go]);

  const labels = { details: t("stepDetails"), terms: t("stepTerms"), payment: t("stepPayment"), order: t("stepOrder") };
  return (
    <Stack gap="wide">
      <FocusBar leave={{ label: t("leave"), to: back, onLeave: () => data && void leaving.act({ accountId, cartId: data.id }) }} />
      <Steps
        form="top"
        label={t("steps")}
        items={order.map((name, at) => ({
          label: labels[name],
          state: at === here ? "here" : at < reached ? "done" : "next",
          to: `${base}/${name}`,
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
