import { writeInstant } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useShell } from "../../../web/shell.ts";
import type { Fact, StatusLook } from "../../../web/ui/index.ts";
import { Facts, StatusBadge } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { stateWords, words } from "./words.ts";

export type Case = NonNullable<Result<"recovery.page">["case"]>;

const looks = {
  collecting: "pending",
  waiting: "actionNeeded",
  granted: "active",
  stopped: "refused",
  lapsed: "expired",
} as const satisfies Record<Case["state"], StatusLook>;

export function CaseBadge({ state }: { state: Case["state"] }) {
  const t = useWords(stateWords);
  return <StatusBadge look={looks[state]}>{t(state)}</StatusBadge>;
}

/** Who asks, how, until when, and what everybody answered. */
export function CaseFacts({ of }: { of: Case }) {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  const at = (instant: string) => writeInstant(instant, lang, timeZone);
  const party = { primaryContact: "primaryContact", named: "named", administrator: "administrator", candidate: "candidateParty" } as const;
  const asked = (voice: Case["voices"][number]) => of.way === "contacts" && (voice.party === "primaryContact" || voice.party === "named");
  const items: Fact[] = [
    { name: t("candidate"), value: of.candidate, hint: of.candidateEmail },
    { name: t("way"), value: t(of.way === "dns" ? "wayDns" : "wayContacts") },
    ...(of.state === "collecting" ? [{ name: t("answerBy"), value: at(of.answerBy) }] : []),
    ...(of.state === "waiting" && of.endsAt ? [{ name: t("endsAt"), value: at(of.endsAt) }] : []),
    ...(of.stoppedBy ? [{ name: t("stoppedBy"), value: of.stoppedBy }] : []),
    ...(of.reason ? [{ name: t("reason"), value: of.reason }] : []),
    ...of.voices
      .filter((voice) => voice.party !== "candidate")
      .map((voice) => ({
        name: voice.name,
        value: t(voice.answer ?? (asked(voice) ? "noAnswer" : "told")),
        hint: t(party[voice.party]),
      })),
  ];
  return <Facts items={items} />;
}
