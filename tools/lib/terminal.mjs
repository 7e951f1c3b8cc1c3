import "./node-version.mjs";

const path = await import("node:path");
const { buildChanged } = await import("./build.mjs");
const { explain } = await import("./explain.mjs");
const { installMissing } = await import("./install.mjs");
const { complain, say } = await import("./say.mjs");

/**
 * Does one thing that an operator asks for at the terminal, with what is built from these sources, and prints what came of it.
 * @param work gets the words that were typed, the environment, and how to tell of progress; what it returns is printed
 */
export async function atTerminal(work) {
  const root = path.dirname(path.dirname(import.meta.dirname));
  process.chdir(root);
  try {
    await installMissing(root, { dev: false });
    await buildChanged(root);
    say(await work(process.argv.slice(2), process.env, say));
    process.exit(0);
  } catch (error) {
    complain(explain(error));
    process.exit(1);
  }
}
