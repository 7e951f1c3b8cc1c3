import { useEffect } from "react";
import { useGo } from "../../../web/here.ts";

/** The office opens on its first desk. */
export default function OfficeHome() {
  const go = useGo();
  useEffect(() => go("/office/verification", { replace: true }), [go]);
  return null;
}
