import { useEffect } from "react";
import { useAct } from "../../../web/api.ts";
import { useGo, usePart } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { Starting } from "./Checkout.tsx";
import { stepPath } from "./CheckoutFrame.tsx";
import { useScreenWords } from "./wording.ts";

/** « Renouveler des abonnements »: starts the order of the next term, or goes on where this person stopped. */
export default function Renewal() {
  const t = useScreenWords();
  const go = useGo();
  const { id: accountId } = useAccount();
  const membershipId = usePart("membershipId");
  const { act, problem } = useAct("purchasing.openRenewal", {
    onDone: (cart) => go(stepPath(cart), { replace: true }),
    invalidates: ["purchasing.renewalCart"],
  });

  useEffect(() => {
    void act({ accountId, membershipId });
  }, [act, accountId, membershipId]);

  return (
    <Starting problem={problem} closed={t("cannotRenew")} back={{ label: t("backToMembership"), to: `~/memberships/${membershipId}` }} />
  );
}
