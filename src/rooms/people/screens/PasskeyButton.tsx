import type { ReactNode } from "react";
import { Button, Message, ProblemMessage, Stack } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { usePasskey } from "./usePasskey.ts";
import { securityWords } from "./words.ts";

/** One press: the device asks for finger, face or PIN, and one is in. */
export function PasskeyButton({
  verbs,
  onGiven,
  children,
}: {
  verbs: Parameters<typeof usePasskey>[0];
  onGiven: () => void;
  children: ReactNode;
}) {
  const t = useWords(securityWords);
  const passkey = usePasskey(verbs, onGiven);
  return (
    <Stack gap="tight">
      <Button icon="key" size="wide" working={passkey.working} onPress={() => void passkey.press()}>
        {children}
      </Button>
      {passkey.silent ? <Message live>{t(passkey.silent)}</Message> : null}
      <ProblemMessage problem={passkey.problem} />
    </Stack>
  );
}
