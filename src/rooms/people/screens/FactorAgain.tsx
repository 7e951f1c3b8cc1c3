import type { Problem } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { Form, FormFoot, TextField, useForm } from "../../../web/ui/form.ts";
import { Stack } from "../../../web/ui/index.ts";
import { FormDialog } from "../../../web/ui/overlay.ts";
import { useWords } from "../../../web/words.ts";
import { PasskeyButton } from "./PasskeyButton.tsx";
import { securityWords } from "./words.ts";

type Refusable = { readonly problem: Problem | null; readonly reset: () => void };

const stale = (problem: Problem | null): boolean => problem?.code === "people.factorNotRecent";

/** What else an act was refused for; the factor that is missing has a window of its own. */
export const otherThanStale = (problem: Problem | null): Problem | null => (stale(problem) ? null : problem);

/**
 * Asks for the second factor when an act was refused because it was not given lately, then does the act again.
 * @example <FactorAgain of={save} again={() => save.act(input)} />
 */
export function FactorAgain({ of, again }: { of: Refusable; again: () => unknown }) {
  if (!stale(of.problem)) return null;
  return (
    <Ask
      onGiven={() => {
        of.reset();
        void again();
      }}
      onLeave={of.reset}
    />
  );
}

function Ask({ onGiven, onLeave }: { onGiven: () => void; onLeave: () => void }) {
  const t = useWords(securityWords);
  const owed = useRead("people.owedFactor", {});
  const give = useAct("people.secondFactor", { invalidates: [], onDone: onGiven });
  const form = useForm({ initial: { code: "" }, problem: give.problem });
  return (
    <FormDialog title={t("againTitle")} onClose={onLeave}>
      <Stack>
        <p>{t("againText")}</p>
        <Form form={form} label={t("againTitle")} onSend={(body) => give.act({ body })}>
          <TextField label={t("againCode")} code autoComplete="one-time-code" maxLength={20} {...form.bind("code")} />
          <FormFoot form={form} plain send={t("confirm")} working={give.working} />
        </Form>
        {owed.data?.passkeys ? (
          <PasskeyButton verbs={{ offer: "people.offerFactor", give: "people.passkeyFactor" }} onGiven={onGiven}>
            {t("againPasskey")}
          </PasskeyButton>
        ) : null}
      </Stack>
    </FormDialog>
  );
}
