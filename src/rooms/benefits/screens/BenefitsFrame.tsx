/**
 * What every part of « Avantages » shares: what gave it and until when, what is left to do, how the right to a refund stands, the tabs,
 * and who can do what. A part shows its list between them, or the reason why it is empty.
 * @example <BenefitsFrame kind="software">{(overview) => <Software manages={overview.moves.manage.open} />}</BenefitsFrame>
 */
import type { ReactNode } from "react";
import { writeList } from "../../../kit/format.ts";
import type { BenefitKind } from "../../../programme/names.ts";
import type { Result } from "../../../web/api.ts";
import { useRead } from "../../../web/api.ts";
import { useAccount, useMe } from "../../../web/shell.ts";
import { Await, DoorNote, Empty, LinkButton, Message, Page, Stack, Tabs } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { BecomeLink } from "../../recovery/screens/BecomeLink.tsx";
import { screens as en } from "../words/en.ts";
import { screens as fr } from "../words/fr.ts";
import { Given } from "./Given.tsx";
import { Refunds } from "./Refunds.tsx";
import { WhoCan } from "./WhoCan.tsx";

const words = { fr, en };
export type Overview = Result<"benefits.overview">;

/** These two have their place even when they are empty; the others come with what is in them. */
const always: readonly BenefitKind[] = ["software", "developerSeats"];

export function BenefitsFrame({ kind, children }: { kind: BenefitKind; children: (overview: Overview) => ReactNode }) {
  const t = useWords(words);
  const account = useAccount();
  const overview = useRead("benefits.overview", { accountId: account.id });
  const { data } = overview;

  return (
    <Page title={t("title")} answer={data ? <Given of={data} kind={kind} /> : null} aside={data ? <Refunds of={data} /> : null}>
      <Await of={overview} rows={6}>
        {(reply) => (
          <Stack>
            <Tabs
              label={t("parts")}
              items={reply.kinds
                .filter((each) => each.usable > 0 || always.includes(each.id))
                .map((each) => ({ to: `~/benefits/${each.id}`, label: each.label, count: each.usable }))}
            />
            <BecomeLink />
            <h2 className="hidden">{reply.kinds.find((each) => each.id === kind)?.label}</h2>
            {reply.kinds.some((each) => each.id === kind && each.usable > 0) ? (
              <>
                {reply.moves.manage.open ? null : (
                  <Message title={t("readOnly")}>
                    <DoorNote id="manage" door={reply.moves.manage} quiet />
                  </Message>
                )}
                {children(reply)}
                <WhoCan of={reply} kind={kind} />
              </>
            ) : (
              <Nothing of={reply} />
            )}
          </Stack>
        )}
      </Await>
    </Page>
  );
}

function Nothing({ of: { sources } }: { of: Overview }) {
  const t = useWords(words);
  const lang = useLang();
  const account = useAccount();
  const others = useMe().accounts.filter((each) => each.id !== account.id);
  const paid = sources.some((source) => source.refund !== null);

  return (
    <Empty title={t("emptyTitle")} act={<LinkButton to="~/offers">{t("toOffers")}</LinkButton>}>
      {t(paid ? "emptyOtherKind" : "emptyNoOffer", { account: account.name })}
      {others.length > 0
        ? ` ${t("emptyWrongAccount", {
            names: writeList(
              others.map((each) => each.name),
              lang,
            ),
          })}`
        : null}
    </Empty>
  );
}
