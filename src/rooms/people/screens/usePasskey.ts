import { useState } from "react";
import type { Input } from "../../../web/api.ts";
import { useAct } from "../../../web/api.ts";
import type { Silence } from "./passkeyCalls.ts";

type SignVerb =
  | { offer: "people.offerPasskeySignIn"; give: "people.passkeySignIn" }
  | { offer: "people.offerFactor"; give: "people.passkeyFactor" };

/** Asks for what is to be signed, has the device sign it, gives it: one press. The library that talks to devices is fetched then. */
export function usePasskey({ offer, give }: SignVerb, onGiven: () => void) {
  const asking = useAct(offer, { invalidates: [] });
  const giving = useAct(give, { invalidates: [], onDone: onGiven });
  const [silent, setSilent] = useState<Silence | null>(null);

  const press = async () => {
    setSilent(null);
    const asked = await asking.act({} as Input<typeof offer>);
    if (!asked) return;
    const { signWithPasskey } = await import("./passkeyCalls.ts");
    const passkey = await signWithPasskey(asked.options);
    if (typeof passkey === "string") setSilent(passkey);
    else await giving.act({ body: { passkey } } as never);
  };

  return { press, working: asking.working || giving.working, problem: asking.problem ?? giving.problem, silent };
}
