import { useEffect, useRef } from "react";
import { useAct, useRead } from "../../../web/api.ts";
import { useAsked, useGo, usePart } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { FocusBar } from "../../../web/ui/form.ts";
import { LinkButton, Page, ProblemMessage, Skeleton, Stack } from "../../../web/ui/index.ts";
import { stepPath, stepsOf } from "./CheckoutFrame.tsx";
import { useProviderWords } from "./wording.ts";

/** Back from the provider's page with a card's token: the card is added to the order, which goes on. */
export default function CardReturn() {
  const t = useProviderWords();
  const go = useGo();
  const { id: accountId } = useAccount();
  const cartId = usePart("cartId");
  const [token] = useAsked("token");
  const cart = useRead("purchasing.cart", { accountId, cartId });
  const add = useAct("purchasing.addMethod", { onDone: (next) => go(`${stepsOf(next)}/order`, { replace: true }) });
  const { data } = cart;

  // Once: what was added, or refused, is not asked for again by itself.
  const brought = useRef(false);
  const { act } = add;
  useEffect(() => {
    if (!data || brought.current) return;
    brought.current = true;
    if (token === undefined || data.step === "done") go(stepPath(data), { replace: true });
    else void act({ accountId, cartId, body: { version: data.version, token } });
  }, [data, token, accountId, cartId, act, go]);

  const problem = add.problem ?? cart.problem;
  const back = data ? `${stepsOf(data)}/payment` : "~/offers";
  return (
    <Page title={t(problem ? "cardFailed" : "cardComing")} answer={t(problem ? "cardFailedText" : "cardComingText")}>
      <FocusBar leave={{ label: t("leave"), to: "~/offers" }} />
      {problem ? (
        <Stack>
          <ProblemMessage problem={problem} />
          <div>
            <LinkButton kind="primary" size="large" to={back}>
              {data ? t("toPayment") : t("leave")}
            </LinkButton>
          </div>
        </Stack>
      ) : (
        <Skeleton rows={4} />
      )}
    </Page>
  );
}
