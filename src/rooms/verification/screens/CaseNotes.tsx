import { useState } from "react";
import { useAct } from "../../../web/api.ts";
import { TextArea } from "../../../web/ui/form.ts";
import { Button, ProblemMessage, Section, Stack, Text, toast } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { desk as en } from "../words/desk.en.ts";
import { desk as fr } from "../words/desk.fr.ts";
import type { CaseView } from "./deskCase.ts";
import { useTimeOf } from "./times.ts";

const words = { fr, en };

/** Notes for the vendor's staff. What is being typed stays when the sending fails. */
export function CaseNotes({ of }: { of: CaseView }) {
  const t = useWords(words);
  const timeOf = useTimeOf();
  const [text, setText] = useState("");
  const note = useAct("verification.note", {
    onDone: () => {
      setText("");
      toast({ text: t("noted") });
    },
  });

  return (
    <Section title={t("notes")} level={3}>
      <Stack>
        <TextArea label={t("note")} hint={t("notesHint")} rows={3} maxLength={2000} value={text} onChange={setText} />
        <ProblemMessage problem={note.problem} />
        <div>
          <Button
            working={note.working}
            onPress={() => (text.trim() === "" ? undefined : void note.act({ caseId: of.caseId, body: { text } }))}
          >
            {t("addNote")}
          </Button>
        </div>
        {of.notes.length === 0 ? <Text tone="secondary">{t("noNotes")}</Text> : null}
        {of.notes.map((one) => (
          <div key={one.id}>
            <Text tone="secondary" small>
              {t("noteAbout", { author: one.author, at: timeOf(one.at) })}
            </Text>
            {one.text.split("\n").map((line) => (
              <p key={line}>{line}</p>
            ))}
          </div>
        ))}
      </Stack>
    </Section>
  );
}
