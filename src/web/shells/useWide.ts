import { useSyncExternalStore } from "react";

const wide = matchMedia("(width >= 48em)");
const subscribe = (listener: () => void) => {
  wide.addEventListener("change", listener);
  return () => wide.removeEventListener("change", listener);
};

/** From 768 on the navigation stands beside the page; below, it is in a sheet. */
export const useWide = (): boolean => useSyncExternalStore(subscribe, () => wide.matches);
