import { writeList } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { usePart } from "../../../web/here.ts";
import { Form, FormFoot, TextField, useForm } from "../../../web/ui/form.ts";
import { Await, Button, Card, Grid, LinkButton, Message, Page, ProblemMessage, Stack } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { CaseBadge, CaseFacts } from "./CaseFacts.tsx";
import { RecordTable } from "./RecordTable.tsx";
import { words } from "./words.ts";

type View = Result<"recovery.request">;

/** From the mailbox's link: the two ways, then the record or the answers, then the waiting. */
export default function Request() {
  const t = useWords(words);
  const lang = useLang();
  const token = usePart("token");
  const request = useRead("recovery.request", { token });
  const { data, problem } = request;
  if (problem !== null && problem.status >= 404 && problem.status < 500) {
    return (
      <Page title={t("linkTitle")}>
        <Stack>
          <ProblemMessage problem={problem} />
          <div>
            <LinkButton to="/recovery">{t("newLink")}</LinkButton>
          </div>
        </Stack>
      </Page>
    );
  }
  return (
    <Page
      title={data ? t("requestTitle", { company: data.company }) : undefined}
      answer={data ? t("requestAnswer", { email: data.email }) : undefined}
    >
      <Await of={request} rows={6}>
        {(reply) => (
          <Stack>
            <p>{reply.admins.length > 0 ? t("requestAdmins", { names: writeList(reply.admins, lang) }) : t("requestNoAdmins")}</p>
            {reply.case && reply.case.state !== "stopped" && reply.case.state !== "lapsed" ? (
              <Begun token={token} of={reply} />
            ) : (
              <Ways token={token} of={reply} />
            )}
          </Stack>
        )}
      </Await>
    </Page>
  );
}

function Ways({ token, of }: { token: string; of: View }) {
  const t = useWords(words);
  const start = useAct("recovery.startByLink");
  const form = useForm({ initial: { namedEmail: "" }, problem: start.problem });
  if (of.busy) return <Message>{t("requestBusy")}</Message>;
  return (
    <Stack>
      <Grid>
        <Card title={t("wayDnsTitle")}>
          <Stack>
            <p>{t("wayDnsText", { domain: of.domain })}</p>
            <div>
              <Button working={start.working} onPress={() => void start.act({ token, body: { way: "dns" } })}>
                {t("wayDnsStart")}
              </Button>
            </div>
          </Stack>
        </Card>
        <Card title={t("wayContactsTitle")}>
          <Form
            form={form}
            label={t("wayContactsTitle")}
            onSend={({ namedEmail }) => start.act({ token, body: { way: "contacts", namedEmail } })}
          >
            <p>{t("wayContactsText")}</p>
            <TextField label={t("namedEmail")} hint={t("namedHint")} type="email" autoComplete="off" {...form.bind("namedEmail")} />
            <FormFoot form={form} send={t("start")} working={start.working} />
          </Form>
        </Card>
      </Grid>
      <p>{t("thenWait", { count: of.waitingDays })}</p>
    </Stack>
  );
}

function Begun({ token, of }: { token: string; of: View }) {
  const t = useWords(words);
  const check = useAct("recovery.checkByLink");
  const held = of.case!;
  return (
    <>
      {of.record ? (
        <Card title={t("wayDnsTitle")}>
          <Stack>
            <RecordTable of={of.record} domain={of.domain} />
            <ProblemMessage problem={check.problem} />
            <div>
              <Button kind="primary" working={check.working} onPress={() => void check.act({ token })}>
                {t("added")}
              </Button>
            </div>
          </Stack>
        </Card>
      ) : null}
      <Card title={t("caseTitle")} mark={<CaseBadge state={held.state} />}>
        <CaseFacts of={held} />
      </Card>
      <p>{t("thenWait", { count: of.waitingDays })}</p>
    </>
  );
}
