/** The three lists of the page of jobs. Late: due, free to run, and not run for this long. */
export const jobLists = ["next", "late", "failed"] as const;
export type JobList = (typeof jobLists)[number];

export const LATE_SECONDS = 60;

/** A place in a list sorted by date and id, as one word. */
export const cursorOf = (row: { dueAt: string; id: string }): string => `${row.dueAt}_${row.id}`;

export function readCursor(cursor: string | undefined): { dueAt: string; id: string } | undefined {
  const [dueAt, id] = cursor?.split("_") ?? [];
  return dueAt && id && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(dueAt) && /^[0-9a-f-]{36}$/.test(id) ? { dueAt, id } : undefined;
}
