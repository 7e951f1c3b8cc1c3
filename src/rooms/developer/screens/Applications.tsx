import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAsked } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { CheckField, Fields, Form, FormFoot, RadioField, TextField, useForm } from "../../../web/ui/form.ts";
import { Await, Button, Empty, Page, Stack, StatusBadge, Text, toast } from "../../../web/ui/index.ts";
import { FormDialog } from "../../../web/ui/overlay.ts";
import { LoadMore, Table, usePages } from "../../../web/ui/table.ts";
import { useShellWords, useWords } from "../../../web/words.ts";
import { screens as en } from "../words/screens.en.ts";
import { screens as fr } from "../words/screens.fr.ts";
import { ApplicationDrawer } from "./ApplicationDrawer.tsx";
import { useBehind } from "./Behind.tsx";

const words = { fr, en };
type Use = Result<"developer.applications">["uses"][number];

/** « Applications »: what calls the API in the company's name, each with its one role and its tokens (G-064, G-065). */
export default function Applications() {
  const t = useWords(words);
  const s = useShellWords();
  const behind = useBehind();
  const account = useAccount();
  const [open, show] = useAsked("application");
  const [adding, add] = useAsked("add");
  const first = useRead("developer.applications", { accountId: account.id, limit: 1 });
  const list = usePages("developer.applications", { accountId: account.id });

  return (
    <Page title={s("applications")} answer={behind(t("applicationsAnswer"))} crumbs={[{ label: s("developerSettings"), to: "~/settings" }]}>
      <Stack>
        <div>
          <Button kind="primary" icon="plus" door={first.data?.moves.register} onPress={() => add("yes")}>
            {t("register")}
          </Button>
        </div>
        <Await of={list} rows={5}>
          {(rows) => (
            <>
              <Table
                caption={s("applications")}
                rows={rows}
                rowKey={(row) => row.id}
                name={(row) => row.name}
                current={open}
                onOpen={show}
                columns={[
                  { key: "name", title: t("application"), head: true, cell: (row) => row.name },
                  { key: "uses", title: t("uses"), cell: (row) => row.uses.map((use) => t(`use.${use}`)).join(", ") },
                  { key: "role", title: t("role"), cell: (row) => row.roleLabel },
                  { key: "tokens", title: t("tokens"), cell: (row) => t("alive", { count: row.alive }) },
                  {
                    key: "state",
                    title: t("state"),
                    cell: (row) => <StatusBadge look={row.state === "active" ? "active" : "off"}>{t(`state.${row.state}`)}</StatusBadge>,
                  },
                ]}
                empty={<Empty title={t("noApplications")}>{t("noApplicationsWhy")}</Empty>}
              />
              <LoadMore shown={rows.length} {...list} />
            </>
          )}
        </Await>
      </Stack>
      {open ? <ApplicationDrawer key={open} applicationId={open} onClose={() => show(undefined)} /> : null}
      {adding && first.data?.moves.register.open ? (
        <Register
          uses={first.data.uses}
          onClose={() => add(undefined)}
          onDone={(id) => {
            add(undefined);
            show(id);
          }}
        />
      ) : null}
    </Page>
  );
}

function Register({ uses, onClose, onDone }: { uses: readonly Use[]; onClose: () => void; onDone: (id: string) => void }) {
  const t = useWords(words);
  const account = useAccount();
  const register = useAct("developer.register", {
    onDone: ({ id, name }) => {
      toast({ text: t("registered", { name }) });
      onDone(id);
    },
  });
  const form = useForm({
    initial: { name: "", role: "developer" as "developer" | "developerManager", uses: uses.slice(0, 1) as readonly string[] },
    problem: register.problem,
  });
  const chosen = form.bind("uses");
  return (
    <FormDialog title={t("register")} onClose={onClose}>
      <Form
        form={form}
        onSend={(values) => void register.act({ accountId: account.id, body: { ...values, uses: [...values.uses] as Use[] } })}
      >
        <Fields>
          <TextField label={t("application")} hint={t("applicationHint")} {...form.bind("name")} />
          <RadioField
            label={t("role")}
            form="list"
            options={[
              { value: "developer", label: t("role.developer"), hint: t("role.developerHint") },
              { value: "developerManager", label: t("role.manager"), hint: t("role.managerHint") },
            ]}
            {...form.bind("role")}
          />
          {uses.map((use, index) => (
            <CheckField
              key={use}
              id={index === 0 ? chosen.id : undefined}
              label={t(`use.${use}`)}
              error={index === uses.length - 1 ? chosen.error : undefined}
              value={chosen.value.includes(use)}
              onChange={(on) => chosen.onChange(on ? [...chosen.value, use] : chosen.value.filter((one) => one !== use))}
            />
          ))}
          <Text tone="secondary" small>
            {t("bothNever")}
          </Text>
        </Fields>
        <FormFoot form={form} working={register.working} send={t("register")} />
      </Form>
    </FormDialog>
  );
}
