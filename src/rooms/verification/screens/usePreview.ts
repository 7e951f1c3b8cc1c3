import { useEffect, useRef, useState } from "react";
import type { Input, Result } from "../../../web/api.ts";
import { call, Problem } from "../../../web/api.ts";

export type Preview = Result<"verification.preview">;
type Asked = Input<"verification.preview">["body"];

/** The message as it would leave, a moment after one has stopped typing. An answer that comes late is dropped. */
export function usePreview(caseId: string, asked: Asked): Preview | null {
  const [preview, setPreview] = useState<Preview | null>(null);
  const turn = useRef(0);
  const body = JSON.stringify(asked);

  useEffect(() => {
    turn.current += 1;
    const mine = turn.current;
    const wanted = JSON.parse(body) as Asked;
    if (wanted.reason === "") {
      setPreview(null);
      return;
    }
    const timer = setTimeout(() => {
      call("verification.preview", { caseId, body: wanted }).then(
        (reply) => mine === turn.current && setPreview(reply),
        (thrown: unknown) => {
          // A preview that cannot be had keeps nobody from deciding: the decision itself says what is wrong.
          if (!(thrown instanceof Problem)) throw thrown;
          if (mine === turn.current) setPreview(null);
        },
      );
    }, 250);
    return () => clearTimeout(timer);
  }, [caseId, body]);

  return preview;
}
