// Owns a PostgreSQL 18 server for one machine: creates it, keeps it running, stops it. Promises that at most
// one living process uses a data directory and that nothing runs after `stop()`.
export { type LocalPostgres, type LocalPostgresOptions, startLocalPostgres } from './local-postgres.ts';
export { placeCluster } from './place-cluster.ts';
export { findRunningPostgres } from './running.ts';
