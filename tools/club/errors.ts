/** What cannot be done, in words for whoever asked for it. */
export class ClubToolError extends Error {
  override readonly name = 'ClubToolError';
}
