import { usePart } from "../../../web/here.ts";
import { Desk } from "./Desk.tsx";

/** The desk with one case open. */
export default function OpenCase() {
  return <Desk refundId={usePart("refundId")} />;
}
