import { useState } from "react";
import type { Problem } from "../../../web/api.ts";
import { TextField } from "../../../web/ui/form.ts";
import { ConfirmDialog } from "../../../web/ui/overlay.ts";
import { useWords } from "../../../web/words.ts";
import { words } from "./words.ts";

type Props = {
  readonly name: string;
  readonly act: string;
  readonly text: string;
  readonly needed?: boolean;
  readonly working: boolean;
  readonly problem: Problem | null;
  readonly onAct: (reason: string) => unknown;
  readonly onKeep: () => void;
};

/** Stops a case for good, with the reason that everybody concerned reads. */
export function ObjectDialog({ name, act, text, needed = false, working, problem, onAct, onKeep }: Props) {
  const t = useWords(words);
  const [reason, type] = useState("");
  const wrong = problem?.errors.find(({ pointer }) => pointer === "/reason")?.detail;
  return (
    <ConfirmDialog
      title={t("objectAsk", { name })}
      act={act}
      keep={t("keep")}
      danger
      working={working}
      problem={wrong ? null : problem}
      onAct={() => onAct(reason)}
      onKeep={onKeep}
    >
      <p>{text}</p>
      <TextField label={t("objectReason")} optional={!needed} maxLength={300} error={wrong} value={reason} onChange={type} />
    </ConfirmDialog>
  );
}
