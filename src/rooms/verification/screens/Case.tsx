import { useRef, useState } from "react";
import { writeDay } from "../../../kit/format.ts";
import { useAct, useRead } from "../../../web/api.ts";
import type { Moment } from "../../../web/ui/index.ts";
import {
  Await,
  announce,
  Button,
  Columns,
  Link,
  Message,
  ProblemMessage,
  Row,
  Section,
  Segmented,
  Stack,
  StatusBadge,
  Text,
  Timeline,
  TurnTag,
  toast,
} from "../../../web/ui/index.ts";
import { useKeys } from "../../../web/ui/office.ts";
import { ConfirmDialog } from "../../../web/ui/overlay.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { desk as en } from "../words/desk.en.ts";
import { desk as fr } from "../words/desk.fr.ts";
import { CaseDocuments } from "./CaseDocuments.tsx";
import { CaseNotes } from "./CaseNotes.tsx";
import { DeclaredTable } from "./DeclaredTable.tsx";
import styles from "./Desk.module.css";
import type { CaseCheck, CaseView } from "./deskCase.ts";
import { looks } from "./looks.ts";
import { Registry } from "./Registry.tsx";
import type { Act } from "./Ruling.tsx";
import { Ruling, RulingBar } from "./Ruling.tsx";
import { Second } from "./Second.tsx";
import { useTimeOf } from "./times.ts";

const words = { fr, en };

/** One case with everything that is needed to decide it. */
export function Case({ caseId, back }: { caseId: string; back: string }) {
  const t = useWords(words);
  const found = useRead("verification.case", { caseId }, { every: 20_000 });
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

function Open({ of }: { of: CaseView }) {
  const t = useWords(words);
  const [chosen, choose] = useState<CaseCheck["check"] | null>(null);
  const [act, setAct] = useState<Act | null>(null);
  const note = useRef<HTMLDivElement>(null);
  const check = of.checks.find((one) => one.check === (chosen ?? of.focus ?? "business"))!;
  const ask = (wanted: Act) => {
    const move = check.moves[wanted];
    if (move.open) setAct(wanted);
    else announce(move.text);
  };
  useKeys({
    a: () => ask("authorise"),
    d: () => ask("ask"),
    r: () => ask("reject"),
    n: () => note.current?.querySelector("textarea")?.focus(),
  });

  return (
    <Stack>
      <Head of={of} />
      <Row between>
        <Segmented
          label={t("check")}
          value={check.check}
          onChange={choose}
          options={of.checks.map((one) => ({ value: one.check, label: one.name }))}
        />
        <StatusBadge look={looks[check.state]}>{check.label}</StatusBadge>
      </Row>
      <Facts of={of} check={check} />
      {check.check === "business" ? (
        <>
          <DeclaredTable of={of} />
          <Registry of={of} />
        </>
      ) : null}
      <LastDecision check={check} />
      {check.override ? <Second of={of} check={check} asked={check.override} /> : null}
      <Columns
        narrow
        side={
          <div ref={note}>
            <CaseNotes of={of} />
          </div>
        }
      >
        <Stack>
          <CaseDocuments of={of} />
          <Thread of={of} />
        </Stack>
      </Columns>
      <RulingBar check={check} onAct={ask} />
      {act ? <Ruling key={`${check.check}-${act}`} act={act} of={of} check={check} onClose={() => setAct(null)} /> : null}
    </Stack>
  );
}

function Head({ of }: { of: CaseView }) {
  const t = useWords(words);
  const lang = useLang();
  const timeOf = useTimeOf();
  const [asking, ask] = useState(false);
  const claim = useAct("verification.claim", {
    onDone: () => {
      ask(false);
      toast({ text: t("taken") });
    },
  });
  const { account, owner, tries, turn } = of;
  const ours = of.state === "examining" || of.state === "calling";
  const take = () => {
    if (owner?.mine) return;
    if (owner === null) void claim.act({ caseId: of.caseId, body: {} });
    else ask(true);
  };
  useKeys({ p: take });

  return (
    <Stack gap="tight">
      <Row between top>
        <h2>{account.name}</h2>
        {ours ? (
          <TurnTag
            turn="you"
            since={turn.dueOn ? t(turn.late ? "overdue" : "dueOn", { day: writeDay(turn.dueOn, lang, "short") }) : undefined}
          />
        ) : (
          <StatusBadge look={of.overall.state}>{of.overall.label}</StatusBadge>
        )}
      </Row>
      <Text tone="secondary">
        {t("about", { city: account.city, country: account.country, partnerId: account.partnerId, used: tries.used, of: tries.of })}{" "}
        {t("opened", { at: timeOf(of.openedAt) })}
        {ours || of.state === "authorized" ? null : `. ${t("theirs")}, ${t("since", { day: timeOf(turn.since) })}`}
      </Text>
      {turn.escalatedAt ? <Message tone="no">{t("escalated", { at: timeOf(turn.escalatedAt) })}</Message> : null}
      <Row>
        <Text small tone="secondary">
          {owner === null
            ? t("notTaken")
            : owner.mine
              ? t("takenByMe", { at: timeOf(owner.since) })
              : t("takenBy", { name: owner.name, at: timeOf(owner.since) })}
        </Text>
        {owner?.mine ? null : (
          <Button size="small" keys="P" working={claim.working} onPress={take}>
            {t(owner === null ? "take" : "takeOver")}
          </Button>
        )}
      </Row>
      {asking ? null : <ProblemMessage problem={claim.problem} />}
      {asking && owner ? (
        <ConfirmDialog
          title={t("takeOverTitle", { company: account.name })}
          act={t("takeOver")}
          keep={t("leave")}
          working={claim.working}
          problem={claim.problem}
          onAct={() => claim.act({ caseId: of.caseId, body: { takeOver: true } })}
          onKeep={() => ask(false)}
        >
          {t("takeOverText", { name: owner.name, at: timeOf(owner.since) })}
        </ConfirmDialog>
      ) : null}
    </Stack>
  );
}

/** What the desk knows besides the declared data: the contact's two statements, the domain. */
function Facts({ of, check }: { of: CaseView; check: CaseCheck }) {
  const t = useWords(words);
  const timeOf = useTimeOf();
  const { contact, domain } = of;
  const own = contact.email.slice(contact.email.lastIndexOf("@") + 1);
  return (
    <Stack gap="tight">
      <p>{t("contactLine", { name: contact.name, email: contact.email })}</p>
      {contact.confirmedAt === null ? (
        <Message tone="wait">{t("notConfirmed")}</Message>
      ) : check.check === "business" ? null : (
        <p>{t("confirmed", { at: timeOf(contact.confirmedAt) })}</p>
      )}
      {check.check === "employment" ? (
        <p>
          {t("domain", { domain })}. {own === domain ? t("domainSame") : t("domainDiffers", { own })}{" "}
          {of.domainProvenAt ? t("domainProven", { at: timeOf(of.domainProvenAt) }) : t("domainUnproven")}
        </p>
      ) : null}
    </Stack>
  );
}

function LastDecision({ check }: { check: CaseCheck }) {
  const t = useWords(words);
  const timeOf = useTimeOf();
  const { ruled, decided } = check;
  if (ruled === null || decided === null) return null;
  const tone = check.state === "passed" ? "ok" : check.state === "rejected" ? "no" : check.state === "documentNeeded" ? "you" : "wait";
  return (
    <Message
      tone={tone}
      title={`${t("lastDecision")}${decided.by ? ` · ${t("noteAbout", { author: decided.by, at: timeOf(decided.at) })}` : ""}`}
    >
      <Stack gap="tight">
        {ruled.rule ? (
          <p>
            {ruled.rule.code} · {ruled.rule.text}
          </p>
        ) : null}
        {ruled.reason ? <p>{ruled.reason.text}</p> : null}
        {ruled.note ? <p>{ruled.note}</p> : null}
      </Stack>
    </Message>
  );
}

const tones = { ok: "ok", no: "no", you: "you", wait: "plain", neutral: "plain" } as const;

function Thread({ of }: { of: CaseView }) {
  const t = useWords(words);
  const timeOf = useTimeOf();
  const moments: Moment[] = of.thread.map((line) => ({
    id: line.id,
    what: line.text,
    when: timeOf(line.at),
    who: line.by || undefined,
    tone: tones[line.tone],
  }));
  return (
    <Section title={t("thread")} level={3}>
      <Timeline moments={moments} />
    </Section>
  );
}
