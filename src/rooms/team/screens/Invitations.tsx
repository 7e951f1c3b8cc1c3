import { useState } from "react";
import { writeDay } from "../../../kit/format.ts";
import type { Input, Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAsked } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { CheckField, Fields, Form, FormFoot, useForm } from "../../../web/ui/form.ts";
import { Await, Button, Chip, DoorNote, Empty, Page, ProblemMessage, Row, Stack, StatusBadge, Text, toast } from "../../../web/ui/index.ts";
import { ConfirmDialog, Drawer } from "../../../web/ui/overlay.ts";
import { LoadMore, Table, usePages } from "../../../web/ui/table.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { NewPersonFields } from "../../accounts/screens/NewPersonFields.tsx";
import { UserTabs } from "../../accounts/screens/UserTabs.tsx";
import { invitations as en } from "../words/screens.en.ts";
import { invitations as fr } from "../words/screens.fr.ts";

const words = { fr, en };
type List = Result<"team.invitations">;
type Invitation = List["items"][number];

/** « Invitations »: who was asked in and has not come yet, by whom and until when. */
export default function Invitations() {
  const t = useWords(words);
  const account = useAccount();
  const list = useRead("team.invitations", { accountId: account.id, limit: 1 });
  const [inviting, invite] = useAsked("invite");
  const door = list.data?.moves.invite;

  return (
    <Page
      title={t("title")}
      answer={list.data && list.data.total > 0 ? t("answer", { count: list.data.total }) : undefined}
      crumbs={[
        { label: t("settings"), to: "~/settings/profile" },
        { label: t("users"), to: "~/settings/users" },
      ]}
    >
      <Stack>
        <UserTabs />
        <Await of={list} rows={5}>
          {(reply) => (
            <>
              <div>
                <Button icon="plus" kind="primary" door={door} note={{ at: "invite" }} onPress={() => invite("yes")}>
                  {t("invite")}
                </Button>
              </div>
              <DoorNote id="invite" door={door} />
              <Waiting open={reply.moves.invite.open} />
              {inviting && reply.moves.invite.open ? <Invite of={reply} onClose={() => invite(undefined)} /> : null}
            </>
          )}
        </Await>
      </Stack>
    </Page>
  );
}

function Waiting({ open }: { open: boolean }) {
  const t = useWords(words);
  const lang = useLang();
  const account = useAccount();
  const pages = usePages("team.invitations", { accountId: account.id });
  const [revoking, revoke] = useState<Invitation | undefined>(undefined);
  const resend = useAct("team.resendInvitation", { onDone: () => toast({ text: t("resent") }) });

  return (
    <Await of={pages} rows={4}>
      {(rows) => (
        <>
          <Table
            caption={t("caption")}
            rows={rows}
            rowKey={({ id }) => id}
            name={({ name }) => name}
            empty={<Empty title={t("none")}>{t("noneText")}</Empty>}
            columns={[
              {
                key: "name",
                title: t("name"),
                head: true,
                cell: ({ name, email, guest }) => (
                  <>
                    {name} {guest ? <Chip>{t("guest")}</Chip> : null} <Text tone="secondary">{email}</Text>
                  </>
                ),
              },
              { key: "roles", title: t("roles"), cell: ({ roleLabels }) => roleLabels.join(", ") || t("noRole") },
              {
                key: "sender",
                title: t("sender"),
                cell: ({ sender, sentAt }) => t("sentBy", { sender, day: writeDay(sentAt.slice(0, 10), lang) }),
              },
              {
                key: "until",
                title: t("until"),
                cell: ({ expired, expiresAt }) =>
                  expired ? (
                    <StatusBadge look="expired">{t("expired")}</StatusBadge>
                  ) : (
                    <StatusBadge look="pending">{t("validUntil", { day: writeDay(expiresAt.slice(0, 10), lang) })}</StatusBadge>
                  ),
              },
              ...(open
                ? [
                    {
                      key: "acts",
                      title: t("acts"),
                      hideTitle: true,
                      cell: (one: Invitation) => (
                        <Row gap="tight">
                          <Button
                            size="small"
                            label={t("resendOf", one)}
                            working={resend.working}
                            onPress={() => resend.act({ accountId: account.id, invitationId: one.id })}
                          >
                            {t("resend")}
                          </Button>
                          <Button size="small" kind="danger" label={t("revokeOf", one)} onPress={() => revoke(one)}>
                            {t("revoke")}
                          </Button>
                        </Row>
                      ),
                    },
                  ]
                : []),
            ]}
          />
          <ProblemMessage problem={resend.problem} />
          <LoadMore shown={rows.length} total={pages.total} more={pages.more} onMore={pages.onMore} working={pages.working} />
          {revoking ? <Revoking of={revoking} onClose={() => revoke(undefined)} /> : null}
        </>
      )}
    </Await>
  );
}

function Revoking({ of, onClose }: { of: Invitation; onClose: () => void }) {
  const t = useWords(words);
  const account = useAccount();
  const revoke = useAct("team.revokeInvitation", {
    onDone: () => {
      onClose();
      toast({ text: t("revoked", { name: of.name }) });
    },
  });
  return (
    <ConfirmDialog
      title={t("revokeAsk", { name: of.name })}
      act={t("revoke")}
      keep={t("revokeKeep")}
      danger
      working={revoke.working}
      problem={revoke.problem}
      onAct={() => revoke.act({ accountId: account.id, invitationId: of.id })}
      onKeep={onClose}
    >
      {t("revokeText")}
    </ConfirmDialog>
  );
}

type Roles = Input<"team.invite">["body"]["roles"];

/** « Inviter des employés à rejoindre l’Espace partenaires »: name, address, language, roles; the mail then leads in. */
function Invite({ of, onClose }: { of: List; onClose: () => void }) {
  const t = useWords(words);
  const lang = useLang();
  const account = useAccount();
  const invite = useAct("team.invite", {
    onDone: (_, { body }) => {
      onClose();
      toast({ text: t("sent", { email: body.email }) });
    },
  });
  const form = useForm({
    initial: { givenName: "", familyName: "", email: "", language: lang, roles: [] as readonly string[] },
    problem: invite.problem,
  });
  const { roles, email } = form.values;
  const elsewhere = email.includes("@") && !email.trim().toLowerCase().endsWith(`@${of.domain}`);
  const tick = (role: string, held: boolean) => form.set({ roles: held ? [...roles, role] : roles.filter((one) => one !== role) });
  return (
    <Drawer title={t("inviteTitle")} onClose={onClose}>
      <Form
        form={form}
        label={t("inviteTitle")}
        onSend={(values) => invite.act({ accountId: account.id, body: { ...values, roles: values.roles as unknown as Roles } })}
      >
        <NewPersonFields
          bind={form.bind}
          emailHint={elsewhere ? t("emailElsewhere", { domain: of.domain }) : t("emailHint", { domain: of.domain })}
        />
        <Fields title={t("roles")}>
          {of.choices.map(({ role, label, does }) => (
            <CheckField key={role} label={label} hint={does} value={roles.includes(role)} onChange={(held) => tick(role, held)} />
          ))}
        </Fields>
        <FormFoot form={form} send={t("send")} working={invite.working} note={t("sendNote")} />
      </Form>
    </Drawer>
  );
}
