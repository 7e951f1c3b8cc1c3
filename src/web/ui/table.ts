/** Tables, which become labelled lists below 768, and their paging. */
export type { Column } from "./Table.tsx";
export { LoadMore, Table } from "./Table.tsx";
export { usePages } from "./usePages.ts";
