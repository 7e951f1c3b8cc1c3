import { useMatch } from "@tanstack/react-router";
import { useEffect } from "react";
import { writeList } from "../../../kit/format.ts";
import type { Door } from "../../../web/api.ts";
import { useRead } from "../../../web/api.ts";
import type { SettingsEntry } from "../../../web/entries.ts";
import { behind, openEntries, settingsEntries, settingsNav } from "../../../web/entries.ts";
import { useAccount } from "../../../web/shell.ts";
import { ActionRow, ActionRows, Await, Card, DoorNote, Link, LinkButton, Page, Stack, Text } from "../../../web/ui/index.ts";
import { useLang, useShellWords, useWords } from "../../../web/words.ts";
import { screens as en } from "../words/screens.en.ts";
import { screens as fr } from "../words/screens.fr.ts";

const words = { fr, en };

/**
 * « Paramètres du compte »: one landing behind the two entries, each with the programmes that bring it (handbook C14). `/settings` and
 * `/developer` are the two entries' own addresses of it.
 */
export default function Settings() {
  const t = useWords(words);
  const s = useShellWords();
  const account = useAccount();
  const developer = useMatch({ strict: false, select: (match) => match.pathname.endsWith("/developer") });
  const open = openEntries(account);

  useEffect(() => {
    if (developer) document.getElementById("developer")?.scrollIntoView();
  }, [developer]);

  return (
    <Page title={s("allSettings")} answer={t("settingsAnswer")}>
      <Stack>
        {settingsEntries.map((entry) => (open.includes(entry) ? <Entry key={entry} of={entry} /> : <Closed key={entry} of={entry} />))}
        <Text tone="secondary">
          {s("missingMenu")} <Link to="~/me/why">{s("seeWhy")}</Link>
        </Text>
      </Stack>
    </Page>
  );
}

function Entry({ of: entry }: { of: SettingsEntry }) {
  const t = useWords(words);
  const s = useShellWords();
  const lang = useLang();
  const account = useAccount();
  const programmes = behind(entry, account.programmes).map(({ name }) => name);
  return (
    <Card
      flush
      id={entry}
      title={s(`${entry}Settings`)}
      aside={
        <Text tone="secondary" small>
          {t("broughtBy", { programmes: writeList(programmes, lang) })}
        </Text>
      }
    >
      <ActionRows>
        {settingsNav(account, entry).map(({ word, icon, path }) => (
          <ActionRow key={path} icon={icon} title={s(word as "users")}>
            <LinkButton size="small" to={`~${path}`}>
              {t("openPage")}
            </LinkButton>
          </ActionRow>
        ))}
      </ActionRows>
    </Card>
  );
}

const firstDoor = { partner: "profile.view", developer: "developer.view" } as const;

/** An entry that is not there: the programmes that would bring it, or the roles, by the answer of its own door. */
function Closed({ of: entry }: { of: SettingsEntry }) {
  const s = useShellWords();
  const account = useAccount();
  const doors = useRead("house.doors", { accountId: account.id });
  return (
    <Card id={entry} title={s(`${entry}Settings`)}>
      <Await of={doors} rows={2}>
        {(reply) => <DoorNote id={`${entry}-note`} door={reply.doors[firstDoor[entry]] as Door | undefined} />}
      </Await>
    </Card>
  );
}
