import { Empty, Grid, LinkButton, Stack } from "../../../web/ui/index.ts";
import type { OffersView } from "./OffersFrame.tsx";
import { OffersFrame } from "./OffersFrame.tsx";
import { LockedTile, Tile } from "./Tile.tsx";
import { WaitingOrders } from "./WaitingOrders.tsx";
import { useScreenWords } from "./wording.ts";

/** « Offres disponibles »: what may be bought first and large, what must be earned after it. */
export default function Offers() {
  return <OffersFrame>{(offers) => <Available of={offers} />}</OffersFrame>;
}

function Available({ of: { available, level, waiting } }: { of: OffersView }) {
  const t = useScreenWords();
  if (level === null && available.length === 0) return <Empty title={t("noOffers")}>{t("noOffersText")}</Empty>;
  if (available.length === 0) {
    return (
      <Empty title={t("allOwned")} act={<LinkButton to="~/offers/purchased">{t("purchased")}</LinkButton>}>
        {t("allOwnedText")}
      </Empty>
    );
  }

  const earned = available.filter(({ requirements }) => requirements.every(({ met }) => met));
  const locked = available.filter((tile) => !earned.includes(tile));
  return (
    <Stack>
      <WaitingOrders of={waiting} />
      {earned.map((tile) => (
        <Tile key={tile.id} of={tile} />
      ))}
      {locked.length > 0 ? (
        <Grid>
          {locked.map((tile) => (
            <LockedTile key={tile.id} of={tile} />
          ))}
        </Grid>
      ) : null}
    </Stack>
  );
}
