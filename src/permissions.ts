import type { Contract } from "./kit/endpoint.ts";

/**
 * Who may do what: the only place where it is written. Sources: the handbook's §2.4 with C1, C2 and C15.
 * The guard of every endpoint, the greyed buttons with their reasons and the printed matrix all read this table.
 */
export const roles = [
  "globalAdmin",
  "userAdmin",
  "billingAdmin",
  "adminAgent",
  "salesAgent",
  "helpdeskAgent",
  "partnerAdmin",
  "accountAdmin",
  "referralsAdmin",
  "profileAdmin",
] as const;
export type Role = (typeof roles)[number];

export const staffRoles = ["verifier", "catalogueManager", "platformAdmin"] as const;
export type StaffRole = (typeof staffRoles)[number];

/** Facts about the account that a permit may need besides a role. Each is worded in `server/words`. */
export const conditions = ["agreementSigned", "setupDone", "authorized", "hasGlobalAdmin"] as const;
export type Condition = (typeof conditions)[number];

/** What the guard knows of an account, read together with the session. */
export type Standing = {
  readonly accountId: string;
  readonly name: string;
  readonly partnerId: string;
  readonly country: string;
  readonly agreementSigned: boolean;
  readonly setupDone: boolean;
  /** Overall verification, handbook §3.2. */
  readonly verification: "pending" | "actionNeeded" | "authorized" | "rejected";
  readonly globalAdmins: number;
};

type Rule = { readonly roles: readonly Role[] | "anyMember"; readonly needs?: readonly Condition[] };
type StaffRule = { readonly staff: readonly StaffRole[] };

export const permits = {
  "account.view": { roles: "anyMember" },
  "profile.view": { roles: ["globalAdmin", "userAdmin", "billingAdmin", "adminAgent", "partnerAdmin", "accountAdmin"] },
  "profile.edit": { roles: ["globalAdmin", "accountAdmin"] },
  "verification.view": { roles: "anyMember" },
  "verification.answer": { roles: ["globalAdmin", "partnerAdmin", "accountAdmin"] },
  "agreements.view": { roles: ["globalAdmin", "userAdmin", "adminAgent", "partnerAdmin", "accountAdmin"] },
  "agreements.sign": { roles: ["globalAdmin", "partnerAdmin", "accountAdmin"] },
  "users.view": { roles: "anyMember" },
  "users.assignRoles": { roles: ["globalAdmin", "userAdmin", "accountAdmin"], needs: ["agreementSigned"] },
  "users.add": { roles: ["globalAdmin", "userAdmin", "accountAdmin"], needs: ["agreementSigned", "setupDone"] },
  "users.deactivate": { roles: ["globalAdmin", "userAdmin"], needs: ["agreementSigned", "setupDone"] },
  "users.resetPassword": { roles: ["globalAdmin"], needs: ["agreementSigned", "setupDone"] },
  "offers.view": { roles: "anyMember" },
  "offers.buy": { roles: ["globalAdmin", "partnerAdmin"], needs: ["agreementSigned", "authorized", "hasGlobalAdmin"] },
  "orders.view": { roles: ["globalAdmin", "partnerAdmin"] },
  "benefits.view": { roles: "anyMember" },
  // Who sees the controls of the benefits page at all (F-070); each control then has its own key.
  "benefits.manage": { roles: ["globalAdmin", "userAdmin", "adminAgent", "partnerAdmin"] },
  "keys.reserve": { roles: ["globalAdmin", "partnerAdmin"] },
  "keys.open": { roles: ["globalAdmin", "partnerAdmin"] },
  "seats.assign": { roles: ["globalAdmin"] },
  "seats.release": { roles: ["globalAdmin"] },
} as const satisfies Record<string, Rule>;

export const staffPermits = {
  "office.view": { staff: ["verifier", "catalogueManager", "platformAdmin"] },
  "office.verification": { staff: ["verifier", "platformAdmin"] },
  "office.keys": { staff: ["catalogueManager", "platformAdmin"] },
  "office.jobs": { staff: ["platformAdmin"] },
} as const satisfies Record<string, StaffRule>;

/** Doors that no role opens: for everybody, for a signed-in person, for a signed-in member of staff, for this machine alone. */
export const openPermits = ["public", "me", "link", "loopback", "metrics"] as const;

export type AccountPermit = keyof typeof permits;
export type StaffPermit = keyof typeof staffPermits;
export type Permit = AccountPermit | StaffPermit | (typeof openPermits)[number];

/** Declares a room's contract. The permit of every endpoint is required and must exist. */
export const contract = <const C extends Contract<Permit>>(endpoints: C): C => endpoints;

export type Reason =
  | { readonly code: "role"; readonly needs: readonly Role[]; readonly has: readonly Role[] }
  | { readonly code: Condition; readonly has: string };

export type Door = { readonly open: true } | { readonly open: false; readonly reasons: readonly Reason[] };

const met: Record<Condition, (standing: Standing) => { met: boolean; has: string }> = {
  agreementSigned: (s) => ({ met: s.agreementSigned, has: s.agreementSigned ? "yes" : "no" }),
  setupDone: (s) => ({ met: s.setupDone, has: s.setupDone ? "yes" : "no" }),
  authorized: (s) => ({ met: s.verification === "authorized", has: s.verification }),
  hasGlobalAdmin: (s) => ({ met: s.globalAdmins > 0, has: String(s.globalAdmins) }),
};

/** The one rule behind the guard's answer and behind the reason a closed button gives. */
export function doorOf(permit: AccountPermit, held: readonly Role[], standing: Standing): Door {
  const rule: Rule = permits[permit];
  const reasons: Reason[] = [];

  if (rule.roles !== "anyMember" && !rule.roles.some((role) => held.includes(role))) {
    reasons.push({ code: "role", needs: rule.roles, has: held });
  }
  for (const condition of rule.needs ?? []) {
    const state = met[condition](standing);
    if (!state.met) reasons.push({ code: condition, has: state.has });
  }

  return reasons.length === 0 ? { open: true } : { open: false, reasons };
}

export const staffMay = (permit: StaffPermit, held: readonly StaffRole[]): boolean =>
  staffPermits[permit].staff.some((role) => (held as readonly string[]).includes(role));

export const isAccountPermit = (permit: string): permit is AccountPermit => permit in permits;
export const isStaffPermit = (permit: string): permit is StaffPermit => permit in staffPermits;

/** Handbook §2.5: who may grant or take which role. */
const grantors: Record<Role, readonly Role[]> = {
  globalAdmin: ["globalAdmin"],
  userAdmin: ["globalAdmin", "userAdmin"],
  billingAdmin: ["globalAdmin", "userAdmin"],
  adminAgent: ["globalAdmin", "userAdmin"],
  salesAgent: ["globalAdmin", "userAdmin"],
  helpdeskAgent: ["globalAdmin", "userAdmin"],
  partnerAdmin: ["globalAdmin", "accountAdmin"],
  accountAdmin: ["globalAdmin", "accountAdmin"],
  referralsAdmin: ["globalAdmin", "accountAdmin"],
  profileAdmin: ["globalAdmin", "accountAdmin"],
};

export const grantorsOf = (role: Role): readonly Role[] => grantors[role];
export const mayGrant = (role: Role, held: readonly Role[]): boolean => grantors[role].some((grantor) => held.includes(grantor));
