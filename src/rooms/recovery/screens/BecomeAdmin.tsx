import type { ReactNode } from "react";
import { useState } from "react";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAccount } from "../../../web/shell.ts";
import { Form, FormFoot, TextField, useForm } from "../../../web/ui/form.ts";
import { Await, Button, Card, Columns, Facts, Link, Message, Page, ProblemMessage, Stack, Text, toast } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { CaseBadge, CaseFacts } from "./CaseFacts.tsx";
import { ObjectDialog } from "./ObjectDialog.tsx";
import { RecordTable } from "./RecordTable.tsx";
import { words } from "./words.ts";

type View = Result<"recovery.page">;

/** « Devenir un administrateur général »: who is one already, the proof of the domain, and the way when nobody can change the DNS. */
export default function BecomeAdmin() {
  const t = useWords(words);
  const account = useAccount();
  const page = useRead("recovery.page", { accountId: account.id });
  return (
    <Page title={t("title")} answer={t("answer")}>
      <Await of={page} rows={8}>
        {(reply) => (
          <Beside side={reply.case ? <Running of={reply} /> : null}>
            <Stack>
              <Admins of={reply} />
              {reply.atNextSignIn ? (
                <Message tone="ok" title={t("atNextSignIn")}>
                  {t("atNextSignInText")}
                </Message>
              ) : (
                <>
                  <Prove of={reply} />
                  {reply.moves.prove.open ? <TwoContacts of={reply} /> : null}
                </>
              )}
            </Stack>
          </Beside>
        )}
      </Await>
    </Page>
  );
}

/** The case beside what can be done, when there is one. */
const Beside = ({ side, children }: { side: ReactNode; children: ReactNode }) =>
  side === null ? children : <Columns side={side}>{children}</Columns>;

function Admins({ of: { admins } }: { of: View }) {
  const t = useWords(words);
  return (
    <Card
      title={t("adminsTitle")}
      {...(admins.length > 0 && { aside: <Link to="~/settings/users?role=globalAdmin">{t("seeUsers")}</Link> })}
    >
      {admins.length === 0 ? (
        <p>{t("adminsNone")}</p>
      ) : (
        <Stack gap="tight">
          <Facts items={admins.map(({ name, email, you }) => ({ name, value: you ? t("you") : email }))} />
          {admins.some(({ you }) => you) ? null : <Text tone="secondary">{t("adminsAsk")}</Text>}
        </Stack>
      )}
    </Card>
  );
}

function Prove({ of }: { of: View }) {
  const t = useWords(words);
  const account = useAccount();
  const start = useAct("recovery.startProof", { invalidates: ["recovery.page"] });
  const check = useAct("recovery.checkProof", { onDone: () => toast({ text: t("proven") }) });
  const { record, domain } = of;
  return (
    <Card title={t("prove")}>
      <Stack>
        <p>{t("proveText", { domain })}</p>
        {record ? (
          <>
            <RecordTable of={record} domain={domain} />
            <ProblemMessage problem={check.problem} />
            <div>
              <Button kind="primary" working={check.working} onPress={() => void check.act({ accountId: account.id, proofId: record.id })}>
                {t("added")}
              </Button>
            </div>
          </>
        ) : (
          <div>
            <Button kind="primary" door={of.moves.prove} working={start.working} onPress={() => void start.act({ accountId: account.id })}>
              {t("prove")}
            </Button>
          </div>
        )}
        <ProblemMessage problem={start.problem} />
      </Stack>
    </Card>
  );
}

function TwoContacts({ of }: { of: View }) {
  const t = useWords(words);
  const account = useAccount();
  const start = useAct("recovery.start", {
    onDone: () => {
      form.set({ namedEmail: "" });
      toast({ text: t("started") });
    },
  });
  const form = useForm({ initial: { namedEmail: "" }, problem: start.problem });
  return (
    <Card title={t("otherWay")}>
      <Form form={form} label={t("otherWay")} onSend={(body) => start.act({ accountId: account.id, body })}>
        <p>{t("otherWayText", { count: of.waitingDays })}</p>
        <TextField label={t("namedEmail")} hint={t("namedHint")} type="email" autoComplete="off" {...form.bind("namedEmail")} />
        <FormFoot form={form} send={t("start")} working={start.working} door={of.moves.recover} />
      </Form>
    </Card>
  );
}

function Running({ of }: { of: View }) {
  const t = useWords(words);
  const account = useAccount();
  const [asking, ask] = useState(false);
  const object = useAct("recovery.object", {
    onDone: () => {
      ask(false);
      toast({ text: t("objectDone") });
    },
  });
  const held = of.case!;
  const live = held.state === "collecting" || held.state === "waiting";
  return (
    <Card title={t(live ? "caseTitle" : "caseLast")} mark={<CaseBadge state={held.state} />} {...(live && { tone: "you" as const })}>
      <Stack>
        <CaseFacts of={held} />
        {live ? (
          <Button kind="danger" door={of.moves.object} onPress={() => ask(true)}>
            {t("object")}
          </Button>
        ) : null}
        {asking ? (
          <ObjectDialog
            name={held.candidate}
            act={t("object")}
            text={t("objectText", { name: held.candidate })}
            working={object.working}
            problem={object.problem}
            onAct={(reason) => object.act({ accountId: account.id, caseId: held.id, body: { reason } })}
            onKeep={() => ask(false)}
          />
        ) : null}
      </Stack>
    </Card>
  );
}
