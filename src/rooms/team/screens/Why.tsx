import { writeList } from "../../../kit/format.ts";
import { useRead } from "../../../web/api.ts";
import { everyEntry } from "../../../web/entries.ts";
import { useAccount, useMe } from "../../../web/shell.ts";
import { ActionRow, ActionRows, Await, Card, LinkButton, Message, Section, Stack, Text } from "../../../web/ui/index.ts";
import { useLang, useShellWords, useWords } from "../../../web/words.ts";
import { why as en } from "../words/screens.en.ts";
import { why as fr } from "../words/screens.fr.ts";
import { MyFrame } from "./MyFrame.tsx";

const words = { fr, en };

/** « Il manque un menu ? Voir pourquoi »: each entry that is not in the reader's menu, by the answer of its own door. */
export default function Why() {
  const t = useWords(words);
  const account = useAccount();
  const doors = useRead("house.doors", { accountId: account.id });
  return (
    <MyFrame answer={t("answer", { account: account.name })}>
      <Await of={doors} rows={6}>
        {(reply) => (
          <Stack gap="wide">
            <Identity />
            <Programmes />
            <Menus doors={reply.doors} />
            <Section title={t("tasks")}>
              <Stack>
                <Text tone="secondary">{t("tasksText")}</Text>
                <div>
                  <LinkButton to="~/me/roles">{t("toRoles")}</LinkButton>
                </div>
              </Stack>
            </Section>
          </Stack>
        )}
      </Await>
    </MyFrame>
  );
}

/** The groups of programmes that are not in the menu: the role, or the company's enrolment as it stands, and who can change it (F-164). */
function Programmes() {
  const t = useWords(words);
  const account = useAccount();
  const menu = useRead("programmes.menu", { accountId: account.id });
  return (
    <Section title={t("programmes")}>
      <Await of={menu} rows={4}>
        {({ items }) => {
          const closed = items.filter(({ door }) => !door.open);
          if (closed.length === 0) return <Text tone="secondary">{t("everyProgramme")}</Text>;
          return (
            <Card flush>
              <ActionRows>
                {closed.map(({ id, name, door }) => (
                  <ActionRow key={id} icon="list" title={name} door={door} />
                ))}
              </ActionRows>
            </Card>
          );
        }}
      </Await>
    </Section>
  );
}

type Doors = Readonly<Record<string, { open: true } | { open: false; text: string; reasons: []; holders: [] }>>;

/** Entries that one reason keeps out of the menu stand together. */
function Menus({ doors }: { doors: Readonly<Record<string, unknown>> }) {
  const t = useWords(words);
  const lang = useLang();
  const name = useShellWords();
  const closed = new Map<string, { door: Doors[string] & { open: false }; entries: (typeof everyEntry)[number][] }>();
  for (const entry of everyEntry) {
    const door = entry.permit === undefined ? undefined : (doors as Doors)[entry.permit];
    if (!door || door.open) continue;
    const together = closed.get(door.text) ?? { door, entries: [] };
    together.entries.push(entry);
    closed.set(door.text, together);
  }
  return (
    <Section title={t("menus")}>
      {closed.size === 0 ? (
        <Text tone="secondary">{t("nothing")}</Text>
      ) : (
        <Card flush>
          <ActionRows>
            {[...closed.values()].map(({ door, entries: [first, ...more] }) => (
              <ActionRow
                key={door.text}
                icon={first?.icon ?? "list"}
                title={writeList(
                  [first, ...more].flatMap((entry) => (entry ? [name(entry.word as "users")] : [])),
                  lang,
                )}
                door={door}
              />
            ))}
          </ActionRows>
        </Card>
      )}
    </Section>
  );
}

/** The wrong account is the other likely cause (handbook P9). */
function Identity() {
  const t = useWords(words);
  const lang = useLang();
  const account = useAccount();
  const { name, email, directory, accounts } = useMe();
  const others = accounts.filter(({ id }) => id !== account.id).map((one) => one.name);
  return (
    <Message>
      {others.length === 0
        ? t("identity", { name, email, account: account.name })
        : t("otherText", { name, email, account: account.name, others: writeList(others, lang) })}
      {directory === null ? null : ` ${t("directory", { directory })}`}
    </Message>
  );
}
