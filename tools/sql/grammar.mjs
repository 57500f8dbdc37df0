// PostgreSQL's own grammar. It is WebAssembly, which loads after its import: here it is loaded when it is handed out.
import { loadModule, parsePlPgSQLSync, parseSync } from 'libpg-query';

await loadModule();

export { parsePlPgSQLSync, parseSync };
