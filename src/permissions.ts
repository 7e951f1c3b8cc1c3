import type { Day } from "./kit/dates.ts";
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
  "developerOwner",
  "developerManager",
  "developer",
] as const;
export type Role = (typeof roles)[number];

/** The roles that administer something for others; agents, developers and people without a role do not. */
export const administrators: readonly Role[] = roles.filter(
  (role) => role !== "salesAgent" && role !== "helpdeskAgent" && role !== "developer",
);

export const staffRoles = [
  "verifier",
  "catalogueManager",
  "marketingDesk",
  "agreementPublisher",
  "platformAdmin",
  "programmeManager",
  "finance",
  "supportLead",
  "supportAgent",
] as const;
export type StaffRole = (typeof staffRoles)[number];

/** What a programme that companies enrol in is for. Which programmes there are, and what they are called, is data (handbook §3.19). */
export const programmeKinds = ["network", "reseller", "referrals", "developer", "controlPanel"] as const;
export type ProgrammeKind = (typeof programmeKinds)[number];

/** Facts about the account that a permit may need besides a role. Each is worded in `server/words`. */
export const conditions = ["agreementSigned", "agreementCurrent", "setupDone", "authorized", "hasGlobalAdmin"] as const;
export type Condition = (typeof conditions)[number];

/** What the guard knows of an account, read together with the session. */
export type Standing = {
  readonly accountId: string;
  readonly name: string;
  readonly partnerId: string;
  readonly country: string;
  readonly agreementSigned: boolean;
  /** No day has passed by which an agreement was to be accepted again, handbook §3.3. */
  readonly agreementCurrent: boolean;
  readonly setupDone: boolean;
  /** Overall verification, handbook §3.2. */
  readonly verification: "pending" | "actionNeeded" | "authorized" | "rejected";
  readonly globalAdmins: number;
  /** The last day of the network's membership once it has lapsed: the account is read-only from the day after (C10). Null while it has not. */
  readonly networkEndedOn: Day | null;
  /** The programmes in which the company is active, by their ids, and what these are for. Both empty while the network's membership rests. */
  readonly enrolled: readonly string[];
  readonly enrolledKinds: readonly ProgrammeKind[];
};

/** The network's membership, which every other programme rests on (F-002): its agreement is signed and the company is not rejected. */
export const isNetworkMember = (account: Pick<Standing, "agreementSigned" | "verification">): boolean =>
  account.agreementSigned && account.verification !== "rejected";

/**
 * Whom a permit is for: the holders of these roles; `anyMember`, whoever holds at least one role in the account (F-181); or `self`, every
 * person of the account about themselves, with a role or without one.
 */
type Rule = {
  readonly roles: readonly Role[] | "anyMember" | "self";
  /** The company must be active in a programme of one of these kinds. */
  readonly enrolledIn?: readonly ProgrammeKind[];
  readonly needs?: readonly Condition[];
  /** Not closed when the network's membership has lapsed: it leads back, or keeps people safe. Whatever only reads (`….view`) never is. */
  readonly whenLapsed?: "open";
};
type StaffRule = { readonly staff: readonly StaffRole[] };

export const permits = {
  // One's own page: what one may do and why not. All that a person without any role sees.
  "self.view": { roles: "self" },
  "self.change": { roles: "self", whenLapsed: "open" },
  "account.view": { roles: "anyMember" },
  "profile.view": { roles: ["globalAdmin", "userAdmin", "billingAdmin", "adminAgent", "partnerAdmin", "accountAdmin"] },
  // What is verified is corrected on the way back too: a renewal begins with the legal profile.
  "profile.edit": { roles: ["globalAdmin", "accountAdmin"], whenLapsed: "open" },
  "activity.view": { roles: ["globalAdmin", "userAdmin", "billingAdmin", "adminAgent", "salesAgent", "helpdeskAgent"] },
  "company.view": { roles: "anyMember" },
  "billing.view": { roles: ["globalAdmin", "userAdmin", "billingAdmin", "adminAgent", "salesAgent"] },
  "billing.edit": { roles: ["globalAdmin", "billingAdmin", "adminAgent"] },
  "billing.address": { roles: ["globalAdmin"] },
  // A change takes two of them (issue text): one asks, another confirms.
  "billing.bank": { roles: ["globalAdmin", "billingAdmin"] },
  "billing.exemptions": { roles: ["globalAdmin", "billingAdmin", "adminAgent"] },
  "company.edit": { roles: ["globalAdmin", "accountAdmin"] },
  "locations.manage": { roles: ["globalAdmin", "accountAdmin"] },
  "verification.view": { roles: "anyMember" },
  "verification.answer": { roles: ["globalAdmin", "partnerAdmin", "accountAdmin"], whenLapsed: "open" },
  "agreements.view": { roles: ["globalAdmin", "userAdmin", "adminAgent", "partnerAdmin", "accountAdmin"] },
  "agreements.sign": { roles: ["globalAdmin", "partnerAdmin", "accountAdmin"], whenLapsed: "open" },
  "users.view": { roles: "anyMember" },
  "users.assignRoles": { roles: ["globalAdmin", "userAdmin", "accountAdmin", "developerOwner"], needs: ["agreementSigned"] },
  "users.add": { roles: ["globalAdmin", "userAdmin", "accountAdmin"], needs: ["agreementSigned", "setupDone"] },
  // The report tells when each person was last here, and who has no second factor: it is for those who administer people.
  "users.export": { roles: ["globalAdmin", "userAdmin", "accountAdmin"] },
  // Who has left, or is not who they say, is kept out whatever the account's standing; so is help for whoever cannot sign in.
  "users.deactivate": { roles: ["globalAdmin", "userAdmin"], needs: ["agreementSigned", "setupDone"], whenLapsed: "open" },
  "users.resetPassword": { roles: ["globalAdmin"], needs: ["agreementSigned", "setupDone"], whenLapsed: "open" },
  "directories.view": { roles: ["globalAdmin", "accountAdmin"] },
  "directories.manage": { roles: ["globalAdmin"], whenLapsed: "open" },
  // One of the two ways back when the second factor is lost; the other is a recovery code.
  "users.resetFactor": { roles: ["globalAdmin"], whenLapsed: "open" },
  // Handbook §2.4, last rows: the report and the policy are the global administrators'.
  "security.view": { roles: ["globalAdmin"] },
  "security.manage": { roles: ["globalAdmin"], whenLapsed: "open" },
  // Whoever is left in an orphaned account, with or without a role.
  "recovery.prove": { roles: "self", whenLapsed: "open" },
  // Whoever administers the account may stop somebody from becoming its global administrator.
  "recovery.object": { roles: ["globalAdmin", "userAdmin", "partnerAdmin", "accountAdmin"], whenLapsed: "open" },
  // §2.4, « Prices & offers page » and « Pin catalogue offers »: the catalogue itself is everybody's to read.
  "catalogue.view": { roles: "anyMember" },
  "catalogue.pin": { roles: ["globalAdmin", "adminAgent", "salesAgent"] },
  "prices.view": { roles: ["globalAdmin", "userAdmin", "billingAdmin", "adminAgent", "salesAgent", "partnerAdmin"] },
  "offers.view": { roles: "anyMember" },
  "offers.buy": { roles: ["globalAdmin", "partnerAdmin"], needs: ["agreementSigned", "agreementCurrent", "authorized", "hasGlobalAdmin"] },
  // Handbook §2.4, « stop auto-renew of offers »: nothing closes this way out, whatever the company's standing.
  "memberships.manage": { roles: ["globalAdmin", "partnerAdmin"], whenLapsed: "open" },
  // The network level, free of charge: whoever may sign its agreement renews it, whatever the company's standing.
  "memberships.renew": { roles: ["globalAdmin", "partnerAdmin", "accountAdmin"], whenLapsed: "open" },
  // Papers of what was bought are for those who keep the books too.
  "billing.documents": { roles: ["globalAdmin", "billingAdmin", "partnerAdmin"], whenLapsed: "open" },
  // Handbook §2.4, « Ask refund / cancellation », and §3.8: by themselves while the programme's rule lets them; anybody may ask the support.
  "memberships.cancel": { roles: ["globalAdmin", "partnerAdmin"], whenLapsed: "open" },
  "orders.view": { roles: ["globalAdmin", "partnerAdmin"] },
  // Handbook §2.4, « upload wire proof, cancel unpaid order »: what is ordered can be paid or taken back, whatever the company's standing.
  "orders.manage": { roles: ["globalAdmin", "partnerAdmin"], whenLapsed: "open" },
  "benefits.view": { roles: "anyMember" },
  // Who sees the controls of the benefits page at all (F-070); each control then has its own key.
  "benefits.manage": { roles: ["globalAdmin", "userAdmin", "adminAgent", "partnerAdmin"] },
  "keys.reserve": { roles: ["globalAdmin", "partnerAdmin"] },
  "keys.open": { roles: ["globalAdmin", "partnerAdmin"] },
  // A key that was opened stays readable, whatever comes after.
  "keys.view": { roles: ["globalAdmin", "partnerAdmin"] },
  // Handbook §2.4, "Business profiles": the global administrator is not among them.
  "listings.view": { roles: ["partnerAdmin", "referralsAdmin", "profileAdmin"] },
  "listings.manage": { roles: ["referralsAdmin", "profileAdmin"] },
  "listings.submit": { roles: ["referralsAdmin", "profileAdmin"], needs: ["authorized"] },
  "seats.assign": { roles: ["globalAdmin"] },
  "seats.release": { roles: ["globalAdmin"] },
  // Handbook §2.4: every person of the account, whatever their roles and however the account stands (§7, P4).
  "support.ask": { roles: "self", whenLapsed: "open" },
  // "See/manage all partner service requests": everybody else sees their own.
  "support.all": { roles: ["partnerAdmin"], whenLapsed: "open" },
  "programmes.view": { roles: "anyMember" },
  // Of a programme that only a global administrator may join, the programme's data says so; it narrows this list.
  "programmes.enrol": { roles: ["globalAdmin", "partnerAdmin", "accountAdmin"], enrolledIn: ["network"], needs: ["agreementCurrent"] },
  "programmes.leave": { roles: ["globalAdmin", "partnerAdmin", "accountAdmin"] },
  "developer.view": {
    roles: ["globalAdmin", "accountAdmin", "developerOwner", "developerManager", "developer"],
    enrolledIn: ["developer", "controlPanel"],
  },
  "developer.edit": { roles: ["globalAdmin", "developerOwner"], enrolledIn: ["developer", "controlPanel"] },
  // A token that is in the wrong hands is revoked whatever the account's standing; one that is given opens no more than its people do.
  "developer.applications": {
    roles: ["globalAdmin", "developerOwner", "developerManager"],
    enrolledIn: ["developer", "controlPanel"],
    whenLapsed: "open",
  },
} as const satisfies Record<string, Rule>;

export const staffPermits = {
  "office.view": { staff: staffRoles },
  "office.verification": { staff: ["verifier", "platformAdmin"] },
  "office.payments": { staff: ["finance", "platformAdmin"] },
  // What the automatic renewals of a day will do, and holding them back.
  "office.renewals": { staff: ["finance", "platformAdmin"] },
  "office.tax": { staff: ["finance", "platformAdmin"] },
  "office.invoices": { staff: ["finance", "platformAdmin"] },
  "office.locations": { staff: ["verifier", "platformAdmin"] },
  "office.keys": { staff: ["catalogueManager", "platformAdmin"] },
  "office.agreements": { staff: ["agreementPublisher", "platformAdmin"] },
  "office.listings": { staff: ["marketingDesk", "platformAdmin"] },
  "office.jobs": { staff: ["platformAdmin"] },
  "office.programmes": { staff: ["programmeManager", "platformAdmin"] },
  "office.support": { staff: ["supportAgent", "supportLead", "platformAdmin"] },
  // Hands over what another member of the desk has.
  "office.supportLead": { staff: ["supportLead", "platformAdmin"] },
  // Handbook §5.2: who approves a refund is not who asked for it; that is held case by case.
  "office.refunds": { staff: ["finance", "platformAdmin"] },
  // Opens a case for a partner; deciding it is another's.
  "office.refundCases": { staff: ["finance", "supportAgent", "supportLead", "platformAdmin"] },
  "office.recovery": { staff: ["supportLead", "platformAdmin"] },
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
  /** The reader has no role at all here; `needs` are those whose holders give roles. */
  | { readonly code: "anyRole"; readonly needs: readonly Role[]; readonly has: readonly Role[] }
  /** The network's membership has lapsed: the account is read-only. `has` is its last day. */
  | { readonly code: "networkCurrent"; readonly has: Day }
  | { readonly code: "enrolled"; readonly needs: readonly ProgrammeKind[]; readonly has: readonly string[] }
  | { readonly code: Condition; readonly has: string };

export type Door = { readonly open: true } | { readonly open: false; readonly reasons: readonly Reason[] };

const met: Record<Condition, (standing: Standing) => { met: boolean; has: string }> = {
  agreementSigned: (s) => ({ met: s.agreementSigned, has: s.agreementSigned ? "yes" : "no" }),
  agreementCurrent: (s) => ({ met: s.agreementCurrent, has: s.agreementCurrent ? "yes" : "no" }),
  setupDone: (s) => ({ met: s.setupDone, has: s.setupDone ? "yes" : "no" }),
  authorized: (s) => ({ met: s.verification === "authorized", has: s.verification }),
  hasGlobalAdmin: (s) => ({ met: s.globalAdmins > 0, has: String(s.globalAdmins) }),
};

/** The roles that open a permit, narrowed to those that the matter at hand leaves. */
export function rolesFor(permit: AccountPermit, only?: readonly Role[]): readonly Role[] | "anyMember" | "self" {
  const { roles: all }: Rule = permits[permit];
  if (only === undefined) return all;
  return typeof all === "string" ? only : all.filter((role) => only.includes(role));
}

/** Whether these roles are enough, whatever else the permit asks for. */
export function opensToRoles(permit: AccountPermit, held: readonly Role[], only?: readonly Role[]): boolean {
  const wanted = rolesFor(permit, only);
  if (wanted === "self") return true;
  return wanted === "anyMember" ? held.length > 0 : wanted.some((role) => held.includes(role));
}

/** The roles of which each one is enough. */
export const rolesThatOpen = (permit: AccountPermit, only?: readonly Role[]): readonly Role[] =>
  roles.filter((role) => opensToRoles(permit, [role], only));

/** Whom a permit is for when it names no roles. */
export function everybodyOf(permit: AccountPermit): "anyMember" | "self" | null {
  const wanted = rolesFor(permit);
  return typeof wanted === "string" ? wanted : null;
}

/** What a permit asks of the account besides a role: conditions, and programmes of which the company must be active in one. */
export function needsOf(permit: AccountPermit): {
  readonly conditions: readonly Condition[];
  readonly enrolledIn: readonly ProgrammeKind[];
} {
  const rule: Rule = permits[permit];
  return { conditions: rule.needs ?? [], enrolledIn: rule.enrolledIn ?? [] };
}

/** Whether a permit stays open while the network's membership has lapsed and the account is read-only. */
export function staysOpenWhenLapsed(permit: AccountPermit): boolean {
  const rule: Rule = permits[permit];
  return rule.whenLapsed === "open" || permit.endsWith(".view");
}

/** A reason that a role would take away: 403. Every other one is how the account stands: 409. */
export const isOfRoles = (reason: Reason): boolean => reason.code === "role" || reason.code === "anyRole";

/** Whether the company is active in a programme of one of these kinds. */
export const isEnrolledIn = (standing: Pick<Standing, "enrolledKinds">, kinds: readonly ProgrammeKind[]): boolean =>
  kinds.some((kind) => standing.enrolledKinds.includes(kind));

/**
 * The one rule behind the guard's answer and behind the reason a closed button gives.
 * @param only narrows the permit's roles, where one matter asks more than its permit does.
 * @param reads the act changes nothing: it stays open while the account is read-only.
 */
export function doorOf(permit: AccountPermit, held: readonly Role[], standing: Standing, only?: readonly Role[], reads = false): Door {
  const wanted = rolesFor(permit, only);
  const { conditions: needed, enrolledIn } = needsOf(permit);
  const reasons: Reason[] = [];

  if (!opensToRoles(permit, held, only)) {
    reasons.push(
      typeof wanted === "string" ? { code: "anyRole", needs: grantingRoles, has: held } : { code: "role", needs: wanted, has: held },
    );
  }
  if (standing.networkEndedOn !== null && !reads && !staysOpenWhenLapsed(permit)) {
    reasons.push({ code: "networkCurrent", has: standing.networkEndedOn });
  }
  if (enrolledIn.length > 0 && !isEnrolledIn(standing, enrolledIn)) {
    reasons.push({ code: "enrolled", needs: enrolledIn, has: standing.enrolled });
  }
  for (const condition of needed) {
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
  developerOwner: ["globalAdmin", "accountAdmin", "developerOwner"],
  developerManager: ["globalAdmin", "accountAdmin", "developerOwner"],
  developer: ["globalAdmin", "accountAdmin", "developerOwner"],
};

/** Handbook C16: what a guest, a person of another company, may hold here at most. */
export const guestRoles: readonly Role[] = ["partnerAdmin", "referralsAdmin", "profileAdmin"];

export const grantorsOf = (role: Role): readonly Role[] => grantors[role];
export const mayGrant = (role: Role, held: readonly Role[]): boolean => grantors[role].some((grantor) => held.includes(grantor));

/** Roles follow the programmes: one of these is given only while the company is active in a programme that uses it (handbook §2.2). */
const rolesOfProgrammes: Partial<Record<Role, readonly ProgrammeKind[]>> = {
  developerOwner: ["developer"],
  developerManager: ["developer"],
  developer: ["developer"],
};
export const programmesFor = (role: Role): readonly ProgrammeKind[] | undefined => rolesOfProgrammes[role];

/** Whether a role is of use to a company: no programme has to bring it, or one of the company's does. */
export const isUsed = (role: Role, standing: Pick<Standing, "enrolledKinds">): boolean => {
  const kinds = programmesFor(role);
  return kinds === undefined || isEnrolledIn(standing, kinds);
};

/** The roles whose holders may give some role or other that no programme has to bring first. */
export const grantingRoles: readonly Role[] = roles.filter((role) =>
  roles.some((given) => programmesFor(given) === undefined && grantors[given].includes(role)),
);
