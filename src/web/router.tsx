import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { markArrival } from "./arrival.ts";
import type { PageLine, ShellName } from "./page.ts";
import { page } from "./page.ts";
import { pages } from "./routes.tsx";
import { ErrorScreen } from "./shells/ErrorScreen.tsx";
import { NotFoundAlone } from "./shells/NotFound.tsx";
import { Root } from "./shells/Root.tsx";
import { Skeleton } from "./ui/Skeleton.tsx";

const root = createRootRoute({ component: Root, notFoundComponent: NotFoundAlone, errorComponent: ErrorScreen });

const shells: Record<ShellName, () => Promise<{ default: React.ComponentType }>> = {
  public: () => import("./shells/PublicShell.tsx"),
  focus: () => import("./shells/FocusShell.tsx"),
  partner: () => import("./shells/PartnerShell.tsx"),
  office: () => import("./shells/OfficeShell.tsx"),
};

const notFound = () => import("./shells/NotFound.tsx");

/** Whatever else stands under a shell's address is not found in that shell, so that its navigation stays. */
const elsewhere: readonly PageLine[] = [
  page("public", "/$", notFound),
  page("partner", "/a/$accountId/$", notFound),
  page("office", "/office/$", notFound),
];

const layouts = (Object.keys(shells) as ShellName[]).map((name) => {
  const layout = createRoute({ getParentRoute: () => root, id: name, component: lazyRouteComponent(shells[name]) });
  return layout.addChildren(
    [...pages, ...elsewhere]
      .filter(({ shell }) => shell === name)
      .map(({ path, screen }) => createRoute({ getParentRoute: () => layout, path, component: lazyRouteComponent(screen) })),
  );
});

/** What is asked in an address is text, written as one reads it: `?state=open&user=7`. */
const parseSearch = (asked: string): Record<string, string> => Object.fromEntries(new URLSearchParams(asked));
const stringifySearch = (asked: Record<string, unknown>): string => {
  const written = new URLSearchParams(
    Object.entries(asked).flatMap(([name, value]) => (value === undefined || value === "" ? [] : [[name, String(value)]])),
  );
  return written.size === 0 ? "" : `?${written}`;
};

export const router = createRouter({
  parseSearch,
  stringifySearch,
  routeTree: root.addChildren(layouts),
  defaultPreload: "intent",
  defaultPreloadDelay: 60,
  defaultPendingMs: 200,
  defaultPendingComponent: () => <Skeleton />,
  defaultErrorComponent: ErrorScreen,
  defaultNotFoundComponent: NotFoundAlone,
  scrollRestoration: true,
});

router.subscribe("onBeforeNavigate", ({ pathChanged, fromLocation, toLocation }) => {
  if (pathChanged && fromLocation !== undefined) markArrival(toLocation.state.keepFocus === true);
});
