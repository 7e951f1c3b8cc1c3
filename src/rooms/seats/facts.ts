import type { House } from "../../server/house.ts";
import { nameOf } from "../benefits/rules.ts";

/** What a fact keeps of a seat: whose it became or was, and of which product, named in both languages. */
export const about = ({ programme }: House, seat: { benefitId: string; productId: string; userId: string; name: string }) => ({
  ...seat,
  product: nameOf(programme, seat.productId),
});
