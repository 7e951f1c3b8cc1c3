import { useEffect } from "react";
import type { StaffPermit } from "../../../permissions.ts";
import { staffMay } from "../../../permissions.ts";
import { useGo } from "../../../web/here.ts";
import { useMe } from "../../../web/shell.ts";

const desks: readonly (readonly [permit: StaffPermit, path: string])[] = [
  ["office.verification", "/office/verification"],
  ["office.keys", "/office/keys"],
  ["office.jobs", "/office/jobs"],
];

/** The office opens on the first desk that the reader may use. */
export default function OfficeHome() {
  const go = useGo();
  const roles = useMe().staff?.roles ?? [];
  const path = desks.find(([permit]) => staffMay(permit, roles))?.[1] ?? desks[0]![1];
  useEffect(() => go(path, { replace: true }), [go, path]);
  return null;
}
