export function endLeftovers(): void;
