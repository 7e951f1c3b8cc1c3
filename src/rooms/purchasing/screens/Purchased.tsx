import type { ReactNode } from "react";
import { useState } from "react";
import { writeDay, writeMoney } from "../../../kit/format.ts";
import { Button, Empty, Link, LinkButton, Stack, StatusBadge, Text } from "../../../web/ui/index.ts";
import { Table } from "../../../web/ui/table.ts";
import { useLang } from "../../../web/words.ts";
import { isOver } from "../../memberships/rules.ts";
import type { OffersView } from "./OffersFrame.tsx";
import { OffersFrame } from "./OffersFrame.tsx";
import { StopRenewal } from "./StopRenewal.tsx";
import { WaitingOrders } from "./WaitingOrders.tsx";
import { useAheadWords, usePaidBy, useScreenWords } from "./wording.ts";

type Row = OffersView["purchased"][number];

/** « Offres achetées »: each subscription with its status, its expiry, its renewal and its card; its name opens it. */
export default function Purchased() {
  const t = useScreenWords();
  const ahead = useAheadWords();
  return (
    <OffersFrame>
      {({ purchased, waiting }) => (
        <>
          <WaitingOrders of={waiting} />
          <OwnedTable
            caption={t("purchased")}
            rows={purchased.filter(({ state }) => !isOver(state))}
            empty={
              <Empty title={t("nothingBought")} act={<LinkButton to="~/offers">{t("toAvailable")}</LinkButton>}>
                {t("nothingBoughtText")}
              </Empty>
            }
          />
          <Text tone="secondary">
            <Link to="~/ahead">{ahead("link")}</Link> · {ahead("linkText")}
          </Text>
        </>
      )}
    </OffersFrame>
  );
}

/** Subscriptions in lines: of those that run, and of those that have ended. */
export function OwnedTable({ caption, rows, empty }: { caption: string; rows: readonly Row[]; empty: ReactNode }) {
  const t = useScreenWords();
  const lang = useLang();
  const wordPaidBy = usePaidBy();
  const [asking, ask] = useState<Row | null>(null);
  const cards = rows.some(({ paidBy }) => paidBy !== null);
  const close = () => ask(null);
  return (
    <>
      <Table
        caption={caption}
        rows={rows}
        rowKey={({ membershipId }) => membershipId}
        name={({ subscriptionName }) => subscriptionName}
        columns={[
          {
            key: "name",
            title: t("subscription"),
            head: true,
            cell: ({ membershipId, subscriptionName }) => <Link to={`~/memberships/${membershipId}`}>{subscriptionName}</Link>,
          },
          { key: "state", title: t("status"), bare: true, cell: (row) => <StatusBadge look={row.state}>{row.stateText}</StatusBadge> },
          {
            key: "ends",
            title: t("expires"),
            cell: ({ state, endsOn, keptUntil, cancelledOn }) => (
              <>
                {cancelledOn === null ? writeDay(endsOn, lang) : t("cancelledOn", { day: writeDay(cancelledOn, lang) })}
                {state === "grace" ? (
                  <>
                    <br />
                    <Text tone="secondary" small>
                      {t("keptUntil", { day: writeDay(keptUntil, lang) })}
                    </Text>
                  </>
                ) : null}
              </>
            ),
          },
          {
            key: "renews",
            title: t("autoRenewal"),
            cell: (row) => (
              <Stack gap="tight">
                <span>{t(row.autoRenew ? "autoOn" : "autoOff")}</span>
                {row.moves.stopAutoRenewal.open ? (
                  <span>
                    <Button
                      kind="quiet"
                      size="small"
                      label={t("stopAutoRenewalOf", { subscription: row.subscriptionName })}
                      onPress={() => ask(row)}
                    >
                      {t("stopShort")}
                    </Button>
                  </span>
                ) : null}
              </Stack>
            ),
          },
          ...(cards
            ? [
                {
                  key: "card",
                  title: t("paidBy"),
                  cell: ({ paidBy, refunded }: Row) => (
                    <Stack gap="tight">
                      <span>{paidBy ? wordPaidBy(paidBy) : <Text tone="meta">–</Text>}</span>
                      {refunded ? (
                        <Text tone="secondary" small>
                          {t("refundedCard", { amount: writeMoney(refunded.amount, lang), day: writeDay(refunded.on, lang) })}
                        </Text>
                      ) : null}
                    </Stack>
                  ),
                },
              ]
            : []),
        ]}
        empty={empty}
      />
      {asking ? (
        <StopRenewal
          of={{ id: asking.membershipId, name: asking.subscriptionName, endsOn: asking.endsOn, reminderOn: asking.reminderOn }}
          onDone={close}
          onKeep={close}
        />
      ) : null}
    </>
  );
}
