import { useRef, useState } from "react";
import type { Result } from "../../../web/api.ts";
import { fileAddress, useAct, useRead } from "../../../web/api.ts";
import { Fields, Form, FormFoot, RadioField, SelectField, TextArea, useForm } from "../../../web/ui/form.ts";
import type { Moment } from "../../../web/ui/index.ts";
import {
  Await,
  announce,
  Button,
  Card,
  DoorNote,
  Facts,
  Link,
  LinkButton,
  ProblemMessage,
  Row,
  Section,
  Stack,
  StatusBadge,
  Text,
  Timeline,
  TurnTag,
  toast,
} from "../../../web/ui/index.ts";
import { useKeys } from "../../../web/ui/office.ts";
import { ConfirmDialog, FormDialog } from "../../../web/ui/overlay.ts";
import { useWords } from "../../../web/words.ts";
import { desk as en } from "../words/desk.en.ts";
import { desk as fr } from "../words/desk.fr.ts";
import styles from "./Desk.module.css";
import { looks, useLongDay, useTimeOf } from "./looks.ts";
import type { Pending } from "./PendingFiles.tsx";
import { PendingFiles } from "./PendingFiles.tsx";
import { Thread } from "./Thread.tsx";

const words = { fr, en };
type View = Result<"support.case">;

/** One request before the desk: what was said, the answer, and apart from it the notes that no partner sees. */
export function DeskCase({ requestId, back }: { requestId: string; back: string }) {
  const t = useWords(words);
  const found = useRead("support.case", { requestId }, { every: 20_000 });
  return (
    <Stack>
      <div className={styles.back}>
        <Link quiet to={back}>
          {t("back")}
        </Link>
      </div>
      <Await of={found} rows={8}>
        {(reply) => <Open of={reply} />}
      </Await>
    </Stack>
  );
}

function Open({ of }: { of: View }) {
  const t = useWords(words);
  const timeOf = useTimeOf();
  const answer = useRef<HTMLDivElement>(null);
  const note = useRef<HTMLDivElement>(null);
  useKeys({
    r: () => answer.current?.querySelector("textarea")?.focus(),
    n: () => note.current?.querySelector("textarea")?.focus(),
  });
  const hrefOf = (attachmentId: string) => fileAddress("support.deskFile", { requestId: of.id, attachmentId });
  const moments: Moment[] = of.acts.map((one) => ({ id: one.id, what: one.text, when: timeOf(one.at), who: one.who, tone: "plain" }));
  return (
    <Stack>
      <Head of={of} />
      <Facts
        items={[
          { name: t("topic"), value: of.topic.name },
          { name: t("severity"), value: of.severity.name },
          ...(of.about ? [{ name: t("concerns"), value: of.about.name }] : []),
          { name: t("openedAt"), value: timeOf(of.openedAt) },
          { name: t("roles"), value: of.requester.roles.join(", ") || t("noRoles") },
          { name: t("reads"), value: t(of.language) },
        ]}
      />
      {of.closed === null ? (
        <Row>
          <LinkButton size="small" to={`/office/refunds/new?request=${of.id}`}>
            {t("openRefund")}
          </LinkButton>
        </Row>
      ) : null}
      <Section title={t("thread")} level={3}>
        <Thread of={of.messages} ours="staff" hrefOf={hrefOf} />
      </Section>
      <div ref={answer}>
        <Answering of={of} />
      </div>
      <div ref={note}>
        <Notes of={of} />
      </div>
      <Section title={t("acts")} level={3}>
        {moments.length === 0 ? <Text tone="secondary">{t("noActs")}</Text> : <Timeline moments={moments} />}
      </Section>
    </Stack>
  );
}

function Head({ of }: { of: View }) {
  const t = useWords(words);
  const timeOf = useTimeOf();
  const longDay = useLongDay();
  const [asking, ask] = useState<"takeOver" | "handOver" | null>(null);
  const claim = useAct("support.claim", {
    onDone: () => {
      ask(null);
      toast({ text: t("taken") });
    },
  });
  const { owner, ownerSince, turn, closed } = of;
  const take = () => {
    if (owner?.you) return;
    if (owner) ask("takeOver");
    else void claim.act({ requestId: of.id, body: {} });
  };
  useKeys({ p: take });

  return (
    <Stack gap="tight">
      <Row between>
        <h2 dir="auto">{of.subject}</h2>
        <StatusBadge look={looks[of.state.state]}>{of.state.label}</StatusBadge>
      </Row>
      <Text tone="secondary">
        <span className="code">{of.number}</span> · {t("about", { company: of.company, country: of.country, partnerId: of.partnerId })}
      </Text>
      <Text tone="secondary">
        {of.requester.email === null
          ? t("askedByGone", { name: of.requester.name })
          : t("askedBy", { name: of.requester.name, email: of.requester.email })}
      </Text>
      <Row>
        {closed ? (
          <Text>{t("endedBy", { name: closed.by, at: timeOf(closed.at) })}</Text>
        ) : turn.who === "us" && turn.dueOn !== null ? (
          <>
            <TurnTag turn="you" />
            <Text>{t(turn.late ? "overdue" : "dueOn", { day: longDay(turn.dueOn) })}</Text>
          </>
        ) : (
          <Text>
            {t("theirs")}. {t("waitsSince", { at: timeOf(turn.since) })}
          </Text>
        )}
      </Row>
      <Row>
        <Text>
          {owner === null || ownerSince === null
            ? t("notTaken")
            : t(owner.you ? "takenByMe" : "takenBy", { name: owner.name, at: timeOf(ownerSince) })}
        </Text>
        {owner?.you ? null : (
          <Button size="small" working={claim.working} onPress={take}>
            {t(owner ? "takeOver" : "take")}
          </Button>
        )}
        <Button size="small" door={of.moves.handOver} note={{ at: "hand-over" }} onPress={() => ask("handOver")}>
          {t("handOver")}
        </Button>
      </Row>
      <DoorNote id="hand-over" door={of.moves.handOver} />
      {asking === null ? <ProblemMessage problem={claim.problem} /> : null}
      {asking === "takeOver" && owner && ownerSince ? (
        <ConfirmDialog
          title={t("takeOverTitle", { number: of.number })}
          act={t("takeOver")}
          keep={t("leave")}
          working={claim.working}
          problem={claim.problem}
          onAct={() => claim.act({ requestId: of.id, body: { takeOver: true } })}
          onKeep={() => ask(null)}
        >
          {t("takeOverText", { name: owner.name, at: timeOf(ownerSince) })}
        </ConfirmDialog>
      ) : null}
      {asking === "handOver" ? <HandingOver of={of} onClose={() => ask(null)} /> : null}
    </Stack>
  );
}

function HandingOver({ of, onClose }: { of: View; onClose: () => void }) {
  const t = useWords(words);
  const handOver = useAct("support.handOver", {
    onDone: () => {
      toast({ text: t("handedOver") });
      onClose();
    },
  });
  const form = useForm({
    initial: { staffId: "" },
    check: (values) => ({ staffId: values.staffId === "" ? t("handOverMissing") : undefined }),
    problem: handOver.problem,
  });
  return (
    <FormDialog title={t("handOverTitle", { number: of.number })} onClose={onClose}>
      {of.colleagues.length === 0 ? (
        <Text>{t("noColleague")}</Text>
      ) : (
        <Form form={form} onSend={(values) => handOver.act({ requestId: of.id, body: values })}>
          <Fields>
            <SelectField
              label={t("handOverTo")}
              options={of.colleagues.map(({ id, name }) => ({ value: id, label: name }))}
              {...form.bind("staffId")}
            />
          </Fields>
          <FormFoot form={form} send={t("handOver")} working={handOver.working} before={<Button onPress={onClose}>{t("leave")}</Button>} />
        </Form>
      )}
    </FormDialog>
  );
}

/** What leaves for the partner. What is typed stays when the sending fails, or when something has arrived meanwhile. */
function Answering({ of }: { of: View }) {
  const t = useWords(words);
  const [text, setText] = useState("");
  const [next, setNext] = useState<"us" | "partner">("us");
  const [missing, setMissing] = useState(false);
  const [files, setFiles] = useState<readonly Pending[]>([]);
  const [closing, setClosing] = useState(false);
  const attach = useAct("support.deskAttach", { invalidates: [] });
  const answer = useAct("support.answer", {
    onDone: () => {
      setText("");
      setFiles([]);
      toast({ text: t("sent") });
    },
  });
  const { moves } = of;
  const send = () => {
    setMissing(text.trim() === "");
    if (text.trim() === "") return;
    const body = { version: of.version, text, ask: next === "partner", fileIds: files.map(({ id }) => id) };
    void answer.act({ requestId: of.id, body });
  };
  return (
    <Card title={t("answerTitle")} tone="accent" level={3}>
      <Stack>
        {moves.answer.open ? (
          <>
            {of.replies.length > 0 ? (
              <SelectField
                label={t("reply")}
                optional
                empty={t("replyNone")}
                options={of.replies.map(({ id, name }) => ({ value: id, label: name }))}
                value=""
                onChange={(id) => {
                  const reply = of.replies.find((one) => one.id === id);
                  if (reply) setText((typed) => (typed.trim() === "" ? reply.text : `${typed.trimEnd()}\n\n${reply.text}`));
                  announce(reply?.name ?? "");
                }}
              />
            ) : null}
            <TextArea
              label={t("answerTitle")}
              hint={t("answerHint")}
              rows={6}
              maxLength={8000}
              value={text}
              onChange={(typed) => {
                setText(typed);
                setMissing(false);
              }}
              error={missing ? t("textMissing") : undefined}
            />
            <PendingFiles
              files={files}
              onChange={setFiles}
              uploads={of.uploads}
              working={attach.working}
              problem={attach.problem}
              send={(file) => attach.act({ requestId: of.id, file })}
            />
            <RadioField
              label={t("next")}
              form="list"
              value={next}
              onChange={setNext}
              options={[
                { value: "us", label: t("nextUs"), hint: t("nextUsHint") },
                { value: "partner", label: t("nextPartner"), hint: t("nextPartnerHint") },
              ]}
            />
          </>
        ) : null}
        <ProblemMessage problem={answer.problem} />
        <Row>
          <Button kind="primary" door={moves.answer} note={{ at: "answer" }} working={answer.working} onPress={send}>
            {t("send")}
          </Button>
          <Button door={moves.close} note={{ at: "answer" }} onPress={() => setClosing(true)}>
            {t("close")}
          </Button>
        </Row>
        <DoorNote id="answer" door={moves.answer} />
        {closing ? <Closing of={of} onClose={() => setClosing(false)} /> : null}
      </Stack>
    </Card>
  );
}

function Closing({ of, onClose }: { of: View; onClose: () => void }) {
  const t = useWords(words);
  const settle = useAct("support.settle", {
    onDone: () => {
      toast({ text: t("closedToast") });
      onClose();
    },
  });
  const form = useForm({
    initial: { reason: "", text: "" },
    check: (values) => ({ reason: values.reason === "" ? t("reasonMissing") : undefined }),
    problem: settle.problem,
  });
  return (
    <FormDialog title={t("closeTitle", { number: of.number })} onClose={onClose}>
      <Form form={form} onSend={(values) => settle.act({ requestId: of.id, body: { ...values, version: of.version } })}>
        <Fields>
          <SelectField
            label={t("reason")}
            empty={t("chooseReason")}
            options={of.reasons.map(({ code, text }) => ({ value: code, label: text }))}
            {...form.bind("reason")}
          />
          <TextArea label={t("lastWord")} optional hint={t("lastWordHint")} rows={4} maxLength={8000} {...form.bind("text")} />
        </Fields>
        <FormFoot form={form} send={t("close")} working={settle.working} before={<Button onPress={onClose}>{t("keep")}</Button>} />
      </Form>
    </FormDialog>
  );
}

/** For the staff alone, in a box that looks like no answer. */
function Notes({ of }: { of: View }) {
  const t = useWords(words);
  const timeOf = useTimeOf();
  const [text, setText] = useState("");
  const [missing, setMissing] = useState(false);
  const note = useAct("support.note", {
    onDone: () => {
      setText("");
      toast({ text: t("noted") });
    },
  });
  const add = () => {
    setMissing(text.trim() === "");
    if (text.trim() !== "") void note.act({ requestId: of.id, body: { text } });
  };
  return (
    <Card title={t("notesTitle")} tone="dashed" level={3}>
      <Stack>
        <TextArea
          label={t("note")}
          hint={t("notesHint")}
          rows={3}
          maxLength={8000}
          value={text}
          onChange={(typed) => {
            setText(typed);
            setMissing(false);
          }}
          error={missing ? t("noteMissing") : undefined}
        />
        <ProblemMessage problem={note.problem} />
        <div>
          <Button working={note.working} onPress={add}>
            {t("addNote")}
          </Button>
        </div>
        {of.notes.length === 0 ? <Text tone="secondary">{t("noNotes")}</Text> : null}
        {of.notes.map((one) => (
          <div key={one.id}>
            <Text tone="secondary" small>
              {t("noteAbout", { author: one.author, at: timeOf(one.at) })}
            </Text>
            {one.text.split("\n").map((line, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text that does not change.
              <p key={at} dir="auto">
                {line}
              </p>
            ))}
          </div>
        ))}
      </Stack>
    </Card>
  );
}
