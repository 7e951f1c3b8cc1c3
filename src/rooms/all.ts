import type { Reactions, Room } from "../server/context.ts";
import type { Refusals } from "../server/problems.ts";
import { accountsRoom } from "./accounts/actions.ts";
import * as accountsEn from "./accounts/words/en.ts";
import * as accountsFr from "./accounts/words/fr.ts";
import { agreementsRoom } from "./agreements/actions.ts";
import { agreementsReactions } from "./agreements/reactions.ts";
import * as agreementsEn from "./agreements/words/en.ts";
import * as agreementsFr from "./agreements/words/fr.ts";
import { benefitsRoom } from "./benefits/actions.ts";
import { benefitsReactions } from "./benefits/reactions.ts";
import * as benefitsEn from "./benefits/words/en.ts";
import * as benefitsFr from "./benefits/words/fr.ts";
import { billingRoom } from "./billing/actions.ts";
import { billingReactions } from "./billing/reactions.ts";
import * as billingEn from "./billing/words/en.ts";
import * as billingFr from "./billing/words/fr.ts";
import { catalogueRoom } from "./catalogue/actions.ts";
import * as catalogueEn from "./catalogue/words/en.ts";
import * as catalogueFr from "./catalogue/words/fr.ts";
import { companyRoom } from "./company/actions.ts";
import * as companyEn from "./company/words/en.ts";
import * as companyFr from "./company/words/fr.ts";
import { developerRoom } from "./developer/actions.ts";
import * as developerEn from "./developer/words/en.ts";
import * as developerFr from "./developer/words/fr.ts";
import { directoriesRoom } from "./directories/actions.ts";
import * as directoriesEn from "./directories/words/en.ts";
import * as directoriesFr from "./directories/words/fr.ts";
import { gatewayRoom } from "./gateway/actions.ts";
import * as gatewayEn from "./gateway/words/en.ts";
import * as gatewayFr from "./gateway/words/fr.ts";
import { houseRoom } from "./house/actions.ts";
import * as houseEn from "./house/words/en.ts";
import * as houseFr from "./house/words/fr.ts";
import { invoicingRoom } from "./invoicing/actions.ts";
import { invoicingReactions } from "./invoicing/reactions.ts";
import * as invoicingEn from "./invoicing/words/en.ts";
import * as invoicingFr from "./invoicing/words/fr.ts";
import { keysRoom } from "./keys/actions.ts";
import { keysReactions } from "./keys/reactions.ts";
import * as keysEn from "./keys/words/en.ts";
import * as keysFr from "./keys/words/fr.ts";
import { listingsRoom } from "./listings/actions.ts";
import { listingsReactions } from "./listings/reactions.ts";
import * as listingsEn from "./listings/words/en.ts";
import * as listingsFr from "./listings/words/fr.ts";
import { membershipsRoom } from "./memberships/actions.ts";
import { membershipsReactions } from "./memberships/reactions.ts";
import * as membershipsEn from "./memberships/words/en.ts";
import * as membershipsFr from "./memberships/words/fr.ts";
import { officeRoom } from "./office/actions.ts";
import * as officeEn from "./office/words/en.ts";
import * as officeFr from "./office/words/fr.ts";
import { peopleRoom } from "./people/actions.ts";
import { peopleReactions } from "./people/reactions.ts";
import * as peopleEn from "./people/words/en.ts";
import * as peopleFr from "./people/words/fr.ts";
import { programmesRoom } from "./programmes/actions.ts";
import { programmesReactions } from "./programmes/reactions.ts";
import * as programmesEn from "./programmes/words/en.ts";
import * as programmesFr from "./programmes/words/fr.ts";
import { purchasingRoom } from "./purchasing/actions.ts";
import { purchasingReactions } from "./purchasing/reactions.ts";
import * as purchasingEn from "./purchasing/words/en.ts";
import * as purchasingFr from "./purchasing/words/fr.ts";
import { recoveryRoom } from "./recovery/actions.ts";
import { recoveryReactions } from "./recovery/reactions.ts";
import * as recoveryEn from "./recovery/words/en.ts";
import * as recoveryFr from "./recovery/words/fr.ts";
import { refundsRoom } from "./refunds/actions.ts";
import { refundsReactions } from "./refunds/reactions.ts";
import * as refundsEn from "./refunds/words/en.ts";
import * as refundsFr from "./refunds/words/fr.ts";
import { sandboxRoom } from "./sandbox/actions.ts";
import * as sandboxEn from "./sandbox/words/en.ts";
import * as sandboxFr from "./sandbox/words/fr.ts";
import { seatsRoom } from "./seats/actions.ts";
import { seatsReactions } from "./seats/reactions.ts";
import * as seatsEn from "./seats/words/en.ts";
import * as seatsFr from "./seats/words/fr.ts";
import { securityRoom } from "./security/actions.ts";
import { securityReactions } from "./security/reactions.ts";
import * as securityEn from "./security/words/en.ts";
import * as securityFr from "./security/words/fr.ts";
import { supportRoom } from "./support/actions.ts";
import { supportReactions } from "./support/reactions.ts";
import * as supportEn from "./support/words/en.ts";
import * as supportFr from "./support/words/fr.ts";
import { teamRoom } from "./team/actions.ts";
import { teamReactions } from "./team/reactions.ts";
import * as teamEn from "./team/words/en.ts";
import * as teamFr from "./team/words/fr.ts";
import { verificationRoom } from "./verification/actions.ts";
import { verificationReactions } from "./verification/reactions.ts";
import * as verificationEn from "./verification/words/en.ts";
import * as verificationFr from "./verification/words/fr.ts";

type Words = { refusals: Refusals["fr"]; facts?: Refusals["fr"] };
type Furnished = { readonly room: Room; readonly fr: Words; readonly en: Words; readonly reactions?: Reactions };

/** Every room of the house, bottom to top, one line each. A room that is not here does not exist. */
const furnished: readonly Furnished[] = [
  { room: peopleRoom, fr: peopleFr, en: peopleEn, reactions: peopleReactions },
  { room: accountsRoom, fr: accountsFr, en: accountsEn },
  { room: directoriesRoom, fr: directoriesFr, en: directoriesEn },
  { room: teamRoom, fr: teamFr, en: teamEn, reactions: teamReactions },
  { room: securityRoom, fr: securityFr, en: securityEn, reactions: securityReactions },
  { room: recoveryRoom, fr: recoveryFr, en: recoveryEn, reactions: recoveryReactions },
  { room: verificationRoom, fr: verificationFr, en: verificationEn, reactions: verificationReactions },
  { room: agreementsRoom, fr: agreementsFr, en: agreementsEn, reactions: agreementsReactions },
  { room: programmesRoom, fr: programmesFr, en: programmesEn, reactions: programmesReactions },
  { room: companyRoom, fr: companyFr, en: companyEn },
  { room: billingRoom, fr: billingFr, en: billingEn, reactions: billingReactions },
  { room: developerRoom, fr: developerFr, en: developerEn },
  { room: membershipsRoom, fr: membershipsFr, en: membershipsEn, reactions: membershipsReactions },
  { room: catalogueRoom, fr: catalogueFr, en: catalogueEn },
  { room: gatewayRoom, fr: gatewayFr, en: gatewayEn },
  { room: purchasingRoom, fr: purchasingFr, en: purchasingEn, reactions: purchasingReactions },
  { room: invoicingRoom, fr: invoicingFr, en: invoicingEn, reactions: invoicingReactions },
  { room: benefitsRoom, fr: benefitsFr, en: benefitsEn, reactions: benefitsReactions },
  { room: keysRoom, fr: keysFr, en: keysEn, reactions: keysReactions },
  { room: seatsRoom, fr: seatsFr, en: seatsEn, reactions: seatsReactions },
  { room: listingsRoom, fr: listingsFr, en: listingsEn, reactions: listingsReactions },
  { room: supportRoom, fr: supportFr, en: supportEn, reactions: supportReactions },
  { room: refundsRoom, fr: refundsFr, en: refundsEn, reactions: refundsReactions },
  { room: officeRoom, fr: officeFr, en: officeEn },
  { room: houseRoom, fr: houseFr, en: houseEn },
  { room: sandboxRoom, fr: sandboxFr, en: sandboxEn },
];

export const rooms: readonly Room[] = furnished.map(({ room }) => room);

/** What rooms do when they hear a fact or a bell. */
export const reactions: readonly Reactions[] = furnished.flatMap(({ reactions }) => reactions ?? []);

const gathered = (pick: (words: Words) => Refusals["fr"] | undefined): Refusals => ({
  fr: Object.assign({}, ...furnished.map(({ fr }) => pick(fr))),
  en: Object.assign({}, ...furnished.map(({ en }) => pick(en))),
});

/** Every refusal's sentence, in both languages. */
export const refusals: Refusals = gathered((words) => words.refusals);

/** Every fact's sentence for activity lists, in both languages. */
export const factWords: Refusals = gathered((words) => words.facts);
