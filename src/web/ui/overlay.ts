/** What comes over the page: the drawer beside a list, the confirmation of what cannot be undone. */
export { ConfirmDialog } from "./ConfirmDialog.tsx";
export { Drawer } from "./Drawer.tsx";
export { FormDialog } from "./FormDialog.tsx";
