/** A drawing, hidden from screen readers: the words stand beside it. `<Icon name="lock" />`, `<Icon name="check" size={20} />` */
import type { IconName } from "./icons.ts";
import { solids, strokes } from "./icons.ts";

export type { IconName } from "./icons.ts";

export function Icon({ name, size = 16, className }: { name: IconName; size?: number; className?: string | undefined }) {
  const shared = { width: size, height: size, viewBox: "0 0 16 16", focusable: false, className };
  if (name in solids) {
    return (
      <svg {...shared} aria-hidden="true" fill="currentColor">
        <path fillRule="evenodd" d={solids[name as keyof typeof solids]} />
      </svg>
    );
  }
  const dash = name === "dotted" ? { strokeDasharray: "2.4 2.1" } : {};
  return (
    <svg {...shared} aria-hidden="true" fill="none" stroke="currentColor" strokeWidth={1.5} strokeLinecap="round" strokeLinejoin="round">
      {name === "dotted" || name === "ring" ? (
        <circle cx={8} cy={8} r={5.5} {...dash} />
      ) : (
        <path d={strokes[name as keyof typeof strokes]} />
      )}
    </svg>
  );
}

/** The mark of the product: two half discs that meet. */
export const Mark = ({ size = 22 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 22 22" aria-hidden="true" focusable="false">
    <path d="M10 1a9 9 0 0 0 0 18z" fill="currentColor" />
    <path d="M12.500 3.500a9 9 0 0 1 0 18z" fill="var(--mark, var(--accent))" />
  </svg>
);
