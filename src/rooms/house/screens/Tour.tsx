import { useState } from "react";
import { useAct } from "../../../web/api.ts";
import { Button, Link, Row, Stack } from "../../../web/ui/index.ts";
import { Drawer } from "../../../web/ui/overlay.ts";
import { useWords } from "../../../web/words.ts";
import { tour as en } from "../words/tour.en.ts";
import { tour as fr } from "../words/tour.fr.ts";

const words = { fr, en };

const steps = [
  { title: "overviewTitle", text: "overviewText" },
  { title: "stepsTitle", text: "stepsText" },
  { title: "partnershipTitle", text: "partnershipText", link: { to: "~/offers", word: "toOffers" } },
  { title: "settingsTitle", text: "settingsText", link: { to: "~/settings/users", word: "toUsers" } },
  { title: "helpTitle", text: "helpText", link: { to: "~/resources", word: "toResources" } },
] as const;

/** The introductory tour, beside the page it is about: by keyboard or pointer, left at any step, taken again at will. */
export default function Tour({ onClose }: { onClose: () => void }) {
  const t = useWords(words);
  const end = useAct("house.endTour", { invalidates: ["house.tour"] });
  const [at, go] = useState(0);
  const step = steps[at]!;
  const last = at === steps.length - 1;
  const leave = (ended: "finished" | "dismissed") => {
    void end.act({ body: { ended } });
    onClose();
  };

  return (
    <Drawer
      title={t("title")}
      sub={t("step", { n: at + 1, of: steps.length })}
      onClose={() => leave("dismissed")}
      foot={
        <Row>
          {at > 0 ? <Button onPress={() => go(at - 1)}>{t("previous")}</Button> : null}
          <Button kind="primary" onPress={() => (last ? leave("finished") : go(at + 1))}>
            {t(last ? "finish" : "next")}
          </Button>
        </Row>
      }
    >
      <div aria-live="polite">
        <Stack gap="tight">
          <h3>{t(step.title)}</h3>
          <p>{t(step.text)}</p>
          {"link" in step ? (
            <p>
              <Link to={step.link.to}>{t(step.link.word)}</Link>
            </p>
          ) : null}
        </Stack>
      </div>
    </Drawer>
  );
}
