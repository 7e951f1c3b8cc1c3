import { writeDay } from "../../../kit/format.ts";
import type { Input, Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAsked } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { Fields, Form, FormFoot, SelectField, TextArea, useForm } from "../../../web/ui/form.ts";
import type { StatusLook } from "../../../web/ui/index.ts";
import { Await, Section, Stack, StatusBadge, Text, toast } from "../../../web/ui/index.ts";
import { LoadMore, Table, usePages } from "../../../web/ui/table.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { asking as en } from "../words/screens.en.ts";
import { asking as fr } from "../words/screens.fr.ts";

const words = { fr, en };
type Mine = Result<"team.myRoleRequests">;
type Body = Input<"team.askRole">["body"];

/** « Demander un rôle »: which, of whom; and what became of what one has asked for. */
export function AskRole() {
  const t = useWords(words);
  const account = useAccount();
  const mine = useRead("team.myRoleRequests", { accountId: account.id, limit: 1 });
  return (
    <Section title={t("title")}>
      <Await of={mine} rows={3}>
        {(reply) => (
          <Stack>
            {reply.choices.length > 0 ? <Asking of={reply} /> : <Text tone="secondary">{t("everyRole")}</Text>}
            {reply.items.length > 0 ? <Asked /> : null}
          </Stack>
        )}
      </Await>
    </Section>
  );
}

/** A closed door leads here with the roles that would open it: a short list is narrowed to its most modest one. */
const modest = (choices: Mine["choices"], wanted: string | undefined): string => {
  const open = choices.filter(({ role }) => (wanted ?? "").split(",").includes(role));
  return open.length <= 4 ? (open.at(-1)?.role ?? "") : "";
};

function Asking({ of: { choices } }: { of: Mine }) {
  const t = useWords(words);
  const account = useAccount();
  const [wanted] = useAsked("ask");
  const ask = useAct("team.askRole", {
    onDone: (_, { body }) => {
      const holder = choices.flatMap(({ holders }) => holders).find(({ userId }) => userId === body.askedOf);
      form.set({ note: "" });
      toast({ text: t("sentTo", { name: holder?.name ?? "" }) });
    },
  });
  const form = useForm({ initial: { role: modest(choices, wanted), askedOf: "", note: "" }, problem: ask.problem });
  const chosen = choices.find(({ role }) => role === form.values.role);
  const holders = chosen?.holders ?? [];
  const askedOf = holders.some(({ userId }) => userId === form.values.askedOf) ? form.values.askedOf : (holders[0]?.userId ?? "");
  return (
    <Form form={form} label={t("title")} onSend={(values) => ask.act({ accountId: account.id, body: { ...values, askedOf } as Body })}>
      <Fields columns={2}>
        <SelectField
          label={t("role")}
          empty={t("choose")}
          hint={chosen?.does}
          options={choices.map(({ role, label }) => ({ value: role as string, label }))}
          {...form.bind("role")}
        />
        <SelectField
          label={t("askedOf")}
          empty={holders.length === 0 ? t(chosen ? "nobody" : "chooseFirst") : undefined}
          options={holders.map(({ userId, name }) => ({ value: userId, label: name }))}
          {...form.bind("askedOf")}
          value={askedOf}
        />
      </Fields>
      <TextArea label={t("note")} hint={t("noteHint")} optional rows={2} {...form.bind("note")} />
      <FormFoot form={form} send={t("send")} working={ask.working} note={t("sendNote")} />
    </Form>
  );
}

const looks = { asked: "pending", granted: "active", declined: "refused" } as const satisfies Record<string, StatusLook>;

function Asked() {
  const t = useWords(words);
  const lang = useLang();
  const account = useAccount();
  const pages = usePages("team.myRoleRequests", { accountId: account.id });
  return (
    <Await of={pages} rows={2}>
      {(rows) => (
        <>
          <Table
            caption={t("caption")}
            rows={rows}
            rowKey={({ id }) => id}
            name={({ roleLabel }) => roleLabel}
            columns={[
              { key: "role", title: t("role"), head: true, cell: ({ roleLabel }) => roleLabel },
              {
                key: "of",
                title: t("askedOf"),
                cell: ({ askedOf, askedAt }) => t("askedOn", { name: askedOf, day: writeDay(askedAt.slice(0, 10), lang) }),
              },
              {
                key: "state",
                title: t("answer"),
                cell: ({ state, decidedBy, reason }) => (
                  <div>
                    <StatusBadge look={looks[state]}>{t(state)}</StatusBadge>{" "}
                    <Text tone="secondary">{[decidedBy ? t("by", { name: decidedBy }) : "", reason].filter(Boolean).join(" ")}</Text>
                  </div>
                ),
              },
            ]}
          />
          <LoadMore shown={rows.length} total={undefined} more={pages.more} onMore={pages.onMore} working={pages.working} />
        </>
      )}
    </Await>
  );
}
