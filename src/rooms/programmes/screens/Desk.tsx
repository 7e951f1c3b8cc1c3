import { useState } from "react";
import { writeInstant } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAsked } from "../../../web/here.ts";
import { useShell } from "../../../web/shell.ts";
import { Form, FormFoot, TextArea, useForm } from "../../../web/ui/form.ts";
import { Await, Button, Empty, Row, Section, Segmented, Stack, StatusBadge, Text, toast } from "../../../web/ui/index.ts";
import { OfficePage } from "../../../web/ui/office.ts";
import { FormDialog } from "../../../web/ui/overlay.ts";
import { LoadMore, Table, usePages } from "../../../web/ui/table.ts";
import { useLang, useShellWords, useWords } from "../../../web/words.ts";
import type { Ruling } from "../rules.ts";
import { desk as en } from "../words/desk.en.ts";
import { desk as fr } from "../words/desk.fr.ts";
import { looks } from "./states.ts";

const words = { fr, en };
type Item = Result<"programmes.queue">["items"][number];
const lists = ["pendingVerification", "applying", "qualified", "active", "suspended", "rejected"] as const;

/** The programmes' desk (O18): who waits for us and since when, the decision with its reason, and the programmes with their counts. */
export default function Desk() {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  const [asked, ask] = useAsked("state");
  const state = lists.find((one) => one === asked) ?? "pendingVerification";
  const queue = usePages("programmes.queue", { state });
  const [deciding, decide] = useState<{ item: Item; ruling: Ruling } | null>(null);

  return (
    <OfficePage
      title={t("title")}
      aside={
        <Segmented
          label={t("states")}
          options={lists.map((value) => ({ value, label: t(`state.${value}`) }))}
          value={state}
          onChange={ask}
        />
      }
    >
      <Stack gap="wide">
        <Await of={queue} rows={6}>
          {(rows) => (
            <>
              <Table
                caption={t("queue")}
                rows={rows}
                rowKey={(row) => row.id}
                name={(row) => row.company}
                columns={[
                  {
                    key: "company",
                    title: t("company"),
                    head: true,
                    cell: (row) => (
                      <>
                        {row.company}{" "}
                        <Text tone="secondary" small>
                          {row.partnerId}, {row.country}
                        </Text>
                      </>
                    ),
                  },
                  { key: "programme", title: t("programme"), cell: (row) => row.programme },
                  { key: "by", title: t("by"), cell: (row) => row.appliedBy },
                  {
                    key: "since",
                    title: t("since"),
                    cell: (row) => (
                      <>
                        {t("age", { count: row.age })}{" "}
                        <Text tone="secondary" small>
                          {writeInstant(row.since, lang, timeZone)}
                        </Text>
                      </>
                    ),
                  },
                  {
                    key: "reason",
                    title: t("reason"),
                    cell: (row) => (
                      <Text small>
                        {row.reason ?? ""} {row.decidedBy ?? ""}
                      </Text>
                    ),
                  },
                  {
                    key: "acts",
                    title: t("decide"),
                    hideTitle: true,
                    bare: true,
                    cell: (row) => (
                      <Row gap="tight">
                        {row.rulings.map((ruling) => (
                          <Button
                            key={ruling}
                            size="small"
                            label={t(`${ruling}Of`, { company: row.company, programme: row.programme })}
                            onPress={() => decide({ item: row, ruling })}
                          >
                            {t(ruling)}
                          </Button>
                        ))}
                      </Row>
                    ),
                  },
                ]}
                empty={<Empty title={t("empty")} />}
              />
              <LoadMore shown={rows.length} {...queue} />
            </>
          )}
        </Await>
        <Catalogue />
      </Stack>
      {deciding ? <Decision {...deciding} onClose={() => decide(null)} /> : null}
    </OfficePage>
  );
}

function Decision({ item, ruling, onClose }: { item: Item; ruling: Ruling; onClose: () => void }) {
  const t = useWords(words);
  const act = useAct("programmes.decide", {
    onDone: () => {
      onClose();
      toast({ text: t("decided", { company: item.company }) });
    },
  });
  const form = useForm({ initial: { reason: "" }, problem: act.problem });
  const loses = ruling === "reject" || ruling === "suspend";
  return (
    <FormDialog title={t(`${ruling}Of`, { company: item.company, programme: item.programme })} onClose={onClose}>
      <Form form={form} onSend={({ reason }) => void act.act({ enrolmentId: item.id, body: { ruling, version: item.version, reason } })}>
        <p>{t(`${ruling}Text`)}</p>
        <TextArea label={t("reasonLabel")} hint={t("reasonHint")} optional={!loses} {...form.bind("reason")} />
        <FormFoot form={form} working={act.working} send={t(ruling)} note={t("mails")} />
      </Form>
    </FormDialog>
  );
}

/** The programmes, with the settings entry each brings, what it asks for and how many companies stand where. */
function Catalogue() {
  const t = useWords(words);
  const s = useShellWords();
  const catalogue = useRead("programmes.catalogue", {});
  return (
    <Section title={t("catalogue")}>
      <Await of={catalogue} rows={8}>
        {({ items }) => (
          <Table
            caption={t("catalogue")}
            rows={items}
            rowKey={(row) => row.id}
            name={(row) => row.fullName}
            columns={[
              { key: "name", title: t("programme"), head: true, cell: (row) => row.fullName },
              { key: "settings", title: t("settings"), cell: (row) => s(`${row.settings}Settings`) },
              {
                key: "asks",
                title: t("asks"),
                cell: (row) => (
                  <Text small tone="secondary">
                    {row.requirements.join(" · ") || t("asksNothing")}
                  </Text>
                ),
              },
              {
                key: "agreement",
                title: t("agreement"),
                cell: (row) => (
                  <Text small>
                    {row.agreement.title}, {row.agreement.version}
                  </Text>
                ),
              },
              {
                key: "counts",
                title: t("counts"),
                cell: (row) => {
                  const counts = row.counts.filter(({ count }) => count > 0);
                  if (counts.length === 0) return t("countsNone");
                  return (
                    <Row gap="tight">
                      {counts.map(({ state, count }) => (
                        <StatusBadge key={state} look={looks[state]}>
                          {t(`state.${state}`)} {count}
                        </StatusBadge>
                      ))}
                    </Row>
                  );
                },
              },
            ]}
          />
        )}
      </Await>
    </Section>
  );
}
