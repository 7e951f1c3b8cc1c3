/** Pictures of time, people and secrets: the key under seal, the seats and their queue, the year, what was compared. */
export { Compare } from "./Compare.tsx";
export { Consequence, KeyBand, KeyPath, KeyText } from "./Key.tsx";
export { SeatCard, SeatLedger, SeatMap } from "./Seats.tsx";
export { YearLine } from "./YearLine.tsx";
