import { useState } from "react";
import { writeInstant, writeList } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAccount, useShell } from "../../../web/shell.ts";
import { Fields, Form, FormFoot, TextField, useForm } from "../../../web/ui/form.ts";
import {
  Await,
  Button,
  Card,
  Empty,
  Facts,
  Link,
  Message,
  Page,
  ProblemMessage,
  Row,
  Stack,
  StatusBadge,
  Text,
  toast,
} from "../../../web/ui/index.ts";
import { ConfirmDialog, Drawer } from "../../../web/ui/overlay.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { bank as en } from "../words/en.ts";
import { bank as fr } from "../words/fr.ts";
import { BillingTabs } from "./BillingTabs.tsx";

const words = { fr, en };
type BankView = Result<"billing.bank">;
type Account = NonNullable<BankView["active"]>;

/** « Compte bancaire »: the account in use, and the change that waits for a second person. */
export default function BankAccount() {
  const t = useWords(words);
  const lang = useLang();
  const account = useAccount();
  const bank = useRead("billing.bank", { accountId: account.id });
  const [asking, ask] = useState(false);
  return (
    <Page title={t("title")} answer={t("answer")}>
      <BillingTabs />
      <Await of={bank} rows={5}>
        {(reply) => {
          const asks = (
            <Button icon="pen" size="small" door={reply.moves.ask} onPress={() => ask(true)}>
              {t("ask")}
            </Button>
          );
          return (
            <Stack>
              {reply.others.length === 0 ? (
                <Message tone="you" title={t("alone")}>
                  {t("aloneText")} <Link to="~/settings/users">{t("toUsers")}</Link>
                </Message>
              ) : null}
              {reply.pending ? <Pending of={reply} pending={reply.pending} /> : null}
              {reply.active ? (
                <Card flush title={t("active")} foot={asks}>
                  <Details of={reply.active} />
                </Card>
              ) : (
                <Empty title={t("none")} act={reply.pending ? undefined : asks}>
                  {t("noneText")}
                </Empty>
              )}
              {reply.others.length > 0 ? (
                <Text tone="secondary" small>
                  {t("others", { names: writeList(reply.others, lang) })}
                </Text>
              ) : null}
              {asking && reply.moves.ask.open ? <Ask days={reply.confirmDays} onClose={() => ask(false)} /> : null}
            </Stack>
          );
        }}
      </Await>
    </Page>
  );
}

function Details({ of }: { of: Account }) {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  const confirmed = of.confirmedAt
    ? t("both", { by: of.askedBy, other: of.confirmedBy ?? "", day: writeInstant(of.confirmedAt, lang, timeZone) })
    : undefined;
  return (
    <Facts
      wide
      items={[
        { name: t("holder"), value: of.holder, hint: confirmed },
        {
          name: t("account"),
          value: (
            <Text code>
              {of.country} {t("ending", { last4: of.last4 })}
            </Text>
          ),
          hint: of.countryName,
        },
        ...(of.bic ? [{ name: t("bic"), value: <Text code>{of.bic}</Text> }] : []),
        { name: t("sepa"), value: t(of.sepa ? "yes" : "no") },
      ]}
    />
  );
}

function Pending({ of, pending }: { of: BankView; pending: Account }) {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  const account = useAccount();
  const [confirming, confirm] = useState(false);
  const sure = useAct("billing.confirmBank", {
    onDone: () => {
      toast({ text: t("confirmed") });
      confirm(false);
    },
  });
  const cancel = useAct("billing.cancelBank", { onDone: () => toast({ text: t("cancelled") }) });
  const change = { accountId: account.id, changeId: pending.id };
  return (
    <Card
      flush
      tone="you"
      title={t("pending")}
      mark={<StatusBadge look="pending">{t("ending", { last4: pending.last4 })}</StatusBadge>}
      foot={
        <Stack gap="tight">
          <ProblemMessage problem={cancel.problem} />
          <Row top>
            <Button kind="primary" door={of.moves.confirm} onPress={() => confirm(true)}>
              {t("confirm")}
            </Button>
            <Button door={of.moves.cancel} working={cancel.working} onPress={() => void cancel.act(change)}>
              {t("cancel")}
            </Button>
          </Row>
        </Stack>
      }
    >
      <Details of={pending} />
      <Facts
        wide
        items={[
          { name: t("askedBy"), value: t("askedAt", { name: pending.askedBy, day: writeInstant(pending.askedAt, lang, timeZone) }) },
          { name: t("until"), value: writeInstant(pending.expiresAt, lang, timeZone) },
        ]}
      />
      {confirming ? (
        <ConfirmDialog
          title={t("confirmTitle", { last4: pending.last4 })}
          act={t("confirm")}
          keep={t("keep")}
          tick={t("confirmTick")}
          working={sure.working}
          problem={sure.problem}
          onAct={() => sure.act(change)}
          onKeep={() => confirm(false)}
        >
          {t("confirmText", { name: pending.askedBy })}
        </ConfirmDialog>
      ) : null}
    </Card>
  );
}

function Ask({ days, onClose }: { days: number; onClose: () => void }) {
  const t = useWords(words);
  const account = useAccount();
  const ask = useAct("billing.askBank", {
    onDone: () => {
      toast({ text: t("asked") });
      onClose();
    },
  });
  const form = useForm({ initial: { holder: account.name, iban: "", bic: "" }, problem: ask.problem });
  return (
    <Drawer title={t("askTitle")} onClose={onClose}>
      <Form form={form} label={t("askTitle")} onSend={(body) => ask.act({ accountId: account.id, body })}>
        <Fields>
          <TextField label={t("holder")} autoComplete="off" {...form.bind("holder")} />
          <TextField label={t("iban")} hint={t("ibanHint")} autoComplete="off" code {...form.bind("iban")} />
          <TextField label={t("bic")} hint={t("bicHint")} optional autoComplete="off" code {...form.bind("bic")} />
        </Fields>
        <FormFoot
          form={form}
          send={t("send")}
          working={ask.working}
          before={<Button onPress={onClose}>{t("back")}</Button>}
          note={t("sendNote", { count: days })}
        />
      </Form>
    </Drawer>
  );
}
