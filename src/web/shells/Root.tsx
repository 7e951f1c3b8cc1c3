import { Outlet } from "@tanstack/react-router";
import { Toasts } from "../ui/Toast.tsx";
import { useShellWords } from "../words.ts";
import styles from "./Root.module.css";

/** Above every shell: the skip link first, the live regions last. */
export function Root() {
  const t = useShellWords();
  return (
    <>
      <a className={styles.skip} href="#main">
        {t("skip")}
      </a>
      <Outlet />
      <Toasts />
    </>
  );
}
