import { writeList } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useRead } from "../../../web/api.ts";
import { useAccount } from "../../../web/shell.ts";
import { Await, Card, Chip, Facts, Icon, Link, Page, Section, Stack } from "../../../web/ui/index.ts";
import { useLang, useShellWords, useWords } from "../../../web/words.ts";
import { table as en } from "../words/screens.en.ts";
import { table as fr } from "../words/screens.fr.ts";
import styles from "./Team.module.css";

const words = { fr, en };
type Reply = Result<"team.roleTable">;
type Task = Reply["areas"][number]["tasks"][number];

/** Role × task, printed from the permissions table; readable by everybody. */
export default function RoleTable() {
  const t = useWords(words);
  const shell = useShellWords();
  const account = useAccount();
  const table = useRead("team.roleTable", { accountId: account.id });
  return (
    <Page
      title={t("title")}
      answer={t("answer")}
      crumbs={[{ label: shell("partnerSettings"), to: "~/settings/profile" }]}
      aside={<Link to="~/settings/users">{t("assign")}</Link>}
    >
      <Await of={table} rows={12}>
        {(reply) => (
          <Stack gap="wide">
            <Matrix of={reply} />
            <Section title={t("rolesTitle")}>
              <Roles of={reply} />
            </Section>
          </Stack>
        )}
      </Await>
    </Page>
  );
}

function Roles({ of }: { of: Reply }) {
  const t = useWords(words);
  const lang = useLang();
  const { roles: held } = useAccount();
  return (
    <Card>
      <Facts
        wide
        items={of.roles.map((role) => ({
          name: role.label,
          value: (
            <>
              {role.does} {held.includes(role.role) ? <Chip>{t("yours")}</Chip> : null}
            </>
          ),
          hint: t("givenBy", { roles: writeList(role.givenBy, lang) }),
          act: <Link to={`~/settings/users?role=${role.role}`}>{t("holders", { count: role.holders })}</Link>,
        }))}
      />
    </Card>
  );
}

function Matrix({ of }: { of: Reply }) {
  const t = useWords(words);
  return (
    // A region of its own that scrolls sideways, by keyboard too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse.
    <section className={styles.scroll} aria-label={t("caption")} tabIndex={0}>
      <table className={styles.matrix}>
        <caption className="hidden">{t("caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("task")}</th>
            {of.roles.map((role) => (
              <th key={role.role} scope="col" className={styles.role}>
                <span>{role.label}</span>
              </th>
            ))}
          </tr>
        </thead>
        {of.areas.map((area) => (
          <tbody key={area.area}>
            <tr>
              <th scope="rowgroup" colSpan={of.roles.length + 1} className={styles.area}>
                {area.label}
              </th>
            </tr>
            {area.tasks.map((task) => (
              <Row key={task.permit} task={task} of={of} />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

function Row({ task, of }: { task: Task; of: Reply }) {
  const t = useWords(words);
  const lang = useLang();
  return (
    <tr>
      <th scope="row">
        {task.label}
        {task.everybody ? <small>{t(task.everybody)}</small> : null}
        {task.needs.length > 0 ? <small>{t("needs", { needs: writeList(task.needs, lang) })}</small> : null}
        <span className={styles.inWords}>
          {task.everybody
            ? null
            : writeList(
                of.roles.filter(({ role }) => task.opensTo.includes(role)).map(({ label }) => label),
                lang,
              )}
        </span>
      </th>
      {of.roles.map(({ role, label }) => {
        const opens = task.opensTo.includes(role);
        return (
          <td key={role} data-opens={opens ? "" : undefined}>
            {opens ? <Icon name="check" /> : null}
            <span className="hidden">
              {label} : {t(opens ? "opens" : "not")}
            </span>
          </td>
        );
      })}
    </tr>
  );
}
