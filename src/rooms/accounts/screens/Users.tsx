import { useEffect, useState } from "react";
import type { Result } from "../../../web/api.ts";
import { fileAddress, useRead } from "../../../web/api.ts";
import { useAsked, useStands } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { SelectField, TextField } from "../../../web/ui/form.ts";
import type { StatusLook } from "../../../web/ui/index.ts";
import {
  Avatar,
  Await,
  announce,
  Button,
  Chip,
  DoorNote,
  Empty,
  FileLink,
  Link,
  LinkButton,
  Message,
  Page,
  Row,
  Stack,
  StatusBadge,
  Text,
} from "../../../web/ui/index.ts";
import { LoadMore, Table, usePages } from "../../../web/ui/table.ts";
import { useWords } from "../../../web/words.ts";
import { ADVISED_GLOBAL_ADMINS } from "../rules.ts";
import { users as en, states as enStates } from "../words/screens.en.ts";
import { users as fr, states as frStates } from "../words/screens.fr.ts";
import { AddUser } from "./AddUser.tsx";
import { UserDrawer } from "./UserDrawer.tsx";
import styles from "./Users.module.css";
import { UserTabs } from "./UserTabs.tsx";

const words = { fr, en };
const stateWords = { fr: frStates, en: enStates };
type Team = Result<"accounts.team">;
export type UserRow = Result<"accounts.users">["items"][number];

/** « Gestion des utilisateurs »: who is in the account, with which roles, found by name, address or role. */
export default function Users() {
  const t = useWords(words);
  const account = useAccount();
  const team = useRead("accounts.team", { accountId: account.id });
  const [adding, add] = useAsked("add");
  const [open, show] = useAsked("user");
  const [from] = useAsked("from");
  const answer = team.data
    ? t("answerAdmins", { users: t("answer", { count: team.data.users }), count: team.data.globalAdmins })
    : undefined;

  return (
    <Page
      title={t("title")}
      answer={answer}
      crumbs={[{ label: t("settings"), to: "~/settings/profile" }]}
      // Only a page of this account is a way back; whatever else an address claims is left out.
      aside={
        from?.startsWith("~/") ? (
          <LinkButton to={from} icon="left">
            {t("back")}
          </LinkButton>
        ) : null
      }
    >
      <Await of={team} rows={8}>
        {(reply) => (
          <>
            <UserTabs />
            <FewAdmins of={reply} />
            <People team={reply} open={open} onOpen={show} onAdd={() => add("yes")} />
            {adding && reply.moves.add.open ? <AddUser team={reply} onClose={() => add(undefined)} /> : null}
            {open && !adding ? <UserDrawer key={open} userId={open} onClose={() => show(undefined)} /> : null}
          </>
        )}
      </Await>
    </Page>
  );
}

/** Below two global administrators: what may happen, and what to do about it. */
function FewAdmins({ of }: { of: Team }) {
  const t = useWords(words);
  const stands = useStands();
  const role = of.roles.find((one) => one.role === "globalAdmin")?.label ?? "";
  if (of.globalAdmins >= ADVISED_GLOBAL_ADMINS) return null;
  return of.globalAdmins === 1 ? (
    <Message tone="you" title={t("oneAdminTitle")}>
      {t("oneAdmin", { role })}
    </Message>
  ) : (
    <Message tone="you" title={t("noAdminTitle")}>
      {t("noAdmin")} {stands("/become-global-admin") ? <Link to="~/become-global-admin">{t("noAdminAct")}</Link> : null}
    </Message>
  );
}

type PeopleProps = { team: Team; open: string | undefined; onOpen: (userId: string) => void; onAdd: () => void };

function People({ team, open, onOpen, onAdd }: PeopleProps) {
  const t = useWords(words);
  const account = useAccount();
  const [text, askText] = useAsked("q");
  const [role, askRole] = useAsked("role");
  const [all, askAll] = useAsked("all");
  const known = team.roles.find((one) => one.role === role)?.role;
  const users = usePages("accounts.users", { accountId: account.id, q: text, role: known, state: all ? "all" : "active" });
  const { total } = users;

  useEffect(() => {
    if (total !== undefined && (text || known)) announce(t("found", { count: total }));
  }, [total, text, known, t]);

  return (
    <Stack>
      <div className={styles.tools}>
        <Search text={text ?? ""} onAsk={askText} />
        <SelectField
          label={t("role")}
          empty={t("anyRole")}
          options={team.roles.map((one) => ({ value: one.role as string, label: one.label }))}
          value={known ?? ""}
          onChange={(chosen) => askRole(chosen || undefined)}
        />
        <div className={styles.add}>
          <Button icon="plus" door={team.moves.add} note={{ at: "add-user" }} onPress={onAdd}>
            {t("add")}
          </Button>
        </div>
      </div>
      <DoorNote id="add-user" door={team.moves.add} />
      <Await of={users} rows={6}>
        {(rows) => (
          <>
            <PeopleTable
              rows={rows}
              open={open}
              onOpen={onOpen}
              empty={
                <Empty
                  title={text ? t("noMatch", { text }) : t("noMatchRole")}
                  act={
                    <Button
                      onPress={() => {
                        askText(undefined);
                        askRole(undefined);
                      }}
                    >
                      {t("clear")}
                    </Button>
                  }
                />
              }
            />
            <LoadMore shown={rows.length} total={users.total} more={users.more} onMore={users.onMore} working={users.working} />
          </>
        )}
      </Await>
      <Stack gap="tight">
        <div>
          {team.moves.export.open ? (
            <FileLink href={fileAddress("accounts.exportUsers", { accountId: account.id })}>{t("exportReport")}</FileLink>
          ) : (
            <Button door={team.moves.export} note={{ at: "export-users" }}>
              {t("exportReport")}
            </Button>
          )}
        </div>
        <DoorNote id="export-users" door={team.moves.export} />
      </Stack>
      {team.deactivated > 0 ? (
        <Row gap="tight">
          {all ? null : <Text tone="secondary">{t("hidden", { count: team.deactivated })}</Text>}
          <Button kind="quiet" size="small" onPress={() => askAll(all ? undefined : "yes")}>
            {t(all ? "hideHidden" : "showHidden")}
          </Button>
        </Row>
      ) : null}
    </Stack>
  );
}

/** Asked a moment after the last stroke, so that each letter is not a question. */
function Search({ text, onAsk }: { text: string; onAsk: (text: string | undefined) => void }) {
  const t = useWords(words);
  const [typed, type] = useState(text);
  useEffect(() => type(text), [text]);
  useEffect(() => {
    if (typed.trim() === text) return;
    const timer = setTimeout(() => onAsk(typed.trim() || undefined), 300);
    return () => clearTimeout(timer);
  }, [typed, text, onAsk]);
  return <TextField label={t("search")} type="search" autoComplete="off" value={typed} onChange={type} />;
}

const looks = { active: "active", invited: "pending", deactivated: "off" } as const satisfies Record<UserRow["state"], StatusLook>;

function PeopleTable({
  rows,
  open,
  onOpen,
  empty,
}: {
  rows: readonly UserRow[];
  open: string | undefined;
  onOpen: (userId: string) => void;
  empty: React.ReactNode;
}) {
  const t = useWords(words);
  const states = useWords(stateWords);
  return (
    <Table
      caption={t("caption")}
      rows={rows}
      rowKey={(user) => user.userId}
      name={(user) => user.name}
      current={open}
      empty={empty}
      columns={[
        {
          key: "user",
          title: t("user"),
          head: true,
          cell: (user) => (
            <span className={styles.who}>
              <Avatar name={user.name} me={user.you} />
              <span>
                <button type="button" className={styles.name} onClick={() => onOpen(user.userId)}>
                  {user.name}
                </button>{" "}
                {user.you ? <Chip>{t("you")}</Chip> : null}
                <small className={styles.mail}>{user.email}</small>
              </span>
            </span>
          ),
        },
        {
          key: "roles",
          title: t("roles"),
          cell: (user) => (
            <span className={styles.roles}>
              {user.roleLabels.map((one) => (
                <span key={one}>{one}</span>
              ))}
            </span>
          ),
        },
        {
          key: "status",
          title: t("status"),
          bare: true,
          cell: (user) =>
            user.state === "active" && user.roles.length === 0 ? (
              <StatusBadge look="actionNeeded">{states("noRole")}</StatusBadge>
            ) : (
              <StatusBadge look={looks[user.state]}>{states(user.state)}</StatusBadge>
            ),
        },
      ]}
    />
  );
}
