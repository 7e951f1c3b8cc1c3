import { useAct } from "../../../web/api.ts";
import { useGo } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { Fields, Form, FormFoot, SelectField, TextField, useForm } from "../../../web/ui/form.ts";
import { Button } from "../../../web/ui/index.ts";
import type { CartView } from "./CheckoutFrame.tsx";
import { stepsOf } from "./CheckoutFrame.tsx";
import { useScreenWords } from "./wording.ts";

type Props = {
  readonly cart: CartView;
  readonly countries: readonly { readonly code: string; readonly name: string }[];
  readonly onBack: () => void;
};

/**
 * A new card. Its fields go to the gateway and nowhere else; what comes back is a token, and only the token comes to us. The card's own
 * address stands apart from the company's: a bank compares it with what it knows.
 */
export function NewCard({ cart, countries, onBack }: Props) {
  const t = useScreenWords();
  const go = useGo();
  const { id: accountId } = useAccount();
  const tokenise = useAct("gateway.tokenise", { invalidates: [] });
  const add = useAct("purchasing.addMethod", { onDone: (next) => go(`${stepsOf(next)}/order`) });
  const form = useForm({
    initial: {
      number: "",
      expiry: "",
      cvc: "",
      address: { line1: "", line2: "", postalCode: "", city: "", country: cart.amounts.country.code },
    },
    check: ({ number, expiry, cvc, address }) => {
      const missing = (value: string) => (value.trim() === "" ? t("required") : undefined);
      return {
        number: missing(number),
        expiry: missing(expiry),
        cvc: missing(cvc),
        "address.line1": missing(address.line1),
        "address.postalCode": missing(address.postalCode),
        "address.city": missing(address.city),
        "address.country": missing(address.country),
      };
    },
    problem: tokenise.problem ?? add.problem,
  });

  const send = async (body: typeof form.values) => {
    const made = await tokenise.act({ body });
    if (made) await add.act({ accountId, cartId: cart.id, body: { version: cart.version, token: made.token } });
  };

  return (
    <Form form={form} label={t("newCard")} onSend={send}>
      <Fields title={t("newCard")} hint={t("newCardHint")}>
        <TextField label={t("number")} code inputMode="numeric" autoComplete="cc-number" maxLength={40} {...form.bind("number")} />
      </Fields>
      <Fields columns={2}>
        <TextField label={t("expiry")} hint={t("expiryHint")} code autoComplete="cc-exp" maxLength={12} {...form.bind("expiry")} />
        <TextField
          label={t("cvc")}
          hint={t("cvcHint")}
          code
          inputMode="numeric"
          autoComplete="cc-csc"
          maxLength={8}
          {...form.bind("cvc")}
        />
      </Fields>
      <Fields title={t("cardAddress")} hint={t("cardAddressHint")}>
        <TextField label={t("line1")} autoComplete="billing address-line1" maxLength={120} {...form.bind("address.line1")} />
        <TextField label={t("line2")} optional autoComplete="billing address-line2" maxLength={120} {...form.bind("address.line2")} />
      </Fields>
      <Fields shape="short-long">
        <TextField label={t("postalCode")} autoComplete="billing postal-code" maxLength={12} {...form.bind("address.postalCode")} />
        <TextField label={t("city")} autoComplete="billing address-level2" maxLength={80} {...form.bind("address.city")} />
      </Fields>
      <Fields>
        <SelectField
          label={t("country")}
          autoComplete="billing country"
          options={countries.map(({ code, name }) => ({ value: code, label: name }))}
          {...form.bind("address.country")}
        />
      </Fields>
      <FormFoot
        form={form}
        sticky
        send={t("next")}
        working={tokenise.working || add.working}
        before={
          <Button size="large" onPress={onBack}>
            {t("previous")}
          </Button>
        }
        note={t("paymentAnswer")}
      />
    </Form>
  );
}
