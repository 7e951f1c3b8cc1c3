/** The start must stop, and the message is the one sentence its operator reads. */
export class StartError extends Error {
  override readonly name: string = "StartError";
}

/** Another living copy of the application works on this database. */
export class SecondCopyError extends StartError {
  override readonly name = "SecondCopyError";

  constructor() {
    super("Entente is already running on this data folder: stop that copy first, or give this one another folder with ENTENTE_DATA.");
  }
}
