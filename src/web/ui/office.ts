/** The vendor's desk: its pages' bar, the list beside the case, the keys. */
export { Desk, DeskList, OfficePage } from "./Desk.tsx";
export { KeyBar, useKeys } from "./keys.tsx";
