import { writeDay } from "../../kit/format.ts";
import { pages } from "../routes.tsx";
import { useShell } from "../shell.ts";
import { Link } from "../ui/Link.tsx";
import { useLang, useShellWords } from "../words.ts";

/** In the sandbox: that it is one, which day its clock shows, where its mail goes. Nothing elsewhere. */
export function Sandbox() {
  const t = useShellWords();
  const lang = useLang();
  const { sandbox, today } = useShell();
  if (!sandbox) return null;
  return (
    <p>
      {t("sandbox", { day: writeDay(today, lang) })}{" "}
      {pages.some(({ path }) => path === "/dev/mail") ? <Link to="/dev/mail">{t("sandboxMail")}</Link> : null}
    </p>
  );
}
