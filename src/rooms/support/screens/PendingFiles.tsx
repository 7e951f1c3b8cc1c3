import { useState } from "react";
import { writeSize } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import type { Problem } from "../../../web/problem.ts";
import { UploadZone } from "../../../web/ui/form.ts";
import { Button, Message, Row, Stack, Text } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { page as en } from "../words/page.en.ts";
import { page as fr } from "../words/page.fr.ts";
import { spoken } from "./looks.ts";

const words = { fr, en };
export type Pending = Result<"support.attach">;

/** The files that leave with what is being written. */
export function PendingFiles({
  files,
  onChange,
  uploads,
  send,
  remove,
  working,
  problem,
}: {
  files: readonly Pending[];
  onChange: (files: readonly Pending[]) => void;
  uploads: Result<"support.options">["uploads"];
  send: (file: File) => Promise<Pending | undefined>;
  /** Without it a file that is taken out of the list is given up by itself later. */
  remove?: (id: string) => unknown;
  working: boolean;
  problem: Problem | null;
}) {
  const t = useWords(words);
  const lang = useLang();
  const [tooMany, setTooMany] = useState(false);
  return (
    <Stack gap="tight">
      <UploadZone
        label={t("filesZone")}
        accept={uploads.types}
        types={uploads.types.map((type) => spoken[type] ?? type).join(", ")}
        maxBytes={uploads.maxBytes}
        working={working}
        problem={problem}
        onFile={async (file) => {
          setTooMany(files.length >= uploads.perMessage);
          if (files.length >= uploads.perMessage) return;
          const kept = await send(file);
          if (kept) onChange([...files, kept]);
        }}
      />
      {tooMany ? <Message tone="no" live title={t("tooManyFiles", { count: uploads.perMessage })} /> : null}
      {files.map((file) => (
        <Row key={file.id} between>
          <Text>
            {file.name} <Text tone="secondary">{writeSize(file.size, lang)}</Text>
          </Text>
          <Button
            size="small"
            kind="quiet"
            label={t("removeNamed", { name: file.name })}
            onPress={() => {
              setTooMany(false);
              remove?.(file.id);
              onChange(files.filter(({ id }) => id !== file.id));
            }}
          >
            {t("remove")}
          </Button>
        </Row>
      ))}
    </Stack>
  );
}
