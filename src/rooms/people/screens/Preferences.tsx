import { useState } from "react";
import { writeInstant } from "../../../kit/format.ts";
import type { RefusableKind } from "../../../kit/notices.ts";
import { isRefusable } from "../../../kit/notices.ts";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useShell } from "../../../web/shell.ts";
import { CheckField, Form, FormFoot, TextField, useForm } from "../../../web/ui/form.ts";
import { Await, Button, Card, Facts, Message, Page, ProblemMessage, Row, Stack, Text, toast } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { notices as en } from "../words/notices.en.ts";
import { notices as fr } from "../words/notices.fr.ts";

const words = { fr, en };
type Reply = Result<"people.noticePreferences">;

/** « Préférences relatives à l’engagement »: the address, and what is mailed to it. */
export default function Preferences() {
  const t = useWords(words);
  const preferences = useRead("people.noticePreferences", {});

  return (
    <Page title={t("prefTitle")} answer={t("prefAnswer")} crumbs={[{ label: t("title"), to: "~/notices" }]}>
      <Await of={preferences} rows={8}>
        {(reply) => (
          <Stack>
            <Address of={reply} />
            <Kinds of={reply} />
          </Stack>
        )}
      </Await>
    </Page>
  );
}

function Address({ of }: { of: Reply }) {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  const [changing, setChanging] = useState(false);
  const drop = useAct("people.dropNoticeAddress", { onDone: () => toast({ text: t("dropped") }) });

  return (
    <Card title={t("addressTitle")} aside={changing ? undefined : <Button onPress={() => setChanging(true)}>{t("change")}</Button>}>
      <Stack>
        <Facts
          items={[
            { name: t("signIn"), value: of.signIn, hint: t("signInHint") },
            { name: t("address"), value: of.address ?? t("addressSame") },
          ]}
        />
        {of.asked ? (
          <Message tone="wait">{t("asked", { address: of.asked.address, until: writeInstant(of.asked.until, lang, timeZone) })}</Message>
        ) : null}
        <ProblemMessage problem={drop.problem} />
        {changing ? <NewAddress onDone={() => setChanging(false)} /> : null}
        {!changing && (of.address !== null || of.asked !== null) ? (
          <Row>
            <Button working={drop.working} onPress={() => void drop.act({})}>
              {t(of.address === null ? "forget" : "drop")}
            </Button>
          </Row>
        ) : null}
      </Stack>
    </Card>
  );
}

function NewAddress({ onDone }: { onDone: () => void }) {
  const t = useWords(words);
  const ask = useAct("people.askNoticeAddress", { onDone });
  const form = useForm({ initial: { email: "" }, problem: ask.problem });

  return (
    <Form form={form} label={t("addressTitle")} onSend={(body) => ask.act({ body })}>
      <TextField type="email" autoComplete="email" label={t("newAddress")} hint={t("newAddressHint")} {...form.bind("email")} />
      <FormFoot
        form={form}
        send={t("sendLink")}
        working={ask.working}
        before={
          <Button size="large" onPress={onDone}>
            {t("cancel")}
          </Button>
        }
      />
    </Form>
  );
}

function Kinds({ of }: { of: Reply }) {
  const t = useWords(words);
  const save = useAct("people.setNoticeKinds", { onDone: () => toast({ text: t("saved") }) });
  const form = useForm({
    initial: Object.fromEntries(of.kinds.map(({ kind, mailed }) => [kind, mailed])) as Record<Reply["kinds"][number]["kind"], boolean>,
    problem: save.problem,
  });
  const send = (mailed: typeof form.values) =>
    save.act({ body: { refused: of.kinds.flatMap(({ kind }): RefusableKind[] => (isRefusable(kind) && !mailed[kind] ? [kind] : [])) } });

  return (
    <Card title={t("kindsTitle")}>
      <Form form={form} label={t("kindsTitle")} onSend={send}>
        <Stack>
          <Text tone="secondary">{t("kindsHint")}</Text>
          {of.kinds.map(({ kind, refusable }) => {
            const { onBlur: _, error: __, ...box } = form.bind(kind);
            return <CheckField key={kind} label={t(kind)} hint={t(`${kind}Hint`)} closed={!refusable} {...box} />;
          })}
          <FormFoot form={form} send={t("save")} working={save.working} />
        </Stack>
      </Form>
    </Card>
  );
}
