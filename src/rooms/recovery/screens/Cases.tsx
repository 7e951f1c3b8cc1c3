import { useState } from "react";
import { writeInstant, writeList } from "../../../kit/format.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAsked } from "../../../web/here.ts";
import { useShell } from "../../../web/shell.ts";
import { Await, Button, Empty, Section, Segmented, Stack, Text, Timeline, toast } from "../../../web/ui/index.ts";
import { OfficePage } from "../../../web/ui/office.ts";
import { Drawer } from "../../../web/ui/overlay.ts";
import { LoadMore, Table, usePages } from "../../../web/ui/table.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { CaseBadge, CaseFacts } from "./CaseFacts.tsx";
import { ObjectDialog } from "./ObjectDialog.tsx";
import { words } from "./words.ts";

/** The desk's view of accounts on their way back to an administrator. */
export default function Cases() {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  const [asked, ask] = useAsked("show");
  const [open, show] = useAsked("case");
  const which = asked === "all" ? "all" : "live";
  const cases = usePages("recovery.cases", { show: which, limit: 50 });
  return (
    <OfficePage
      title={t("office")}
      aside={
        <Segmented
          label={t("office")}
          options={[
            { value: "live", label: t("live") },
            { value: "all", label: t("all") },
          ]}
          value={which}
          onChange={ask}
        />
      }
    >
      <Stack>
        <Text tone="secondary">{t("officeAnswer")}</Text>
        <Await of={cases} rows={6}>
          {(rows) => (
            <>
              <Table
                caption={t("office")}
                rows={rows}
                rowKey={(row) => row.id}
                name={(row) => row.company}
                current={open}
                empty={<Empty title={t(which === "all" ? "emptyAll" : "emptyLive")} />}
                columns={[
                  {
                    key: "company",
                    title: t("company"),
                    head: true,
                    cell: (row) => (
                      <Button kind="quiet" size="small" onPress={() => show(row.id)}>
                        {row.company}
                      </Button>
                    ),
                  },
                  { key: "candidate", title: t("candidate"), cell: (row) => row.candidate },
                  { key: "state", title: t("state"), bare: true, cell: (row) => <CaseBadge state={row.state} /> },
                  { key: "opened", title: t("opened"), cell: (row) => writeInstant(row.openedAt, lang, timeZone) },
                  { key: "ends", title: t("endsAt"), cell: (row) => (row.endsAt ? writeInstant(row.endsAt, lang, timeZone) : "–") },
                ]}
              />
              <LoadMore shown={rows.length} {...cases} />
            </>
          )}
        </Await>
        {open ? <OneCase key={open} caseId={open} onClose={() => show(undefined)} /> : null}
      </Stack>
    </OfficePage>
  );
}

function OneCase({ caseId, onClose }: { caseId: string; onClose: () => void }) {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  const read = useRead("recovery.case", { caseId });
  const [asking, ask] = useState(false);
  const stop = useAct("recovery.stop", {
    onDone: () => {
      ask(false);
      toast({ text: t("stopped") });
    },
  });
  const { data } = read;
  return (
    <Drawer
      title={data?.company ?? t("office")}
      sub={data?.partnerId}
      onClose={onClose}
      foot={
        data?.mayStop ? (
          <Button kind="danger" onPress={() => ask(true)}>
            {t("stop")}
          </Button>
        ) : undefined
      }
    >
      <Await of={read} rows={8}>
        {(reply) => (
          <Stack>
            <CaseBadge state={reply.state} />
            <CaseFacts of={reply} />
            <Section title={t("officeAdmins")} level={3}>
              <p>
                {reply.admins.length === 0
                  ? t("officeNoAdmins")
                  : writeList(
                      reply.admins.map(({ name }) => name),
                      lang,
                    )}
              </p>
            </Section>
            <Section title={t("story")} level={3}>
              <Timeline
                moments={reply.story.map(({ id, text, at, who }) => ({
                  id,
                  what: text,
                  when: writeInstant(at, lang, timeZone),
                  who: who || undefined,
                }))}
              />
            </Section>
            {asking ? (
              <ObjectDialog
                name={reply.candidate}
                act={t("stop")}
                text={t("stopText")}
                needed
                working={stop.working}
                problem={stop.problem}
                onAct={(reason) => stop.act({ caseId, body: { reason } })}
                onKeep={() => ask(false)}
              />
            ) : null}
          </Stack>
        )}
      </Await>
    </Drawer>
  );
}
