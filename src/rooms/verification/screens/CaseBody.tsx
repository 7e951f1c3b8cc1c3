import { writeDay } from "../../../kit/format.ts";
import type { Moment } from "../../../web/ui/index.ts";
import {
  Avatar,
  Button,
  Columns,
  DoorNote,
  Dots,
  Empty,
  Link,
  ProblemMessage,
  Section,
  Stack,
  Strip,
  Text,
  Timeline,
  TurnTag,
  toast,
} from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { page as en } from "../words/page.en.ts";
import { page as fr } from "../words/page.fr.ts";
import { CheckCard } from "./CheckCard.tsx";
import { useCaseActs } from "./caseActs.ts";
import type { Status } from "./status.ts";
import { useTimeOf } from "./times.ts";
import styles from "./Verification.module.css";

const words = { fr, en };

/** The line under the title: how many checks have passed, and whose turn it is. */
export function Answer({ of }: { of: Status }) {
  const t = useWords(words);
  const passed = of.checks.filter(({ state }) => state === "passed").length;
  const open = of.checks.filter(({ state }) => state === "rejected" || state === "documentNeeded").length;
  if (of.overall.state === "authorized") return t("answerAuthorized");
  if (of.turn.who === "us") return of.overall.state === "rejected" ? t("answerCalled") : t("answerUs", { count: passed });
  return open > 0 ? t("answerYours", { count: open }) : t("answerConfirm");
}

/** The whole of a case, for whoever may see it. */
export function CaseBody({ of, inPortal }: { of: Status; inPortal: boolean }) {
  return (
    <Stack>
      <TurnStrip of={of} inPortal={inPortal} />
      <Escalation of={of} />
      <Columns narrow side={<Side of={of} />}>
        <Stack>
          {of.checks.map((check) => (
            <CheckCard key={check.check} of={check} status={of} />
          ))}
        </Stack>
      </Columns>
    </Stack>
  );
}

/** C18: our answer is late, so the company may say so; once said, the page keeps saying that we know. */
function Escalation({ of }: { of: Status }) {
  const t = useWords(words);
  const timeOf = useTimeOf();
  const { escalate } = useCaseActs();
  const { turn, moves } = of;
  if (!turn.late) return null;
  if (turn.escalatedAt !== null) return <Text tone="secondary">{t("escalated", { at: timeOf(turn.escalatedAt) })}</Text>;
  return (
    <Stack gap="tight">
      <ProblemMessage problem={escalate.problem} />
      <div>
        <Button
          icon="mail"
          door={moves.escalate}
          note={{ at: "escalate" }}
          working={escalate.working}
          onPress={async () => {
            if (await escalate.act()) toast({ text: t("escalatedNow") });
          }}
        >
          {t("escalate")}
        </Button>
      </div>
      <DoorNote id="escalate" door={moves.escalate} />
    </Stack>
  );
}

function TurnStrip({ of, inPortal }: { of: Status; inPortal: boolean }) {
  const t = useWords(words);
  const lang = useLang();
  const timeOf = useTimeOf();
  const { turn, tries, sla } = of;
  const holidays = sla.holidays.map((day) => t("holiday", { day: writeDay(day, lang, "short") }));
  const deadline = of.checks.flatMap(({ ruled }) => ruled?.asked?.deadline ?? []).sort()[0];
  const since = [
    t("since", { at: timeOf(turn.since) }),
    ...(deadline ? [t("until", { day: writeDay(deadline, lang, "short") })] : []),
  ].join(", ");
  const authorized = of.overall.state === "authorized";

  return (
    <Strip
      {...(turn.who === "nobody" ? {} : { turn: turn.who === "partner" ? ("you" as const) : ("us" as const) })}
      cells={[
        {
          label: t("whoseTurn"),
          value: turn.who === "nobody" ? t("done") : <TurnTag turn={turn.who === "us" ? "us" : "you"} />,
          hint: since,
        },
        ...(authorized
          ? []
          : [
              {
                label: t("triesLeft"),
                value: <Dots left={tries.left} of={tries.of} words={t("leftOf", { left: tries.left, of: tries.of })} />,
                hint: t("thenCall"),
              },
              turn.who === "us" && turn.dueOn !== null
                ? {
                    label: t("answerBy"),
                    value: t(turn.late ? "wasDue" : "byDay", { day: writeDay(turn.dueOn, lang, "long") }),
                    hint: turn.late ? t("late") : [t("workingDays", { count: sla.workingDays }), ...holidays].join(", "),
                  }
                : {
                    label: t(of.overall.state === "pending" ? "afterConfirming" : "afterSending"),
                    value: t("atMost", { count: sla.workingDays }),
                    hint: holidays.join(", ") || undefined,
                  },
            ]),
        {
          label: t("meanwhile"),
          value: authorized ? t("purchasesOpen") : t("purchasesClosed"),
          hint: inPortal ? <Link to="~/overview">{t("overview")}</Link> : undefined,
        },
      ]}
    />
  );
}

const tones = { ok: "ok", no: "no", you: "you", wait: "plain", neutral: "plain" } as const;

function Side({ of }: { of: Status }) {
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
    <Stack>
      <Section title={t("thread")}>
        {moments.length === 0 ? <Text tone="secondary">{t("threadEmpty")}</Text> : <Timeline moments={moments} />}
      </Section>
      <Section title={t("answerers")}>
        {of.answerers.length === 0 ? (
          <Empty title={t("nobody")} />
        ) : (
          <Stack gap="tight">
            {of.answerers.map((person) => (
              <div key={person.name} className={styles.person}>
                <Avatar name={person.name} me={person.you} size={28} />
                <span>
                  {person.name}
                  {person.you ? `, ${t("you")}` : null}
                  <br />
                  <Text tone="secondary" small>
                    {person.roles.join(", ")}
                  </Text>
                </span>
              </div>
            ))}
          </Stack>
        )}
      </Section>
    </Stack>
  );
}
