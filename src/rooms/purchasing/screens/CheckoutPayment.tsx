import { useState } from "react";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useGo } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { Form, FormFoot, RadioField, useForm } from "../../../web/ui/form.ts";
import { Await, Button, Card, Empty, Icon, LinkButton, Message, Stack } from "../../../web/ui/index.ts";
import { CardPage } from "./CardPage.tsx";
import type { CartView } from "./CheckoutFrame.tsx";
import { CheckoutFrame, stepsOf } from "./CheckoutFrame.tsx";
import { NewCard } from "./NewCard.tsx";
import { TransferContact } from "./TransferContact.tsx";
import { useScreenWords, useTransferWords, writeMonth } from "./wording.ts";

type Methods = Result<"purchasing.methods">;
type Method = Methods["items"][number];

/** Step 2: one of the company's cards, a new one, or a transfer. */
export default function CheckoutPayment() {
  const t = useScreenWords();
  return (
    <CheckoutFrame step="payment" title={t("paymentTitle")} answer={() => t("paymentAnswer")}>
      {(cart) => <Payment cart={cart} />}
    </CheckoutFrame>
  );
}

/** « Carte de crédit » or « Virement bancaire électronique » (G-011); a way that is closed here says why. */
function Payment({ cart }: { cart: CartView }) {
  const t = useTransferWords();
  const { payByCard, payByTransfer } = cart.moves;
  const [way, choose] = useState<"card" | "transfer">(
    cart.transfer.chosen || (!payByCard.open && payByTransfer.open) ? "transfer" : "card",
  );
  const hint = (door: typeof payByCard, text: string) => (door.open ? text : door.text);
  return (
    <Stack>
      <RadioField
        form="cards"
        label={t("ways")}
        value={way}
        onChange={choose}
        options={[
          { value: "card", label: t("card"), hint: hint(payByCard, t("cardHint")), closed: !payByCard.open, aside: <Icon name="card" /> },
          {
            value: "transfer",
            label: t("transfer"),
            hint: hint(payByTransfer, t("transferHint", { days: cart.transfer.days })),
            closed: !payByTransfer.open,
            aside: <Icon name="building" />,
          },
        ]}
      />
      {way === "transfer" ? payByTransfer.open ? <TransferContact cart={cart} /> : null : payByCard.open ? <Cards cart={cart} /> : null}
    </Stack>
  );
}

function Cards({ cart }: { cart: CartView }) {
  const { id: accountId } = useAccount();
  const methods = useRead("purchasing.methods", { accountId });
  return <Await of={methods}>{(reply) => <Choice cart={cart} methods={reply} />}</Await>;
}

function Choice({ cart, methods }: { cart: CartView; methods: Methods }) {
  const [adding, add] = useState(false);
  const usable = methods.items.some((method) => method.usable);
  if (adding && methods.entry === "page") return <CardPage cart={cart} onBack={() => add(false)} />;
  if (adding) return <NewCard cart={cart} countries={methods.countries} onBack={() => add(false)} />;
  if (usable) return <Stored cart={cart} items={methods.items} onAdd={() => add(true)} />;
  return <NoMethod expired={methods.items} onAdd={() => add(true)} cart={cart} />;
}

const Back = ({ cart }: { cart: CartView }) => {
  const t = useScreenWords();
  return (
    <LinkButton size="large" to={`${stepsOf(cart)}/terms`}>
      {t("previous")}
    </LinkButton>
  );
};

function NoMethod({ cart, expired, onAdd }: { cart: CartView; expired: readonly Method[]; onAdd: () => void }) {
  const t = useScreenWords();
  const card = useCardWords();
  return (
    <Stack>
      {expired.map((method) => (
        <Message key={method.id} tone="you">
          {card.name(method)}, {card.hint(method)}.
        </Message>
      ))}
      <Card>
        <Empty
          title={t("noMethod")}
          act={
            <>
              <Back cart={cart} />
              <Button kind="primary" size="large" icon="card" onPress={onAdd}>
                {t("addFirst")}
              </Button>
            </>
          }
        >
          {t("noMethodText")}
        </Empty>
      </Card>
    </Stack>
  );
}

function useCardWords() {
  const t = useScreenWords();
  return {
    name: ({ brand, last4 }: Method) => t("card", { brand, last4 }),
    hint: (method: Method) =>
      method.usable ? t("cardExpires", { month: writeMonth(method) }) : t("cardExpired", { month: writeMonth(method) }),
  };
}

function Stored({ cart, items, onAdd }: { cart: CartView; items: readonly Method[]; onAdd: () => void }) {
  const t = useScreenWords();
  const card = useCardWords();
  const go = useGo();
  const { id: accountId } = useAccount();
  const choose = useAct("purchasing.chooseMethod", { onDone: (next) => go(`${stepsOf(next)}/order`) });
  const usable = items.filter((method) => method.usable);
  const chosen = usable.some(({ id }) => id === cart.method?.id) ? cart.method!.id : (usable[0]?.id ?? "");
  const form = useForm({
    initial: { methodId: chosen as string },
    check: ({ methodId }) => ({ methodId: methodId === "" ? t("methodMissing") : undefined }),
    problem: choose.problem,
  });

  return (
    <Form
      form={form}
      label={t("stored")}
      onSend={({ methodId }) => choose.act({ accountId, cartId: cart.id, body: { version: cart.version, methodId } })}
    >
      <RadioField
        form="cards"
        label={t("stored")}
        options={usable.map((method) => ({
          value: method.id,
          label: card.name(method),
          hint: `${card.hint(method)}, ${t("addedBy", { name: method.addedBy })}`,
          aside: <Icon name="card" />,
        }))}
        {...form.bind("methodId")}
      />
      <div>
        <Button kind="quiet" icon="plus" onPress={onAdd}>
          {t("anotherCard")}
        </Button>
      </div>
      <FormFoot form={form} sticky send={t("next")} working={choose.working} before={<Back cart={cart} />} />
    </Form>
  );
}
