import { writeDay } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useRead } from "../../../web/api.ts";
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
  Facts,
  Link,
  LinkButton,
  Message,
  OutLink,
  Page,
  Section,
  Stack,
  StatusBadge,
  Text,
} from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { ActivityList } from "../../accounts/screens/ActivityList.tsx";
import { VerificationCard } from "../../verification/screens/VerificationCard.tsx";
import { overview as en } from "../words/en.ts";
import { overview as fr } from "../words/fr.ts";

const words = { fr, en };
type OverviewView = Result<"accounts.overview">;
type Step = OverviewView["steps"][number];

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
            <VerificationCard />
            <Columns side={<Side of={reply} />}>
              <NextSteps of={reply} />
            </Columns>
          </Stack>
        )}
      </Await>
    </Page>
  );
}

function Answer({ of }: { of: OverviewView }) {
  const t = useWords(words);
  const name = useMe().givenName;
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
  const { enrolment } = useMe();
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
          <ActionRows>
            {of.steps.map((step) => (
              <NextStep key={step.id} of={step} users={of.users} />
            ))}
          </ActionRows>
        </Card>
      </Stack>
    </Section>
  );
}

const shown = {
  users: { icon: "users", title: "users", act: "add", to: "~/settings/users?add=yes" },
  starterPack: { icon: "tag", title: "starterPack", act: "subscribe", to: "~/offers" },
  benefits: { icon: "box", title: "benefits", act: "open", to: "~/benefits" },
  competencies: { icon: "medal", title: "competencies", act: "open", to: "" },
} as const satisfies Record<Step["id"], { icon: IconName; title: string; act: string; to: string }>;

/** A step that is open leads on; a closed one says why, by the answer of its own door. */
function NextStep({ of, users }: { of: Step; users: number }) {
  const t = useWords(words);
  const { icon, title, act, to } = shown[of.id];
  if (of.link) return <ActionRow icon={icon} title={<OutLink href={of.link.url}>{of.link.label}</OutLink>} text={of.link.notice} />;
  const text = of.id === "users" ? t("usersText", { count: users }) : of.id === "benefits" ? t("benefitsText") : undefined;
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
      <Recent />
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

function Recent() {
  const t = useWords(words);
  const account = useAccount();
  const activity = useRead("accounts.activity", { accountId: account.id, limit: 4 });
  return (
    <Card
      title={t("activity")}
      aside={
        <Link quiet to="~/activity">
          {t("allActivity")}
        </Link>
      }
    >
      <Await of={activity}>{(reply) => <ActivityList items={reply.items} />}</Await>
    </Card>
  );
}
