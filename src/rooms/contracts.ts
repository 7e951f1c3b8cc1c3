import { accounts } from "./accounts/contract.ts";
import { agreements } from "./agreements/contract.ts";
import { benefits } from "./benefits/contract.ts";
import { gateway } from "./gateway/contract.ts";
import { house } from "./house/contract.ts";
import { keys } from "./keys/contract.ts";
import { memberships } from "./memberships/contract.ts";
import { office } from "./office/contract.ts";
import { people } from "./people/contract.ts";
import { purchasing } from "./purchasing/contract.ts";
import { sandbox } from "./sandbox/contract.ts";
import { seats } from "./seats/contract.ts";
import { verification } from "./verification/contract.ts";

/** Every room's contract by the name it has in calls: `people.signIn`, `seats.assign`. The pages' client is typed by this object. */
export const contracts = {
  people,
  accounts,
  verification,
  agreements,
  memberships,
  gateway,
  purchasing,
  benefits,
  keys,
  seats,
  office,
  house,
  sandbox,
};
