import { useLocation } from "@tanstack/react-router";
import { useRead } from "../../../web/api.ts";
import { legalTabsOf } from "../../../web/entries.ts";
import { useAccount } from "../../../web/shell.ts";
import { Await, Card, Empty, Link, LinkButton, Page, Stack, Text } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { LegalFacts } from "../../accounts/screens/LegalFacts.tsx";
import { LegalTabs } from "../../accounts/screens/LegalTabs.tsx";
import { ProfileTabs } from "../../accounts/screens/ProfileTabs.tsx";
import { legal as en } from "../words/screens.en.ts";
import { legal as fr } from "../words/screens.fr.ts";
import { ProgrammeCard } from "./ProgrammeCard.tsx";

const words = { fr, en };

/** « Informations légales » of the company as a reseller or as a developer: the same company, and how it stands in those programmes (G-031). */
export default function Legal() {
  const t = useWords(words);
  const account = useAccount();
  const side = useLocation().pathname.endsWith("/developer") ? "developer" : "reseller";
  const has = legalTabsOf(account.programmes).includes(side);
  return (
    <Page title={t("title")} answer={t(`answer.${side}`)} aside={<LegalTabs at={side} />}>
      <ProfileTabs />
      {has ? (
        <Side of={side} />
      ) : (
        <Empty title={t(`none.${side}`)} act={<LinkButton to="~/settings/programmes">{t("toProgrammes")}</LinkButton>} />
      )}
    </Page>
  );
}

function Side({ of: side }: { of: "reseller" | "developer" }) {
  const t = useWords(words);
  const account = useAccount();
  const profile = useRead("accounts.profile", { accountId: account.id });
  const list = useRead("programmes.list", { accountId: account.id });
  return (
    <Stack>
      <Await of={profile} rows={5}>
        {(reply) => (
          <Card
            flush
            title={t("company")}
            foot={
              <Text tone="secondary" small>
                {t("shared")} <Link to="~/settings/profile">{t("toPartner")}</Link>
              </Text>
            }
          >
            <LegalFacts of={reply} />
          </Card>
        )}
      </Await>
      {side === "developer" ? (
        <Text>
          {t("publisher")} <Link to="~/developer/publisher">{t("toPublisher")}</Link>
        </Text>
      ) : null}
      <Await of={list} rows={6}>
        {({ items }) => (
          <Stack>
            {items
              .filter(({ id, kind, settings }) => account.programmes.some((one) => one.id === id) && (kind === side || settings === side))
              .map((one) => (
                <ProgrammeCard key={one.id} of={one} />
              ))}
          </Stack>
        )}
      </Await>
    </Stack>
  );
}
