import { useAct } from "../../../web/api.ts";
import { useAccount } from "../../../web/shell.ts";
import { Button, Card, ProblemMessage, Row, Stack, Text } from "../../../web/ui/index.ts";
import type { CartView } from "./CheckoutFrame.tsx";
import { leaveTo, useProviderWords } from "./wording.ts";

type Props = { readonly cart: CartView; readonly onBack: () => void };

/** A new card that is typed on the provider's own page: the way there, which leads back to this order. */
export function CardPage({ cart, onBack }: Props) {
  const t = useProviderWords();
  const { id: accountId } = useAccount();
  const leave = useAct("purchasing.cardPage", { onDone: leaveTo, invalidates: [] });
  return (
    <Card title={t("cardTitle")}>
      <Stack>
        <Text>{t("cardText")}</Text>
        <Text tone="secondary" small>
          {t("cardKept")}
        </Text>
        {leave.problem ? <ProblemMessage problem={leave.problem} /> : null}
        <Row>
          <Button size="large" onPress={onBack}>
            {t("previous")}
          </Button>
          <Button
            kind="primary"
            size="large"
            icon="card"
            working={leave.working}
            onPress={() => void leave.act({ accountId, cartId: cart.id })}
          >
            {t("cardGo")}
          </Button>
        </Row>
      </Stack>
    </Card>
  );
}
