import { writeInstant } from "../../../kit/format.ts";
import { useShell } from "../../../web/shell.ts";
import { CopyValue, Facts, Stack, Text } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { words } from "./words.ts";

type Record = { readonly name: string; readonly value: string; readonly expiresAt: string };

/** The one DNS record to publish, to be copied part by part. */
export function RecordTable({ of, domain }: { of: Record; domain: string }) {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  return (
    <Stack gap="tight">
      <p>{t("recordText", { domain })}</p>
      <Facts
        wide
        items={[
          { name: t("type"), value: <span className="code">TXT</span> },
          { name: t("name"), value: <CopyValue value={of.name} label={t("copyName")} /> },
          { name: t("value"), value: <CopyValue value={of.value} label={t("copyValue")} /> },
        ]}
      />
      <Text tone="secondary" small>
        {t("recordUntil", { until: writeInstant(of.expiresAt, lang, timeZone) })}
      </Text>
    </Stack>
  );
}
