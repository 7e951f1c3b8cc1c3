import type { Role } from "../../permissions.ts";
import { roles as everyRole } from "../../permissions.ts";

/** Which of a member's roles their directory's groups gave, each with the group. */
export type Granted = Partial<Record<Role, string>>;

export type GrantedChange = {
  readonly roles: readonly Role[];
  readonly granted: Granted;
  readonly added: readonly Role[];
  readonly removed: readonly Role[];
};

/**
 * What a sign-in makes of a member's roles: what the groups give comes, what they gave and give no longer goes, and what a person gave stays. The
 * last global administrator stays one, until there is another.
 */
export function decideGranted(held: {
  readonly roles: readonly Role[];
  readonly granted: Granted;
  readonly now: Granted;
  readonly otherGlobalAdmins: number;
}): GrantedChange {
  const { granted: before, now } = held;
  const isLast = held.roles.includes("globalAdmin") && held.otherGlobalAdmins === 0;
  const stays = (role: Role) => now[role] !== undefined || before[role] === undefined || (role === "globalAdmin" && isLast);
  const roles = everyRole.filter((role) => (held.roles.includes(role) ? stays(role) : now[role] !== undefined));
  const added = roles.filter((role) => !held.roles.includes(role));
  const removed = held.roles.filter((role) => !roles.includes(role));
  const granted: Granted = {};
  for (const role of roles) {
    const group = now[role] ?? before[role];
    if (group !== undefined && (added.includes(role) || before[role] !== undefined)) granted[role] = group;
  }
  return { roles, granted, added, removed };
}
