import { fileAddress, useRead } from "../../../web/api.ts";
import { usePart } from "../../../web/here.ts";
import { Await, LinkButton, Narrow, Page } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { finder as en } from "../words/finder.en.ts";
import { finder as fr } from "../words/finder.fr.ts";
import { PublicProfile } from "./PublicProfile.tsx";

const words = { fr, en };

/** The public page of a company in a region. */
export default function Profile() {
  const t = useWords(words);
  const listingId = usePart("listingId");
  const found = useRead("listings.page", { listingId });
  if (found.problem && found.problem.status === 404)
    return (
      <Page title={t("goneTitle")} answer={t("goneAnswer")}>
        <Narrow>
          <div>
            <LinkButton to="/partners">{t("back")}</LinkButton>
          </div>
        </Narrow>
      </Page>
    );
  return (
    <Page title={found.data?.company ?? ""} answer={found.data?.region} crumbs={[{ label: t("title"), to: "/partners" }]}>
      <Await of={found} rows={8}>
        {(reply) => <PublicProfile of={reply} logo={fileAddress("listings.logo", { listingId })} heading={false} />}
      </Await>
    </Page>
  );
}
