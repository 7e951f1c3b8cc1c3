import { useState } from "react";
import { writeDay } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useGo, usePart } from "../../../web/here.ts";
import { useShell } from "../../../web/shell.ts";
import { Fields, Form, FormFoot, RadioField, TextArea, TextField, useForm } from "../../../web/ui/form.ts";
import { Await, Button, Card, Message, Row, Stack, Text, toast } from "../../../web/ui/index.ts";
import { OfficePage } from "../../../web/ui/office.ts";
import { ConfirmDialog } from "../../../web/ui/overlay.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { desk as en } from "../words/desk.en.ts";
import { desk as fr } from "../words/desk.fr.ts";
import { ChangesOf } from "./Changes.tsx";

const words = { fr, en };
type Shown = Result<"agreements.deskShow">;

/** The next version is written, looked at as it differs from the one before, and published for good. */
export default function DeskDraft() {
  const t = useWords(words);
  const agreementId = usePart("agreementId");
  const one = useRead("agreements.deskShow", { agreementId });

  return (
    <OfficePage title={t("draftTitle")} count={one.data?.title}>
      <Await of={one} rows={10}>
        {(reply) => (
          <Stack>
            <Editor key={reply.draft === null ? "new" : "kept"} of={reply} />
            {reply.draft ? <Preview key={reply.draft.revision} of={reply} /> : null}
          </Stack>
        )}
      </Await>
    </OfficePage>
  );
}

function Editor({ of }: { of: Shown }) {
  const t = useWords(words);
  const go = useGo();
  const { today } = useShell();
  const { draft, template } = of;
  const save = useAct("agreements.saveDraft", { onDone: () => toast({ text: t("saved") }) });
  const drop = useAct("agreements.dropDraft", { onDone: () => go(`/office/agreements/${of.id}`) });
  const [revision, setRevision] = useState(draft?.revision ?? 0);
  const form = useForm({
    initial: {
      version: draft?.version ?? today.slice(0, 7),
      title: { fr: draft?.title.fr ?? template.title.fr, en: draft?.title.en ?? template.title.en },
      text: { fr: draft?.text.fr ?? template.text.fr, en: draft?.text.en ?? template.text.en },
      referenceLanguage: draft?.referenceLanguage ?? template.referenceLanguage,
      effectiveFrom: draft?.effectiveFrom ?? today,
      countries: (draft?.countries ?? []).join(" "),
      acceptBy: draft?.acceptBy ?? "",
    },
    problem: save.problem,
  });
  const send = async ({ countries, acceptBy, ...values }: typeof form.values) => {
    const codes = countries.toUpperCase().match(/[A-Z]{2}/g);
    const kept = await save.act({
      agreementId: of.id,
      body: { ...values, countries: codes, acceptBy: acceptBy === "" ? null : acceptBy, revision },
    });
    if (kept) setRevision(kept.revision);
  };

  return (
    <Form form={form} label={t("draftTitle")} onSend={send}>
      <Stack>
        <Card title={t("whatTitle")}>
          <Fields columns={2}>
            <TextField label={t("version")} hint={t("versionHint")} code {...form.bind("version")} />
            <RadioField
              label={t("reference")}
              options={[
                { value: "fr", label: t("french") },
                { value: "en", label: t("english") },
              ]}
              {...form.bind("referenceLanguage")}
            />
            <TextField label={t("titleFr")} {...form.bind("title.fr")} />
            <TextField label={t("titleEn")} {...form.bind("title.en")} />
          </Fields>
        </Card>
        <Card title={t("whenTitle")}>
          <Fields columns={of.signed ? 3 : 2}>
            <TextField type="date" label={t("effect")} hint={t("effectHint")} {...form.bind("effectiveFrom")} />
            {of.signed ? (
              <TextField type="date" optional label={t("acceptBy")} hint={t("acceptByHint")} {...form.bind("acceptBy")} />
            ) : null}
            <TextField optional label={t("where")} hint={t("whereHint")} code {...form.bind("countries")} />
          </Fields>
        </Card>
        <Card title={t("textsTitle")}>
          <Fields columns={2} hint={t("markdownHint")}>
            <TextArea label={t("textFr")} rows={24} {...form.bind("text.fr")} />
            <TextArea label={t("textEn")} rows={24} {...form.bind("text.en")} />
          </Fields>
        </Card>
        <FormFoot
          form={form}
          send={t("save")}
          working={save.working}
          note={t("saveNote")}
          before={
            revision > 0 ? (
              <Button size="large" working={drop.working} onPress={() => void drop.act({ agreementId: of.id, revision })}>
                {t("drop")}
              </Button>
            ) : undefined
          }
        />
      </Stack>
    </Form>
  );
}

function Preview({ of }: { of: Shown }) {
  const t = useWords(words);
  const lang = useLang();
  const go = useGo();
  const [language, setLanguage] = useState(lang);
  const [asking, setAsking] = useState(false);
  const preview = useRead("agreements.previewDraft", { agreementId: of.id, language }, { keep: true });
  const publish = useAct("agreements.publish", {
    onDone: ({ version }) => {
      toast({ text: t("publishedToast", { version }) });
      go(`/office/agreements/${of.id}`);
    },
  });

  return (
    <Await of={preview} rows={6}>
      {(reply) => {
        const consequence =
          reply.acceptBy === null
            ? t(of.signed ? "consequenceNone" : "consequenceTerms")
            : t("consequence", { count: reply.companies, day: writeDay(reply.acceptBy, lang, "long") });
        return (
          <Card
            flush
            title={t("previewTitle")}
            aside={
              <Row gap="tight">
                {(["fr", "en"] as const).map((each) => (
                  <Button key={each} size="small" kind={each === language ? "outline" : "quiet"} onPress={() => setLanguage(each)}>
                    {t(each === "fr" ? "french" : "english")}
                  </Button>
                ))}
              </Row>
            }
            foot={
              <Stack gap="tight">
                <Message tone={reply.acceptBy === null ? "info" : "you"}>
                  {consequence} {reply.unsignable > 0 ? t("unsignable", { count: reply.unsignable }) : null}
                </Message>
                <Text tone="secondary" small>
                  {t(language === "fr" ? "digestFr" : "digestEn")}{" "}
                  <Text code small>
                    {language === "fr" ? reply.sha256.fr : reply.sha256.en}
                  </Text>
                </Text>
                <Row>
                  <Button onPress={() => setAsking(true)}>{t("publish")}</Button>
                </Row>
              </Stack>
            }
          >
            <ChangesOf
              of={reply}
              before={t("versionOf", { version: reply.before.version })}
              after={t("versionOf", { version: reply.after.version })}
            />
            {asking ? (
              <ConfirmDialog
                title={t("publishTitle", { version: reply.after.version })}
                act={t("publish")}
                keep={t("keepDraft")}
                tick={t("publishTick")}
                working={publish.working}
                problem={publish.problem}
                onKeep={() => setAsking(false)}
                onAct={() =>
                  void publish.act({ agreementId: of.id, body: { revision: reply.revision, sha256: reply.sha256, confirmed: true } })
                }
              >
                <p>{consequence}</p>
                <p>{t("publishStays")}</p>
              </ConfirmDialog>
            ) : null}
          </Card>
        );
      }}
    </Await>
  );
}
