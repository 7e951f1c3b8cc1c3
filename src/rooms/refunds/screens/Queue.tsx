import { Desk } from "./Desk.tsx";

/** The desk with no case open. */
export default function Queue() {
  return <Desk />;
}
