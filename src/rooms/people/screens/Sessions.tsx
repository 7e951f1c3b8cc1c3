import { useState } from "react";
import { writeInstant } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useAct } from "../../../web/api.ts";
import { useShell } from "../../../web/shell.ts";
import { Await, Button, Chip, ProblemMessage, Section, Stack, Text, toast } from "../../../web/ui/index.ts";
import { ConfirmDialog } from "../../../web/ui/overlay.ts";
import { LoadMore, Table, usePages } from "../../../web/ui/table.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { securityWords } from "./words.ts";

type Session = Result<"people.sessions">["items"][number];

/** Where I am signed in: which device, since when, last used; each can be ended, or all but this one. */
export function Sessions() {
  const t = useWords(securityWords);
  const lang = useLang();
  const { timeZone } = useShell();
  const [asking, ask] = useState(false);
  const sessions = usePages("people.sessions", { limit: 20 });
  const end = useAct("people.endSession", { invalidates: ["people.sessions"], onDone: () => toast({ text: t("ended") }) });
  const endOthers = useAct("people.endOtherSessions", {
    invalidates: ["people.sessions"],
    onDone: ({ ended }) => {
      ask(false);
      toast({ text: ended === 0 ? t("endedNone") : t("endedOthers", { count: ended }) });
    },
  });
  const device = ({ device: { browser, system } }: Session): string =>
    browser && system ? t("deviceOn", { browser, system }) : (browser ?? system ?? t("deviceUnknown"));
  const at = (instant: string) => writeInstant(instant, lang, timeZone);

  return (
    <Section
      title={t("sessions")}
      aside={
        <Button size="small" onPress={() => ask(true)}>
          {t("endOthers")}
        </Button>
      }
    >
      <Stack>
        <Text tone="secondary">{t("sessionsText")}</Text>
        <ProblemMessage problem={end.problem} />
        <Await of={sessions} rows={3}>
          {(rows) => (
            <>
              <Table
                caption={t("sessionsCaption")}
                rows={rows}
                rowKey={(row) => row.id}
                name={device}
                columns={[
                  {
                    key: "device",
                    title: t("device"),
                    head: true,
                    cell: (row) => (
                      <>
                        {device(row)} {row.here ? <Chip>{t("here")}</Chip> : null}
                        {row.complete ? null : <Chip>{t("unfinished")}</Chip>}
                      </>
                    ),
                  },
                  { key: "began", title: t("began"), cell: (row) => at(row.beganAt) },
                  { key: "seen", title: t("seen"), cell: (row) => at(row.seenAt) },
                  {
                    key: "end",
                    title: t("act"),
                    hideTitle: true,
                    bare: true,
                    cell: (row) =>
                      row.here ? null : (
                        <Button
                          size="small"
                          label={t("endLabel", { device: device(row) })}
                          working={end.working}
                          onPress={() => void end.act({ sessionId: row.id })}
                        >
                          {t("end")}
                        </Button>
                      ),
                  },
                ]}
              />
              <LoadMore shown={rows.length} {...sessions} />
            </>
          )}
        </Await>
        {asking ? (
          <ConfirmDialog
            title={t("endOthersAsk")}
            act={t("endOthers")}
            keep={t("cancel")}
            working={endOthers.working}
            problem={endOthers.problem}
            onAct={() => endOthers.act({})}
            onKeep={() => ask(false)}
          >
            {t("endOthersText")}
          </ConfirmDialog>
        ) : null}
      </Stack>
    </Section>
  );
}
