/**
 * The frame of the enrolment's five steps: the list of steps, one question in the middle, what helps at the right. The bar above says who
 * one is, when the draft was saved and how one leaves.
 * @example <WizardFrame step="agreement" title={t("title")} answer={t("answer")} side={<Card>…</Card>}>…</WizardFrame>
 */
import type { ReactNode } from "react";
import { useShell } from "../../../web/shell.ts";
import { FocusBar, Wizard } from "../../../web/ui/form.ts";
import { Page, Steps } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { wizard as en } from "../words/screens.en.ts";
import { wizard as fr } from "../words/screens.fr.ts";

const words = { fr, en };
const steps = ["welcome", "signIn", "profile", "agreement", "roles"] as const;
export type WizardStep = (typeof steps)[number];

type Props = {
  readonly step: WizardStep;
  readonly title: string;
  readonly answer?: ReactNode;
  readonly children: ReactNode;
  readonly side?: ReactNode;
  /** The hour at which the draft was saved, already written. */
  readonly saved?: string | undefined;
};

export function WizardFrame({ step, title, answer, children, side, saved }: Props) {
  const t = useWords(words);
  const { me } = useShell();
  const here = steps.indexOf(step);
  // How far the enrolment has come, whichever page is looked at.
  const reached = me === null ? here : Math.max(here, steps.indexOf(me.enrolment?.step ?? "roles"));
  const hints: Partial<Record<WizardStep, string | undefined>> = {
    signIn: me?.email.split("@")[1],
    agreement: t("agreementHint"),
    roles: t("rolesHint"),
  };

  const list = (
    <Steps
      label={t("steps")}
      items={steps.map((one, index) => ({
        label: t(one),
        hint: index === here ? t("here") : hints[one],
        state: index === here ? "here" : index < reached ? "done" : "next",
        to: one === "welcome" ? "/enrol/welcome" : undefined,
      }))}
    />
  );

  return (
    <Wizard steps={list} side={side}>
      <FocusBar
        place={t("place")}
        saved={saved === undefined ? undefined : t("savedAt", { time: saved })}
        leave={{ label: t("later"), to: "/" }}
      />
      <Page over={t("stepOf", { step: here + 1, count: steps.length })} title={title} answer={answer}>
        {children}
      </Page>
    </Wizard>
  );
}
