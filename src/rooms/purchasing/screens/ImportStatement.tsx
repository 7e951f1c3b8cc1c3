import type { Result } from "../../../web/api.ts";
import { useAct } from "../../../web/api.ts";
import { UploadZone } from "../../../web/ui/form.ts";
import type { StatusLook } from "../../../web/ui/index.ts";
import { Button, Message, Row, Stack, StatusBadge, Text } from "../../../web/ui/index.ts";
import { Drawer } from "../../../web/ui/overlay.ts";
import { Table } from "../../../web/ui/table.ts";
import { useDeskWords } from "./deskWording.ts";

type Line = Result<"purchasing.importStatement">["items"][number];
const looks = { matched: "active", unmatched: "actionNeeded", known: "off", wrong: "rejected" } as const satisfies Record<
  Line["outcome"],
  StatusLook
>;
/** What browsers call a CSV file; where nobody has said, they call it nothing at all. */
const types = ["text/csv", "application/vnd.ms-excel", "text/plain", ""];

/** A bank statement, and what became of each of its lines. */
export function ImportStatement({ most, onClose }: { most: number; onClose: () => void }) {
  const t = useDeskWords();
  const send = useAct("purchasing.importStatement");
  const { done } = send;
  const outcome = ({ outcome: of, number }: Line): string =>
    of === "matched"
      ? t("lineMatched", { number: number ?? "" })
      : t(({ unmatched: "lineUnmatched", known: "lineKnown", wrong: "lineWrong" } as const)[of]);
  return (
    <Drawer title={t("statement")} onClose={onClose}>
      <Stack>
        <Text tone="secondary">{t("statementText", { count: most })}</Text>
        <UploadZone
          label={t("statementFile")}
          accept={types}
          types="CSV"
          maxBytes={1_000_000}
          working={send.working}
          problem={send.problem}
          onFile={(file) => send.act({ file })}
        />
        {done ? (
          <>
            <Message tone={done.counts.wrong > 0 ? "you" : "ok"} live>
              {t("statementDone", done.counts)}
            </Message>
            <Table
              caption={t("statementLines")}
              rows={done.items}
              rowKey={({ line }) => String(line)}
              name={({ payer }) => payer}
              empty={null}
              columns={[
                { key: "line", title: t("line"), numeric: true, cell: ({ line }) => line },
                { key: "payer", title: t("payer"), head: true, cell: ({ payer }) => payer },
                {
                  key: "outcome",
                  title: t("outcome"),
                  cell: (row) => (
                    <Stack gap="tight">
                      <span>
                        <StatusBadge look={looks[row.outcome]}>{outcome(row)}</StatusBadge>
                      </span>
                      {row.text ? <Text small>{row.text}</Text> : null}
                    </Stack>
                  ),
                },
              ]}
            />
          </>
        ) : null}
        <Row>
          <Button onPress={onClose}>{t("close")}</Button>
        </Row>
      </Stack>
    </Drawer>
  );
}
