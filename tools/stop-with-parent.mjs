// A signal to npm does not reach the script that it runs. When npm ends, this stops the script as if it got the signal.
import { readFileSync } from 'node:fs';

/** The parent, and its parent if npm's shell is in between. */
function ancestors() {
  const parent = process.ppid;
  try {
    const stat = readFileSync(`/proc/${parent}/stat`, 'latin1');
    const isShell = /\((ba|da)?sh\)/.test(stat);
    return isShell ? `${parent} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]}` : String(parent);
  } catch {
    return String(parent);
  }
}

if (process.env['npm_lifecycle_event']) {
  const atStart = ancestors();
  const watch = setInterval(() => {
    if (ancestors() === atStart) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  watch.unref();
}
