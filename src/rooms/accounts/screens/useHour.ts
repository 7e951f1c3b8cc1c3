import { useCallback } from "react";
import { useShell } from "../../../web/shell.ts";

/** The hour of an instant in the programme's time zone: 10:42. */
export function useHour(): (instant: string) => string {
  const { timeZone } = useShell();
  return useCallback(
    (instant) => new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone }).format(new Date(instant)),
    [timeZone],
  );
}
