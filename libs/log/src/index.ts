/** The log of API and portal: one line format, one stream per process, no personal data. */
export { householdAddress, shortAddress } from './address.ts';
export { openLog, type Log, type LogLevel, logLevels } from './log.ts';
export { writeLogTo, type LogStream } from './destination.ts';
export { loggedError, type LoggedError } from './logged-error.ts';
export { requestId } from './request-id.ts';
export { withoutPrivateText } from './private-text.ts';
