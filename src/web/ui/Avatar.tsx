/** A person (round) or an account (square): initials. `<Avatar name={user.name} />`, `<Monogram name={account.name} />` */
import styles from "./Avatar.module.css";

export const initials = (name: string): string => {
  const parts = name.split(/\s+/u).filter((part) => /^\p{L}/u.test(part));
  return parts
    .slice(0, 2)
    .map((part) => ([...part][0] ?? "").toLocaleUpperCase())
    .join("");
};

export function Avatar({ name, size = 28, me = false }: { name: string; size?: 24 | 28 | 36; me?: boolean }) {
  return (
    <span className={`${styles.round} ${me ? styles.me : ""}`} data-size={size} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

export function Monogram({ name, size = 28, other = false }: { name: string; size?: 24 | 28; other?: boolean }) {
  return (
    <span className={`${styles.square} ${other ? styles.other : ""}`} data-size={size} aria-hidden="true">
      {([...name.trim()][0] ?? "").toLocaleUpperCase()}
    </span>
  );
}
