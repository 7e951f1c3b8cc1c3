import { useState } from "react";
import { writeDay } from "../../../kit/format.ts";
import { useGo } from "../../../web/here.ts";
import { ActionRow, ActionRows, Button, Card, StatusBadge } from "../../../web/ui/index.ts";
import { useLang } from "../../../web/words.ts";
import { isOver } from "../../memberships/rules.ts";
import type { MembershipView } from "./Membership.tsx";
import { StopRenewal } from "./StopRenewal.tsx";
import { useScreenWords } from "./wording.ts";

/** « Actions »: what may be done with a subscription now, and why what is closed is closed. */
export function MembershipActions({ of }: { of: MembershipView }) {
  const t = useScreenWords();
  return (
    <Card flush title={t("actions")}>
      <ActionRows>
        <Renew of={of} />
        {of.kind === "offer" ? <AutoRenewal of={of} /> : null}
      </ActionRows>
    </Card>
  );
}

function Renew({ of }: { of: MembershipView }) {
  const t = useScreenWords();
  const lang = useLang();
  const go = useGo();
  const { renew } = of.moves;
  const text =
    of.year && (!isOver(of.state) || of.kind === "network")
      ? t(of.kind === "network" ? "networkRenewText" : "renewText", {
          from: writeDay(of.year.opensOn, lang),
          to: writeDay(of.year.closesOn, lang),
        })
      : undefined;
  return (
    <ActionRow title={t(of.kind === "network" ? "networkRenewTitle" : "renewTitle")} text={text} door={renew}>
      {(note) => (
        <Button
          kind="primary"
          door={renew}
          note={note}
          onPress={() => go(of.kind === "network" ? "~/network-renewal" : `~/memberships/${of.id}/renewal`)}
        >
          {t(of.kind === "network" ? "networkRenewTitle" : "renewTitle")}
        </Button>
      )}
    </ActionRow>
  );
}

function AutoRenewal({ of }: { of: MembershipView }) {
  const t = useScreenWords();
  const lang = useLang();
  const [asking, ask] = useState(false);
  const { stopAutoRenewal, startAutoRenewal } = of.moves;
  const reminderOn = of.year?.remindersOn.find((day) => day >= of.today) ?? null;

  if (of.autoRenew) {
    return (
      <ActionRow
        title={t("autoRenewal")}
        mark={<StatusBadge look="active">{t("autoOn")}</StatusBadge>}
        text={t("autoRenewalText", { day: writeDay(of.endsOn, lang) })}
        door={stopAutoRenewal}
      >
        {(note) => (
          <>
            <Button door={stopAutoRenewal} note={note} onPress={() => ask(true)}>
              {t("stopAutoRenewal")}
            </Button>
            {asking ? (
              <StopRenewal
                of={{ id: of.id, name: of.name, endsOn: of.endsOn, reminderOn }}
                onDone={() => ask(false)}
                onKeep={() => ask(false)}
              />
            ) : null}
          </>
        )}
      </ActionRow>
    );
  }
  return (
    <ActionRow
      title={t("autoRenewal")}
      mark={<StatusBadge look="off">{t("autoOff")}</StatusBadge>}
      text={of.stopped ? t("stoppedBy", { name: of.stopped.by, day: writeDay(of.stopped.on, lang) }) : undefined}
      door={startAutoRenewal}
    >
      {(note) => (
        <Button door={startAutoRenewal} note={note}>
          {t("startAutoRenewal")}
        </Button>
      )}
    </ActionRow>
  );
}
