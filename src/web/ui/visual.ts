/** Pictures of time, people and secrets: the key under seal, the seats, what was compared. */
export { Compare } from "./Compare.tsx";
export { Difference } from "./Difference.tsx";
export { Consequence, KeyBand, KeyPath, KeyText } from "./Key.tsx";
export { SeatCard, SeatMap } from "./Seats.tsx";
