import { useState } from "react";
import { writeDay, writeInstant, writeMoney } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAsked, usePart } from "../../../web/here.ts";
import { useShell } from "../../../web/shell.ts";
import {
  Await,
  Button,
  Card,
  Empty,
  Facts,
  Link,
  Meter,
  ProblemMessage,
  Row,
  Segmented,
  Stack,
  StatusBadge,
  Text,
  toast,
} from "../../../web/ui/index.ts";
import { OfficePage } from "../../../web/ui/office.ts";
import { LoadMore, Table, usePages } from "../../../web/ui/table.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { desk as en } from "../words/ahead.en.ts";
import { desk as fr } from "../words/ahead.fr.ts";
import type { Happening } from "./Ahead.tsx";
import { happeningWords, lookOf } from "./Ahead.tsx";
import { HoldDialog } from "./HoldDialog.tsx";
import { useAheadWords } from "./wording.ts";

const words = { fr, en };
type View = Result<"purchasing.rehearsal">;
const wordOf = {
  charge: "charge",
  notCharged: "notCharged",
  held: "heldBack",
  reminder: "reminder",
  grace: "grace",
  end: "end",
} as const satisfies Record<Happening, string>;
const kinds = Object.keys(wordOf) as Happening[];

/** One rehearsal: what the cards will be asked for, then line by line who, what and why. */
export default function Rehearsal() {
  const t = useWords(words);
  const lang = useLang();
  const rehearsalId = usePart("rehearsalId");
  const view = useRead("purchasing.rehearsal", { rehearsalId }, { every: (reply) => (reply?.state === "running" ? 1000 : false) });
  const { data } = view;
  return (
    <OfficePage title={data ? t("rehearsalOf", { day: writeDay(data.on, lang) }) : t("title")}>
      <Stack>
        <Link quiet to="/office/renewals">
          {t("backToList")}
        </Link>
        <Await of={view} rows={8}>
          {(reply) => (
            <Stack>
              <Head of={reply} />
              {reply.state === "ready" ? <Lines of={reply} /> : null}
            </Stack>
          )}
        </Await>
      </Stack>
    </OfficePage>
  );
}

function Head({ of }: { of: View }) {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  const [holding, hold] = useState(false);
  const approve = useAct("purchasing.approveRehearsal", { onDone: () => toast({ text: t("approvedToast") }) });
  return (
    <Stack>
      <Text tone="secondary">{t("seenFrom", { from: writeDay(of.from, lang), name: of.askedBy })}</Text>
      {of.state === "running" ? (
        <Meter used={of.done} granted={of.total} words={t("progress", { done: of.done, total: of.total })} />
      ) : (
        <>
          <Card title={t("totals")}>
            {of.totals.length === 0 ? (
              <Text tone="secondary">{t("noCharge")}</Text>
            ) : (
              <Facts
                wide
                items={of.totals.map(({ total, count, atRisk, risky }) => ({
                  name: total.currency,
                  value: t("totalOf", { amount: writeMoney(total, lang), count }),
                  hint: risky > 0 ? t("riskOf", { amount: writeMoney(atRisk, lang), count: risky }) : undefined,
                }))}
              />
            )}
          </Card>
          <Row>
            {of.approved ? (
              <Text>{t("approved", { name: of.approved.by, at: writeInstant(of.approved.at, lang, timeZone) })}</Text>
            ) : (
              <Button kind="primary" working={approve.working} onPress={() => void approve.act({ rehearsalId: of.id })}>
                {t("approve")}
              </Button>
            )}
            <Button kind="danger" onPress={() => hold(true)}>
              {t("holdAll")}
            </Button>
          </Row>
          <ProblemMessage problem={approve.problem} />
        </>
      )}
      {holding ? <HoldDialog one={false} partnerId="" onClose={() => hold(false)} /> : null}
    </Stack>
  );
}

function Lines({ of }: { of: View }) {
  const t = useWords(words);
  const one = useAheadWords();
  const lang = useLang();
  const [asked, ask] = useAsked("what");
  const what = kinds.find((kind) => kind === asked);
  const [holding, hold] = useState<string | null>(null);
  const lines = usePages("purchasing.rehearsalLines", { rehearsalId: of.id, ...(what && { what }) });
  const countOf = (kind: Happening) => of.counts.find((one) => one.what === kind)?.count ?? 0;
  return (
    <Stack>
      <Segmented
        label={t("filter")}
        options={[
          { value: "all", label: t("all") },
          ...kinds.filter((kind) => countOf(kind) > 0).map((kind) => ({ value: kind, label: `${t(wordOf[kind])} (${countOf(kind)})` })),
        ]}
        value={what ?? "all"}
        onChange={(next) => ask(next === "all" ? undefined : next)}
      />
      <Await of={lines} rows={6}>
        {(rows) => (
          <>
            <Table
              caption={t("happens")}
              rows={rows}
              rowKey={({ id }) => id}
              name={({ company }) => company.name}
              empty={<Empty title={t("empty")} />}
              columns={[
                {
                  key: "company",
                  title: t("company"),
                  head: true,
                  cell: ({ company }) => (
                    <>
                      {company.name} <Text code>{company.partnerId}</Text>
                    </>
                  ),
                },
                { key: "name", title: t("subscription"), cell: ({ name }) => name },
                {
                  key: "what",
                  title: t("happens"),
                  cell: (row) => (
                    <Stack gap="tight">
                      <span>
                        <StatusBadge look={lookOf[row.what]}>{one(happeningWords[row.what])}</StatusBadge>
                      </span>
                      <span>{row.text}</span>
                    </Stack>
                  ),
                },
                {
                  key: "amount",
                  title: t("amount"),
                  numeric: true,
                  cell: ({ amount }) => (amount ? writeMoney(amount, lang) : t("noAmount")),
                },
                {
                  key: "hold",
                  title: t("hold"),
                  cell: ({ what: happens, company }) =>
                    happens === "charge" ? (
                      <Button size="small" onPress={() => hold(company.partnerId)}>
                        {t("hold")}
                      </Button>
                    ) : null,
                },
              ]}
            />
            <LoadMore shown={rows.length} {...lines} />
          </>
        )}
      </Await>
      {holding === null ? null : <HoldDialog one partnerId={holding} onClose={() => hold(null)} />}
    </Stack>
  );
}
