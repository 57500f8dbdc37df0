// Run by the tests: owns a server in a process of its own, until SIGTERM.
import { startLocalPostgres } from './local-postgres.ts';

const server = await startLocalPostgres({ dataDir: process.argv[2] ?? '', database: 'club', fast: true });
const alive = setInterval(() => undefined, 60_000);
process.once('SIGTERM', () => {
  clearInterval(alive);
  void server.stop();
});
// Last: whoever reads this may end us at once.
process.stdout.write(JSON.stringify({ pid: server.pid, url: server.url }));
