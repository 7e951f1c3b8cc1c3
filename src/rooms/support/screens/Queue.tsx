import { Desk } from "./Desk.tsx";

/** The desk with no request open. */
export default function Queue() {
  return <Desk />;
}
