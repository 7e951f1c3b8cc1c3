import { useState } from "react";
import { writeList } from "../../../kit/format.ts";
import { useAct } from "../../../web/api.ts";
import { CheckField, Fields, Form, FormFoot, SelectField, TextArea, TextField, useForm } from "../../../web/ui/form.ts";
import { Button, Card, DoorNote, Row, Stack, Text, toast } from "../../../web/ui/index.ts";
import { ConfirmDialog, Drawer } from "../../../web/ui/overlay.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { desk as en } from "../words/desk.en.ts";
import { desk as fr } from "../words/desk.fr.ts";
import styles from "./Desk.module.css";
import type { CaseCheck, CaseView } from "./deskCase.ts";
import { Reopening } from "./Reopening.tsx";
import type { Preview } from "./usePreview.ts";
import { usePreview } from "./usePreview.ts";

const words = { fr, en };
export type Act = "authorise" | "ask" | "reject" | "reopen";
type RulingAct = Exclude<Act, "reopen">;

/** The acts on one check. A closed one says why, in the words of the refusal. */
export function RulingBar({ check, onAct }: { check: CaseCheck; onAct: (act: Act) => void }) {
  const t = useWords(words);
  const { moves } = check;
  const closed = (["authorise", "ask", "reject"] as const).every((act) => !moves[act].open);
  const noteId = `ruling-${check.check}`;
  return (
    <div className={styles.bar}>
      <Row>
        <Button kind="primary" keys="A" door={moves.authorise} note={{ at: noteId }} onPress={() => onAct("authorise")}>
          {t("authorise")}
        </Button>
        <Button keys="D" door={moves.ask} note={{ at: noteId }} onPress={() => onAct("ask")}>
          {t("ask")}
        </Button>
        <Button kind="danger" keys="R" door={moves.reject} note={{ at: noteId }} onPress={() => onAct("reject")}>
          {t("reject")}
        </Button>
        {moves.reopen.open ? <Button onPress={() => onAct("reopen")}>{t("reopen")}</Button> : null}
      </Row>
      <DoorNote id={noteId} door={closed ? moves.ask : moves.authorise} />
    </div>
  );
}

export function Ruling({ act, ...props }: { act: Act; of: CaseView; check: CaseCheck; onClose: () => void }) {
  return act === "reopen" ? <Reopening {...props} /> : <RulingDrawer act={act} {...props} />;
}

const found = ["legalName", "registrationNumber", "address", "city"] as const;
const titles = { authorise: "authoriseTitle", ask: "askTitle", reject: "rejectTitle" } as const;
const dones = { authorise: "authorised", ask: "asked", reject: "rejected" } as const;
const sends = { authorise: "authorise", ask: "sendAsk", reject: "reject" } as const;

/** One ruling: its reason, what the partner is told besides, what was looked up, and the very message that will leave. */
function RulingDrawer({ act, of, check, onClose }: { act: RulingAct; of: CaseView; check: CaseCheck; onClose: () => void }) {
  const t = useWords(words);
  const lang = useLang();
  const [confirming, confirm] = useState(false);
  const onDone = () => {
    toast({ text: t(dones[act], { check: check.name }) });
    onClose();
  };
  const decide = useAct("verification.decide", { onDone });
  const askFor = useAct("verification.askDocument", { onDone });
  const { working, problem } = act === "ask" ? askFor : decide;
  const reasons = check.reasons.filter(({ decisions }) => decisions.includes(act));
  const form = useForm({
    initial: {
      reason: reasons.length === 1 ? reasons[0]!.code : "",
      note: "",
      deadline: of.deadlineDays.usual,
      documents: {} as Record<string, boolean>,
      source: "",
      legalName: "",
      registrationNumber: "",
      address: "",
      city: "",
    },
    check: (values) => ({
      reason: values.reason ? undefined : t("reasonMissing"),
      deadline: act !== "ask" || values.deadline ? undefined : t("deadlineMissing"),
      source: values.source === "" && found.some((field) => values[field].trim() !== "") ? t("sourceMissing") : undefined,
    }),
    problem,
  });
  const { values } = form;
  const documents = Object.keys(values.documents).filter((id) => values.documents[id]);
  const preview = usePreview(of.caseId, {
    check: check.check,
    decision: act,
    reason: values.reason,
    note: values.note,
    ...(act === "ask" ? { documents, deadline: values.deadline } : {}),
  });
  const needsDocument = reasons.find(({ code }) => code === values.reason)?.needsDocument ?? false;

  const send = () => {
    const looked = Object.fromEntries(found.flatMap((field) => (values[field].trim() === "" ? [] : [[field, values[field].trim()]])));
    const common = {
      check: check.check,
      reason: values.reason,
      note: values.note,
      seen: check.seen,
      ...(values.source.trim() === "" ? {} : { findings: { source: values.source, values: looked } }),
    };
    if (act === "ask") void askFor.act({ caseId: of.caseId, body: { ...common, documents, deadline: values.deadline } });
    else void decide.act({ caseId: of.caseId, body: { ...common, decision: act } });
  };

  return (
    <Drawer title={t(titles[act], { check: check.name })} sub={of.account.name} onClose={onClose}>
      <Form form={form} onSend={() => (act === "reject" ? confirm(true) : send())}>
        <Fields>
          <SelectField
            label={t("reason")}
            empty={t("chooseReason")}
            options={reasons.map((one) => ({ value: one.code, label: one.rule ? `${one.rule} · ${one.text}` : one.text }))}
            {...form.bind("reason")}
          />
          <TextArea label={t("noteToPartner")} optional hint={t("noteHint")} rows={3} maxLength={1000} {...form.bind("note")} />
          {act === "ask" ? <TextField label={t("deadline")} type="date" {...form.bind("deadline")} /> : null}
        </Fields>
        {act === "ask" && needsDocument && check.evidence ? (
          <Fields title={t("askedDocuments")} hint={t("askedHint")}>
            {check.evidence.oneOf.map((one) => (
              <CheckField
                key={one.id}
                label={one.name}
                value={values.documents[one.id] ?? false}
                onChange={(on) => form.set({ documents: { ...values.documents, [one.id]: on } })}
              />
            ))}
          </Fields>
        ) : null}
        <Letter of={preview} />
        {check.check === "business" ? (
          <details className={styles.more}>
            <summary>{t("lookedUp")}</summary>
            <Fields hint={t("lookedUpHint")}>
              <TextField label={t("source")} optional hint={t("sourceHint")} {...form.bind("source")} />
              {found.map((field) => (
                <TextField key={field} label={t(field)} optional {...form.bind(field)} />
              ))}
            </Fields>
          </details>
        ) : null}
        <FormFoot
          form={form}
          send={t(sends[act])}
          working={working}
          door={check.moves[act]}
          before={<Button onPress={onClose}>{t("keep")}</Button>}
        />
      </Form>
      {confirming ? (
        <ConfirmDialog
          danger
          title={t("rejectConfirmTitle", { check: check.name, company: of.account.name })}
          act={t("reject")}
          keep={t("keep")}
          working={working}
          onAct={() => {
            confirm(false);
            send();
          }}
          onKeep={() => confirm(false)}
        >
          {t("rejectConfirmText", { names: writeList(preview?.to.map(({ email }) => email) ?? [of.contact.email], lang) })}
        </ConfirmDialog>
      ) : null}
    </Drawer>
  );
}

/** « Ce que le partenaire lira »: written by the function that writes the mail. */
function Letter({ of }: { of: Preview | null }) {
  const t = useWords(words);
  const lang = useLang();
  if (of === null) return null;
  return (
    <Card tone="sunken" level={3} title={t(of.sends ? "willRead" : "noMail")}>
      <Stack gap="tight">
        {of.subject ? (
          <p lang={of.to[0]?.language}>
            <b>{of.subject}</b>
          </p>
        ) : null}
        {of.text.map((line) => (
          <p key={line} lang={of.to[0]?.language}>
            {line}
          </p>
        ))}
        {of.to.length > 0 ? (
          <Text tone="secondary" small>
            {t("to", {
              names: writeList(
                of.to.map(({ email }) => email),
                lang,
              ),
            })}
          </Text>
        ) : null}
      </Stack>
    </Card>
  );
}
