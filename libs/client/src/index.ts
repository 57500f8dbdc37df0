/** A typed client of the HTTP API: one `call` for every endpoint of the contracts. */
export { ApiProblem } from './api-problem.ts';
export { RegularsClient, type ClientOptions, type CallOf } from './client.ts';
