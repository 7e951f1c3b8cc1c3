import { writeDay } from "../../../kit/format.ts";
import { useRead } from "../../../web/api.ts";
import { useAccount } from "../../../web/shell.ts";
import type { Moment } from "../../../web/ui/index.ts";
import {
  Avatar,
  Await,
  Columns,
  Dots,
  Empty,
  Link,
  Page,
  Section,
  Stack,
  StatusBadge,
  Strip,
  Text,
  Timeline,
  TurnTag,
} from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { page as en } from "../words/page.en.ts";
import { page as fr } from "../words/page.fr.ts";
import { CheckCard } from "./CheckCard.tsx";
import type { Status } from "./status.ts";
import { useTimeOf } from "./times.ts";
import styles from "./Verification.module.css";

const words = { fr, en };

/** « Vérification de l’entreprise »: how many checks have passed, whose turn it is, and what to do about the one that has not. */
export default function Verification() {
  const t = useWords(words);
  const { id: accountId } = useAccount();
  const status = useRead("verification.status", { accountId }, { every: (reply) => (reply?.catchingUp ? 800 : false) });
  const { data } = status;
  return (
    <Page
      title={t("title")}
      crumbs={[{ label: t("settings") }, { label: t("profile"), to: "~/settings/profile" }]}
      mark={data ? <StatusBadge look={data.overall.state}>{data.overall.label}</StatusBadge> : undefined}
      answer={data ? <Answer of={data} /> : undefined}
    >
      <Await of={status} rows={10}>
        {(reply) => (
          <Stack>
            <TurnStrip of={reply} />
            <Columns narrow side={<Side of={reply} />}>
              <Stack>
                {reply.checks.map((check) => (
                  <CheckCard key={check.check} of={check} status={reply} />
                ))}
              </Stack>
            </Columns>
          </Stack>
        )}
      </Await>
    </Page>
  );
}

function Answer({ of }: { of: Status }) {
  const t = useWords(words);
  const passed = of.checks.filter(({ state }) => state === "passed").length;
  const open = of.checks.filter(({ state }) => state === "rejected" || state === "documentNeeded").length;
  if (of.overall.state === "authorized") return t("answerAuthorized");
  if (of.turn.who === "us") return of.overall.state === "rejected" ? t("answerCalled") : t("answerUs", { count: passed });
  return open > 0 ? t("answerYours", { count: open }) : t("answerConfirm");
}

function TurnStrip({ of }: { of: Status }) {
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
          hint: <Link to="~/overview">{t("overview")}</Link>,
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
