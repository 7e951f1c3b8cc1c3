import { useEffect } from "react";
import { useAct } from "../../../web/api.ts";
import { useGo, usePart } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { FocusBar } from "../../../web/ui/form.ts";
import { DoorNote, LinkButton, Message, Page, ProblemMessage, Skeleton, Stack } from "../../../web/ui/index.ts";
import { stepPath } from "./CheckoutFrame.tsx";
import { useScreenWords } from "./wording.ts";

/** « S’abonner maintenant »: starts the order, or goes on where this person stopped, at the first step that is not done. */
export default function Checkout() {
  const t = useScreenWords();
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

  return (
    <Page title={problem ? t("cannotStart") : t("starting")} answer={problem ? undefined : t("startingText")}>
      <FocusBar leave={{ label: t("leave"), to: "~/offers" }} />
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
            <LinkButton to="~/offers">{t("backToOffers")}</LinkButton>
          </div>
        </Stack>
      ) : (
        <Skeleton rows={6} />
      )}
    </Page>
  );
}
