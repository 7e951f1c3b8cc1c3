import { OutLink, Text } from "../../../web/ui/index.ts";

/** A link of the programme to another site, with the notice that it leads there and how one comes back (F-003). */
export function LeavingLink({ link }: { link: { readonly url: string; readonly label: string; readonly notice: string | null } }) {
  return (
    <>
      <OutLink href={link.url}>{link.label}</OutLink>
      {link.notice ? (
        <>
          {" "}
          <Text tone="meta" small>
            {link.notice}
          </Text>
        </>
      ) : null}
    </>
  );
}
