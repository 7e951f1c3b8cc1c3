import { writeDay } from "../../../kit/format.ts";
import { Button, Card, Message, ProblemMessage, Section, Stack, StatusBadge, Text, toast } from "../../../web/ui/index.ts";
import { Compare } from "../../../web/ui/visual.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { page as en } from "../words/page.en.ts";
import { page as fr } from "../words/page.fr.ts";
import { Answering } from "./Answering.tsx";
import { useCaseActs } from "./caseActs.ts";
import { Documents } from "./Documents.tsx";
import { looks } from "./looks.ts";
import type { Check, Status } from "./status.ts";
import { useDayOf, useTimeOf } from "./times.ts";
import styles from "./Verification.module.css";

const words = { fr, en };

/** One check: its state, why, what was compared with what, and the ways to pass. */
export function CheckCard({ of, status }: { of: Check; status: Status }) {
  const t = useWords(words);
  const timeOf = useTimeOf();
  const { decided } = of;
  const who =
    decided === null || of.state === "pending"
      ? null
      : decided.by === null
        ? t("decidedRule", { rule: of.ruled?.rule?.code ?? "", at: timeOf(decided.at) })
        : t("decidedBy", { name: decided.by, at: timeOf(decided.at) });

  return (
    <Card
      title={of.name}
      mark={<StatusBadge look={looks[of.state]}>{of.label}</StatusBadge>}
      tone={of.state === "rejected" ? "no" : of.state === "documentNeeded" ? "you" : "plain"}
      aside={
        who ? (
          <Text tone="secondary" small>
            {who}
          </Text>
        ) : undefined
      }
    >
      {of.state === "passed" ? <Passed of={of} status={status} /> : <Unfolded of={of} status={status} />}
    </Card>
  );
}

/** What has passed takes two lines; what was compared is one press away. */
function Passed({ of, status }: { of: Check; status: Status }) {
  const t = useWords(words);
  return (
    <Stack gap="tight">
      {of.check === "email" ? <EmailState of={of} status={status} /> : <p>{of.ruled?.reason?.text ?? of.purpose}</p>}
      {of.ruled ? (
        <details className={styles.more}>
          <summary>{t("compared")}</summary>
          <Stack>
            <Comparison of={of} />
            <Ruling of={of} />
            {of.documents.length > 0 ? <Documents of={of} status={status} /> : null}
          </Stack>
        </details>
      ) : null}
    </Stack>
  );
}

function Unfolded({ of, status }: { of: Check; status: Status }) {
  const t = useWords(words);
  const open = of.state === "rejected" || of.state === "documentNeeded";
  return (
    <Stack>
      {of.check === "email" ? <EmailState of={of} status={status} /> : <p>{of.state === "waiting" ? t("waiting") : of.purpose}</p>}
      {of.check === "email" ? null : <Comparison of={of} />}
      <Ruling of={of} />
      {open ? <Answering of={of} status={status} /> : of.state === "pending" && of.evidence ? <Documents of={of} status={status} /> : null}
    </Stack>
  );
}

function EmailState({ of, status }: { of: Check; status: Status }) {
  const t = useWords(words);
  const timeOf = useTimeOf();
  const { resend } = useCaseActs();
  const { contact, mail, moves } = status;

  if (of.state === "passed") {
    return (
      <p>
        {contact.confirmedAt
          ? t("emailConfirmed", { email: contact.email, at: timeOf(contact.confirmedAt), name: contact.name })
          : t("passedAll")}
      </p>
    );
  }
  return (
    <Stack gap="tight">
      <p>
        {mail.sentAt ? t("emailSent", { email: contact.email, at: timeOf(mail.sentAt) }) : null} {t("emailWho", { name: contact.name })}
      </p>
      <ProblemMessage problem={resend.problem} />
      <div>
        <Button
          icon="mail"
          door={moves.resend}
          working={resend.working}
          onPress={async () => {
            const reply = await resend.act();
            if (reply) toast({ text: t("resent", { email: reply.to }) });
          }}
        >
          {t("resend")}
        </Button>
      </div>
    </Stack>
  );
}

function Comparison({ of }: { of: Check }) {
  const t = useWords(words);
  const dayOf = useDayOf();
  const { comparison } = of;
  if (comparison === null || comparison.lines.length === 0) return null;
  const verdicts = { same: t("same"), differs: t("differs"), formOnly: t("formOnly") };

  return (
    <Section title={t("compared")} level={3}>
      <Compare
        caption={t("compared")}
        left={
          <>
            {t("declared")}
            <br />
            {t("declaredAt", { version: comparison.version, day: dayOf(comparison.declaredAt) })}
          </>
        }
        right={
          <>
            {t("found")}
            <br />
            {comparison.source === null
              ? t("notCompared")
              : comparison.consultedAt
                ? t("foundAt", { source: comparison.source, day: dayOf(comparison.consultedAt) })
                : comparison.source}
          </>
        }
        verdict={t("result")}
        rows={comparison.lines.map((line) => ({
          name: line.label,
          left: line.declared,
          right: line.found,
          same: line.result === null || line.result === "formOnly" ? null : line.result === "same",
          verdict: line.result === null ? undefined : verdicts[line.result],
        }))}
      />
    </Section>
  );
}

/** The rule, the reason, the verifier's own words. For a check under way again: what was answered the last time. */
function Ruling({ of }: { of: Check }) {
  const t = useWords(words);
  const lang = useLang();
  const { ruled } = of;
  if (ruled === null || (ruled.reason === null && ruled.note === null)) return null;
  const tone = of.state === "rejected" ? "no" : of.state === "documentNeeded" ? "you" : of.state === "passed" ? "ok" : "wait";
  const title =
    of.state === "pending" || of.state === "waiting"
      ? t("lastTime")
      : of.state === "passed"
        ? ruled.rule
          ? t("passedRule")
          : t("reason")
        : ruled.rule
          ? t("failedRule")
          : t("reason");

  return (
    <Message tone={tone} title={title}>
      <Stack gap="tight">
        {ruled.rule ? (
          <p>
            {ruled.rule.text} <Text tone="secondary">{t("rule", { code: ruled.rule.code })}</Text>
          </p>
        ) : null}
        {ruled.reason && of.state !== "passed" ? <p>{ruled.reason.text}</p> : null}
        {ruled.asked ? (
          <p>
            <b>{t("deadline", { day: writeDay(ruled.asked.deadline, lang, "long") })}</b>
          </p>
        ) : null}
        {ruled.note ? (
          <p>
            <b>{t("fromDesk")}</b>
            <br />
            {ruled.note.split("\n").map((line) => (
              <span key={line}>
                {line}
                <br />
              </span>
            ))}
          </p>
        ) : null}
      </Stack>
    </Message>
  );
}
