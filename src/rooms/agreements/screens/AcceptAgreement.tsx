import { useRead } from "../../../web/api.ts";
import { useAsked, useGo, usePart } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { FocusBar } from "../../../web/ui/form.ts";
import { Page } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { signing as en } from "../words/en.ts";
import { signing as fr } from "../words/fr.ts";
import { SignAgreement } from "./SignAgreement.tsx";

const words = { fr, en };

/** A newer version, or another programme's agreement, for a company that is already here. */
export default function AcceptAgreement() {
  const t = useWords(words);
  const go = useGo();
  const account = useAccount();
  const agreementId = usePart("agreementId");
  // Asked as the form asks it first, so that it is read once.
  const text = useRead("agreements.read", { accountId: account.id, agreementId, language: useLang() });
  // Whoever renews the network's membership goes on with that.
  const renewing = useAsked("next")[0] === "renewal";
  const list = renewing ? "~/network-renewal" : "~/agreements";

  return (
    <Page title={text.data?.title ?? (text.problem ? t("stepTitle") : undefined)} answer={t("answerOther", { company: account.name })}>
      <FocusBar leave={{ label: text.data?.signed ? t("back") : t("leave"), to: list }} />
      <SignAgreement
        accountId={account.id}
        agreementId={agreementId}
        onSigned={() => go(renewing ? list : `${list}?accepted=${agreementId}`)}
        leaveTo={list}
        accept={t("acceptAndGoOn")}
      />
    </Page>
  );
}
