import { addDays, daysBetween } from "../../../kit/dates.ts";
import { writeDay } from "../../../kit/format.ts";
import { Card, Facts, Stack, Text } from "../../../web/ui/index.ts";
import { useLang } from "../../../web/words.ts";
import type { MembershipView } from "./Membership.tsx";
import { useScreenWords } from "./wording.ts";
import styles from "./Year.module.css";

const WIDTH = 1000;

/** The year of a subscription: a bar that shows how far it is and when it is renewed, and the same dates as a list for everybody. */
export function Year({ of }: { of: MembershipView }) {
  const t = useScreenWords();
  const lang = useLang();
  const { year, startsOn, today } = of;
  if (!year) return null;

  const endsOn = addDays(year.keptUntil, 1);
  const whole = daysBetween(startsOn, endsOn);
  const at = (day: string) => (WIDTH * Math.min(whole, Math.max(0, daysBetween(startsOn, day)))) / whole;
  const [first] = year.chargesOn;
  const dates = [
    { name: t("yearBegins"), day: startsOn },
    { name: t("yearOpens"), day: year.opensOn },
    { name: t("yearAnniversary"), day: year.anniversaryOn },
    ...(of.autoRenew && first ? [{ name: t("yearCharge"), day: first }] : []),
    ...year.remindersOn.map((day, index) => ({ name: t("yearReminder", { number: index + 1 }), day })),
    { name: t("yearCloses"), day: year.closesOn },
    { name: t(of.kind === "network" ? "yearNetworkEnds" : "yearEnds"), day: endsOn },
  ].sort((a, b) => a.day.localeCompare(b.day));

  return (
    <Card title={t(of.kind === "network" ? "yearNetworkTitle" : "yearTitle")}>
      <Stack>
        <svg className={styles.bar} viewBox={`0 0 ${WIDTH} 32`} preserveAspectRatio="none" aria-hidden="true">
          <rect className={styles.track} x="0" y="8" width={WIDTH} height="16" />
          <rect className={styles.passed} x="0" y="8" width={at(today)} height="16" />
          <rect className={styles.window} x={at(year.opensOn)} y="5" width={at(addDays(year.closesOn, 1)) - at(year.opensOn)} height="22" />
          <line className={styles.mark} x1={at(year.anniversaryOn)} x2={at(year.anniversaryOn)} y1="0" y2="32" />
        </svg>
        <Text tone="secondary" small>
          {t("yearToday", { day: writeDay(today, lang) })}
        </Text>
        <Facts wide items={dates.map(({ name, day }) => ({ name, value: writeDay(day, lang) }))} />
      </Stack>
    </Card>
  );
}
