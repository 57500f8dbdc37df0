// Owns the log of the API: one line per request, and events outside of requests.
export { ClubLog } from './club-log.ts';
export { RequestLog } from './request-log.ts';
export { currentTrace, noteInLog } from './current-trace.ts';
