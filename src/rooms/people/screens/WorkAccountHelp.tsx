import { useRead } from "../../../web/api.ts";
import { Card, OutLink, Stack, Text } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { words } from "./words.ts";

/** For who does not know their company's work account (F-024). Without an answer there is no card: nothing else waits for it. */
export function WorkAccountHelp() {
  const t = useWords(words);
  const { data } = useRead("people.signInHelp", {});
  if (data === undefined) return null;
  return (
    <Card title={t("helpTitle")}>
      <Stack gap="tight">
        <OutLink href={data.workAccount.url}>{data.workAccount.label}</OutLink>
        <Text tone="meta" small>
          {t("helpLeaves")}
        </Text>
      </Stack>
    </Card>
  );
}
