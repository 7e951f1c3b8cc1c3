import type { Result } from "../../../web/api.ts";
import { useRead } from "../../../web/api.ts";
import { useAccount } from "../../../web/shell.ts";
import { Await, Card, Columns, DoorNote, Facts, Icon, Link, Message, Section, Stack, Text } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { AskRole } from "./AskRole.tsx";
import { MyFrame, words } from "./MyFrame.tsx";
import styles from "./Team.module.css";

type Mine = Result<"team.mine">;
type Area = Mine["areas"][number];

const only = (areas: readonly Area[], open: boolean): Area[] =>
  areas.map((area) => ({ ...area, tasks: area.tasks.filter(({ door }) => door.open === open) })).filter(({ tasks }) => tasks.length > 0);

/** « Rôles et autorisations »: what I may do, by task; what I may not, and who can raise it. */
export default function MyRoles() {
  const t = useWords(words);
  const account = useAccount();
  const mine = useRead("team.mine", { accountId: account.id });
  const count = mine.data?.roles.length;
  const answer =
    count === undefined
      ? undefined
      : count === 0
        ? t("noRoleAnswer", { account: account.name })
        : t("rolesAnswer", { count, account: account.name });
  return (
    <MyFrame answer={answer}>
      <Await of={mine} rows={10}>
        {(reply) => (
          <Columns side={<Side of={reply} />}>
            <Stack gap="wide">
              {reply.roles.length === 0 ? <Message tone="you">{t("noRoleText")}</Message> : null}
              <AskRole />
              <Section title={t("may")}>
                <Tasks areas={only(reply.areas, true)} />
              </Section>
              <Section title={t("mayNot")}>
                <Tasks areas={only(reply.areas, false)} />
              </Section>
            </Stack>
          </Columns>
        )}
      </Await>
    </MyFrame>
  );
}

function Tasks({ areas }: { areas: readonly Area[] }) {
  const t = useWords(words);
  if (areas.length === 0) return <Text tone="secondary">{t("nothingClosed")}</Text>;
  return (
    <Card>
      <Facts
        wide
        items={areas.map((area) => ({
          name: area.label,
          value: (
            <ul className={styles.tasks}>
              {area.tasks.map((task) => (
                <li key={task.permit}>
                  <Icon name={task.door.open ? "check" : "lock"} />
                  <div>
                    {task.label}
                    <DoorNote id={`task-${task.permit}`} door={task.door} quiet />
                  </div>
                </li>
              ))}
            </ul>
          ),
        }))}
      />
    </Card>
  );
}

function Side({ of }: { of: Mine }) {
  const t = useWords(words);
  return (
    <Stack>
      {of.roles.length > 0 ? (
        <Card title={t("held")}>
          <ul className={styles.held}>
            {of.roles.map((role) => (
              <li key={role.role}>
                <b>{role.label}</b>
                <span>{role.does}</span>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      <Link to="~/settings/roles">{t("table")}</Link>
    </Stack>
  );
}
