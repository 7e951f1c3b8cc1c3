import { useState } from "react";
import { writeDay, writeInstant, writeMoney } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useShell } from "../../../web/shell.ts";
import { TextArea, TextField } from "../../../web/ui/form.ts";
import { Await, Button, Card, Checks, Empty, Facts, Message, ProblemMessage, Row, Stack, Text, toast } from "../../../web/ui/index.ts";
import { LoadMore, Table, usePages } from "../../../web/ui/table.ts";
import { useLang } from "../../../web/words.ts";
import { useDeskWords } from "./deskWording.ts";

type Receipt = Result<"purchasing.receipts">["items"][number];
type Candidate = Result<"purchasing.receiptOrders">["items"][number];
const none = { unmatched: "noneUnmatched", matched: "noneMatched", returned: "noneReturned" } as const;

/** What has arrived: what waits to be matched, what was, and what was given back. */
export function Receipts({ state }: { state: Receipt["state"] }) {
  const t = useDeskWords();
  const lang = useLang();
  const receipts = usePages("purchasing.receipts", { state });
  return (
    <Await of={receipts} rows={5}>
      {(rows) => (
        <>
          <Table
            caption={t(state)}
            rows={rows}
            rowKey={(row) => row.id}
            name={(row) => row.payer}
            expand={(row) => (row.state === "unmatched" ? <Match of={row} /> : <Settled of={row} />)}
            empty={<Empty title={t(none[state])} />}
            columns={[
              { key: "payer", title: t("payer"), head: true, cell: (row) => row.payer },
              { key: "amount", title: t("amount"), numeric: true, cell: (row) => writeMoney(row.amount, lang) },
              { key: "received", title: t("receivedOn"), cell: (row) => writeDay(row.receivedOn, lang) },
              {
                key: "reference",
                title: t("reference"),
                cell: (row) => (row.reference === "" ? <Text tone="meta">{t("noReference")}</Text> : <Text code>{row.reference}</Text>),
              },
              ...(state === "matched"
                ? [
                    {
                      key: "order",
                      title: t("number"),
                      cell: ({ order }: Receipt) =>
                        order ? (
                          <>
                            <Text code>{order.number}</Text> {order.company}
                          </>
                        ) : null,
                    },
                  ]
                : []),
            ]}
          />
          <LoadMore shown={rows.length} {...receipts} />
        </>
      )}
    </Await>
  );
}

function Settled({ of }: { of: Receipt }) {
  const t = useDeskWords();
  const lang = useLang();
  const { timeZone } = useShell();
  const at = (instant: string) => writeInstant(instant, lang, timeZone);
  return (
    <Facts
      wide
      items={[
        { name: t("enter"), value: t("enteredBy", { name: of.enteredBy, at: at(of.enteredAt) }) },
        ...(of.settledBy && of.settledAt
          ? [{ name: t(of.order ? "match" : "giveBack"), value: t("settledBy", { name: of.settledBy, at: at(of.settledAt) }) }]
          : []),
        ...(of.reason ? [{ name: t("why"), value: of.reason }] : []),
      ]}
    />
  );
}

function Match({ of }: { of: Receipt }) {
  const t = useDeskWords();
  const lang = useLang();
  const { timeZone } = useShell();
  const [search, type] = useState("");
  const orders = useRead("purchasing.receiptOrders", { receiptId: of.id, search });
  return (
    <Stack>
      <Text tone="secondary" small>
        {t("enteredBy", { name: of.enteredBy, at: writeInstant(of.enteredAt, lang, timeZone) })}
      </Text>
      <TextField label={t("find")} type="search" value={search} onChange={type} />
      <Await of={orders} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t(search === "" ? "noCandidate" : "noneFound")}>{t("noCandidateText")}</Empty>
          ) : (
            <Stack>
              {items.map((one) => (
                <MatchWith key={one.orderId} receipt={of} order={one} />
              ))}
            </Stack>
          )
        }
      </Await>
      <GiveBack of={of} />
    </Stack>
  );
}

const amountWords = { same: "amountSame", less: "amountLess", more: "amountMore", unlike: "amountUnlike" } as const;

/** One order that the payment could be for: what agrees, field by field, and the act or why it is closed. */
function MatchWith({ receipt, order }: { receipt: Receipt; order: Candidate }) {
  const t = useDeskWords();
  const lang = useLang();
  const [reason, say] = useState("");
  const match = useAct("purchasing.matchReceipt", { onDone: () => toast({ text: t("matchDone", { number: order.number }) }) });
  const { agrees } = order;
  const wrong = match.problem?.errors.find(({ pointer }) => pointer === "/reason")?.detail;
  return (
    <Card
      level={3}
      title={
        <>
          <Text code>{order.number}</Text> {order.company} <Text code>{order.partnerId}</Text>
        </>
      }
      aside={writeMoney(order.total, lang)}
    >
      <Stack>
        <Checks
          items={[
            { met: agrees.amount === "same", text: t(amountWords[agrees.amount]) },
            { met: agrees.currency, text: t(agrees.currency ? "currencyYes" : "currencyNo") },
            { met: agrees.number, text: t(agrees.number ? "numberYes" : "numberNo") },
            { met: agrees.partnerId, text: t(agrees.partnerId ? "partnerYes" : "partnerNo") },
          ]}
        />
        {order.closed !== null ? (
          <Message tone="you">{order.closed}</Message>
        ) : (
          <>
            {order.needsReason ? (
              <TextArea label={t("matchReason")} rows={2} maxLength={500} value={reason} onChange={say} error={wrong} />
            ) : null}
            {wrong ? null : <ProblemMessage problem={match.problem} />}
            <div>
              <Button
                kind="primary"
                label={t("matchOf", { number: order.number })}
                working={match.working}
                onPress={() => void match.act({ receiptId: receipt.id, body: { orderId: order.orderId, reason } })}
              >
                {t("match")}
              </Button>
            </div>
          </>
        )}
      </Stack>
    </Card>
  );
}

function GiveBack({ of }: { of: Receipt }) {
  const t = useDeskWords();
  const [reason, say] = useState("");
  const giveBack = useAct("purchasing.returnReceipt", { onDone: () => toast({ text: t("giveBackDone") }) });
  const wrong = giveBack.problem?.errors.find(({ pointer }) => pointer === "/reason")?.detail;
  return (
    <Stack gap="tight">
      <TextArea label={t("giveBackReason")} rows={2} maxLength={500} value={reason} onChange={say} error={wrong} />
      {wrong ? null : <ProblemMessage problem={giveBack.problem} />}
      <Row>
        <Button kind="danger" working={giveBack.working} onPress={() => void giveBack.act({ receiptId: of.id, body: { reason } })}>
          {t("giveBack")}
        </Button>
      </Row>
    </Stack>
  );
}
