import { writeSize } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { Card, Chip, FileLink, Row, Stack, Text } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { page as en } from "../words/page.en.ts";
import { page as fr } from "../words/page.fr.ts";
import { useTimeOf } from "./looks.ts";

const words = { fr, en };
type Message = Result<"support.show">["messages"][number];
const acts = { open: "actOpen", write: "actWrite", answer: "actAnswer", ask: "actAsk", close: "actClose", reopen: "actReopen" } as const;

/** What both sides read, in its order. */
export function Thread({ of, hrefOf, ours }: { of: readonly Message[]; hrefOf: (fileId: string) => string; ours: "partner" | "staff" }) {
  const t = useWords(words);
  const lang = useLang();
  const timeOf = useTimeOf();
  return (
    <Stack>
      {of.map((message) => (
        <Card
          key={message.id}
          level={3}
          tone={message.act === "ask" && ours === "partner" ? "you" : message.side === ours ? "plain" : "sunken"}
          title={`${message.author} ${t(acts[message.act])}`}
          mark={message.you ? <Chip>{t("you")}</Chip> : message.side === "staff" && ours === "partner" ? <Chip>{t("ourTeam")}</Chip> : null}
          aside={
            <Text tone="secondary" small>
              {timeOf(message.at)}
            </Text>
          }
        >
          {message.reason || message.text || message.files.length > 0 ? (
            <Stack gap="tight">
              {message.reason ? (
                <p>
                  <b>{message.reason}</b>
                </p>
              ) : null}
              {message.text.split(/\r?\n/).map((line, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text that does not change.
                <p key={at} dir="auto">
                  {line}
                </p>
              ))}
              {message.files.length > 0 ? (
                <Row>
                  {message.files.map((file) => (
                    <FileLink key={file.id} size="small" href={hrefOf(file.id)} label={t("download", { name: file.name })}>
                      {file.name} ({writeSize(file.size, lang)})
                    </FileLink>
                  ))}
                </Row>
              ) : null}
            </Stack>
          ) : null}
        </Card>
      ))}
    </Stack>
  );
}
