import { useAct } from "../../../web/api.ts";
import { useGo } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { Fields, Form, FormFoot, TextField, useForm } from "../../../web/ui/form.ts";
import { LinkButton, Text } from "../../../web/ui/index.ts";
import type { CartView } from "./CheckoutFrame.tsx";
import { stepsOf } from "./CheckoutFrame.tsx";
import { useTransferWords } from "./wording.ts";

/** By transfer: whom to ask about the payment, filled in with who buys. */
export function TransferContact({ cart }: { cart: CartView }) {
  const t = useTransferWords();
  const go = useGo();
  const { id: accountId } = useAccount();
  const choose = useAct("purchasing.chooseTransfer", { onDone: (next) => go(`${stepsOf(next)}/order`) });
  const form = useForm({ initial: { contact: cart.transfer.contact }, problem: choose.problem });
  return (
    <Form
      form={form}
      label={t("contact")}
      onSend={({ contact }) => choose.act({ accountId, cartId: cart.id, body: { version: cart.version, contact } })}
    >
      <Text tone="secondary">{t("contactText")}</Text>
      <Fields columns={2}>
        <TextField label={t("name")} autoComplete="name" {...form.bind("contact.name")} />
        <TextField label={t("phone")} type="tel" autoComplete="tel" {...form.bind("contact.phone")} />
        <TextField label={t("email")} type="email" autoComplete="email" {...form.bind("contact.email")} />
      </Fields>
      <FormFoot
        form={form}
        sticky
        send={t("next")}
        working={choose.working}
        before={
          <LinkButton size="large" to={`${stepsOf(cart)}/terms`}>
            {t("previous")}
          </LinkButton>
        }
      />
    </Form>
  );
}
