import { writeDay, writeInstant } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useRead } from "../../../web/api.ts";
import { useAccount, useMe, useShell } from "../../../web/shell.ts";
import type { Phase } from "../../../web/ui/index.ts";
import { Await, Card, Link, Phases, StatusBadge, TurnTag } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { card as en } from "../words/card.en.ts";
import { card as fr } from "../words/card.fr.ts";
import { useDayOf } from "./times.ts";

const words = { fr, en };
type Summary = Result<"verification.summary">;
type Line = Summary["checks"][number];

/** The verification in short, for the overview. Once the company is authorised its steps are gone. */
export function VerificationCard() {
  const t = useWords(words);
  const { id: accountId } = useAccount();
  const summary = useRead("verification.summary", { accountId }, { every: (reply) => (reply?.catchingUp ? 800 : false) });
  if (summary.data?.overall.state === "authorized") return null;
  if (summary.data === undefined) {
    return (
      <Card title={t("title")}>
        <Await of={summary} rows={3}>
          {() => null}
        </Await>
      </Card>
    );
  }

  return <Shown of={summary.data} />;
}

function Shown({ of }: { of: Summary }) {
  const t = useWords(words);
  const dayOf = useDayOf();
  const { turn } = of;
  return (
    <Card
      flush
      title={t("title")}
      mark={<StatusBadge look={of.overall.state}>{of.overall.label}</StatusBadge>}
      aside={
        turn.who === "nobody" ? null : <TurnTag turn={turn.who === "us" ? "us" : "you"} since={t("since", { day: dayOf(turn.since) })} />
      }
      foot={
        <>
          <span>
            <Foot of={of} />
          </span>
          <Link quiet to="~/settings/verification">
            {turn.who === "partner" && of.overall.state !== "pending" ? t("answer") : t("see")}
          </Link>
        </>
      }
    >
      <Phases items={of.checks.map((line) => ({ title: line.name, text: <PhaseText of={of} line={line} />, state: phaseOf(line, of) }))} />
    </Card>
  );
}

function phaseOf({ check, state }: Line, { turn }: Summary): Phase["state"] {
  if (state === "passed") return "done";
  if (state === "rejected") return "failed";
  if (state === "documentNeeded") return "yours";
  if (state === "waiting") return "todo";
  return check === "email" && turn.who === "partner" ? "yours" : "doing";
}

function PhaseText({ of, line }: { of: Summary; line: Line }) {
  const t = useWords(words);
  const lang = useLang();
  const dayOf = useDayOf();
  const { timeZone } = useShell();
  const { contact, domain } = of;
  const { decided } = line;

  if (line.state === "documentNeeded") return t("asked");
  if (line.state === "waiting") return t("waiting");
  if (line.state === "rejected") return decided?.by ? t("rejectedBy", { name: decided.by, day: dayOf(decided.at) }) : t("asked");
  if (line.check === "email") {
    return contact.confirmedAt === null
      ? t("emailSent", { email: contact.email, name: contact.name })
      : t("emailConfirmed", { name: contact.name, at: writeInstant(contact.confirmedAt, lang, timeZone) });
  }
  if (line.state === "pending") return t(line.check === "employment" ? "employmentPending" : "businessPending", { day: dayOf(line.since) });
  if (decided?.by) return t("passedBy", { name: decided.by, day: dayOf(decided.at) });
  return line.check === "employment" ? t("domainPassed", { domain }) : t("passed", { day: dayOf(line.since) });
}

/** Whose turn it is, in one sentence: what one has to do, or until when one need do nothing. */
function Foot({ of }: { of: Summary }) {
  const t = useWords(words);
  const lang = useLang();
  const me = useMe();
  const { contact, overall, sla, turn, tries } = of;

  if (turn.who === "partner") {
    if (overall.state !== "pending") return <b>{t("yours")}</b>;
    return contact.email === me.email ? (
      <b>{t("confirmYours", { email: contact.email })}</b>
    ) : (
      t("confirmTheirs", { name: contact.name, email: contact.email })
    );
  }
  if (turn.dueOn === null) return null;
  const day = writeDay(turn.dueOn, lang, "long");
  if (turn.late) return t("late", { day });
  if (overall.state === "rejected" && tries.left === 0) return t("called", { day });
  const detail = [
    t("days", { count: sla.workingDays }),
    ...sla.holidays.map((holiday) => t("holiday", { day: writeDay(holiday, lang, "short") })),
  ];
  return (
    <>
      <b>{t("nothing")}</b> {t("by", { day })} ({detail.join(", ")}).
    </>
  );
}
