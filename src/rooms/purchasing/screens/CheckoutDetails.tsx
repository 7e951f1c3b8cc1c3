import { writeDay, writeMoney } from "../../../kit/format.ts";
import { useAct } from "../../../web/api.ts";
import { useGo } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { Form, FormFoot, useForm } from "../../../web/ui/form.ts";
import { Card, Facts, Link, Stack } from "../../../web/ui/index.ts";
import { useLang } from "../../../web/words.ts";
import type { CartView } from "./CheckoutFrame.tsx";
import { CheckoutFrame, stepPath, stepsOf } from "./CheckoutFrame.tsx";
import { useScreenWords, useTaxLine } from "./wording.ts";

/** A renewal's first step: what is renewed, for which term, for whom and for how much; « Suivant » goes on to the terms (F-139). */
export default function CheckoutDetails() {
  const t = useScreenWords();
  return (
    <CheckoutFrame step="details" title={t("detailsTitle")} answer={() => t("detailsAnswer")}>
      {(cart) => <Details cart={cart} />}
    </CheckoutFrame>
  );
}

function Details({ cart }: { cart: CartView }) {
  const t = useScreenWords();
  const lang = useLang();
  const taxLine = useTaxLine();
  const go = useGo();
  const { id: accountId } = useAccount();
  const read = useAct("purchasing.readDetails", { onDone: (next) => go(stepPath(next)) });
  const form = useForm({ initial: {}, problem: read.problem });
  const { offer, soldTo, term, amounts, renewal } = cart;
  const period = { from: writeDay(term.startsOn, lang), to: writeDay(term.endsOn, lang) };

  return (
    <Form
      form={form}
      label={t("detailsTitle")}
      onSend={() =>
        cart.details.read ? go(`${stepsOf(cart)}/terms`) : read.act({ accountId, cartId: cart.id, body: { version: cart.version } })
      }
    >
      <Stack>
        <Card flush title={offer.subscriptionName}>
          <Facts
            wide
            items={[
              { name: t("newTerm"), value: t("periodText", period), hint: t("newTermHint") },
              {
                name: t("soldTo"),
                value: [soldTo.name, soldTo.line1, soldTo.line2, `${soldTo.postalCode} ${soldTo.city}`, soldTo.country]
                  .filter(Boolean)
                  .join(", "),
                hint: t("profileHint"),
                act: (
                  <Link to="~/settings/profile" aria-label={t("modifyOf", { what: t("soldTo") })}>
                    {t("modify")}
                  </Link>
                ),
              },
              { name: t("net"), value: writeMoney(amounts.net, lang) },
              {
                name: taxLine(amounts),
                value: writeMoney(amounts.tax, lang),
              },
              { name: t("total"), value: writeMoney(amounts.total, lang) },
              { name: t("renewal"), value: t("renewalAgain", { day: writeDay(renewal.on, lang) }), hint: t("renewalHint") },
            ]}
          />
        </Card>
        <FormFoot form={form} sticky send={t("next")} working={read.working} note={t("detailsNote")} />
      </Stack>
    </Form>
  );
}
