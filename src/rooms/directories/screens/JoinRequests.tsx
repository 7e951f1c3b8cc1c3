import { useState } from "react";
import { writeDay } from "../../../kit/format.ts";
import type { Input, Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAccount } from "../../../web/shell.ts";
import { CheckField, Fields, Form, FormFoot, useForm } from "../../../web/ui/form.ts";
import { Await, Button, Empty, Page, Row, Stack, Text, toast } from "../../../web/ui/index.ts";
import { ConfirmDialog, Drawer } from "../../../web/ui/overlay.ts";
import { LoadMore, Table, usePages } from "../../../web/ui/table.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { UserTabs } from "../../accounts/screens/UserTabs.tsx";
import { joining } from "./words.ts";

type Request = Result<"directories.joinRequests">["items"][number];
type Choices = Result<"directories.joinRequests">["choices"];

/** Who asks to join the account: accepted with roles, or refused. */
export default function JoinRequests() {
  const t = useWords(joining);
  const lang = useLang();
  const account = useAccount();
  const first = useRead("directories.joinRequests", { accountId: account.id, limit: 1 });
  const pages = usePages("directories.joinRequests", { accountId: account.id });
  const [accepting, accept] = useState<Request | undefined>(undefined);
  const [declining, decline] = useState<Request | undefined>(undefined);

  return (
    <Page title={t("listTitle")} answer={t("listAnswer")} crumbs={[{ label: t("settings"), to: "~/settings/profile" }]}>
      <Stack>
        <UserTabs />
        <Await of={pages} rows={3}>
          {(rows) => (
            <>
              <Table
                caption={t("listTitle")}
                rows={rows}
                rowKey={({ id }) => id}
                name={({ name }) => name}
                current={accepting?.id}
                empty={<Empty title={t("none")} />}
                columns={[
                  {
                    key: "name",
                    title: t("name"),
                    head: true,
                    cell: ({ name, email }) => (
                      <>
                        {name} <Text tone="secondary">{email}</Text>
                      </>
                    ),
                  },
                  { key: "since", title: t("since"), cell: ({ askedAt }) => writeDay(askedAt.slice(0, 10), lang) },
                  {
                    key: "acts",
                    title: t("acts"),
                    hideTitle: true,
                    cell: (request) => (
                      <Row gap="tight">
                        <Button size="small" label={t("acceptOf", request)} onPress={() => accept(request)}>
                          {t("accept")}
                        </Button>
                        <Button size="small" kind="danger" label={t("declineOf", request)} onPress={() => decline(request)}>
                          {t("decline")}
                        </Button>
                      </Row>
                    ),
                  },
                ]}
              />
              <LoadMore shown={rows.length} total={undefined} more={pages.more} onMore={pages.onMore} working={pages.working} />
            </>
          )}
        </Await>
      </Stack>
      {accepting && first.data ? (
        <Accepting key={accepting.id} request={accepting} choices={first.data.choices} onClose={() => accept(undefined)} />
      ) : null}
      {declining ? <Declining request={declining} onClose={() => decline(undefined)} /> : null}
    </Page>
  );
}

type Roles = Input<"directories.acceptJoin">["body"]["roles"];

function Accepting({ request, choices, onClose }: { request: Request; choices: Choices; onClose: () => void }) {
  const t = useWords(joining);
  const account = useAccount();
  const { id: requestId, name, email } = request;
  const accept = useAct("directories.acceptJoin", {
    onDone: () => {
      onClose();
      toast({ text: t("accepted", { name }) });
    },
  });
  const form = useForm({ initial: { roles: [] as readonly string[] }, problem: accept.problem });
  const { roles } = form.values;
  const tick = (role: string, held: boolean) => form.set({ roles: held ? [...roles, role] : roles.filter((one) => one !== role) });
  return (
    <Drawer title={name} sub={email} onClose={onClose}>
      <Form
        form={form}
        label={t("acceptAsk")}
        onSend={() => accept.act({ accountId: account.id, requestId, body: { roles: roles as unknown as Roles } })}
      >
        <Fields title={t("acceptAsk")}>
          {choices.map(({ role, label }) => (
            <CheckField key={role} label={label} value={roles.includes(role)} onChange={(held) => tick(role, held)} />
          ))}
        </Fields>
        <FormFoot form={form} send={t("accept")} working={accept.working} note={t("acceptNote")} />
      </Form>
    </Drawer>
  );
}

function Declining({ request, onClose }: { request: Request; onClose: () => void }) {
  const t = useWords(joining);
  const account = useAccount();
  const { id: requestId, name } = request;
  const decline = useAct("directories.declineJoin", {
    onDone: () => {
      onClose();
      toast({ text: t("declined", { name }) });
    },
  });
  return (
    <ConfirmDialog
      title={t("declineAsk", { name })}
      act={t("decline")}
      keep={t("keep")}
      danger
      working={decline.working}
      problem={decline.problem}
      onAct={() => decline.act({ accountId: account.id, requestId })}
      onKeep={onClose}
    >
      {t("declineText")}
    </ConfirmDialog>
  );
}
