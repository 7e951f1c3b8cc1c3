import type { AccountPermit, Role } from "../../src/permissions.ts";
import {
  everybodyOf,
  grantorsOf,
  guestRoles,
  isAccountPermit,
  isStaffPermit,
  needsOf,
  openPermits,
  opensToRoles,
  permits,
  roles,
  staffPermits,
  staffRoles,
  staysOpenWhenLapsed,
} from "../../src/permissions.ts";
import type { Room } from "../../src/server/context.ts";

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");

const needsInWords = (permit: AccountPermit): string => {
  const { conditions, enrolledIn } = needsOf(permit);
  return [...(enrolledIn.length > 0 ? [`enrolled in ${enrolledIn.join(" or ")}`] : []), ...conditions].join(", ");
};

type Line = { readonly permit: string; readonly method: string; readonly path: string; readonly name: string };

/**
 * Who may do what, as the permissions table says it, once by permit and once by endpoint: committed, so that a review sees whom a change lets
 * in. `x` opens; `self` is for everybody about themselves.
 */
export function permissionsOf(rooms: readonly Room[]): string {
  const lines: Line[] = rooms.flatMap((room) =>
    Object.entries(room.contract).map(([verb, { permit, method, path }]) => ({ permit, method, path, name: `${room.name}.${verb}` })),
  );
  const mark = (permit: AccountPermit) => (role: Role) => (opensToRoles(permit, [role]) ? "x" : "");
  const cellsOf = (permit: AccountPermit): string[] => [opensToRoles(permit, []) ? "x" : "", ...roles.map(mark(permit))];
  const ofAccounts = lines.filter(({ permit }) => isAccountPermit(permit));
  const ofStaff = lines.filter(({ permit }) => isStaffPermit(permit));
  const ofOthers = lines.filter(({ permit }) => (openPermits as readonly string[]).includes(permit));

  return `${[
    "# Who may do what",
    "Made by `npm run generate` from `src/permissions.ts` and the contracts; nothing here is written by hand.",
    "## Permits of an account",
    tableOf(
      ["permit", "no role", ...roles, "the account must be", "while the network has lapsed"],
      (Object.keys(permits) as AccountPermit[]).map((permit) => [
        `${permit}${everybodyOf(permit) ? ` (${everybodyOf(permit)})` : ""}`,
        ...cellsOf(permit),
        needsInWords(permit),
        staysOpenWhenLapsed(permit) ? "open" : "closed",
      ]),
    ),
    "## Who gives and takes a role",
    tableOf(
      ["role", ...roles, "also for guests"],
      roles.map((role) => [role, ...roles.map((by) => (grantorsOf(role).includes(by) ? "x" : "")), guestRoles.includes(role) ? "x" : ""]),
    ),
    "## Endpoints of an account",
    tableOf(
      ["endpoint", "", "permit", "no role", ...roles],
      ofAccounts.map(({ name, method, path, permit }) => [name, `${method} ${path}`, permit, ...cellsOf(permit as AccountPermit)]),
    ),
    "## Endpoints of the office",
    tableOf(
      ["endpoint", "", "permit", ...staffRoles],
      ofStaff.map(({ name, method, path, permit }) => [
        name,
        `${method} ${path}`,
        permit,
        ...staffRoles.map((role) =>
          (staffPermits[permit as keyof typeof staffPermits].staff as readonly string[]).includes(role) ? "x" : "",
        ),
      ]),
    ),
    "## Everything else",
    tableOf(
      ["endpoint", "", "open to"],
      ofOthers.map(({ name, method, path, permit }) => [name, `${method} ${path}`, permit]),
    ),
  ].join("\n\n")}\n`;
}
