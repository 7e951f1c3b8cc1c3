import { writeInstant } from "../../../kit/format.ts";
import { useRead } from "../../../web/api.ts";
import { useAsked } from "../../../web/here.ts";
import { useShell } from "../../../web/shell.ts";
import { Await, Card, Empty, Message, Page, Stack, Text } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import * as en from "../words/en.ts";
import * as fr from "../words/fr.ts";
import styles from "./Mailbox.module.css";

const words = { fr: fr.screens, en: en.screens };

/** The parts of a text, each with the place where it begins. */
const partsOf = (text: string): { at: number; part: string }[] =>
  [...text.matchAll(/https?:\/\/\S+|(?:(?!https?:\/\/)[\s\S])+/g)].map((match) => ({ at: match.index, part: match[0] }));

/** A mail's text with its links ready to be pressed. */
const Body = ({ text }: { text: string }) => (
  <div className={styles.body}>
    {partsOf(text).map(({ at, part }) =>
      /^https?:/.test(part) ? (
        <a key={at} href={part}>
          {part}
        </a>
      ) : (
        <span key={at}>{part}</span>
      ),
    )}
  </div>
);

/** The sandbox's captured mailbox: everything the house would have sent, newest first. */
export default function Mailbox() {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  const [to] = useAsked("to");
  const mails = useRead("sandbox.mails", to ? { to } : {}, { every: 3000 });

  return (
    <Page title={t("mailbox")} answer={t("mailboxAnswer")}>
      <Await of={mails} rows={6}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={t("noMail")}>{t("noMailWhy")}</Empty>
          ) : (
            <Stack>
              {items.map((mail) => (
                <Card key={mail.id} title={mail.subject} level={2}>
                  <Text tone="secondary" small>
                    {t("sentTo", { to: mail.to, at: writeInstant(mail.sentAt, lang, timeZone) })}
                  </Text>
                  {mail.state === "refused" ? <Message tone="no">{t("refusedByServer")}</Message> : null}
                  <Body text={mail.text} />
                </Card>
              ))}
            </Stack>
          )
        }
      </Await>
    </Page>
  );
}
