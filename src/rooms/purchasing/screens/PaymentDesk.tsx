import { useState } from "react";
import { writeDay, writeMoney } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { fileAddress, useRead } from "../../../web/api.ts";
import { useAsked } from "../../../web/here.ts";
import { TextField } from "../../../web/ui/form.ts";
import { Await, Button, Empty, Facts, FileLink, Row, Segmented, Stack, StatusBadge, Text } from "../../../web/ui/index.ts";
import { OfficePage } from "../../../web/ui/office.ts";
import { LoadMore, Table, usePages } from "../../../web/ui/table.ts";
import { useLang } from "../../../web/words.ts";
import { groupsOfFour } from "../transfer.rules.ts";
import { useDeskWords } from "./deskWording.ts";
import { EnterReceipt } from "./EnterReceipt.tsx";
import { ImportStatement } from "./ImportStatement.tsx";
import { Receipts } from "./Receipts.tsx";
import { orderLooks } from "./TransferOrder.tsx";
import { useOrderStates } from "./wording.ts";

type Line = Result<"purchasing.waitingTransfers">["items"][number];
const lists = ["waiting", "proven", "unmatched", "matched", "returned"] as const;

/** For the vendor's finance: the orders that wait for their money, and the money that has arrived (O11). */
export default function PaymentDesk() {
  const t = useDeskWords();
  const [asked, ask] = useAsked("list");
  const [entering, enter] = useState(false);
  const [reading, read] = useState(false);
  const list = lists.find((one) => one === asked) ?? "waiting";
  const { data } = useRead("purchasing.waitingTransfers", { limit: 1 });
  const count = (one: (typeof lists)[number]) => (data && one in data.counts ? ` (${data.counts[one as "waiting"]})` : "");
  return (
    <OfficePage
      title={t("title")}
      aside={
        <Segmented
          label={t("lists")}
          options={lists.map((value) => ({ value, label: `${t(value)}${count(value)}` }))}
          value={list}
          onChange={(next) => ask(next)}
        />
      }
    >
      <Stack>
        <Row between>
          <Text tone="secondary">{t(list === "waiting" || list === "proven" ? "oldest" : "newest")}</Text>
          <Row>
            <Button icon="upload" onPress={() => read(true)}>
              {t("statement")}
            </Button>
            <Button kind="primary" icon="plus" onPress={() => enter(true)}>
              {t("enter")}
            </Button>
          </Row>
        </Row>
        {list === "waiting" || list === "proven" ? <Waiting key={list} list={list} /> : <Receipts key={list} state={list} />}
      </Stack>
      {reading && data ? <ImportStatement most={data.statementLines} onClose={() => read(false)} /> : null}
      {entering ? <EnterReceipt onClose={() => enter(false)} /> : null}
    </OfficePage>
  );
}

function Waiting({ list }: { list: "waiting" | "proven" }) {
  const t = useDeskWords();
  const state = useOrderStates();
  const lang = useLang();
  const [search, type] = useState("");
  const orders = usePages("purchasing.waitingTransfers", { list, search });
  return (
    <>
      <TextField label={t("search")} type="search" value={search} onChange={type} />
      <Await of={orders} rows={5}>
        {(rows) => (
          <>
            <Table
              caption={t(list)}
              rows={rows}
              rowKey={(row) => row.orderId}
              name={(row) => row.number}
              expand={(row) => <Details of={row} />}
              empty={<Empty title={t(search === "" ? "noneWaiting" : "noneFound")} />}
              columns={[
                { key: "number", title: t("number"), head: true, cell: (row) => <Text code>{row.number}</Text> },
                {
                  key: "company",
                  title: t("company"),
                  cell: (row) => (
                    <>
                      {row.company} <Text code>{row.partnerId}</Text>
                    </>
                  ),
                },
                { key: "due", title: t("due"), numeric: true, cell: (row) => writeMoney(row.total, lang) },
                { key: "age", title: t("age"), numeric: true, cell: (row) => t("days", { count: row.ageDays }) },
                { key: "until", title: t("until"), cell: (row) => writeDay(row.payUntil, lang) },
                {
                  key: "state",
                  title: t("state"),
                  bare: true,
                  cell: (row) => <StatusBadge look={orderLooks[row.state]}>{state(row.state)}</StatusBadge>,
                },
              ]}
            />
            <LoadMore shown={rows.length} {...orders} />
          </>
        )}
      </Await>
    </>
  );
}

/** What an order is for, whom to ask, and the proof: a file to keep, which nothing here runs or shows by itself. */
function Details({ of }: { of: Line }) {
  const t = useDeskWords();
  const lang = useLang();
  const { proof, contact } = of;
  return (
    <Stack>
      <Facts
        wide
        items={[
          { name: t("offer"), value: of.subscriptionName, hint: t(of.renewal ? "renewal" : "first") },
          { name: t("buyer"), value: of.buyer },
          { name: t("contact"), value: [contact.name, contact.phone, contact.email].join(", ") },
          { name: t("account"), value: <Text code>{groupsOfFour(of.iban)}</Text> },
          ...(proof
            ? [
                { name: t("proof"), value: t("paidOn", { day: writeDay(proof.paidOn, lang) }), hint: proof.file.name },
                {
                  name: t("toAccount"),
                  value: <Text code>{groupsOfFour(proof.bankAccount.replace(/\s+/g, ""))}</Text>,
                  hint: t(proof.sameAccount ? "sameAccount" : "otherAccount"),
                },
                { name: t("bankReference"), value: <Text code>{proof.reference}</Text> },
              ]
            : [{ name: t("proof"), value: t("noProof") }]),
        ]}
      />
      {proof ? (
        <div>
          <FileLink href={fileAddress("purchasing.deskProof", { orderId: of.orderId })} label={`${t("download")}, ${proof.file.name}`}>
            {t("download")}
          </FileLink>
        </div>
      ) : null}
    </Stack>
  );
}
