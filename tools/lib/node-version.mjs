// Written so that an old Node can read it far enough to say that it is old.
const [major, minor] = process.versions.node.split(".").map(Number);
const good = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;

if (!good) {
  console.error(`Entente needs Node 20.19 or newer (on the 22 line 22.12 or newer), and this is Node ${process.versions.node}.`);
  process.exit(1);
}
