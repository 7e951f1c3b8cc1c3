import { useState } from "react";
import type { Result } from "../../../web/api.ts";
import { useAct } from "../../../web/api.ts";
import { useAsked } from "../../../web/here.ts";
import { TextArea, TextField } from "../../../web/ui/form.ts";
import { Await, Button, Chip, Empty, Row, Stack, StatusBadge, Text, toast } from "../../../web/ui/index.ts";
import { OfficePage } from "../../../web/ui/office.ts";
import { ConfirmDialog } from "../../../web/ui/overlay.ts";
import { LoadMore, Table, usePages } from "../../../web/ui/table.ts";
import { useWords } from "../../../web/words.ts";
import { desk as en } from "../words/en.ts";
import { desk as fr } from "../words/fr.ts";

const words = { fr, en };
type Found = Result<"company.findLocations">["items"][number];

/** For the vendor's staff: find a location and, when its company has asked, remove it for good (C11). */
export default function OfficeLocations() {
  const t = useWords(words);
  const [q, ask] = useAsked("q");
  const [typed, type] = useState(q ?? "");
  return (
    <OfficePage title={t("title")}>
      <Stack>
        <Text tone="secondary">{t("answer")}</Text>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            ask(typed.trim() || undefined);
          }}
        >
          <Stack gap="tight">
            <TextField label={t("search")} hint={t("searchHint")} type="search" value={typed} onChange={type} />
            <div>
              <Button type="submit" icon="search">
                {t("find")}
              </Button>
            </div>
          </Stack>
        </form>
        {q ? <Results q={q} /> : <Empty title={t("start")}>{t("startText")}</Empty>}
      </Stack>
    </OfficePage>
  );
}

function Results({ q }: { q: string }) {
  const t = useWords(words);
  const found = usePages("company.findLocations", { q });
  const [asking, ask] = useState<Found | null>(null);
  return (
    <>
      <Await of={found} rows={4}>
        {(rows) => (
          <>
            <Table
              caption={t("title")}
              rows={rows}
              rowKey={(row) => row.id}
              name={(row) => row.name}
              empty={<Empty title={t("nothing", { q })} />}
              columns={[
                {
                  key: "name",
                  title: t("name"),
                  head: true,
                  cell: (row) => (
                    <Stack gap="tight">
                      <Row gap="tight">
                        {row.name} {row.main ? <Chip>{t("main")}</Chip> : null}
                      </Row>
                      <Text tone="secondary" small>
                        {row.address}
                      </Text>
                    </Stack>
                  ),
                },
                { key: "id", title: t("id"), cell: (row) => <Text code>{row.partnerId}</Text> },
                {
                  key: "company",
                  title: t("company"),
                  cell: (row) => (
                    <>
                      {row.company} <Text code>{row.companyPartnerId}</Text>
                    </>
                  ),
                },
                {
                  key: "state",
                  title: t("state"),
                  bare: true,
                  cell: (row) => <StatusBadge look={row.state === "active" ? "active" : "off"}>{t(row.state)}</StatusBadge>,
                },
                {
                  key: "remove",
                  title: t("remove"),
                  hideTitle: true,
                  cell: (row) =>
                    row.state === "active" ? (
                      <Button size="small" kind="danger" onPress={() => ask(row)}>
                        {t("remove")}
                      </Button>
                    ) : null,
                },
              ]}
            />
            <LoadMore shown={rows.length} {...found} />
          </>
        )}
      </Await>
      {asking ? <Removal of={asking} onClose={() => ask(null)} /> : null}
    </>
  );
}

function Removal({ of, onClose }: { of: Found; onClose: () => void }) {
  const t = useWords(words);
  const [reason, setReason] = useState("");
  const remove = useAct("company.removeLocation", {
    onDone: () => {
      toast({ text: t("done", { name: of.name }) });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      danger
      title={t("removeTitle", { name: of.name })}
      act={t("act")}
      keep={t("keep")}
      tick={t("tick")}
      working={remove.working}
      problem={remove.problem}
      onAct={() => remove.act({ locationId: of.id, body: { reason } })}
      onKeep={onClose}
    >
      <Stack>
        <span>{t("removeText", { partnerId: of.partnerId, company: of.company })}</span>
        <TextArea
          label={t("reason")}
          hint={t("reasonHint")}
          rows={2}
          maxLength={500}
          value={reason}
          onChange={setReason}
          error={remove.problem?.errors.find(({ pointer }) => pointer === "/reason")?.detail}
        />
      </Stack>
    </ConfirmDialog>
  );
}
