import { useState } from "react";
import { writeDay, writeInstant } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useGo } from "../../../web/here.ts";
import { useShell } from "../../../web/shell.ts";
import { TextField } from "../../../web/ui/form.ts";
import {
  Await,
  Button,
  Card,
  Empty,
  Link,
  Message,
  Narrow,
  ProblemMessage,
  Row,
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
import { HoldDialog } from "./HoldDialog.tsx";

const words = { fr, en };
type Hold = Result<"purchasing.renewalHolds">["standing"][number];

/** The desk of renewals: rehearse a day, see what is held back, hold back and let go on. */
export default function Renewals() {
  const t = useWords(words);
  return (
    <OfficePage title={t("title")}>
      <Stack>
        <Text tone="secondary">{t("intro")}</Text>
        <Rehearse />
        <Holds />
        <Rehearsals />
      </Stack>
    </OfficePage>
  );
}

function Rehearse() {
  const t = useWords(words);
  const go = useGo();
  const [day, setDay] = useState("");
  const rehearse = useAct("purchasing.rehearse", {
    onDone: ({ id }) => {
      toast({ text: t("asked") });
      go(`/office/renewals/${id}`);
    },
  });
  const wrong = rehearse.problem?.errors?.find(({ pointer }) => pointer === "/on")?.detail;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (day !== "") void rehearse.act({ body: { on: day } });
      }}
    >
      <Narrow>
        <Stack gap="tight">
          <TextField label={t("day")} type="date" value={day} onChange={setDay} error={wrong} />
          <Row>
            <Button kind="primary" type="submit" working={rehearse.working}>
              {t("rehearse")}
            </Button>
            <Button working={rehearse.working} onPress={() => void rehearse.act({ body: { on: null } })}>
              {t("tonight")}
            </Button>
          </Row>
          {wrong ? null : <ProblemMessage problem={rehearse.problem} />}
        </Stack>
      </Narrow>
    </form>
  );
}

function Holds() {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  const holds = useRead("purchasing.renewalHolds", { limit: 20 });
  const [asking, ask] = useState<"all" | "one" | null>(null);
  const release = useAct("purchasing.releaseRenewals", { onDone: () => toast({ text: t("released") }) });
  const nameOf = ({ company }: Hold) => company?.name ?? t("everybody");
  return (
    <Card
      title={t("holds")}
      aside={
        <Row>
          <Button size="small" onPress={() => ask("one")}>
            {t("holdOne")}
          </Button>
          <Button size="small" kind="danger" onPress={() => ask("all")}>
            {t("holdAll")}
          </Button>
        </Row>
      }
    >
      <Stack>
        <ProblemMessage problem={release.problem} />
        <Await of={holds} rows={2}>
          {({ standing, items }) => (
            <Stack>
              {standing.length === 0 ? <Text tone="secondary">{t("nothingHeld")}</Text> : null}
              {standing.map((hold) => (
                <Message key={hold.id} tone="you" title={nameOf(hold)}>
                  <Stack gap="tight">
                    <Text>{hold.reason}</Text>
                    <Text tone="secondary" small>
                      {[
                        t("heldBy", { name: hold.heldBy, at: writeInstant(hold.heldAt, lang, timeZone) }),
                        ...(hold.waiting > 0 ? [t("waiting", { count: hold.waiting })] : []),
                      ].join(" · ")}
                    </Text>
                    <Row>
                      <Button size="small" working={release.working} onPress={() => void release.act({ holdId: hold.id })}>
                        {t("release")}
                      </Button>
                    </Row>
                  </Stack>
                </Message>
              ))}
              {items.length > 0 ? <b>{t("history")}</b> : null}
              {items.map((hold) => (
                <Text key={hold.id} tone="secondary" small>
                  {[
                    nameOf(hold),
                    hold.reason,
                    t("releasedBy", { name: hold.releasedBy ?? "", at: writeInstant(hold.releasedAt ?? hold.heldAt, lang, timeZone) }),
                  ].join(" · ")}
                </Text>
              ))}
            </Stack>
          )}
        </Await>
      </Stack>
      {asking ? <HoldDialog one={asking === "one"} partnerId="" onClose={() => ask(null)} /> : null}
    </Card>
  );
}

function Rehearsals() {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  const list = usePages("purchasing.rehearsals", {});
  return (
    <Await of={list} rows={4}>
      {(rows) => (
        <>
          <Table
            caption={t("rehearsals")}
            rows={rows}
            rowKey={({ id }) => id}
            name={({ on }) => writeDay(on, lang)}
            empty={<Empty title={t("none")}>{t("noneText")}</Empty>}
            columns={[
              {
                key: "on",
                title: t("on"),
                head: true,
                cell: ({ id, on }) => <Link to={`/office/renewals/${id}`}>{writeDay(on, lang)}</Link>,
              },
              { key: "by", title: t("askedBy"), cell: ({ askedBy, askedAt }) => `${askedBy}, ${writeInstant(askedAt, lang, timeZone)}` },
              {
                key: "state",
                title: t("state"),
                cell: ({ state, approved }) => (
                  <StatusBadge look={approved ? "active" : "pending"}>{t(approved ? "approvedState" : state)}</StatusBadge>
                ),
              },
            ]}
          />
          <LoadMore shown={rows.length} {...list} />
        </>
      )}
    </Await>
  );
}
