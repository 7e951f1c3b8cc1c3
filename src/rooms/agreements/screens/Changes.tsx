import { writeDay } from "../../../kit/format.ts";
import type { Lang } from "../../../kit/words.ts";
import type { Result } from "../../../web/api.ts";
import { useRead } from "../../../web/api.ts";
import { Await, Card, Text } from "../../../web/ui/index.ts";
import { Difference } from "../../../web/ui/visual.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { changes as en } from "../words/en.ts";
import { changes as fr } from "../words/fr.ts";

const words = { fr, en };

/** What changes against the version that this company signed before, word by word. */
export function Changes({
  accountId,
  agreementId,
  language,
  version,
}: {
  accountId: string;
  agreementId: string;
  language: Lang;
  version?: string;
}) {
  const t = useWords(words);
  const lang = useLang();
  const difference = useRead("agreements.difference", { accountId, agreementId, language, version }, { keep: true });

  return (
    <Card
      flush
      title={t("title")}
      foot={
        difference.data ? (
          <Text tone="secondary" small>
            {difference.data.signed.language === difference.data.language
              ? t(difference.data.referenceLanguage === "fr" ? "reference" : "referenceEnglish")
              : t(difference.data.signed.language === "fr" ? "signedFrench" : "signedEnglish")}
          </Text>
        ) : undefined
      }
    >
      <Await of={difference} rows={6}>
        {(reply) => (
          <ChangesOf
            of={reply}
            before={t("signed", { version: reply.before.version, day: writeDay(reply.signed.signedOn, lang), name: reply.signed.signedBy })}
            after={t("proposed", { version: reply.after.version })}
          />
        )}
      </Await>
    </Card>
  );
}

type Compared = Pick<Result<"agreements.difference">, "passages" | "counts" | "language">;

/** The counts first, then the two columns. */
export function ChangesOf({ of, before, after }: { of: Compared; before: string; after: string }) {
  const t = useWords(words);
  const { counts } = of;
  const all = counts.changed + counts.added + counts.removed;

  return (
    <Difference
      before={before}
      after={all === 0 ? t("none") : `${after} · ${t("count", { count: all })}`}
      passages={of.passages}
      lang={of.language}
      words={{
        changed: t("changed"),
        removed: t("removed"),
        added: t("added"),
        nothing: t("nothing"),
        same: (count) => t("same", { count }),
      }}
    />
  );
}
