/** Instead of a rule the API gave an approval: a second person has to agree. */
export const isWaiting = (reply: unknown): boolean =>
  typeof reply === 'object' && reply !== null && 'action' in reply;
