import { writeDay, writeInstant } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useShell } from "../../../web/shell.ts";
import type { StatusLook } from "../../../web/ui/index.ts";
import { useLang } from "../../../web/words.ts";
import type { RequestState } from "../rules.ts";

/** How the state of a request is drawn. */
export const looks = {
  open: "pending",
  attentionNeeded: "actionNeeded",
  closed: "closed",
  reopened: "pending",
} as const satisfies Record<RequestState, StatusLook>;

/** How the state of a cancellation is drawn that a request has asked for. */
export const cancellationLooks: Readonly<Record<NonNullable<Result<"refunds.ofRequest">["case"]>["state"]["state"], StatusLook>> = {
  requested: "pending",
  proposed: "pending",
  paying: "pending",
  refunded: "refunded",
  failed: "rejected",
  refused: "refused",
  withdrawn: "off",
};

export const spoken: Readonly<Record<string, string>> = {
  "application/pdf": "PDF",
  "image/png": "PNG",
  "image/jpeg": "JPEG",
  "image/gif": "GIF",
};

/** The calendar day of an instant in the programme's zone, as `YYYY-MM-DD`. */
export const dayIn = (instant: string, zone: string): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date(instant));

/** Writes an instant: « 9 mars 2027 à 14:05 ». */
export function useTimeOf(): (instant: string) => string {
  const lang = useLang();
  const { timeZone } = useShell();
  return (instant) => writeInstant(instant, lang, timeZone);
}

export function useLongDay(): (day: string) => string {
  const lang = useLang();
  return (day) => writeDay(day, lang, "long");
}
