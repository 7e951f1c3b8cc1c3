import path from "node:path";
import type { Lang } from "../src/kit/words.ts";
import { speaker } from "../src/kit/words.ts";
import { loadProgramme } from "../src/programme/load.ts";
import { labelsOf } from "../src/programme/programme.ts";
import * as accountsEn from "../src/rooms/accounts/words/screens.en.ts";
import * as accountsFr from "../src/rooms/accounts/words/screens.fr.ts";
import * as agreementsEn from "../src/rooms/agreements/words/en.ts";
import * as agreementsFr from "../src/rooms/agreements/words/fr.ts";
import * as benefitsEn from "../src/rooms/benefits/words/en.ts";
import * as benefitsFr from "../src/rooms/benefits/words/fr.ts";
import * as houseEn from "../src/rooms/house/words/en.ts";
import * as houseFr from "../src/rooms/house/words/fr.ts";
import * as keysEn from "../src/rooms/keys/words/en.ts";
import * as keysFr from "../src/rooms/keys/words/fr.ts";
import * as peopleEn from "../src/rooms/people/words/en.ts";
import * as peopleFr from "../src/rooms/people/words/fr.ts";
import * as paymentsEn from "../src/rooms/purchasing/words/desk.en.ts";
import * as paymentsFr from "../src/rooms/purchasing/words/desk.fr.ts";
import * as purchasingEn from "../src/rooms/purchasing/words/en.ts";
import * as purchasingFr from "../src/rooms/purchasing/words/fr.ts";
import * as transferEn from "../src/rooms/purchasing/words/transfer.en.ts";
import * as transferFr from "../src/rooms/purchasing/words/transfer.fr.ts";
import * as recoveryEn from "../src/rooms/recovery/words/en.ts";
import * as recoveryFr from "../src/rooms/recovery/words/fr.ts";
import * as refundsEn from "../src/rooms/refunds/words/page.en.ts";
import * as refundsFr from "../src/rooms/refunds/words/page.fr.ts";
import * as seatsEn from "../src/rooms/seats/words/en.ts";
import * as seatsFr from "../src/rooms/seats/words/fr.ts";
import * as securityEn from "../src/rooms/security/words/en.ts";
import * as securityFr from "../src/rooms/security/words/fr.ts";
import * as deskEn from "../src/rooms/verification/words/desk.en.ts";
import * as deskFr from "../src/rooms/verification/words/desk.fr.ts";
import * as verificationEn from "../src/rooms/verification/words/page.en.ts";
import * as verificationFr from "../src/rooms/verification/words/page.fr.ts";
import * as shellEn from "../src/web/words/en.ts";
import * as shellFr from "../src/web/words/fr.ts";

export const programme = loadProgramme(path.resolve(import.meta.dirname, "../programmes/network"));

/** The words on the pages, in the walker's language: a walk presses what is written, whatever it is called. */
export function wordsIn(lang: Lang) {
  const labels = labelsOf(programme, lang);
  return {
    labels,
    shell: speaker({ fr: shellFr.shell, en: shellEn.shell }, lang, labels),
    wizard: speaker({ fr: accountsFr.wizard, en: accountsEn.wizard }, lang, labels),
    cancelling: speaker({ fr: refundsFr.page, en: refundsEn.page }, lang, labels),
    mySecurity: speaker({ fr: peopleFr.security, en: peopleEn.security }, lang, labels),
    recovery: speaker({ fr: recoveryFr.screens, en: recoveryEn.screens }, lang, labels),
    security: speaker({ fr: securityFr.screens, en: securityEn.screens }, lang, labels),
    home: speaker({ fr: accountsFr.home, en: accountsEn.home }, lang, labels),
    enrolment: speaker({ fr: accountsFr.enrolment, en: accountsEn.enrolment }, lang, labels),
    overview: speaker({ fr: houseFr.overview, en: houseEn.overview }, lang, labels),
    users: speaker({ fr: accountsFr.users, en: accountsEn.users }, lang, labels),
    profile: speaker({ fr: accountsFr.profile, en: accountsEn.profile }, lang, labels),
    people: speaker({ fr: peopleFr.screens, en: peopleEn.screens }, lang, labels),
    signing: speaker({ fr: agreementsFr.signing, en: agreementsEn.signing }, lang, labels),
    agreements: speaker({ fr: agreementsFr.screens, en: agreementsEn.screens }, lang, labels),
    paper: speaker({ fr: agreementsFr.paper, en: agreementsEn.paper }, lang, labels),
    link: speaker({ fr: verificationFr.link, en: verificationEn.link }, lang, labels),
    verification: speaker({ fr: verificationFr.page, en: verificationEn.page }, lang, labels),
    desk: speaker({ fr: deskFr.desk, en: deskEn.desk }, lang, labels),
    buying: speaker({ fr: purchasingFr.screens, en: purchasingEn.screens }, lang, labels),
    transfer: speaker({ fr: transferFr.screens, en: transferEn.screens }, lang, labels),
    payments: speaker({ fr: paymentsFr.desk, en: paymentsEn.desk }, lang, labels),
    benefits: speaker({ fr: benefitsFr.screens, en: benefitsEn.screens }, lang, labels),
    keys: speaker({ fr: keysFr.screens, en: keysEn.screens }, lang, labels),
    seats: speaker({ fr: seatsFr.screens, en: seatsEn.screens }, lang, labels),
    refusedSeat: (count: number) => speaker({ fr: seatsFr.refusals, en: seatsEn.refusals }, lang, labels)("seats.noneLeft", { count }),
  };
}
