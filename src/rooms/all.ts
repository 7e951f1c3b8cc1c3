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
import { gatewayRoom } from "./gateway/actions.ts";
import * as gatewayEn from "./gateway/words/en.ts";
import * as gatewayFr from "./gateway/words/fr.ts";
import { houseRoom } from "./house/actions.ts";
import * as houseEn from "./house/words/en.ts";
import * as houseFr from "./house/words/fr.ts";
import { keysRoom } from "./keys/actions.ts";
import * as keysEn from "./keys/words/en.ts";
import * as keysFr from "./keys/words/fr.ts";
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
import { purchasingRoom } from "./purchasing/actions.ts";
import { purchasingReactions } from "./purchasing/reactions.ts";
import * as purchasingEn from "./purchasing/words/en.ts";
import * as purchasingFr from "./purchasing/words/fr.ts";
import { sandboxRoom } from "./sandbox/actions.ts";
import * as sandboxEn from "./sandbox/words/en.ts";
import * as sandboxFr from "./sandbox/words/fr.ts";
import { seatsRoom } from "./seats/actions.ts";
import { seatsReactions } from "./seats/reactions.ts";
import * as seatsEn from "./seats/words/en.ts";
import * as seatsFr from "./seats/words/fr.ts";
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
  { room: verificationRoom, fr: verificationFr, en: verificationEn, reactions: verificationReactions },
  { room: agreementsRoom, fr: agreementsFr, en: agreementsEn, reactions: agreementsReactions },
  { room: membershipsRoom, fr: membershipsFr, en: membershipsEn, reactions: membershipsReactions },
  { room: gatewayRoom, fr: gatewayFr, en: gatewayEn },
  { room: purchasingRoom, fr: purchasingFr, en: purchasingEn, reactions: purchasingReactions },
  { room: benefitsRoom, fr: benefitsFr, en: benefitsEn, reactions: benefitsReactions },
  { room: keysRoom, fr: keysFr, en: keysEn },
  { room: seatsRoom, fr: seatsFr, en: seatsEn, reactions: seatsReactions },
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
