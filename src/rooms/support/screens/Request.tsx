import { useState } from "react";
import type { Result } from "../../../web/api.ts";
import { fileAddress, useAct, useRead } from "../../../web/api.ts";
import { usePart } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { TextArea } from "../../../web/ui/form.ts";
import {
  Await,
  Button,
  Card,
  Columns,
  CopyValue,
  DoorNote,
  Facts,
  LinkButton,
  Page,
  ProblemMessage,
  Row,
  Section,
  Stack,
  StatusBadge,
  Strip,
  Text,
  TurnTag,
  toast,
} from "../../../web/ui/index.ts";
import { ConfirmDialog } from "../../../web/ui/overlay.ts";
import { useWords } from "../../../web/words.ts";
import { page as en } from "../words/page.en.ts";
import { page as fr } from "../words/page.fr.ts";
import { cancellationLooks, looks, useLongDay, useTimeOf } from "./looks.ts";
import type { Pending } from "./PendingFiles.tsx";
import { PendingFiles } from "./PendingFiles.tsx";
import { Thread } from "./Thread.tsx";

const words = { fr, en };
type View = Result<"support.show">;

/** One request: whose turn it is, what was said on both sides, and what may be done. */
export default function Request() {
  const t = useWords(words);
  const { id: accountId } = useAccount();
  const requestId = usePart("requestId");
  const found = useRead("support.show", { accountId, requestId }, { every: 30_000 });
  const { data } = found;
  return (
    <Page
      title={data?.subject ?? (found.problem ? t("listTitle") : undefined)}
      over={data?.number}
      mark={data ? <StatusBadge look={looks[data.state.state]}>{data.state.label}</StatusBadge> : undefined}
      crumbs={[
        { label: t("support"), to: "~/support" },
        { label: t("listOver"), to: "~/requests" },
      ]}
    >
      <Await of={found} rows={8}>
        {(reply) => <Whole of={reply} />}
      </Await>
    </Page>
  );
}

function Whole({ of }: { of: View }) {
  const t = useWords(words);
  const { id: accountId } = useAccount();
  const hrefOf = (attachmentId: string) => fileAddress("support.file", { accountId, requestId: of.id, attachmentId });
  return (
    <Stack>
      <Turn of={of} />
      {of.about ? <Cancelling of={of} /> : null}
      <Columns narrow side={<About of={of} />}>
        <Stack>
          <Section title={t("thread")}>
            <Thread of={of.messages} ours="partner" hrefOf={hrefOf} />
          </Section>
          <Writing of={of} />
        </Stack>
      </Columns>
    </Stack>
  );
}

/** What has come of the cancellation that it asked for: decided elsewhere, and read here too. */
function Cancelling({ of }: { of: View }) {
  const t = useWords(words);
  const { id: accountId } = useAccount();
  const found = useRead("refunds.ofRequest", { accountId, requestId: of.id }, { every: 30_000 }).data?.case;
  if (!found) return null;
  return (
    <Card
      title={t("cancellation")}
      mark={<StatusBadge look={cancellationLooks[found.state.state]}>{found.state.label}</StatusBadge>}
      aside={
        <LinkButton size="small" to={`~/memberships/${found.membershipId}/cancellation`}>
          {t("toCancellation")}
        </LinkButton>
      }
    >
      <Text tone="secondary">
        {t("cancellationCase")} <span className="code">{found.number}</span>
      </Text>
    </Card>
  );
}

function Turn({ of: { turn, closed } }: { of: View }) {
  const t = useWords(words);
  const timeOf = useTimeOf();
  const longDay = useLongDay();
  return (
    <Strip
      {...(turn.who === "nobody" ? {} : { turn: turn.who === "partner" ? ("you" as const) : ("us" as const) })}
      cells={[
        {
          label: t("whoseTurn"),
          value: turn.who === "nobody" ? t("over") : <TurnTag turn={turn.who === "us" ? "us" : "you"} />,
          hint: t("since", { at: timeOf(turn.since) }),
        },
        closed
          ? {
              label: closed.byUs ? t("endedByUs") : t("endedBy", { name: closed.by }),
              value: timeOf(closed.at),
              hint: t("reopenUntil", { day: longDay(closed.reopenUntil) }),
            }
          : turn.dueOn === null
            ? { label: t("afterYours"), value: t("afterYoursText") }
            : {
                label: t("answerBy"),
                value: t(turn.late ? "wasDue" : "byDay", { day: longDay(turn.dueOn) }),
                hint: turn.late ? t("late") : undefined,
              },
      ]}
    />
  );
}

function About({ of }: { of: View }) {
  const t = useWords(words);
  const timeOf = useTimeOf();
  return (
    <Section title={t("facts")}>
      <Facts
        items={[
          { name: t("number"), value: <CopyValue value={of.number} label={t("copyNumber")} /> },
          { name: t("problemType"), value: of.topic.name },
          { name: t("severity"), value: of.severity.name },
          ...(of.about ? [{ name: t("about"), value: of.about.name }] : []),
          { name: t("openedAt"), value: timeOf(of.openedAt) },
          { name: t("requester"), value: of.requester.you ? t("you") : of.requester.name },
        ]}
      />
    </Section>
  );
}

/** The next message, or the word that opens a closed request again. What is typed stays when the sending fails. */
function Writing({ of }: { of: View }) {
  const t = useWords(words);
  const { id: accountId } = useAccount();
  const [text, setText] = useState("");
  const [missing, setMissing] = useState(false);
  const [files, setFiles] = useState<readonly Pending[]>([]);
  const [closing, setClosing] = useState(false);
  const done = (said: string) => () => {
    setText("");
    setFiles([]);
    toast({ text: said });
  };
  const attach = useAct("support.attach", { invalidates: [] });
  const detach = useAct("support.detach", { invalidates: [] });
  const write = useAct("support.write", { onDone: done(t("messageSent")) });
  const reopen = useAct("support.reopen", { onDone: done(t("reopened")) });
  const shut = of.closed !== null;
  const { act, working, problem } = shut ? reopen : write;

  const send = () => {
    setMissing(text.trim() === "");
    if (text.trim() === "") return;
    void act({ accountId, requestId: of.id, body: { text, fileIds: files.map(({ id }) => id) } });
  };
  const door = shut ? of.moves.reopen : of.moves.write;

  return (
    <Stack>
      {door.open ? (
        <>
          <TextArea
            label={t(shut ? "reopenWhy" : of.turn.who === "partner" ? "replyTo" : "reply")}
            rows={5}
            maxLength={8000}
            value={text}
            onChange={(next) => {
              setText(next);
              setMissing(false);
            }}
            error={missing ? t("messageMissing") : undefined}
          />
          <PendingFiles
            files={files}
            onChange={setFiles}
            uploads={of.uploads}
            working={attach.working}
            problem={attach.problem}
            send={(file) => attach.act({ accountId, file })}
            remove={(attachmentId) => detach.act({ accountId, attachmentId })}
          />
        </>
      ) : null}
      <ProblemMessage problem={problem} />
      <Row>
        <Button kind="primary" door={door} note={{ at: "writing" }} working={working} onPress={send}>
          {t(shut ? "reopenAct" : "sendMessage")}
        </Button>
        {shut ? null : (
          <Button door={of.moves.close} note={{ at: "writing" }} onPress={() => setClosing(true)}>
            {t("closeAct")}
          </Button>
        )}
      </Row>
      <DoorNote id="writing" door={door} />
      {closing ? <Closing of={of} onDone={() => setClosing(false)} /> : null}
    </Stack>
  );
}

function Closing({ of, onDone }: { of: View; onDone: () => void }) {
  const t = useWords(words);
  const { id: accountId } = useAccount();
  const [text, setText] = useState("");
  const close = useAct("support.close", {
    onDone: () => {
      toast({ text: t("closedToast") });
      onDone();
    },
  });
  const { reopenDays } = useRead("support.options", { accountId }).data ?? {};
  return (
    <ConfirmDialog
      title={t("closeTitle", { number: of.number })}
      act={t("closeAct")}
      keep={t("keepOpen")}
      working={close.working}
      problem={close.problem}
      onAct={() => close.act({ accountId, requestId: of.id, body: { version: of.version, text } })}
      onKeep={onDone}
    >
      <p>{t("closeText", { days: reopenDays ?? 0 })}</p>
      <TextArea label={t("closeWord")} optional rows={3} maxLength={8000} value={text} onChange={setText} />
    </ConfirmDialog>
  );
}
