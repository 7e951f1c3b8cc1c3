import { createContext, useContext } from "react";
import type { Problem, Result } from "../../../web/api.ts";
import { fileAddress, useAct } from "../../../web/api.ts";
import type { CheckName } from "../rules.ts";

type Doing<A extends readonly unknown[], R> = {
  readonly act: (...input: A) => Promise<R | undefined>;
  readonly working: boolean;
  readonly problem: Problem | null;
};

/** What the cards of a case do, whichever way the reader came: signed in to the account, or by the signed link of a mail. */
export type CaseActs = {
  readonly upload: Doing<[check: CheckName, kind: string, file: File], Result<"verification.upload">>;
  readonly send: Doing<[], Result<"verification.resubmit">>;
  readonly escalate: Doing<[], Result<"verification.escalate">>;
  readonly resend: Doing<[], Result<"verification.resend">>;
  /** Where a document that was sent can be had again; by a link, nowhere. */
  readonly hrefOf: (documentId: string) => string;
};

const Context = createContext<CaseActs | null>(null);
export const CaseActsProvider = Context.Provider;

export function useCaseActs(): CaseActs {
  const acts = useContext(Context);
  if (acts === null) throw new Error("the cards of a case stand inside a case");
  return acts;
}

export function useAccountActs(accountId: string): CaseActs {
  const upload = useAct("verification.upload");
  const send = useAct("verification.resubmit");
  const escalate = useAct("verification.escalate");
  const resend = useAct("verification.resend");
  return {
    upload: { ...upload, act: (check, kind, file) => upload.act({ accountId, check, body: { kind }, file }) },
    send: { ...send, act: () => send.act({ accountId }) },
    escalate: { ...escalate, act: () => escalate.act({ accountId }) },
    resend: { ...resend, act: () => resend.act({ accountId }) },
    hrefOf: (documentId) => fileAddress("verification.document", { accountId, documentId }),
  };
}

const never = { act: async () => undefined, working: false, problem: null };

export function useLinkActs(token: string): CaseActs {
  const upload = useAct("verification.uploadByLink");
  const send = useAct("verification.resubmitByLink");
  const escalate = useAct("verification.escalateByLink");
  return {
    upload: { ...upload, act: (check, kind, file) => upload.act({ token, check, body: { kind }, file }) },
    send: { ...send, act: () => send.act({ token }) },
    escalate: { ...escalate, act: () => escalate.act({ token }) },
    // The link of the confirmation is sent from the account; its door is closed here and says so.
    resend: never,
    hrefOf: () => "",
  };
}
