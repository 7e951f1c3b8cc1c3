import { useState } from "react";
import { writeSize } from "../../../kit/format.ts";
import { SelectField, UploadZone } from "../../../web/ui/form.ts";
import { Stack, toast } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { page as en } from "../words/page.en.ts";
import { page as fr } from "../words/page.fr.ts";
import { useCaseActs } from "./caseActs.ts";
import { EvidenceList } from "./EvidenceList.tsx";
import type { Check, Status } from "./status.ts";
import { useDayOf } from "./times.ts";

const words = { fr, en };
const spoken = { "application/pdf": "PDF", "image/png": "PNG", "image/jpeg": "JPEG" } as const;

/** The documents of one check: what proves it, the place to put them, those received with their verdict. The place never goes away. */
export function Documents({ of, status }: { of: Check; status: Status }) {
  const t = useWords(words);
  const lang = useLang();
  const dayOf = useDayOf();
  const [kind, setKind] = useState("");
  const { upload, hrefOf } = useCaseActs();
  const { uploads, moves } = status;

  return (
    <Stack>
      <EvidenceList of={of} />
      {of.evidence ? (
        <SelectField
          label={t("kind")}
          optional
          empty={t("kindOther")}
          options={of.evidence.oneOf.map((one) => ({ value: one.id, label: one.name }))}
          value={kind}
          onChange={setKind}
        />
      ) : null}
      <UploadZone
        label={t(of.documents.length > 0 ? "zoneMore" : "zone", { check: of.name })}
        accept={uploads.types}
        types={uploads.types.map((type) => spoken[type as keyof typeof spoken] ?? type).join(", ")}
        maxBytes={uploads.maxBytes}
        door={of.moves.upload}
        working={upload.working}
        problem={upload.problem}
        onFile={async (file) => {
          const reply = await upload.act(of.check, kind, file);
          if (reply) toast({ text: t("received", { name: reply.name }) });
        }}
        open={moves.view.open ? t("open") : undefined}
        received={of.documents.map((one) => ({
          id: one.id,
          name: one.name,
          about: [one.kind, t("sentBy", { size: writeSize(one.size, lang), day: dayOf(one.sentAt), name: one.sentBy })]
            .filter(Boolean)
            .join(" · "),
          verdict: one.verdict
            ? one.verdict.kept
              ? t("kept")
              : t("notKept", { text: one.verdict.text })
            : t(one.submitted ? "underReview" : "notSent"),
          href: hrefOf(one.id),
        }))}
      />
    </Stack>
  );
}
