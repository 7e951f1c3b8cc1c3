import "virtual:tokens.css";
import "./ui/global.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Problem } from "./problem.ts";
import { tuneApi } from "./request.ts";
import { router } from "./router.tsx";
import { shellKey } from "./shell.ts";
import { ShellGate } from "./shells/ShellGate.tsx";
// Every page follows the system from light to dark while it is open, those without a person too.
import "./scheme.ts";

const worthRetrying = (count: number, thrown: unknown) =>
  count < 2 && thrown instanceof Problem && (thrown.unanswered || thrown.status >= 502);

const queries = new QueryClient({ defaultOptions: { queries: { staleTime: 5_000, retry: worthRetrying }, mutations: { retry: false } } });

tuneApi({
  onSignedOut: () => {
    const { pathname, searchStr } = router.state.location;
    if (pathname.startsWith("/sign-in")) return;
    void queries.invalidateQueries({ queryKey: shellKey });
    void router.navigate({ to: "/sign-in", search: { next: pathname + searchStr } as never, replace: true });
  },
});

// The page's own files are asked for at once, while the shell is being read.
void router.preloadRoute({ to: location.pathname });

createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <ShellGate>
        <RouterProvider router={router} />
      </ShellGate>
    </QueryClientProvider>
  </StrictMode>,
);
