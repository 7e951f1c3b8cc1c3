import { room } from "../../server/context.ts";
import { directories } from "./contract.ts";
import { enrollingActions } from "./enrolling.actions.ts";
import { joiningActions } from "./joining.actions.ts";
import { settingsActions } from "./settings.actions.ts";
import { signingActions } from "./signing.actions.ts";

export const directoriesRoom = room("directories", directories, {
  ...signingActions,
  ...enrollingActions,
  ...settingsActions,
  ...joiningActions,
});
