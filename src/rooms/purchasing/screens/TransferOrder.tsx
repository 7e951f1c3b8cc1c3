import { useState } from "react";
import { writeDay, writeMoney } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { usePart } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import type { StatusLook } from "../../../web/ui/index.ts";
import {
  ActionRow,
  ActionRows,
  Await,
  Button,
  Card,
  CopyButton,
  CopyValue,
  Facts,
  LinkButton,
  Page,
  Row,
  Stack,
  StatusBadge,
  Text,
  toast,
} from "../../../web/ui/index.ts";
import { ConfirmDialog } from "../../../web/ui/overlay.ts";
import { useLang } from "../../../web/words.ts";
import { useBankLines } from "./bankLines.ts";
import { stepsOf } from "./CheckoutFrame.tsx";
import { Proof } from "./Proof.tsx";
import { useOrderStates, usePaidBy, useScreenWords, useTransferWords } from "./wording.ts";

export type OrderView = Result<"purchasing.order">;

export const orderLooks = {
  paying: "pending",
  awaitingPayment: "actionNeeded",
  proofSubmitted: "pending",
  paid: "active",
  declined: "refused",
  abandoned: "cancelled",
  cancelled: "cancelled",
  expired: "expired",
  refunded: "refunded",
} as const satisfies Record<OrderView["state"], StatusLook>;

const isOpen = ({ state }: OrderView): boolean => state === "awaitingPayment" || state === "proofSubmitted";

/** One order: what is to be transferred, where and until when; the proof; and the way back while it is not paid (G-011, G-012). */
export default function TransferOrder() {
  const t = useTransferWords();
  const words = useScreenWords();
  const state = useOrderStates();
  const { id: accountId } = useAccount();
  const order = useRead("purchasing.order", { accountId, orderId: usePart("orderId") });
  const { data } = order;
  return (
    <Page
      title={data ? t("order", { number: data.number }) : order.problem ? t("orderTitle") : undefined}
      crumbs={[
        { label: words("offers"), to: "~/offers" },
        { label: words("purchased"), to: "~/offers/purchased" },
      ]}
      mark={data ? <StatusBadge look={orderLooks[data.state]}>{state(data.state)}</StatusBadge> : undefined}
      answer={data ? <Answer of={data} /> : undefined}
    >
      <Await of={order} rows={8}>
        {(reply) => (
          <Stack>
            {reply.transfer && isOpen(reply) ? (
              <>
                <Instructions of={reply} transfer={reply.transfer} />
                <Proof of={reply} transfer={reply.transfer} />
              </>
            ) : null}
            <What of={reply} />
            {isOpen(reply) ? <Cancelling of={reply} /> : null}
            <Onward of={reply} />
          </Stack>
        )}
      </Await>
    </Page>
  );
}

function Answer({ of: { state, transfer, amounts } }: { of: OrderView }) {
  const t = useTransferWords();
  const lang = useLang();
  if (!transfer) return t("answerOther");
  const amount = writeMoney(amounts.total, lang);
  const day = writeDay(transfer.payUntil, lang, "long");
  if (state === "awaitingPayment") return t("answerAwaiting", { amount, day });
  if (state === "proofSubmitted") return t("answerProof");
  if (state === "paid") return t("answerPaid", { amount });
  return state === "cancelled" ? t("answerCancelled") : t("answerExpired", { day });
}

/** What a transfer's form asks for, each with its button to copy. */
function Instructions({ of, transfer }: { of: OrderView; transfer: NonNullable<OrderView["transfer"]> }) {
  const t = useTransferWords();
  const lang = useLang();
  const bankLines = useBankLines();
  const { total } = of.amounts;
  const copy = (name: string, value: string) => <CopyButton value={value} label={t("copy", { what: name })} />;
  return (
    <Card
      flush
      title={t("instructions")}
      foot={
        <Text tone="secondary" small>
          {t("usual", transfer.activationHours)}
        </Text>
      }
      aside={
        <Button size="small" icon="file" onPress={() => window.print()}>
          {t("print")}
        </Button>
      }
    >
      <Facts
        wide
        items={[
          { name: t("amount"), value: <b className="num">{writeMoney(total, lang)}</b>, act: copy(t("amount"), total.amount) },
          { name: t("currency"), value: total.currency },
          ...bankLines(transfer.bank).map(({ name, value, copied, code }) => ({
            name,
            value: code ? <Text code>{value}</Text> : value,
            act: copy(name, copied),
          })),
          {
            name: t("reference"),
            value: <Text code>{transfer.reference}</Text>,
            hint: t("referenceHint"),
            act: copy(t("reference"), transfer.reference),
          },
          { name: t("until"), value: writeDay(transfer.payUntil, lang, "long"), hint: t("untilHint") },
        ]}
      />
    </Card>
  );
}

function What({ of }: { of: OrderView }) {
  const t = useTransferWords();
  const words = useScreenWords();
  const lang = useLang();
  const wordPaidBy = usePaidBy();
  const { amounts, term, terms, boughtBy, transfer } = of;
  const months = term.months === 12 ? t("oneYear") : t("months", { count: term.months });
  const untaxed = Number(amounts.tax.amount) === 0;
  const known = of.renews !== null || of.state === "paid" || !transfer;
  return (
    <Card flush title={t("what")}>
      <Facts
        wide
        items={[
          { name: t("offer"), value: of.offer.subscriptionName },
          { name: t("number"), value: <CopyValue value={of.number} label={t("copy", { what: t("number") })} /> },
          ...(transfer
            ? [{ name: t("partnerId"), value: <CopyValue value={transfer.partnerId} label={t("copy", { what: t("partnerId") })} /> }]
            : []),
          {
            name: t("total"),
            value: untaxed ? writeMoney(amounts.total, lang) : words("amountTtc", { amount: writeMoney(amounts.total, lang) }),
            hint: untaxed
              ? words("amountUntaxed")
              : words("amountDetail", { net: writeMoney(amounts.net, lang), tax: writeMoney(amounts.tax, lang) }),
          },
          { name: words("paidWith"), value: wordPaidBy(of.paidBy) },
          {
            name: t("period"),
            value: known
              ? t("periodText", { from: writeDay(term.startsOn, lang), to: writeDay(term.endsOn, lang) })
              : t("periodOpen", { months }),
          },
          { name: t("terms"), value: t("termsOf", { title: terms.title, version: terms.version }) },
          { name: t("orderedBy"), value: boughtBy.name, hint: t("orderedOn", { day: writeDay(of.placedOn, lang) }) },
          ...(transfer
            ? [{ name: t("contactLine"), value: [transfer.contact.name, transfer.contact.phone, transfer.contact.email].join(", ") }]
            : []),
        ]}
      />
    </Card>
  );
}

function Cancelling({ of }: { of: OrderView }) {
  const t = useTransferWords();
  const { id: accountId } = useAccount();
  const [asking, ask] = useState(false);
  const cancel = useAct("purchasing.cancelOrder", {
    onDone: () => {
      ask(false);
      toast({ text: t("cancelledDone") });
    },
  });
  return (
    <Card flush>
      <ActionRows>
        <ActionRow title={t("cancel")} text={t("cancelText")} door={of.moves.cancel}>
          {(note) => (
            <Button door={of.moves.cancel} note={note} onPress={() => ask(true)}>
              {t("cancel")}
            </Button>
          )}
        </ActionRow>
      </ActionRows>
      {asking ? (
        <ConfirmDialog
          title={t("cancelTitle", { number: of.number })}
          act={t("cancel")}
          keep={t("keep")}
          danger
          working={cancel.working}
          problem={cancel.problem}
          onAct={() => cancel.act({ accountId, orderId: of.id })}
          onKeep={() => ask(false)}
        >
          <p>{t("cancelStays")}</p>
          <p>{t("cancelSent")}</p>
        </ConfirmDialog>
      ) : null}
    </Card>
  );
}

/** Where one goes from an order that has ended. */
function Onward({ of }: { of: OrderView }) {
  const t = useTransferWords();
  const { state, membershipId } = of;
  if (membershipId !== null)
    return (
      <Row>
        <LinkButton kind="primary" to={`~/memberships/${membershipId}`}>
          {t("toMembership")}
        </LinkButton>
      </Row>
    );
  if (state !== "cancelled" && state !== "expired") return null;
  return (
    <Card title={t("again")} tone="accent">
      <Row between>
        <Text tone="secondary">{t("againText")}</Text>
        <LinkButton to={of.renews === null ? stepsOf(of) : `~/memberships/${of.renews}`}>{t("again")}</LinkButton>
      </Row>
    </Card>
  );
}
