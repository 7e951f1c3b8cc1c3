import type { ReactNode } from "react";
import { useEffect, useMemo } from "react";
import type { Lang } from "../../kit/words.ts";
import { tuneApi } from "../request.ts";
import { ShellContext, useShellReading } from "../shell.ts";
import { TongueContext } from "../words.ts";
import { BareError } from "./ErrorScreen.tsx";

const pageLang = (): Lang => (document.documentElement.lang === "en" ? "en" : "fr");

/** Nothing is shown before the shell has been read once: language, programme and person come first. */
export function ShellGate({ children }: { children: ReactNode }) {
  const { data: shell, error, refetch, isFetching } = useShellReading();
  const lang = shell?.lang ?? pageLang();
  const labels = shell?.programme.labels;
  const tongue = useMemo(() => ({ lang, labels: labels ?? {} }), [lang, labels]);

  tuneApi({ lang });
  useEffect(() => {
    document.documentElement.lang = lang;
  }, [lang]);

  return (
    <TongueContext value={tongue}>
      {shell ? (
        <ShellContext value={shell}>{children}</ShellContext>
      ) : error ? (
        <BareError problem={error} again={() => void refetch()} working={isFetching} />
      ) : null}
    </TongueContext>
  );
}
