import { writeDay } from "../../../kit/format.ts";
import { useRead } from "../../../web/api.ts";
import { usePart } from "../../../web/here.ts";
import { Await, Page, Prose, Section, Stack } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import * as en from "../words/en.ts";
import * as fr from "../words/fr.ts";

const words = { fr: fr.screens, en: en.screens };

/** Legal notice, privacy, terms, accessibility: the programme's texts. */
export default function FooterPage() {
  const t = useWords(words);
  const lang = useLang();
  const page = useRead("house.page", { page: usePart("page") });

  return (
    <Page title={page.data?.title} answer={page.data ? t("updated", { day: writeDay(page.data.updatedOn, lang) }) : undefined}>
      <Await of={page} rows={6}>
        {({ sections }) => (
          <Stack>
            {sections.map((section) => (
              <Section key={section.heading} title={section.heading}>
                <Prose>
                  {section.paragraphs.map((paragraph) => (
                    <p key={paragraph}>{paragraph}</p>
                  ))}
                </Prose>
              </Section>
            ))}
          </Stack>
        )}
      </Await>
    </Page>
  );
}
