import { writeDay, writeNumber } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import type { StatusLook } from "../../../web/ui/index.ts";
import { StatusBadge } from "../../../web/ui/index.ts";
import type { Column } from "../../../web/ui/table.ts";
import { useLang, useWords } from "../../../web/words.ts";
import type { Status } from "../rules.ts";
import { screens as en, statuses as enStatuses } from "../words/en.ts";
import { screens as fr, statuses as frStatuses } from "../words/fr.ts";

export type Benefit = Result<"benefits.list">["items"][number];

const words = { fr, en };
const statusWords = { fr: frStatuses, en: enStatuses };

const looks: Record<Status, StatusLook> = {
  toRequest: "free",
  sealed: "sealed",
  opened: "opened",
  free: "free",
  partly: "qualified",
  full: "assigned",
  included: "active",
  ended: "expired",
};

function BenefitStatus({ of: { status, used, opened } }: { of: Benefit }) {
  const t = useWords(statusWords);
  const text =
    status === "sealed" ? t("sealed", { count: used - opened }) : status === "opened" ? t("opened", { count: opened }) : t(status);
  return <StatusBadge look={looks[status]}>{text}</StatusBadge>;
}

/** The columns that every list of benefits has (G-038). */
export function useBenefitColumns(): readonly Column<Benefit>[] {
  const t = useWords(words);
  const lang = useLang();
  return [
    {
      key: "product",
      title: t("product"),
      head: true,
      cell: (row) => (
        <>
          {row.name}
          {row.detail ? <small>{row.detail}</small> : null}
        </>
      ),
    },
    { key: "quantity", title: t("quantity"), numeric: true, cell: (row) => writeNumber(row.quantity, lang) },
    { key: "source", title: t("source"), cell: (row) => row.source },
    { key: "class", title: t("class"), cell: (row) => t(row.class) },
    { key: "expires", title: t("expires"), cell: (row) => writeDay(row.expiresOn, lang) },
    { key: "status", title: t("status"), bare: true, cell: (row) => <BenefitStatus of={row} /> },
  ];
}
