import { useAct } from "../../../web/api.ts";
import { homeOf, useMe, useShell } from "../../../web/shell.ts";
import { Button, LinkButton, Message, Row, Stack } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { words } from "./words.ts";

/** Somebody is signed in here already: carry on as them, or let somebody else sign in. */
export function SignedInAlready({ to }: { to?: string | undefined }) {
  const t = useWords(words);
  const shell = useShell();
  const { email } = useMe();
  const signOut = useAct("people.signOut");
  return (
    <Stack>
      <Message tone="ok">{t("signedInAs", { email })}</Message>
      <Row>
        <LinkButton kind="primary" size="large" to={to ?? homeOf(shell)}>
          {t("carryOn")}
        </LinkButton>
        <Button size="large" working={signOut.working} onPress={() => void signOut.act({})}>
          {t("otherPerson")}
        </Button>
      </Row>
    </Stack>
  );
}
