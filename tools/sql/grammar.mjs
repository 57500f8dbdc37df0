// PostgreSQL's own grammar. It is WebAssembly, which loads after its import. This module waits until it is loaded.
import { loadModule, parsePlPgSQLSync, parseSync } from 'libpg-query';

await loadModule();

export { parsePlPgSQLSync, parseSync };
