import type { Role } from "../../permissions.ts";
import { roles as everyRole } from "../../permissions.ts";
import type { Act } from "../../server/context.ts";
import type { Db } from "../../server/db.ts";
import type { Granted } from "./granted.rules.ts";
import { decideGranted } from "./granted.rules.ts";
import * as store from "./store.ts";
import * as users from "./users.store.ts";

/**
 * Somebody of one of the account's directories has signed in: they are a member, with what their groups give them now. Whoever was shut out of the
 * account stays out.
 */
export async function letIn(act: Act, accountId: string, who: { userId: string; name: string; granted: Granted }): Promise<void> {
  await store.hold(act.tx, accountId);
  const { userId, name } = who;
  const held = await users.loadMember(act.tx, accountId, userId);
  if (held && held.state !== "active") return;
  if (!held) {
    const first = decideGranted({ roles: [], granted: {}, now: who.granted, otherGlobalAdmins: 0 });
    await users.insertMember(act.tx, accountId, userId, first.roles, act.now);
    await users.setGranted(act.tx, accountId, userId, first.roles, first.granted);
    act.record({ type: "user.cameIn", accountId, subject: userId, data: { name, roles: first.roles } });
    return;
  }
  const granted = await users.grantedOf(act.tx, accountId, userId);
  const otherGlobalAdmins = await users.countOtherGlobalAdmins(act.tx, accountId, userId);
  const change = decideGranted({ roles: held.roles, granted, now: who.granted, otherGlobalAdmins });
  if (JSON.stringify([change.roles, change.granted]) === JSON.stringify([held.roles, granted])) return;
  await users.setGranted(act.tx, accountId, userId, change.roles, change.granted);
  const { added, removed } = change;
  if (added.length + removed.length > 0)
    act.record({ type: "user.rolesChanged", accountId, subject: userId, data: { name, added, removed, by: "groups" } });
}

type Newcomer = { readonly userId: string; readonly name: string; readonly roles: readonly Role[]; readonly guest?: boolean };

/** Somebody whom the account's own people have let in, with these roles; a guest's roles are theirs to look at before. */
export async function addMember(act: Act, accountId: string, who: Newcomer): Promise<void> {
  await users.insertMember(act.tx, accountId, who.userId, who.roles, act.now, who.guest);
  act.record({ type: "user.added", accountId, subject: who.userId, data: { name: who.name, roles: who.roles } });
}

/** Roles that come to somebody who is in already; what they had stays. The account is held. */
export async function addRoles(act: Act, accountId: string, who: Newcomer): Promise<void> {
  const held = (await users.loadMember(act.tx, accountId, who.userId))?.roles ?? [];
  const roles = everyRole.filter((role) => held.includes(role) || who.roles.includes(role));
  const added = roles.filter((role) => !held.includes(role));
  if (added.length === 0) return;
  await users.setRoles(act.tx, accountId, who.userId, roles);
  act.record({ type: "user.rolesChanged", accountId, subject: who.userId, data: { name: who.name, added, removed: [] } });
}

/** Looks again, under the account's lock, whether somebody administers the whole account right now. */
export async function isGlobalAdmin(db: Db, accountId: string, userId: string): Promise<boolean> {
  const who = await users.loadMember(db, accountId, userId);
  return who?.state === "active" && who.roles.includes("globalAdmin");
}

/** A directory has joined the account: its active people are members, without a role until somebody gives one. */
export const letInDirectory = (act: Act, accountId: string, directoryId: string): Promise<unknown> =>
  users.insertDirectoryMembers(act.tx, accountId, directoryId, act.now);

/** A directory's groups give nothing any more: the roles stay as they stand, and are the administrators' to edit. The account is held. */
export const keepGranted = (act: Act, accountId: string, directoryId: string): Promise<unknown> =>
  users.keepGranted(act.tx, accountId, directoryId);

/** A directory has left the account: its people lose the account at once, and what they held there is freed by whoever hears of it. */
export async function shutOutDirectory(act: Act, accountId: string, directoryId: string): Promise<number> {
  const out = await users.shutOutDirectory(act.tx, accountId, directoryId);
  for (const { userId, name } of out) act.record({ type: "user.deactivated", accountId, subject: userId, data: { name } });
  return out.length;
}

/** How many active people of the account belong to each directory. */
export const countByDirectory = (db: Db, accountId: string): Promise<{ directoryId: string; count: number }[]> =>
  users.countByDirectory(db, accountId);
