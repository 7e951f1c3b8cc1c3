import { useState } from "react";
import { writeDay, writeMoney } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useGo, usePart } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { ActionRow, ActionRows, Await, Button, Card, LinkButton, Page, Stack, StatusBadge, toast } from "../../../web/ui/index.ts";
import { ConfirmDialog } from "../../../web/ui/overlay.ts";
import { useLang } from "../../../web/words.ts";
import { CaseFacts, Ends, Gives, looks, Rule, usePageWords } from "./parts.tsx";

type View = Result<"refunds.cancellation">;

/** « Annuler l'abonnement »: what comes back, what ends and what stands against it, before anything is done (C8, F-118, §3.8). */
export default function Cancellation() {
  const t = usePageWords();
  const { id: accountId } = useAccount();
  const membershipId = usePart("membershipId");
  const found = useRead("refunds.cancellation", { accountId, membershipId }, { every: 20_000 });
  const { data } = found;
  return (
    <Page
      title={t("title")}
      crumbs={[
        { label: t("offers"), to: "~/offers" },
        { label: t("purchased"), to: "~/offers/purchased" },
        ...(data ? [{ label: data.membership.name, to: `~/memberships/${data.membership.id}` }] : []),
      ]}
      mark={data?.case ? <StatusBadge look={looks[data.case.state.state]}>{data.case.state.label}</StatusBadge> : undefined}
      answer={data ? <Answer of={data} /> : undefined}
    >
      <Await of={found} rows={8}>
        {(reply) => <Whole of={reply} />}
      </Await>
    </Page>
  );
}

function Answer({ of }: { of: View }) {
  const t = usePageWords();
  const lang = useLang();
  const { order, moves } = of;
  const state = of.case?.state.state;
  if (order.refundedOn !== null) return <>{t("answerDone", { day: writeDay(order.refundedOn, lang) })}</>;
  if (state === "paying") return <>{t("answerPaying")}</>;
  if (moves.cancel.open) return <>{t("answerCan", { amount: writeMoney(of.gives.total, lang) })}</>;
  return <>{t(state === "requested" || state === "proposed" ? "answerAsked" : "answerCannot")}</>;
}

function Whole({ of }: { of: View }) {
  const t = usePageWords();
  const over = of.order.refundedOn !== null;
  return (
    <Stack>
      {of.case ? (
        <Card
          flush
          title={t("case")}
          aside={
            of.case.requestId === null ? undefined : (
              <LinkButton size="small" to={`~/requests/${of.case.requestId}`}>
                {t("toRequest")}
              </LinkButton>
            )
          }
        >
          <CaseFacts of={of.case} />
        </Card>
      ) : null}
      <Card flush title={t(over ? "gave" : "gives")}>
        <Gives of={of} />
      </Card>
      {over ? null : (
        <>
          <Card flush title={t("ends")}>
            <Ends of={of.ends} early={of.membership.startsOn > of.today ? of.membership.startsOn : undefined} />
          </Card>
          <Card flush title={t("rule")}>
            <Rule of={of.checks} />
          </Card>
          <Acts of={of} />
        </>
      )}
    </Stack>
  );
}

/** The three ways: by oneself, through the support, or not to renew. */
function Acts({ of }: { of: View }) {
  const t = usePageWords();
  const lang = useLang();
  const go = useGo();
  const [asking, setAsking] = useState(false);
  const { membership, moves } = of;
  return (
    <Card flush title={t("acts")}>
      <ActionRows>
        <ActionRow title={t("cancelTitle")} text={moves.cancel.open ? t("cancelText") : undefined} door={moves.cancel}>
          {(note) => (
            <Button kind="danger" door={moves.cancel} note={note} onPress={() => setAsking(true)}>
              {t("cancelAct")}
            </Button>
          )}
        </ActionRow>
        <ActionRow title={t("askTitle")} text={t("askText")} door={moves.ask}>
          {(note) => (
            <Button door={moves.ask} note={note} onPress={() => go(`~/support/new?topic=cancellation&membership=${membership.id}`)}>
              {t("askAct")}
            </Button>
          )}
        </ActionRow>
        <ActionRow title={t("stopTitle")} text={t("stopText", { day: writeDay(membership.endsOn, lang) })} door={moves.stopAutoRenewal}>
          {(note) => (
            <Button door={moves.stopAutoRenewal} note={note} onPress={() => go(`~/memberships/${membership.id}`)}>
              {t("stopAct")}
            </Button>
          )}
        </ActionRow>
      </ActionRows>
      {asking ? <Confirm of={of} onClose={() => setAsking(false)} /> : null}
    </Card>
  );
}

function Confirm({ of, onClose }: { of: View; onClose: () => void }) {
  const t = usePageWords();
  const lang = useLang();
  const { id: accountId } = useAccount();
  const { card, total } = of.gives;
  const amount = writeMoney(total, lang);
  const cancel = useAct("refunds.cancel", {
    onDone: (reply) => {
      const state = reply.case?.state.state;
      toast({ text: state === "refunded" ? t("doneToast", { amount }) : t(state === "failed" ? "failedToast" : "payingToast") });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      danger
      title={t("confirmTitle", { subscription: of.membership.name })}
      act={t("cancelAct")}
      keep={t("keep")}
      tick={t("confirmTick")}
      working={cancel.working}
      problem={cancel.problem}
      onAct={() => cancel.act({ accountId, membershipId: of.membership.id, body: { orderId: of.order.id } })}
      onKeep={onClose}
    >
      {card ? <p>{t("confirmMoney", { amount, brand: card.brand, last4: card.last4 })}</p> : null}
      <p>{t("confirmEnds")}</p>
    </ConfirmDialog>
  );
}
