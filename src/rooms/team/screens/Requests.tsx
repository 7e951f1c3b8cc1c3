import { useState } from "react";
import { writeDay, writeList } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useAct } from "../../../web/api.ts";
import { useAccount } from "../../../web/shell.ts";
import { Form, FormFoot, TextArea, useForm } from "../../../web/ui/form.ts";
import { Await, Button, Empty, LinkButton, Page, Row, Stack, Text, toast } from "../../../web/ui/index.ts";
import { FormDialog } from "../../../web/ui/overlay.ts";
import { LoadMore, Table, usePages } from "../../../web/ui/table.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { UserTabs } from "../../accounts/screens/UserTabs.tsx";
import { requests as en } from "../words/screens.en.ts";
import { requests as fr } from "../words/screens.fr.ts";

const words = { fr, en };
type Request = Result<"team.roleRequests">["items"][number];

/** « Demandes de rôle »: given on the person's sheet, where the role is ticked, or refused with a reason. */
export default function Requests() {
  const t = useWords(words);
  const lang = useLang();
  const account = useAccount();
  const pages = usePages("team.roleRequests", { accountId: account.id });
  const [declining, decline] = useState<Request | undefined>(undefined);

  return (
    <Page
      title={t("title")}
      answer={t("answer")}
      crumbs={[
        { label: t("settings"), to: "~/settings/profile" },
        { label: t("users"), to: "~/settings/users" },
      ]}
    >
      <Stack>
        <UserTabs />
        <Await of={pages} rows={4}>
          {(rows) => (
            <>
              <Table
                caption={t("title")}
                rows={rows}
                rowKey={({ id }) => id}
                name={({ name }) => name}
                empty={<Empty title={t("none")} />}
                columns={[
                  {
                    key: "name",
                    title: t("person"),
                    head: true,
                    cell: ({ name, email }) => (
                      <>
                        {name} <Text tone="secondary">{email}</Text>
                      </>
                    ),
                  },
                  {
                    key: "role",
                    title: t("role"),
                    cell: ({ roleLabel, note }) => (
                      <div>
                        {roleLabel} {note ? <Text tone="secondary">{t("quoted", { note })}</Text> : null}
                      </div>
                    ),
                  },
                  {
                    key: "of",
                    title: t("askedOf"),
                    cell: ({ askedOf, askedAt }) => t("askedOn", { name: askedOf, day: writeDay(askedAt.slice(0, 10), lang) }),
                  },
                  {
                    key: "acts",
                    title: t("acts"),
                    hideTitle: true,
                    cell: (one) =>
                      one.yours ? (
                        <Row gap="tight">
                          <LinkButton to={`~/settings/users?user=${one.userId}&give=${one.userId}.${one.role}`}>{t("give")}</LinkButton>
                          <Button size="small" kind="danger" label={t("declineOf", one)} onPress={() => decline(one)}>
                            {t("decline")}
                          </Button>
                        </Row>
                      ) : (
                        <Text tone="secondary">{t("givenBy", { roles: writeList(one.givenBy, lang) })}</Text>
                      ),
                  },
                ]}
              />
              <LoadMore shown={rows.length} total={undefined} more={pages.more} onMore={pages.onMore} working={pages.working} />
            </>
          )}
        </Await>
      </Stack>
      {declining ? <Declining of={declining} onClose={() => decline(undefined)} /> : null}
    </Page>
  );
}

function Declining({ of, onClose }: { of: Request; onClose: () => void }) {
  const t = useWords(words);
  const account = useAccount();
  const decline = useAct("team.declineRole", {
    onDone: () => {
      onClose();
      toast({ text: t("declined", { name: of.name }) });
    },
  });
  const form = useForm({ initial: { reason: "" }, problem: decline.problem });
  return (
    <FormDialog title={t("declineAsk", { name: of.name, role: of.roleLabel })} onClose={onClose}>
      <Form form={form} label={t("decline")} onSend={(body) => decline.act({ accountId: account.id, requestId: of.id, body })}>
        <TextArea label={t("reason")} hint={t("reasonHint", { name: of.name })} rows={3} {...form.bind("reason")} />
        <FormFoot form={form} send={t("decline")} working={decline.working} note={t("declineNote")} />
      </Form>
    </FormDialog>
  );
}
