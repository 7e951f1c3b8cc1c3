import { writeDay } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useRead } from "../../../web/api.ts";
import { usePart } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { Await, Card, Columns, Facts, LinkButton, Page, Row, Stack, StatusBadge, Text } from "../../../web/ui/index.ts";
import { useLang } from "../../../web/words.ts";
import { isOver } from "../../memberships/rules.ts";
import { History } from "./History.tsx";
import { MembershipActions } from "./MembershipActions.tsx";
import { Papers } from "./Papers.tsx";
import { useConditions, useScreenWords } from "./wording.ts";
import { Year } from "./Year.tsx";

export type MembershipView = Result<"memberships.show">;

/** « Abonnement au … »: until when it is active, how it renews, whether it may be refunded, and its papers. */
export default function Membership() {
  const t = useScreenWords();
  const { id: accountId } = useAccount();
  const membershipId = usePart("membershipId");
  const membership = useRead("memberships.show", { accountId, membershipId });
  const { data } = membership;

  return (
    <Page
      title={data ? data.name : membership.problem ? t("subscription") : undefined}
      crumbs={[
        { label: t("offers"), to: "~/offers" },
        { label: t("purchased"), to: "~/offers/purchased" },
      ]}
      mark={data ? <StatusBadge look={data.state}>{data.stateText}</StatusBadge> : undefined}
      answer={data ? <Answer of={data} /> : undefined}
    >
      <Await of={membership} rows={6}>
        {(reply) =>
          reply.kind === "offer" ? (
            <Columns side={<Papers membershipId={reply.id} offerId={reply.offerId} />}>
              <Term of={reply} />
            </Columns>
          ) : (
            <Term of={reply} />
          )
        }
      </Await>
    </Page>
  );
}

const endings = {
  offer: { grace: "memberGrace", expired: "memberExpired" },
  network: { grace: "networkGrace", expired: "networkExpired" },
} as const;

function Answer({ of }: { of: MembershipView }) {
  const t = useScreenWords();
  const lang = useLang();
  if (of.cancelledOn !== null) return <>{t("memberCancelled", { day: writeDay(of.cancelledOn, lang, "long") })}</>;
  return (
    <>
      {of.state === "active" ? (
        <>
          {t("memberSince", { day: writeDay(of.endsOn, lang, "long") })}{" "}
          {of.kind === "offer" ? t(of.autoRenew ? "memberRenews" : "memberEnds") : null}
        </>
      ) : (
        t(endings[of.kind][of.state === "grace" ? "grace" : "expired"], {
          ended: writeDay(of.endsOn, lang),
          day: writeDay(of.keptUntil, lang, "long"),
        })
      )}
    </>
  );
}

function Term({ of }: { of: MembershipView }) {
  const t = useScreenWords();
  const lang = useLang();
  const bought = of.kind === "offer";
  const ends = writeDay(of.endsOn, lang);
  return (
    <Stack>
      <Card flush title={t(bought ? "theTerm" : "theMembership")}>
        <Facts
          wide
          items={[
            { name: t("period"), value: t("periodText", { from: writeDay(of.startsOn, lang), to: ends }) },
            {
              name: t("nextRenewal"),
              value: ends,
              hint: bought ? t(of.termMonths === 12 ? "nextRenewalHint" : "nextRenewalHintTerm") : t("freeRenewal"),
            },
            ...(bought
              ? [
                  {
                    name: t("autoRenewal"),
                    value: of.autoRenew ? (
                      <StatusBadge look="active">{t("autoOn")}</StatusBadge>
                    ) : (
                      <StatusBadge look="off">{t("autoOff")}</StatusBadge>
                    ),
                    hint: of.stopped
                      ? t("stoppedBy", { name: of.stopped.by, day: writeDay(of.stopped.on, lang) })
                      : of.autoRenew
                        ? t("autoOnHint")
                        : undefined,
                  },
                  { name: t("refund"), value: <Refund of={of} /> },
                ]
              : []),
          ]}
        />
      </Card>
      {isOver(of.state) ? null : <Year of={of} />}
      <MembershipActions of={of} />
      {isOver(of.state) ? null : (
        <Card title={t("nowOpen")}>
          <Row between>
            <Text tone="secondary">{t("activateText")}</Text>
            <LinkButton to="~/benefits">{t(of.starter ? "activateStarter" : "activate")}</LinkButton>
          </Row>
        </Card>
      )}
      {bought && of.state !== "expired" ? <Cancelling of={of} /> : null}
      <History membershipId={of.id} />
    </Stack>
  );
}

/** F-144: nothing is deleted from here; the way leads past what is given back, what ends and what stands against it. */
function Cancelling({ of }: { of: MembershipView }) {
  const t = useScreenWords();
  const lang = useLang();
  const text =
    of.cancelledOn !== null
      ? t("cancelled", { day: writeDay(of.cancelledOn, lang) })
      : t(of.beingCancelled ? "cancelUnderWay" : "cancelText");
  return (
    <Card title={t("cancelTitle")}>
      <Row between>
        <Text tone="secondary">{text}</Text>
        <LinkButton to={`~/memberships/${of.id}/cancellation`}>
          {t(of.cancelledOn !== null || of.beingCancelled ? "cancelSee" : "cancelAct")}
        </LinkButton>
      </Row>
    </Card>
  );
}

const usedWords = { keyOpened: "refundKeyOpened", seatAssigned: "refundSeatAssigned" } as const;

/** The right to a refund as it stands today, and what has ended it. */
function Refund({ of: { refund } }: { of: MembershipView }) {
  const t = useScreenWords();
  const lang = useLang();
  const conditions = useConditions()(refund.blockedBy);
  if (refund.until === null) return null;
  const until = t("refundUntil", { day: writeDay(refund.until, lang) });
  if (refund.possible) return conditions === "" ? until : t("refundWhile", { until, conditions });
  const reasons = refund.used.map(({ what, on }) => t(usedWords[what], { day: writeDay(on, lang) }));
  return (
    <>
      <b>{t("refundOver")}</b>
      <br />
      <Text tone="secondary" small>
        {(reasons.length > 0 ? reasons : [t("refundLate", { count: refund.days })]).join(" ")}
      </Text>
    </>
  );
}
