/** The frame of the enrolment belongs to the room of accounts; the steps that other rooms bring stand in it through here. */
export { WizardFrame } from "../rooms/accounts/screens/WizardFrame.tsx";
