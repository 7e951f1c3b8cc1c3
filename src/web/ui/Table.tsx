/**
 * A table: hairlines, row headers, one open row at a time with its chevron at the far right; a labelled list where there is no room for them.
 * @example
 * <Table caption={t("users")} rows={users} rowKey={(u) => u.id} name={(u) => u.name}
 *   columns={[{ key: "name", title: t("user"), head: true, cell: (u) => <Link to={`~/settings/users/${u.id}`}>{u.name}</Link> },
 *             { key: "seats", title: t("seats"), numeric: true, cell: (u) => u.seats }]}
 *   expand={(u) => <Detail of={u} />} open={open} onOpen={setOpen} empty={<Empty title={t("none")} />} />
 */
import type { ReactNode } from "react";
import { Fragment, useId, useState } from "react";
import { useUiWords } from "../words.ts";
import { Button } from "./Button.tsx";
import { Icon } from "./Icon.tsx";
import styles from "./Table.module.css";

export type Column<R> = {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: R) => ReactNode;
  /** The name of the row: exactly one column. */
  readonly head?: boolean;
  readonly numeric?: boolean;
  /** No label in the list: for badges. */
  readonly bare?: boolean;
  /** Only where the table has the room of a whole page. */
  readonly from?: "wide";
  readonly hideTitle?: boolean;
};

type TableProps<R> = {
  readonly caption: string;
  readonly rows: readonly R[];
  readonly columns: readonly Column<R>[];
  readonly rowKey: (row: R) => string;
  /** The row's name in words, for its buttons. */
  readonly name: (row: R) => string;
  readonly expand?: (row: R) => ReactNode;
  /** Which row is open, when the address keeps it; otherwise the table remembers. */
  readonly open?: string | undefined;
  readonly onOpen?: (key: string | undefined) => void;
  readonly current?: string | undefined;
  readonly empty?: ReactNode;
  readonly foot?: ReactNode;
};

export function Table<R>({ caption, rows, columns, rowKey, name, expand, open, onOpen, current, empty, foot }: TableProps<R>) {
  const t = useUiWords();
  const id = useId();
  const [own, setOwn] = useState<string | undefined>(undefined);
  const opened = onOpen ? open : own;
  const toggle = (key: string) => (onOpen ?? setOwn)(opened === key ? undefined : key);

  if (rows.length === 0 && empty) return empty;
  const span = columns.length + (expand ? 1 : 0);
  return (
    <div className={styles.frame}>
      <table className={styles.table}>
        <caption className="hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" data-numeric={column.numeric ? "" : undefined} data-from={column.from}>
                {column.hideTitle ? <span className="hidden">{column.title}</span> : column.title}
              </th>
            ))}
            {expand ? <td /> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => {
            const key = rowKey(row);
            const isOpen = opened === key;
            const panel = `${id}-${index}`;
            return (
              <Fragment key={key}>
                <tr data-open={isOpen ? "" : undefined} data-current={current === key ? "" : undefined}>
                  {columns.map((column) => {
                    const Cell = column.head ? "th" : "td";
                    return (
                      <Cell
                        key={column.key}
                        scope={column.head ? "row" : undefined}
                        data-numeric={column.numeric ? "" : undefined}
                        data-head={column.head ? "" : undefined}
                        data-from={column.from}
                        data-label={column.bare || column.head || column.hideTitle ? undefined : column.title}
                      >
                        {column.cell(row)}
                      </Cell>
                    );
                  })}
                  {expand ? (
                    <td className={styles.more}>
                      <button
                        type="button"
                        className={styles.chevron}
                        aria-expanded={isOpen}
                        aria-controls={panel}
                        aria-label={t("openRow", { name: name(row) })}
                        onClick={() => toggle(key)}
                      >
                        <Icon name={isOpen ? "up" : "down"} />
                      </button>
                    </td>
                  ) : null}
                </tr>
                {expand && isOpen ? (
                  <tr id={panel} className={styles.panel}>
                    <td colSpan={span}>{expand(row)}</td>
                  </tr>
                ) : null}
              </Fragment>
            );
          })}
        </tbody>
      </table>
      {foot ? <div className={styles.foot}>{foot}</div> : null}
    </div>
  );
}

/** « 50 affichés sur 412 », and the button for more. The new rows are read where they are. */
export function LoadMore({
  shown,
  total,
  more,
  onMore,
  working,
}: {
  shown: number;
  total: number | undefined;
  more: boolean;
  onMore: () => void;
  working: boolean;
}) {
  const t = useUiWords();
  if (!more) return null;
  return (
    <div className={styles.paging}>
      <Button onPress={onMore} working={working}>
        {t("more")}
      </Button>
      {total === undefined ? null : <span role="status">{t("shown", { shown, count: total })}</span>}
    </div>
  );
}
