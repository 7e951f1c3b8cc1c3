import * as en from "../words/en.ts";
import * as fr from "../words/fr.ts";

export const signing = { fr: fr.signing, en: en.signing };
export const tenants = { fr: fr.tenants, en: en.tenants };

/** Leaves for a provider's page; what comes next is another site's. */
export const leaveFor = ({ location }: { readonly location: string }): void => window.location.assign(location);
export const joining = { fr: fr.joining, en: en.joining };
