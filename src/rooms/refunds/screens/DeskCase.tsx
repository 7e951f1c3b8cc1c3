import { useState } from "react";
import { writeDay, writeInstant, writeMoney } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useShell } from "../../../web/shell.ts";
import { Fields, Form, FormFoot, TextArea, useForm } from "../../../web/ui/form.ts";
import {
  Await,
  Button,
  Card,
  DoorNote,
  Facts,
  Link,
  Message,
  Row,
  Section,
  Stack,
  StatusBadge,
  Text,
  toast,
} from "../../../web/ui/index.ts";
import { ConfirmDialog, FormDialog } from "../../../web/ui/overlay.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { desk as en } from "../words/desk.en.ts";
import { desk as fr } from "../words/desk.fr.ts";
import styles from "./Desk.module.css";
import { Ends, Gives, looks, Rule } from "./parts.tsx";

const words = { fr, en };
type View = Result<"refunds.case">;

/** One case: what would be given back, what would end, the rule as it stands now, and the decision. */
export function DeskCase({ refundId, back }: { refundId: string; back: string }) {
  const t = useWords(words);
  const found = useRead("refunds.case", { refundId }, { every: 20_000 });
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
  const undecided = of.decided === null && of.closedAt === null;
  return (
    <Stack>
      <Head of={of} />
      {undecided ? (
        <Section title={t("rule")} level={3}>
          <Rule of={of.checks} />
        </Section>
      ) : null}
      <Decision of={of} undecided={undecided} />
      <Section title={t(of.state.state === "paying" || of.state.state === "refunded" ? "gave" : "gives")} level={3}>
        <Gives of={of} ours />
      </Section>
      {undecided ? (
        <Section title={t("ends")} level={3}>
          <Ends of={of.ends} />
        </Section>
      ) : null}
    </Stack>
  );
}

function Head({ of }: { of: View }) {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  return (
    <Stack gap="tight">
      <Row between>
        <h2 dir="auto">{of.subscription}</h2>
        <StatusBadge look={looks[of.state.state]}>{of.state.label}</StatusBadge>
      </Row>
      <Text tone="secondary">
        <span className="code">{of.number}</span> · {t("about", { company: of.company, partnerId: of.partnerId })}
      </Text>
      <Facts
        items={[
          { name: t("origin"), value: t(of.origin), hint: t("asked", { name: of.askedBy, at: writeInstant(of.askedAt, lang, timeZone) }) },
          { name: t("countedOn"), value: writeDay(of.askedOn, lang) },
          { name: t("boughtBy"), value: of.order.boughtBy },
          ...(of.note === "" ? [] : [{ name: t("note"), value: <span dir="auto">{of.note}</span> }]),
          ...(of.request === null
            ? []
            : [
                {
                  name: t("serviceRequest"),
                  value: (
                    <Link to={`/office/support/${of.request.id}`}>
                      {t("toRequest", { number: of.request.number, subject: of.request.subject })}
                    </Link>
                  ),
                },
              ]),
        ]}
      />
    </Stack>
  );
}

function Decision({ of, undecided }: { of: View; undecided: boolean }) {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  const [asking, ask] = useState<"approve" | "refuse" | null>(null);
  const at = (instant: string) => writeInstant(instant, lang, timeZone);
  const { decided, exception } = of;
  return (
    <Card title={t("decision")} tone={undecided ? "accent" : "plain"} level={3}>
      <Stack>
        {exception ? (
          <Message tone="you" title={t("exceptionBy", { name: exception.by, at: at(exception.at) })}>
            <span dir="auto">{exception.text}</span>
          </Message>
        ) : null}
        {decided ? (
          <Text>
            {decided.by === null ? t("decidedByRule", { at: at(decided.at) }) : t("decidedBy", { name: decided.by, at: at(decided.at) })}
          </Text>
        ) : null}
        {decided?.reason ? (
          <p dir="auto">
            <b>{t("reasonGiven")}</b> {decided.reason}
          </p>
        ) : null}
        {of.closedAt ? <Text tone="secondary">{t("closedAt", { at: at(of.closedAt) })}</Text> : null}
        {undecided ? (
          <>
            <Text tone="secondary">{t(of.checks.every(({ met }) => met) ? "ruleClear" : "ruleAgainst")}</Text>
            {of.mine ? <Text tone="secondary">{t("mine")}</Text> : null}
            <Row>
              <Button kind="primary" door={of.moves.approve} note={{ at: "decision" }} onPress={() => ask("approve")}>
                {t(of.approval)}
              </Button>
              <Button kind="danger" door={of.moves.refuse} note={{ at: "decision" }} onPress={() => ask("refuse")}>
                {t("refuse")}
              </Button>
            </Row>
            <DoorNote id="decision" door={of.moves.approve} />
          </>
        ) : null}
        {asking === "approve" ? <Approving of={of} onClose={() => ask(null)} /> : null}
        {asking === "refuse" ? <Refusing of={of} onClose={() => ask(null)} /> : null}
      </Stack>
    </Card>
  );
}

const toasts = { refunded: "refundedToast", paying: "payingToast", failed: "failedToast", proposed: "proposedToast" } as const;

/** Within the rule a confirmation is enough; beyond it the exception needs its reason. */
function Approving({ of, onClose }: { of: View; onClose: () => void }) {
  const t = useWords(words);
  const lang = useLang();
  const approve = useAct("refunds.approve", {
    onDone: ({ state }) => {
      if (state.state in toasts) toast({ text: t(toasts[state.state as keyof typeof toasts]) });
      onClose();
    },
  });
  const form = useForm({
    initial: { exception: "" },
    check: (values) => ({ exception: values.exception.trim() === "" ? t("exceptionMissing") : undefined }),
    problem: approve.problem,
  });
  const send = (exception: string) => approve.act({ refundId: of.id, body: { version: of.version, exception } });
  if (of.approval === "propose")
    return (
      <FormDialog title={t("propose")} onClose={onClose}>
        <Form form={form} onSend={({ exception }) => send(exception)}>
          <Fields>
            <TextArea label={t("exception")} hint={t("exceptionHint")} rows={4} maxLength={2000} {...form.bind("exception")} />
          </Fields>
          <FormFoot form={form} send={t("propose")} working={approve.working} before={<Button onPress={onClose}>{t("leave")}</Button>} />
        </Form>
      </FormDialog>
    );
  return (
    <ConfirmDialog
      title={t("approveTitle", { amount: writeMoney(of.gives.total, lang), company: of.company })}
      act={t(of.approval)}
      keep={t("leave")}
      working={approve.working}
      problem={approve.problem}
      onAct={() => send("")}
      onKeep={onClose}
    >
      <p>{t("approveText")}</p>
    </ConfirmDialog>
  );
}

function Refusing({ of, onClose }: { of: View; onClose: () => void }) {
  const t = useWords(words);
  const refuse = useAct("refunds.refuse", {
    onDone: () => {
      toast({ text: t("refusedToast") });
      onClose();
    },
  });
  const form = useForm({
    initial: { reason: "" },
    check: (values) => ({ reason: values.reason.trim() === "" ? t("reasonMissing") : undefined }),
    problem: refuse.problem,
  });
  return (
    <FormDialog title={t("refuseTitle", { number: of.number })} onClose={onClose}>
      <Form form={form} onSend={(values) => refuse.act({ refundId: of.id, body: { ...values, version: of.version } })}>
        <Fields>
          <TextArea label={t("reason")} hint={t("reasonHint")} rows={4} maxLength={2000} {...form.bind("reason")} />
        </Fields>
        <FormFoot form={form} send={t("refuse")} working={refuse.working} before={<Button onPress={onClose}>{t("leave")}</Button>} />
      </Form>
    </FormDialog>
  );
}
