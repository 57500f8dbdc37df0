// Run by the tests: owns a server in a separate process until SIGTERM.
import { startLocalPostgres } from './local-postgres.ts';

const server = await startLocalPostgres({ dataDir: process.argv[2] ?? '', database: 'club', fast: true });
const alive = setInterval(() => undefined, 60_000);
process.once('SIGTERM', () => {
  clearInterval(alive);
  void server.stop();
});
// Must come last, because the reader may end the process at once.
process.stdout.write(JSON.stringify({ pid: server.pid, url: server.url }));
