/** A company as papers name it: who sells or who is billed, where, and under which tax number (empty when it has none). */
export type Party = {
  readonly name: string;
  readonly line1: string;
  readonly line2: string;
  readonly postalCode: string;
  readonly city: string;
  /** Of the address; ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly vatNumber: string;
};
