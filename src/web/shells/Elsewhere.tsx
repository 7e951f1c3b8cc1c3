import { useEffect, useState } from "react";
import { useGo } from "../here.ts";

/**
 * The reader has to be on another page first. One goes there once: the router's own component goes again at every render on the way, and
 * a shell that is being left is rendered until the other page's files are there.
 */
export function Elsewhere({ to }: { to: string }) {
  const go = useGo();
  const [place] = useState(to);
  useEffect(() => go(place, { replace: true }), [place, go]);
  return null;
}
