import { writeDay, writeInstant } from "../../../kit/format.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useGo } from "../../../web/here.ts";
import { useAccount, useShell } from "../../../web/shell.ts";
import { Form, FormFoot, useForm } from "../../../web/ui/form.ts";
import { Await, Card, Message, Stack, Text } from "../../../web/ui/index.ts";
import { useLang } from "../../../web/words.ts";
import type { CartView } from "./CheckoutFrame.tsx";
import { CheckoutFrame, stepPath } from "./CheckoutFrame.tsx";
import { TermsText } from "./TermsText.tsx";
import { useScreenWords } from "./wording.ts";

/** Step 1: the terms in force, read here and accepted by « Suivant », for this order alone. */
export default function CheckoutTerms() {
  const t = useScreenWords();
  return (
    <CheckoutFrame step="terms" title={t("termsTitle")} answer={() => t("termsAnswer")}>
      {(cart) => <Terms cart={cart} />}
    </CheckoutFrame>
  );
}

function Terms({ cart }: { cart: CartView }) {
  const t = useScreenWords();
  const lang = useLang();
  const go = useGo();
  const account = useAccount();
  const { timeZone } = useShell();
  const terms = useRead("purchasing.terms", { accountId: account.id, offerId: cart.offer.id });
  const accept = useAct("purchasing.acceptTerms", { onDone: (next) => go(stepPath(next)) });
  const form = useForm({ initial: {}, problem: accept.problem });
  const { accepted, version } = cart.terms;
  const done = accepted?.version === version;

  return (
    <Await of={terms} rows={10}>
      {(text) => (
        <Form
          form={form}
          label={text.title}
          onSend={() =>
            done
              ? go(stepPath(cart))
              : accept.act({
                  accountId: account.id,
                  cartId: cart.id,
                  body: { version: cart.version, terms: { version: text.version, sha256: text.sha256 } },
                })
          }
        >
          <Stack>
            {done ? (
              <Message tone="ok">{t("termsAccepted", { at: writeInstant(accepted.at, lang, timeZone) })}</Message>
            ) : accepted ? (
              <Message tone="you">{t("termsOld", { accepted: accepted.version, version })}</Message>
            ) : null}
            <Card
              flush
              title={text.title}
              foot={
                <Text tone="secondary" small>
                  {t("termsVersion", { version: text.version, day: writeDay(text.effectiveFrom, lang) })}
                </Text>
              }
            >
              <TermsText of={text} />
            </Card>
            <FormFoot
              form={form}
              sticky
              send={t("next")}
              working={accept.working}
              note={done ? undefined : t("termsAccept", { version: text.version, company: account.name })}
            />
          </Stack>
        </Form>
      )}
    </Await>
  );
}
