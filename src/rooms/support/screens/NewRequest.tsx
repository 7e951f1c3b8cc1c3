import { useState } from "react";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAsked, useGo } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { ComboField } from "../../../web/ui/combobox.ts";
import { CheckField, Fields, Form, FormFoot, RadioField, SelectField, TextArea, TextField, useForm } from "../../../web/ui/form.ts";
import { Await, Button, Card, LinkButton, Message, Page, ProblemMessage, Row, Section, Stack, Text, toast } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { page as en } from "../words/page.en.ts";
import { page as fr } from "../words/page.fr.ts";
import type { Pending } from "./PendingFiles.tsx";
import { PendingFiles } from "./PendingFiles.tsx";

const words = { fr, en };
type Options = Result<"support.options">;
type Topic = Options["groups"][number]["topics"][number];

/** « Nouvelle demande »: the type of problem, what may solve it, the details, « Envoyer ». */
export default function NewRequest() {
  const t = useWords(words);
  const { id: accountId } = useAccount();
  const options = useRead("support.options", { accountId });
  return (
    <Page
      title={t("newTitle")}
      answer={t("newAnswer")}
      crumbs={[
        { label: t("support"), to: "~/support" },
        { label: t("listOver"), to: "~/requests" },
      ]}
    >
      <Await of={options} rows={8}>
        {(reply) => <Asking of={reply} />}
      </Await>
    </Page>
  );
}

function Asking({ of }: { of: Options }) {
  const t = useWords(words);
  const go = useGo();
  const { id: accountId } = useAccount();
  const [asked] = useAsked("topic");
  const [membershipId] = useAsked("membership");
  const [orderId] = useAsked("order");
  const topics = of.groups.flatMap((group) => group.topics.map((topic) => ({ ...topic, group: group.name })));
  const linked = topics.find(({ id, also }) => id === asked || (asked !== undefined && also.includes(asked)));
  const aboutId = membershipId ?? orderId;
  const about = of.about.find(({ id }) => id === aboutId);
  const cancelling = asked === "cancellation" && linked !== undefined;
  /** Whether a type of problem takes requests to cancel something that this reader may name. */
  const takesCancels = (topicId: string): boolean =>
    of.about.length > 0 && topics.some(({ id, also }) => id === topicId && also.includes("cancellation"));

  const [files, setFiles] = useState<readonly Pending[]>([]);
  const attach = useAct("support.attach", { invalidates: [] });
  const detach = useAct("support.detach", { invalidates: [] });
  const open = useAct("support.open", {
    onDone: ({ id, number }) => {
      toast({ text: t("sent", { number }) });
      go(`~/requests/${id}`);
    },
  });
  const form = useForm({
    initial: {
      topic: linked?.id ?? "",
      subject: cancelling && about ? t("cancelSubject", { name: about.name }) : "",
      severity: of.severities.find(({ usual }) => usual)?.id ?? "",
      about: about?.id ?? "",
      text: "",
      cancels: cancelling,
    },
    check: (values) => ({
      topic: values.topic === "" ? t("topicMissing") : undefined,
      subject: values.subject.trim() === "" ? t("subjectMissing") : undefined,
      text: values.text.trim() === "" ? t("textMissing") : undefined,
      about: values.cancels && takesCancels(values.topic) && values.about === "" ? t("aboutMissing") : undefined,
    }),
    problem: open.problem,
  });
  const topic = topics.find(({ id }) => id === form.values.topic);
  const cancels = takesCancels(form.values.topic);
  const days = topic?.answerWorkingDays ?? of.severities.find(({ id }) => id === form.values.severity)?.answerWorkingDays ?? 0;

  const send = (values: typeof form.values) => {
    const chosen = of.about.find(({ id }) => id === values.about);
    return open.act({
      accountId,
      body: {
        topic: values.topic,
        severity: values.severity,
        subject: values.subject,
        text: values.text,
        fileIds: files.map(({ id }) => id),
        ...(chosen && { about: { kind: chosen.kind, id: chosen.id } }),
        ...(cancels && values.cancels && { entrance: "cancellation" as const }),
      },
    });
  };

  return (
    <Stack>
      {cancelling ? <Message title={t("cancelNote")} /> : null}
      {asked !== undefined && !linked ? <Message tone="you" title={t("unknownTopic", { topic: asked })} /> : null}
      {aboutId !== undefined && !about ? <Message tone="you" title={t("aboutUnknown")} /> : null}
      <Form form={form} onSend={send}>
        <Fields>
          <ComboField
            label={t("problemType")}
            hint={t("problemTypeHint")}
            options={topics.map((one) => ({ value: one.id, label: one.name, hint: `${one.group} · ${one.hint}` }))}
            {...form.bind("topic")}
          />
        </Fields>
        {topic && topic.solutions.length > 0 ? <Solutions key={topic.id} of={topic} /> : null}
        <Fields title={t("details")}>
          <TextField label={t("subject")} hint={t("subjectHint")} maxLength={200} {...form.bind("subject")} />
          <TextArea label={t("text")} hint={t("textHint")} rows={8} maxLength={8000} {...form.bind("text")} />
          <RadioField
            form="list"
            label={t("severity")}
            options={of.severities.map(({ id, name, hint }) => ({ value: id, label: name, hint }))}
            {...form.bind("severity")}
          />
          {of.about.length > 0 ? (
            <SelectField
              label={t("about")}
              optional
              empty={t("aboutNone")}
              options={of.about.map(({ id, name }) => ({ value: id, label: name }))}
              {...form.bind("about")}
            />
          ) : null}
          {cancels ? <CheckField label={t("cancels")} hint={t("cancelsHint")} {...form.bind("cancels")} /> : null}
        </Fields>
        <Section title={t("files")} level={3}>
          <PendingFiles
            files={files}
            onChange={setFiles}
            uploads={of.uploads}
            working={attach.working}
            problem={attach.problem}
            send={(file) => attach.act({ accountId, file })}
            remove={(attachmentId) => detach.act({ accountId, attachmentId })}
          />
        </Section>
        <FormFoot form={form} send={t("send")} working={open.working} note={t("answerIn", { count: days })} />
      </Form>
    </Stack>
  );
}

/** What may solve it before anybody is asked (G-026). */
function Solutions({ of }: { of: Topic }) {
  const t = useWords(words);
  const go = useGo();
  const { id: accountId } = useAccount();
  const solved = useAct("support.solved", {
    invalidates: [],
    onDone: () => {
      toast({ text: t("solvedToast") });
      go("~/overview");
    },
  });
  return (
    <Card
      title={t("solutions")}
      tone="accent"
      foot={
        <Row between>
          <Text tone="secondary">{t("solvedText")}</Text>
          <Button working={solved.working} onPress={() => solved.act({ accountId, topic: of.id })}>
            {t("solved")}
          </Button>
        </Row>
      }
    >
      <Stack>
        <Text tone="secondary">{t("solutionsText")}</Text>
        {of.solutions.map((one) => (
          <Section key={one.id} title={one.name} level={3}>
            {one.paragraphs.map((text) => (
              <p key={text}>{text}</p>
            ))}
            {one.page ? (
              <p>
                <LinkButton size="small" to={`~${one.page}`}>
                  {t("openPageNamed", { name: one.name })}
                </LinkButton>
              </p>
            ) : null}
          </Section>
        ))}
        <ProblemMessage problem={solved.problem} />
      </Stack>
    </Card>
  );
}
