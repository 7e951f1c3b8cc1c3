import { usePart } from "../../../web/here.ts";
import { Desk } from "./Desk.tsx";

/** The desk with one request open. */
export default function OpenRequest() {
  return <Desk requestId={usePart("requestId")} />;
}
