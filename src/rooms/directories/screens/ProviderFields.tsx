import type { FormState } from "../../../web/ui/form.ts";
import { Fields, PasswordField, TextField } from "../../../web/ui/form.ts";
import { CopyValue, Stack, Text } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { tenants } from "./words.ts";

export const noProvider = { issuer: "", clientId: "", clientSecret: "", groupsClaim: "groups" };
type Values = typeof noProvider;

/** What an administrator copies from their provider, and the one address they copy to it. */
export function ProviderFields<V extends Values>({
  form,
  callback,
  kept = false,
}: {
  form: FormState<V>;
  callback: string;
  kept?: boolean;
}) {
  const t = useWords(tenants);
  const { bind } = form as unknown as FormState<Values>;
  return (
    <>
      <Stack gap="tight">
        <Text tone="secondary" small>
          {t("callback")}
        </Text>
        <CopyValue value={callback} label={t("copyCallback")} />
      </Stack>
      <Fields>
        <TextField label={t("issuer")} hint={t("issuerHint")} autoComplete="off" {...bind("issuer")} />
        <TextField label={t("clientId")} autoComplete="off" code {...bind("clientId")} />
        <PasswordField
          label={t("clientSecret")}
          hint={kept ? t("secretKept") : t("secretHint")}
          autoComplete="new-password"
          {...bind("clientSecret")}
        />
        <TextField label={t("groupsClaim")} hint={t("groupsClaimHint")} autoComplete="off" code {...bind("groupsClaim")} />
      </Fields>
    </>
  );
}
