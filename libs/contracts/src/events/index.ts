export { eventCatalogue, eventNames } from './catalogue.ts';
export type { EventDataOf, EventMemberOf, EventName, EventOrigin } from './catalogue.ts';
