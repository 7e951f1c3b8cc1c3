import { useState } from "react";
import { useAct } from "../../../web/api.ts";
import { useAccount } from "../../../web/shell.ts";
import { Button, DoorNote, Row, Section, Stack, toast } from "../../../web/ui/index.ts";
import { ConfirmDialog } from "../../../web/ui/overlay.ts";
import { useWords } from "../../../web/words.ts";
import type { Tenant } from "./Directories.tsx";
import { tenants } from "./words.ts";

/** The end of signing in through a provider, after what it does has been read. */
export function TakeAway({ tenant, onDone }: { tenant: Tenant & { provider: NonNullable<Tenant["provider"]> }; onDone: () => void }) {
  const t = useWords(tenants);
  const account = useAccount();
  const [asking, ask] = useState(false);
  const { id: directoryId, domain, provider } = tenant;
  const { remove: door, withoutPassword: count } = provider;
  const remove = useAct("directories.removeProvider", {
    onDone: ({ people }) => {
      onDone();
      toast({ text: people === 0 ? t("takenAwayDone", { domain }) : t("takenAway", { domain, count: people }) });
    },
  });
  return (
    <Section title={t("takeAway")} level={3}>
      <Stack gap="tight">
        <p>{t("takeAwayWhat", { domain })}</p>
        <Row>
          <Button kind="danger" door={door} note={{ at: "take-away" }} onPress={() => ask(true)}>
            {t("takeAway")}
          </Button>
        </Row>
        <DoorNote id="take-away" door={door} />
      </Stack>
      {asking ? (
        <ConfirmDialog
          title={t("takeAwayAsk", { domain })}
          act={t("takeAway")}
          keep={t("takeAwayKeep")}
          danger
          working={remove.working}
          problem={remove.problem}
          onAct={() => remove.act({ accountId: account.id, directoryId })}
          onKeep={() => ask(false)}
        >
          <p>{t("takeAwayText", { host: new URL(provider.issuer).host })}</p>
          <p>{count === 0 ? t("takeAwayNobody") : t("takeAwayPeople", { count })}</p>
          <p>{t("takeAwayRoles")}</p>
          <p>{t("takeAwayBack")}</p>
        </ConfirmDialog>
      ) : null}
    </Section>
  );
}
