export { eventCatalogue, eventNames } from './catalogue.ts';
export { eventReading, eventScopes } from './scopes.ts';
export type { EventDataOf, EventMemberOf, EventName, EventOrigin } from './catalogue.ts';
