// Every script imports this first. It and the files imported with it must parse on old versions of Node.
const major = Number(process.versions.node.split('.')[0]);

if (major < 26) {
  console.error(
    `Regulars needs Node 26, this is ${process.version}: run it through npm after "npm ci" (for example "npm start"), ` +
      'which brings the right Node with it.',
  );
  process.exit(1);
}
