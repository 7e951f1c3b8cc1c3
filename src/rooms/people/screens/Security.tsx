import { useRead } from "../../../web/api.ts";
import { useMaybeAccount } from "../../../web/shell.ts";
import { Await, Page, Stack } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { FactorCards } from "./FactorCards.tsx";
import { Sessions } from "./Sessions.tsx";
import { securityWords } from "./words.ts";

/** « Mon profil » › « Sécurité »: with what I get in, what replaces it when it is lost, where I am signed in. */
export default function Security() {
  const t = useWords(securityWords);
  const account = useMaybeAccount();
  const factors = useRead("people.factors", {});
  const has = factors.data && (factors.data.authenticator !== null || factors.data.passkeys.length > 0);
  return (
    <Page
      title={t("title")}
      answer={factors.data ? t(has ? "answerSome" : "answerNone") : undefined}
      {...(account && { crumbs: [{ label: t("profile") }] })}
    >
      <Stack gap="wide">
        <Await of={factors} rows={6}>
          {(reply) => <FactorCards of={reply} />}
        </Await>
        <Sessions />
      </Stack>
    </Page>
  );
}
