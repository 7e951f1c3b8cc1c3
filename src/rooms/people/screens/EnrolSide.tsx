import { Card, Stack, Text } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { WorkAccountHelp } from "./WorkAccountHelp.tsx";
import { words } from "./words.ts";

/** Who should do this, and whom the others ask (F-020); help for who does not know the work account (F-024). */
export function EnrolSide() {
  const t = useWords(words);
  return (
    <Stack>
      <Card title={t("rolesTitle")}>
        <Stack gap="tight">
          <ul>
            <li>{t("rolesFirst")}</li>
            <li>{t("rolesSecond")}</li>
          </ul>
          <Text tone="secondary" small>
            {t("rolesElse")}
          </Text>
        </Stack>
      </Card>
      <WorkAccountHelp />
    </Stack>
  );
}
