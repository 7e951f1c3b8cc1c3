import type { Instant } from "../../kit/dates.ts";
import type { Act } from "../../server/context.ts";

/** The hour of an instant in the house's zone, for « quelqu'un a modifié cette fiche à 14:05 ». */
export const hourOf = ({ house }: Pick<Act, "house">, at: Instant): string =>
  new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: house.clock.zone }).format(new Date(at));
