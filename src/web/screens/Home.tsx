import { useShell } from "../shell.ts";
import { Page } from "../ui/index.ts";

/** The public home page: the programme's name until the room that tells about joining brings its own. */
export default function Home() {
  const { programme } = useShell();
  return <Page title={programme.name} />;
}
