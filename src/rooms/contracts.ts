import { accounts } from "./accounts/contract.ts";
import { agreements } from "./agreements/contract.ts";
import { benefits } from "./benefits/contract.ts";
import { billing } from "./billing/contract.ts";
import { catalogue } from "./catalogue/contract.ts";
import { company } from "./company/contract.ts";
import { developer } from "./developer/contract.ts";
import { directories } from "./directories/contract.ts";
import { gateway } from "./gateway/contract.ts";
import { house } from "./house/contract.ts";
import { invoicing } from "./invoicing/contract.ts";
import { keys } from "./keys/contract.ts";
import { listings } from "./listings/contract.ts";
import { memberships } from "./memberships/contract.ts";
import { office } from "./office/contract.ts";
import { people } from "./people/contract.ts";
import { programmes } from "./programmes/contract.ts";
import { purchasing } from "./purchasing/contract.ts";
import { recovery } from "./recovery/contract.ts";
import { refunds } from "./refunds/contract.ts";
import { sandbox } from "./sandbox/contract.ts";
import { seats } from "./seats/contract.ts";
import { security } from "./security/contract.ts";
import { support } from "./support/contract.ts";
import { team } from "./team/contract.ts";
import { verification } from "./verification/contract.ts";

/** Every room's contract by the name it has in calls: `people.signIn`, `seats.assign`. The pages' client is typed by this object. */
export const contracts = {
  people,
  accounts,
  directories,
  team,
  security,
  recovery,
  verification,
  agreements,
  programmes,
  company,
  billing,
  developer,
  memberships,
  catalogue,
  gateway,
  purchasing,
  invoicing,
  benefits,
  keys,
  seats,
  listings,
  support,
  refunds,
  office,
  house,
  sandbox,
};
