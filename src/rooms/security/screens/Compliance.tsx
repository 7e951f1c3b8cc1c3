import { writeDay, writeInstant, writeList, writePercent } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAsked } from "../../../web/here.ts";
import { useAccount, useShell } from "../../../web/shell.ts";
import { Form, FormFoot, RadioField, TextField, useForm } from "../../../web/ui/form.ts";
import type { StatusLook } from "../../../web/ui/index.ts";
import {
  Await,
  Card,
  Columns,
  Empty,
  Grid,
  Link,
  Meter,
  Page,
  Section,
  Segmented,
  Stack,
  StatusBadge,
  Text,
  toast,
} from "../../../web/ui/index.ts";
import { LoadMore, Table, usePages } from "../../../web/ui/table.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { FactorAgain, otherThanStale } from "../../people/screens/FactorAgain.tsx";
import type { AskedOf } from "../rules.ts";
import { askedOf } from "../rules.ts";
import * as en from "../words/en.ts";
import * as fr from "../words/fr.ts";

const words = { fr: fr.screens, en: en.screens };
type State = Result<"security.state">;
type Person = Result<"security.people">["items"][number];

/** « État des exigences de sécurité »: who has a second factor, how often one is used, what the company asks, who is missing. */
export default function Compliance() {
  const t = useWords(words);
  const account = useAccount();
  const state = useRead("security.state", { accountId: account.id });
  const { data } = state;
  const answer =
    data === undefined
      ? undefined
      : data.policy.askedOf === "nobody"
        ? t("answerNobody")
        : data.missing === 0
          ? t("answerMet")
          : t("answerMissing", { count: data.missing });

  return (
    <Page title={t("title")} answer={answer} crumbs={[{ label: t("settings"), to: "~/settings/profile" }]}>
      <Await of={state} rows={8}>
        {(reply) => (
          <Columns side={<Asked of={reply} />}>
            <Stack gap="wide">
              <Shares of={reply.now} />
              <People />
              <Days of={reply.days} />
            </Stack>
          </Columns>
        )}
      </Await>
    </Page>
  );
}

const share = (part: number, whole: number): string => String(whole === 0 ? 0 : part / whole);

function Shares({ of }: { of: State["now"] }) {
  const t = useWords(words);
  const lang = useLang();
  const line = (part: number, whole: number) => `${writePercent(share(part, whole), lang)}, ${t("of", { part, count: whole })}`;
  return (
    <Grid>
      <Card title={t("people")}>
        <Meter used={of.withFactor} granted={of.people} words={line(of.withFactor, of.people)} />
      </Card>
      <Card
        title={t("signIns")}
        mark={
          <Text tone="meta" small>
            {t("signInsWindow")}
          </Text>
        }
      >
        {of.signIns === 0 ? (
          <Text tone="secondary">{t("noSignIns")}</Text>
        ) : (
          <Meter used={of.signInsWithFactor} granted={of.signIns} words={line(of.signInsWithFactor, of.signIns)} />
        )}
      </Card>
    </Grid>
  );
}

function Asked({ of }: { of: State }) {
  const t = useWords(words);
  const lang = useLang();
  const account = useAccount();
  const { timeZone } = useShell();
  const { policy } = of;
  const save = useAct("security.setPolicy", {
    onDone: ({ askedOf: whom }) => toast({ text: t(whom === "nobody" ? "savedNobody" : "saved") }),
  });
  const form = useForm({
    initial: { askedOf: policy.askedOf as AskedOf, dueOn: policy.dueOn ?? "" },
    problem: otherThanStale(save.problem),
  });
  const send = () =>
    save.act({
      accountId: account.id,
      body: { askedOf: form.values.askedOf, dueOn: form.values.askedOf === "nobody" ? null : form.values.dueOn || null },
    });
  return (
    <Card title={t("policy")}>
      <Form form={form} label={t("policy")} onSend={send}>
        <p>{t("policyText")}</p>
        <RadioField
          label={t("askedOf")}
          form="list"
          options={askedOf.map((value) => ({
            value,
            label: t(value),
            ...(value === "administrators" && { hint: t("administratorsHint") }),
          }))}
          {...form.bind("askedOf")}
        />
        {form.values.askedOf === "nobody" ? null : <TextField label={t("dueOn")} hint={t("dueHint")} type="date" {...form.bind("dueOn")} />}
        <FormFoot
          form={form}
          send={t("save")}
          working={save.working}
          door={of.moves.change}
          note={
            policy.changedAt && policy.changedBy
              ? t("changed", { name: policy.changedBy, at: writeInstant(policy.changedAt, lang, timeZone) })
              : undefined
          }
        />
      </Form>
      <FactorAgain of={save} again={send} />
    </Card>
  );
}

const look = (person: Person): StatusLook => (person.since ? "active" : person.asked ? "actionNeeded" : "notStarted");

function People() {
  const t = useWords(words);
  const lang = useLang();
  const account = useAccount();
  const [asked, ask] = useAsked("show");
  const show = asked === "all" ? "all" : "lacking";
  const people = usePages("security.people", { accountId: account.id, show, limit: 50 });
  const word = (person: Person): string =>
    person.since ? t("since", { day: writeDay(person.since.slice(0, 10), lang) }) : t(person.asked ? "noneAsked" : "none");
  return (
    <Section
      title={t("list")}
      aside={
        <Segmented
          label={t("list")}
          options={[
            { value: "lacking", label: t("lacking") },
            { value: "all", label: t("all") },
          ]}
          value={show}
          onChange={ask}
        />
      }
    >
      <Await of={people} rows={5}>
        {(rows) => (
          <>
            <Table
              caption={t("caption")}
              rows={rows}
              rowKey={(row) => row.userId}
              name={(row) => row.name}
              empty={<Empty title={t("emptyTitle")} />}
              columns={[
                {
                  key: "name",
                  title: t("person"),
                  head: true,
                  cell: (row) => (
                    <>
                      <Link to={`~/settings/users?user=${row.userId}`}>{row.name}</Link>{" "}
                      <Text tone="secondary" small>
                        {row.email}
                      </Text>
                    </>
                  ),
                },
                { key: "roles", title: t("roles"), cell: (row) => (row.roleLabels.length ? writeList(row.roleLabels, lang) : t("noRole")) },
                { key: "factor", title: t("factor"), bare: true, cell: (row) => <StatusBadge look={look(row)}>{word(row)}</StatusBadge> },
              ]}
            />
            <LoadMore shown={rows.length} {...people} />
          </>
        )}
      </Await>
    </Section>
  );
}

function Days({ of }: { of: State["days"] }) {
  const t = useWords(words);
  const lang = useLang();
  return (
    <Section title={t("days")}>
      <Stack>
        <Text tone="secondary">{of.length === 0 ? t("daysEmpty") : t("daysText")}</Text>
        {of.length === 0 ? null : (
          <Table
            caption={t("days")}
            rows={of}
            rowKey={(row) => row.day}
            name={(row) => writeDay(row.day, lang)}
            columns={[
              { key: "day", title: t("day"), head: true, cell: (row) => writeDay(row.day, lang) },
              { key: "people", title: t("people"), numeric: true, cell: (row) => t("of", { part: row.withFactor, count: row.people }) },
              {
                key: "signIns",
                title: t("signIns"),
                numeric: true,
                cell: (row) => t("of", { part: row.signInsWithFactor, count: row.signIns }),
              },
            ]}
          />
        )}
      </Stack>
    </Section>
  );
}
