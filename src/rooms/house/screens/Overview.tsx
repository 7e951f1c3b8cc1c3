import { lazy, Suspense } from "react";
import { writeDay } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAsked } from "../../../web/here.ts";
import { useAccount, useMe } from "../../../web/shell.ts";
import type { IconName, StatusLook } from "../../../web/ui/index.ts";
import {
  ActionRow,
  ActionRows,
  Await,
  Button,
  Card,
  Columns,
  CopyValue,
  DoorNote,
  Facts,
  Link,
  LinkButton,
  Message,
  OutLink,
  Page,
  Row,
  Section,
  Stack,
  StatusBadge,
  Text,
} from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { ActivityList } from "../../accounts/screens/ActivityList.tsx";
import { Completion } from "../../billing/screens/Completion.tsx";
import { VerificationCard } from "../../verification/screens/VerificationCard.tsx";
import { overview as en } from "../words/en.ts";
import { overview as fr } from "../words/fr.ts";

const words = { fr, en };
const Tour = lazy(() => import("./Tour.tsx"));
type OverviewView = Result<"accounts.overview">;
type Step = Result<"house.steps">["items"][number];

/** « Vue d’ensemble »: what is open, what is not yet, and what comes next. */
export default function Overview() {
  const t = useWords(words);
  const account = useAccount();
  const overview = useRead("accounts.overview", { accountId: account.id });
  return (
    <Page title={t("title")} answer={overview.data ? <Answer of={overview.data} /> : undefined}>
      <Await of={overview} rows={10}>
        {(reply) => (
          <Stack>
            <TourOffer />
            <VerificationCard />
            <Columns side={<Side of={reply} />}>
              <Stack>
                <NextSteps of={reply} />
                <Completion />
              </Stack>
            </Columns>
          </Stack>
        )}
      </Await>
    </Page>
  );
}

/** Offered at the first sign-in, until it is taken or declined; `?tour=yes` takes it again. */
function TourOffer() {
  const t = useWords(words);
  const [asked, ask] = useAsked("tour");
  const tour = useRead("house.tour", {});
  const decline = useAct("house.endTour", { invalidates: ["house.tour"] });
  if (asked === "yes")
    return (
      <Suspense>
        <Tour onClose={() => ask(undefined)} />
      </Suspense>
    );
  if (!tour.data?.due) return null;
  return (
    <Message title={t("tour")}>
      <Stack gap="tight">
        <Text>{t("tourText")}</Text>
        <Row>
          <Button kind="primary" onPress={() => ask("yes")}>
            {t("takeTour")}
          </Button>
          <Button onPress={() => void decline.act({ body: { ended: "dismissed" } })}>{t("noTour")}</Button>
        </Row>
      </Stack>
    </Message>
  );
}

function Answer({ of }: { of: OverviewView }) {
  const t = useWords(words);
  const name = useMe().givenName;
  if (useAccount().networkEndedOn !== null) return t("answerLapsed", { name });
  if (!of.agreementSigned) return t("answerSign", { name });
  if (!of.setupDone) return t("answerSetup", { name });
  const said = {
    pending: "answerPending",
    actionNeeded: "answerActionNeeded",
    rejected: "answerRejected",
    authorized: "answerAuthorized",
  } as const;
  return t(said[of.verification], { name });
}

function NextSteps({ of }: { of: OverviewView }) {
  const t = useWords(words);
  const account = useAccount();
  const { enrolment } = useMe();
  const steps = useRead("house.steps", { accountId: account.id });
  return (
    <Section title={t("next")}>
      <Stack>
        {enrolment ? (
          <div>
            <LinkButton kind="primary" to={`/enrol/${enrolment.step}`}>
              {t("goOn")}
            </LinkButton>
          </div>
        ) : null}
        <Card flush>
          <Await of={steps} rows={4}>
            {({ items }) => (
              <ActionRows>
                {items.map((step) => (
                  <NextStep key={step.id} of={step} users={of.users} />
                ))}
              </ActionRows>
            )}
          </Await>
        </Card>
      </Stack>
    </Section>
  );
}

const shown = {
  network: { icon: "clock", title: "network", act: "renew", to: "~/network-renewal" },
  users: { icon: "users", title: "users", act: "add", to: "~/settings/users?add=yes" },
  starterPack: { icon: "tag", title: "starterPack", act: "subscribe", to: "~/offers" },
  benefits: { icon: "box", title: "benefits", act: "open", to: "~/benefits" },
  competencies: { icon: "medal", title: "competencies", act: "open", to: "" },
} as const satisfies Record<Step["id"], { icon: IconName; title: string; act: string; to: string }>;

const dueWords = { active: "networkActive", grace: "networkGrace", expired: "networkExpired", cancelled: "networkExpired" } as const;

/** A step that is open leads on; a closed one says why, by the answer of its own door; a membership that runs already leads to its page. */
function NextStep({ of, users }: { of: Step; users: number }) {
  const t = useWords(words);
  const lang = useLang();
  const { icon, title, act, to } = shown[of.id];
  if (of.link) return <ActionRow icon={icon} title={<OutLink href={of.link.url}>{of.link.label}</OutLink>} text={of.link.notice} />;
  if (of.owned) {
    return (
      <ActionRow icon={icon} title={t(title)} text={t("owned", { day: writeDay(of.owned.endsOn, lang) })}>
        <LinkButton to={`~/memberships/${of.owned.membershipId}`}>{t("open")}</LinkButton>
      </ActionRow>
    );
  }
  const days = of.due && { ends: writeDay(of.due.endsOn, lang), kept: writeDay(of.due.keptUntil, lang) };
  const text =
    of.due && days
      ? t(dueWords[of.due.state], days)
      : of.id === "users"
        ? t("usersText", { count: users })
        : of.id === "benefits"
          ? t("benefitsText")
          : undefined;
  return (
    <ActionRow icon={icon} title={t(title)} text={text} door={of.door}>
      {(note) =>
        of.door.open ? (
          <LinkButton to={to}>{t(act)}</LinkButton>
        ) : (
          <Button door={of.door} note={note}>
            {t(act)}
          </Button>
        )
      }
    </ActionRow>
  );
}

function Side({ of }: { of: OverviewView }) {
  return (
    <Stack>
      <Advice of={of} />
      <AccountFacts of={of} />
      <Recent door={of.moves.activity} />
    </Stack>
  );
}

/** One administrator who leaves takes the account with them: appoint a second in time. */
function Advice({ of }: { of: OverviewView }) {
  const t = useWords(words);
  if (of.globalAdmins >= of.advisedGlobalAdmins) return null;
  const none = of.globalAdmins === 0;
  return (
    <Message tone="you" icon="triangle" title={t(none ? "noAdmin" : "oneAdmin")}>
      {t(none ? "noAdminText" : "oneAdminText")} <Link to="~/settings/users">{t(none ? "firstAdmin" : "secondAdmin")}</Link>
    </Message>
  );
}

const looks = { active: "active", pending: "pending", rejected: "rejected" } as const satisfies Record<string, StatusLook>;

function AccountFacts({ of }: { of: OverviewView }) {
  const t = useWords(words);
  const account = useAccount();
  return (
    <Card
      title={t("account")}
      aside={
        <Link quiet to="~/settings/profile">
          {t("toProfile")}
        </Link>
      }
    >
      <Facts
        items={[
          { name: t("partnerId"), value: <CopyValue value={of.partnerId} label={t("copyId")} /> },
          ...of.programmes.map((programme) => ({
            name: t("programme", { name: programme.shortName }),
            value: <StatusBadge look={looks[programme.status]}>{programme.statusText}</StatusBadge>,
          })),
          { name: t("agreement"), value: <AgreementFact accountId={account.id} signed={of.agreementSigned} /> },
          { name: t("contact"), value: of.contact },
        ]}
      />
    </Card>
  );
}

/** The agreement with its date, for those who may read it; that it is signed, for everybody. */
function AgreementFact({ accountId, signed }: { accountId: string; signed: boolean }) {
  const t = useWords(words);
  const lang = useLang();
  const list = useRead("agreements.list", { accountId });
  const newest = list.data?.items.flatMap((item) => item.signed ?? [])[0];
  if (!signed) return t("notSigned");
  if (!newest) return t("signed");
  return (
    <>
      <Link to={`~/agreements/${newest.id}`}>{newest.title}</Link>
      <br />
      <Text tone="secondary">{t("signedOn", { day: writeDay(newest.signedOn, lang) })}</Text>
    </>
  );
}

/** The last acts, for the roles that read the journal; for others who they are. */
function Recent({ door }: { door: OverviewView["moves"]["activity"] }) {
  const t = useWords(words);
  const account = useAccount();
  const activity = useRead("accounts.activity", { accountId: account.id, limit: 4 }, { when: door.open });
  return (
    <Card
      title={t("activity")}
      aside={
        door.open ? (
          <Link quiet to="~/activity">
            {t("allActivity")}
          </Link>
        ) : null
      }
    >
      {door.open ? <Await of={activity}>{(reply) => <ActivityList items={reply.items} />}</Await> : <DoorNote id="activity" door={door} />}
    </Card>
  );
}
