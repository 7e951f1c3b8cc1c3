import { useAccount } from "../../../web/shell.ts";
import { Link } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { words } from "./words.ts";

/** The way to becoming a global administrator, for whoever is none (F-074); other rooms' pages show it where that is what is missing. */
export function BecomeLink() {
  const t = useWords(words);
  const account = useAccount();
  return account.roles.includes("globalAdmin") ? null : <Link to="~/become-global-admin">{t("title")}</Link>;
}
