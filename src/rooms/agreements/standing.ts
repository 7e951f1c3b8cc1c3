import type { Act } from "../../server/context.ts";
import { pageOfStep } from "./campaign.ts";
import type { Change, Member } from "./companies.store.ts";
import * as companies from "./companies.store.ts";
import { askedLetter } from "./letters.ts";
import type { Step } from "./rules.ts";
import { signersOf, standingOn, writesAt } from "./rules.ts";

/** So many companies share one transaction: ten thousand of them are fifty pages, each done once. */
const PAGE = 200;

type Page = { readonly agreementId: string; readonly version: string; readonly step: Step; readonly after: string };

const changeOf = (
  row: Member | (companies.CompanyAgreement & { accountId: string }),
  want: ReturnType<typeof standingOn>,
): Change | undefined =>
  want.state === row.state && want.dueOn === row.dueOn
    ? undefined
    : { accountId: row.accountId, agreementId: row.agreementId, from: row.state, to: want.state, dueOn: want.dueOn };

/**
 * One page of companies at one step of a version: each is settled as the day wants it, and who may sign is written to. Whoever accepted
 * meanwhile owes nothing any more, so nothing has to be taken back. The next page is asked for in the same transaction.
 */
export async function walkPage(act: Act, page: Page): Promise<void> {
  const { agreementId, step } = page;
  const known = () => act.house.programme.agreements.filter(({ id }) => id === agreementId);
  // The bell may ring before this process has heard of the publication.
  if (!known().some((one) => one.version === page.version)) await act.house.readAgreements(act.tx);
  const versions = known();
  const version = versions.find((one) => one.version === page.version);
  if (!version) throw new Error(`nothing is published as ${agreementId} ${page.version}`);
  const rows = await companies.holdPage(act.tx, agreementId, page.after, PAGE);
  const settled = rows.map((row) => ({ row, want: standingOn(versions, { country: row.country, accepted: row.version }, act.today) }));

  await settleAll(
    act,
    settled.flatMap(({ row, want }) => changeOf(row, want) ?? []),
  );
  const written = settled.filter(({ want }) => writesAt(step, version, want));
  const people = await companies.signatories(
    act.tx,
    written.map(({ row }) => row.accountId),
    signersOf(version),
  );
  for (const { row, want } of written) {
    if (step === "notice")
      act.record({
        type: "agreement.asked",
        accountId: row.accountId,
        subject: agreementId,
        data: { version: version.version, dueOn: version.acceptBy },
      });
    for (const person of people.filter(({ accountId }) => accountId === row.accountId))
      act.post(
        askedLetter(act.house, {
          step,
          version,
          dueOn: want.dueOn ?? version.acceptBy!,
          company: row.company,
          accountId: row.accountId,
          person,
        }),
      );
  }
  if (rows.length === PAGE) act.enqueue(pageOfStep({ ...page, after: rows.at(-1)!.accountId }, act.now));
}

async function settleAll(act: Act, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  const moved = new Set((await companies.settle(act.tx, changes, act.now)).map(({ accountId }) => accountId));
  for (const { accountId, agreementId, from, to, dueOn } of changes)
    if (to === "blocked" && from !== "blocked" && moved.has(accountId))
      act.record({ type: "agreement.blocked", accountId, subject: agreementId, data: { dueOn } });
}

/** A company that may have moved to another country: other versions apply there. */
export async function review(act: Act, accountId: string): Promise<void> {
  const rows = await companies.holdOfAccount(act.tx, accountId);
  await settleAll(
    act,
    rows.flatMap((row) => {
      const versions = act.house.programme.agreements.filter(({ id }) => id === row.agreementId);
      return changeOf({ ...row, accountId }, standingOn(versions, { country: row.country, accepted: row.version }, act.today)) ?? [];
    }),
  );
}
