/** What a person at a terminal reads: few lines, in full sentences. */
export const say = (line = "") => process.stdout.write(`${line}\n`);
export const complain = (line) => process.stderr.write(`${line}\n`);

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/** Says what is going on while it goes on: on a terminal with the seconds counting, elsewhere on one line at each end. */
export async function during(label, work) {
  const since = Date.now();
  const alive = process.stdout.isTTY === true;
  const show = () => process.stdout.write(`\r${label} … ${Math.round((Date.now() - since) / 1000)} s`);
  const timer = alive ? setInterval(show, 500) : undefined;
  if (alive) show();
  else say(`${label} …`);
  try {
    const answer = await work();
    if (alive) process.stdout.write("\r\u001b[K");
    say(`${label}: done in ${seconds(since)}.`);
    return answer;
  } catch (error) {
    if (alive) process.stdout.write("\n");
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** A reason to end that is said in one sentence, without a stack. */
export class Stop extends Error {}
