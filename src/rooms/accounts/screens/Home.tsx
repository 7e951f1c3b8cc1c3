import type { Result } from "../../../web/api.ts";
import { useRead } from "../../../web/api.ts";
import { homeOf, useShell } from "../../../web/shell.ts";
import type { IconName } from "../../../web/ui/index.ts";
import { Await, Card, Grid, Icon, Link, LinkButton, Page, Stack, Text } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { home as en } from "../words/screens.en.ts";
import { home as fr } from "../words/screens.fr.ts";
import { Checklist } from "./Checklist.tsx";
import { Comparison } from "./Comparison.tsx";
import styles from "./Home.module.css";
import { LeavingLink } from "./LeavingLink.tsx";

const words = { fr, en };
type HomeView = Result<"accounts.home">;

/** The names of the programme's pictures in our own drawings. */
const drawings: Readonly<Record<string, IconName>> = { award: "medal", store: "store", people: "users", inbox: "inbox" };

/** The public page: why to join, what to have at hand, the three options compared. */
export default function Home() {
  const home = useRead("accounts.home", {});
  return (
    <Await of={home} rows={12}>
      {(reply) => <Whole of={reply} />}
    </Await>
  );
}

function Whole({ of }: { of: HomeView }) {
  const t = useWords(words);
  return (
    <div className={styles.page}>
      <div className={styles.top}>
        <div className={styles.why}>
          <Page over={of.network} title={of.title} answer={of.lead}>
            <ul className={styles.values}>
              {of.values.map((value) => (
                <li key={value.text}>
                  <Icon name={drawings[value.icon] ?? "check"} />
                  {value.text}
                </li>
              ))}
            </ul>
            <Ways />
            <p className={styles.note}>{of.joinNote}</p>
          </Page>
        </div>
        <Checklist of={of.checklist} />
      </div>
      <section className={styles.options} aria-labelledby="options">
        <h2 id="options">{t("options")}</h2>
        <p className={styles.hint}>{t("optionsHint")}</p>
        <Comparison of={of} />
        <Grid columns={3}>
          {of.options.map((option) => (
            <Card key={option.id} level={3} tone="sunken" title={option.name}>
              <Text tone="secondary">{option.description}</Text>
            </Card>
          ))}
        </Grid>
        <Stack gap="tight">
          <p>
            <LeavingLink link={of.more} />
          </p>
        </Stack>
      </section>
    </div>
  );
}

/** Somebody who is in goes on from where they are; everybody else joins, or signs in. */
function Ways() {
  const t = useWords(words);
  const shell = useShell();
  return (
    <div className={styles.ways}>
      <LinkButton kind="primary" size="large" to="/join">
        {t("join")}
      </LinkButton>
      <Link to={shell.me ? homeOf(shell) : "/sign-in"}>{t("member")}</Link>
      <Link to="/partners">{t("finder")}</Link>
    </div>
  );
}
