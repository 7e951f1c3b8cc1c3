import type { ReactNode } from "react";
import { writeDay, writeList } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useRead } from "../../../web/api.ts";
import { useAccount } from "../../../web/shell.ts";
import { Await, Icon, Page, Stack, Tabs } from "../../../web/ui/index.ts";
import { useLang } from "../../../web/words.ts";
import { isOver } from "../../memberships/rules.ts";
import { BecomeLink } from "../../recovery/screens/BecomeLink.tsx";
import styles from "./Offers.module.css";
import { useScreenWords } from "./wording.ts";

export type OffersView = Result<"purchasing.offers">;

/** What both tabs share: the company's own level, whose prices these are, who may buy. */
export function OffersFrame({ children }: { children: (offers: OffersView) => ReactNode }) {
  const t = useScreenWords();
  const account = useAccount();
  const offers = useRead("purchasing.offers", { accountId: account.id });

  return (
    <Page title={t("offers")} answer={offers.data ? <Level of={offers.data} /> : undefined}>
      <Await of={offers} rows={6}>
        {(reply) => (
          <Stack>
            <Tabs
              label={t("tabs")}
              items={[
                { to: "~/offers", label: t("available"), count: reply.available.length },
                {
                  to: "~/offers/purchased",
                  label: t("purchased"),
                  count: reply.purchased.filter(({ state }) => !isOver(state)).length,
                },
                { to: "~/offers/expired", label: t("expired"), count: reply.purchased.filter(({ state }) => isOver(state)).length },
              ]}
            />
            {children(reply)}
            <Buyers of={reply} />
          </Stack>
        )}
      </Await>
    </Page>
  );
}

function Level({ of: { level, country, currency } }: { of: OffersView }) {
  const t = useScreenWords();
  const lang = useLang();
  return (
    <>
      {level ? t("level", { level: level.name, day: writeDay(level.since, lang) }) : null}{" "}
      {currency ? t("pricesFor", { country: country.name, currency }) : t("noPrices", { country: country.name })}
    </>
  );
}

function Buyers({ of: { buyers } }: { of: OffersView }) {
  const t = useScreenWords();
  const lang = useLang();
  const names = buyers.map(({ name, me }) => (me ? t("youName", { name }) : name));
  return (
    <p className={styles.buyers}>
      <Icon name="users" />
      <span>
        <b>{t("buyers")}</b> {names.length > 0 ? `${writeList(names, lang)}.` : t("nobodyBuys")} <BecomeLink />
      </span>
    </p>
  );
}
