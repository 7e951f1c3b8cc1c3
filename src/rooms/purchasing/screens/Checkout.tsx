import { useEffect } from "react";
import type { Problem } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useGo, usePart } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { FocusBar } from "../../../web/ui/form.ts";
import { DoorNote, LinkButton, Message, Page, ProblemMessage, Skeleton, Stack } from "../../../web/ui/index.ts";
import { stepPath } from "./CheckoutFrame.tsx";
import { useScreenWords } from "./wording.ts";

/** « S’abonner maintenant »: starts the order, or goes on where this person stopped, at the first step that is not done. */
export default function Checkout() {
  const go = useGo();
  const { id: accountId } = useAccount();
  const offerId = usePart("offerId");
  const { act, problem } = useAct("purchasing.openCart", {
    onDone: (cart) => go(stepPath(cart), { replace: true }),
    invalidates: ["purchasing.cartOf"],
  });

  useEffect(() => {
    void act({ accountId, body: { offerId } });
  }, [act, accountId, offerId]);

  const t = useScreenWords();
  return <Starting problem={problem} closed={t("cannotStart")} back={{ label: t("backToOffers"), to: "~/offers" }} />;
}

type StartingProps = {
  readonly problem: Problem | null;
  readonly closed: string;
  readonly back: { readonly label: string; readonly to: string };
};

/** An order being started, or why it cannot be: one that awaits its transfer already is shown instead of a second one. */
export function Starting({ problem, closed, back }: StartingProps) {
  const t = useScreenWords();
  const go = useGo();
  const { id: accountId } = useAccount();
  const awaits = problem?.code === "purchasing.awaitingTransfer";
  const offers = useRead("purchasing.offers", { accountId }, { when: awaits });
  const waiting = awaits ? offers.data?.waiting.find(({ number }) => problem.detail.includes(number)) : undefined;
  useEffect(() => {
    if (waiting) go(`~/orders/${waiting.orderId}`, { replace: true });
  }, [waiting, go]);
  return (
    <Page title={problem ? closed : t("starting")} answer={problem ? undefined : t("startingText")}>
      <FocusBar leave={{ label: t("leave"), to: back.to }} />
      {problem ? (
        <Stack>
          {problem.door && !problem.door.open ? (
            <Message>
              <DoorNote id="start" door={problem.door} quiet />
            </Message>
          ) : (
            <ProblemMessage problem={problem} />
          )}
          <div>
            <LinkButton to={back.to}>{back.label}</LinkButton>
          </div>
        </Stack>
      ) : (
        <Skeleton rows={6} />
      )}
    </Page>
  );
}
