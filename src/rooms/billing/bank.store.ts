import type { Instant } from "../../kit/dates.ts";
import type { Db, Tx } from "../../server/db.ts";
import { sql } from "../../server/db.ts";
import type { Bank, BankState } from "./bank.rules.ts";
import { bankAccount } from "./bank.rules.ts";

export type BankRow = Omit<Bank, "iban"> & {
  readonly id: string;
  readonly state: BankState;
  readonly askedBy: string;
  readonly askedByName: string;
  readonly askedAt: Instant;
  readonly expiresAt: Instant;
  readonly confirmedByName: string | null;
  readonly confirmedAt: Instant | null;
};

/** The sealed number is not among them: nobody who reads a row gets hold of it. */
const columns = sql`id, state, holder, country, last4, bic, sepa, asked_by as "askedBy", asked_by_name as "askedByName", asked_at as "askedAt",
  expires_at as "expiresAt", confirmed_by_name as "confirmedByName", confirmed_at as "confirmedAt"`;

export const currentBanks = (db: Db, accountId: string): Promise<BankRow[]> =>
  db.query<BankRow>(sql`select ${columns} from bank_accounts where account_id = ${accountId} and state in ('active', 'pending')`);

export const loadBank = (db: Db, accountId: string, id: string): Promise<BankRow | undefined> =>
  db.one<BankRow>(sql`select ${columns} from bank_accounts where account_id = ${accountId} and id = ${id}`);

export const insertBank = (
  tx: Tx,
  accountId: string,
  made: { id: string; sealed: Buffer; bank: Bank; by: string; byName: string; at: Instant; expiresAt: Instant },
): Promise<unknown> => {
  const { bank } = made;
  return tx.query(sql`
    insert into bank_accounts (id, account_id, state, holder, iban, country, last4, bic, sepa, asked_by, asked_by_name, asked_at, expires_at)
    values (${made.id}, ${accountId}, ${bankAccount.initial}, ${bank.holder}, ${made.sealed}, ${bank.country}, ${bank.last4}, ${bank.bic}, ${bank.sepa},
      ${made.by}, ${made.byName}, ${made.at}::timestamptz, ${made.expiresAt}::timestamptz)`);
};

/** The account in use steps back first, because there is never a second. */
export async function confirmBank(tx: Tx, accountId: string, id: string, by: { id: string; name: string; at: Instant }): Promise<boolean> {
  await tx.query(sql`
    update bank_accounts set state = ${bankAccount.to("replace")}, closed_by_name = ${by.name}, closed_at = ${by.at}::timestamptz
    where account_id = ${accountId} and state = any(${bankAccount.from("replace")}::text[])`);
  const row = await tx.one(sql`
    update bank_accounts set state = ${bankAccount.to("confirm")}, confirmed_by = ${by.id}, confirmed_by_name = ${by.name}, confirmed_at = ${by.at}::timestamptz
    where account_id = ${accountId} and id = ${id} and state = any(${bankAccount.from("confirm")}::text[]) and asked_by <> ${by.id} returning id`);
  return row !== undefined;
}

export const closeBank = (
  tx: Tx,
  accountId: string,
  id: string,
  move: "cancel" | "expire",
  by: { name: string; at: Instant },
): Promise<unknown> =>
  tx.query(sql`
    update bank_accounts set state = ${bankAccount.to(move)}, closed_by_name = ${by.name}, closed_at = ${by.at}::timestamptz
    where account_id = ${accountId} and id = ${id} and state = any(${bankAccount.from(move)}::text[])`);
