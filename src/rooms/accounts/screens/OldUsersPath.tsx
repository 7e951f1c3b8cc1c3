import { useEffect } from "react";
import { useGo } from "../../../web/here.ts";
import { useMe } from "../../../web/shell.ts";

/** « Tableau de bord » › « Paramètres du compte » › « Gestion des utilisateurs » › own name: the old way to the same sheet (F-042). */
export default function OldUsersPath() {
  const go = useGo();
  const me = useMe();
  useEffect(() => go(`~/settings/users?user=${me.id}`, { replace: true }), [go, me.id]);
  return null;
}
